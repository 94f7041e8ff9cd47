"""Czech."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    # Abbreviations are words of other languages, or their months ('srp' in Croatian).
    months=(
        "leden ledna|únor února|březen března|duben dubna|květen května|červen června|"
        "červenec července|srpen srpna|září|říjen října||prosinec prosince"
    ),
    own_months="led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|listopad listopadu lis|pro",
    weekdays="pondělí|úterý|středa středu|čtvrtek|pátek|sobota sobotu|neděle neděli",
    published="publikováno zveřejněno vydáno vydání datum přidáno vloženo",
    changed="aktualizováno aktualizace upraveno změněno poslední",
    not_edited="poslední",
    today="dnes",
    by="autor autorka autoři",
    joints="dne",
    ties="od do před po",
    neutral="hodin hod po út st čt pá so ne",
    before_time="v|ve",
    range_words="až|a",
    read_also=(
        "(?:čtěte|přečtěte si|podívejte se) (?:také|též|i|více)|související (?:články|zprávy|"
        "témata)|nejčtenější|další (?:články|zprávy)(?: .{1,30})?|mohlo by vás zajímat|"
        "k tématu|doporučujeme"
    ),
    furniture=(
        r"sdílet(?: .{1,20})?|tisk|vytisknout|reklama|inzerce|diskuse(?: \(?\d+\)?)?|"
        r"diskuze(?: \(?\d+\)?)?|\d+ komentář\w*|přidat komentář|kopírovat odkaz|"
        r"odebírat(?: .{1,20})?|nahoru|uložit|poslat e-?mailem"
    ),
    tags="tagy|témata|štítky|klíčová slova",
    author=r"autor|autorka|autoři|text(?=\s?[:：])|napsal[a]?|připravil[a]?",
    role=(
        "redaktor(?:ka)?|šéfredaktor(?:ka)?|novinář(?:ka)?|reportér(?:ka)?|komentátor(?:ka)?|"
        "zpravodaj(?:ka)?"
    ),
    no_section="úvod|domů|hlavní stránka|titulní strana|všechny články|archiv|nezařazené",
    comments="diskuse|diskuze|komentáře|přidat komentář",
    not_byline="snímek|zdroj|ilustrace|grafika|oprava|autor fotografie",
    reading_time=r"min(?:\.|ut\w*)?(?: čtení)?",
    paywall=(
        r"(?:pouze|jen) pro předplatitele|pro (?:pokračování|dočtení)|už (?:máte|"
        r"mám) předplatné\?"
    ),
)
