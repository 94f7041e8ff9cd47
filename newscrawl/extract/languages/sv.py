"""Swedish."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "januari jan|februari feb|mars mar|april apr||juni jun|juli jul|augusti aug|"
        "september sept sep|oktober okt|november nov|december dec"
    ),
    # A word of French, 'changed', otherwise.
    own_months="||||maj|||||||",
    # Short ones are words of other languages.
    weekdays="måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag",
    published="publicerad publicerat publicerades publicering skapad postad",
    changed="uppdaterad uppdaterat uppdaterades uppdatering ändrad ändrat senast redigerad",
    not_edited="senast",
    today="idag",
    by="av författare skribent reporter text",
    joints="den kl",
    ties="sedan till från före efter",
    neutral="klockan mån tis ons tors fre lör sön",
    before_time="kl\\.?|klockan",
    range_words="till|och",
    read_also=(
        "läs (?:också|även|mer|vidare)|se också|relaterat|relaterade artiklar|mer (?:om|"
        "från)(?: .{1,30})?|fler (?:artiklar|nyheter)|mest läst|senaste nytt|"
        "senaste nyheterna|rekommenderat|missa inte"
    ),
    furniture=(
        r"dela(?: (?:artikeln?|på|via|med)(?: .{1,15})?)?|skriv ut|annons|"
        r"kommentarer(?: \(?\d+\)?)?|\d+ kommentarer|kommentera|prenumerera(?: .{1,30})?|"
        r"kopiera länk|följ oss(?: .{1,20})?|till toppen|spara|lyssna|tipsa|rätta fel"
    ),
    tags="taggar|ämnen|nyckelord|mer om",
    author=r"av|text(?=\s?[:：])|skriven av|reporter|skribent|författare",
    role=(
        "reporter|journalist|redaktör|chefredaktör|krönikör|korrespondent|ledarskribent|skribent"
    ),
    no_section="hem|start|startsida|alla artiklar|senaste nytt|arkiv|okategoriserade",
    comments="kommentarer|lämna en kommentar|kommentera",
    not_byline="illustration|grafik|källa|rättelse",
    reading_time=r"min(?:uter)?(?: läsning| läsa)?",
    paywall=(
        r"för att (?:läsa|fortsätta läsa)|(?:endast|bara) för prenumeranter|"
        r"redan prenumerant\?"
    ),
)
