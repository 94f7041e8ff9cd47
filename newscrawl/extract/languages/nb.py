"""Norwegian."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|"
        "september sept sep|oktober okt|november nov|desember"
    ),
    # A word of French, 'since', otherwise.
    own_months="|||||||||||des",
    weekdays="mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
    published="publisert publiseringsdato opprettet lagt",
    changed="oppdatert endret redigert sist",
    not_edited="sist",
    by="av skrevet tekst",
    joints="den kl",
    ties="siden til fra",
    neutral="klokken ut",
    before_time="kl\\.?|klokken",
    range_words="til|og",
    read_also=(
        "les (?:også|mer|videre)|se også|relaterte (?:artikler|saker)|relatert|mer (?:om|"
        "fra)(?: .{1,30})?|mest lest|siste nytt|flere (?:artikler|saker|nyheter)|anbefalt"
    ),
    furniture=(
        r"del(?: (?:artikkel|artikkelen|saken|på|via)(?: .{1,15})?)?|skriv ut|annonse|"
        r"kommentarer(?: \(?\d+\)?)?|\d+ kommentarer|kopi[eé]r lenke|følg oss(?: .{1,20})?|"
        r"lagre|til toppen|abonner(?: .{1,30})?|lytt"
    ),
    tags="emner|stikkord|emneord|nøkkelord",
    author="av|tekst|skrevet av|journalist",
    role="journalist|redaktør|sjefredaktør|ansvarlig redaktør|korrespondent|kommentator|reporter",
    no_section="forside|forsiden|hjem|alle saker|siste|arkiv",
    comments="kommentarer|skriv en kommentar",
    not_byline="illustrasjon|grafikk|kilde|rettelse",
    reading_time=r"min(?:utter|\.)?(?: lesetid)?",
    paywall=r"(?:kun|bare) for abonnenter|for å lese (?:videre|saken)|allerede abonnent\?",
)
