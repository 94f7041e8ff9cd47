"""Finnish."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    # Short ones are words, of grass and of life.
    months=(
        "tammikuu tammikuuta tammikuun|helmikuu helmikuuta helmikuun|maaliskuu maaliskuuta "
        "maaliskuun|huhtikuu huhtikuuta huhtikuun|toukokuu toukokuuta toukokuun|kesäkuu "
        "kesäkuuta kesäkuun|heinäkuu heinäkuuta heinäkuun|elokuu elokuuta elokuun|syyskuu "
        "syyskuuta syyskuun|lokakuu lokakuuta lokakuun|marraskuu marraskuuta marraskuun|"
        "joulukuu joulukuuta joulukuun"
    ),
    own_months=(
        "tammi tammik|helmi helmik|maalis maalisk|huhti huhtik|touko toukok|kesä kesäk|heinä "
        "heinäk|elo elok|syys syysk|loka lokak|marras marrask|joulu jouluk"
    ),
    weekdays=(
        "maanantai maanantaina|tiistai tiistaina|keskiviikko keskiviikkona|torstai torstaina|"
        "perjantai perjantaina|lauantai lauantaina|sunnuntai sunnuntaina"
    ),
    published="julkaistu julkaisuaika julkaisupäivä luotu",
    changed="päivitetty päivitys muokattu muutettu viimeksi",
    not_edited="viimeksi",
    today="tänään",
    by="kirjoittaja toimittaja teksti",
    ties="asti alkaen",
    neutral="klo kello",
    before_time="klo|kello",
    range_words="ja",
    read_also=(
        "lue (?:myös|lisää)|katso myös|aiheeseen liittyvää|lisää aiheesta|luetuimmat|"
        "uusimmat(?: uutiset)?|suosittelemme|muita (?:artikkeleita|uutisia)"
    ),
    furniture=(
        r"jaa(?: (?:artikkeli|juttu|facebookissa|whatsappissa|sähköpostilla))?|tulosta|mainos|"
        r"kommentit(?: \(?\d+\)?)?|\d+ kommenttia|kommentoi|kopioi linkki|tilaa(?: .{1,30})?|"
        r"seuraa meitä(?: .{1,20})?|tallenna|takaisin ylös|kuuntele"
    ),
    tags="avainsanat|aiheet|asiasanat|tagit",
    author="kirjoittaja|toimittaja|teksti",
    role="toimittaja|päätoimittaja|kirjeenvaihtaja|kolumnisti|uutispäällikkö",
    no_section="etusivu|koti|kaikki|uusimmat|arkisto",
    comments="kommentit|kommentoi|keskustelu",
    not_byline="kuva|kuvat|kuvaaja|valokuva|kuvitus|grafiikka|lähde|oikaisu",
    reading_time="min(?:uuttia|\\.)?(?: lukuaika)?",
    paywall=(
        r"(?:vain|ainoastaan) tilaajille|(?:jatkaaksesi|lukeaksesi)\b.{0,30}(?:tilaa|"
        r"kirjaudu)|oletko jo tilaaja\?"
    ),
)
