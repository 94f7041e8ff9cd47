"""Danish."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "januar jan|februar feb|marts mar|april apr||juni jun|juli jul|august aug|"
        "september sept sep|oktober okt|november nov|december dec"
    ),
    # A word of French, 'changed', otherwise.
    own_months="||||maj|||||||",
    weekdays="mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
    published="udgivet offentliggjort publiceret oprettet",
    changed="opdateret ændret redigeret senest",
    not_edited="senest",
    by="af skrevet tekst",
    joints="den kl",
    ties="siden til fra",
    neutral="klokken",
    before_time="kl\\.?|klokken",
    range_words="til|og",
    read_also=(
        "læs (?:også|mere|videre)|se også|relaterede artikler|relateret|mere (?:om|"
        "fra)(?: .{1,30})?|mest læste|seneste nyt|flere (?:artikler|nyheder)|anbefalet"
    ),
    furniture=(
        r"del(?: (?:artikel|artiklen|på|via)(?: .{1,15})?)?|print|udskriv|annonce|"
        r"kommentarer(?: \(?\d+\)?)?|\d+ kommentarer|kopi[eé]r link|følg os(?: .{1,20})?|"
        r"gem(?: artikel)?|til toppen|abonn[eé]r(?: .{1,30})?|lyt"
    ),
    tags="emner|nøgleord|emneord",
    author="af|tekst|skrevet af|journalist",
    role="journalist|redaktør|chefredaktør|korrespondent|kommentator|reporter",
    no_section="forside|hjem|alle artikler|seneste|arkiv",
    comments="kommentarer|skriv en kommentar",
    not_byline="illustration|grafik|kilde|rettelse",
    reading_time=r"min(?:utter|\.)?(?: læsetid)?",
    paywall=(
        r"(?:kun|kræver) (?:for abonnenter|abonnement)|for at læse videre|allerede abonnent\?"
    ),
)
