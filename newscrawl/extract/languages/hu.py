"""Hungarian."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    # The full stop behind its years is of no other language: read by its formats in CLDR, too.
    dates_of_cldr=True,
    months=(
        "január januári|február februári febr|március márc|április ápr|május|június jún|"
        "július júl|augusztus|szeptember szept|október|november|december"
    ),
    # A word of French, 'changed', without its accent, otherwise.
    own_months="||||máj|||||||",
    weekdays="hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap",
    published="közzétéve publikálva megjelent megjelenés dátum létrehozva közzététel",
    changed="frissítve frissítés módosítva módosítás utolsó utoljára",
    not_edited="utolsó utoljára",
    by="szerző írta szöveg",
    ties="óta előtt után",
    neutral="óra perc",
    read_also=(
        "olvassa el ezt is|olvasd el ezt is|kapcsolódó (?:cikkek|cikk|hírek|tartalom|"
        "anyagok)|további (?:cikkek|hírek)|legolvasottabb(?:ak)?|legfrissebb(?: hírek)?|"
        "ajánlott(?: cikkek)?|ajánljuk még|ez is érdekelheti"
    ),
    furniture=(
        r"megosztás(?: .{1,20})?|megosztom|nyomtatás|hirdetés|reklám|"
        r"hozzászólások(?: \(?\d+\)?)?|\d+ hozzászólás|hozzászólok|link másolása|"
        r"feliratkozás(?: .{1,30})?|követés|mentés|vissza a tetejére|tetszik"
    ),
    tags="címkék|témák|kulcsszavak",
    author="szerző|írta|szöveg",
    role="újságíró|szerkesztő|főszerkesztő|tudósító|riporter|rovatvezető|publicista",
    no_section="címlap|főoldal|kezdőlap|összes|friss|archívum|egyéb",
    comments="hozzászólások|kommentek|szólj hozzá",
    not_byline="fotó|fotók|kép|képek|forrás|illusztráció|grafika|helyesbítés|pontosítás",
    reading_time="perc(?: olvasás)?",
    paywall=(
        "(?:csak|kizárólag) előfizetőknek|a (?:teljes )?cikk(?:et)? (?:elolvasásához|"
        "csak előfizetőink)"
    ),
)
