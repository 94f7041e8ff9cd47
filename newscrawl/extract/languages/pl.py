"""Polish."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    # Abbreviations are words of other languages, or their months ('lis' in Croatian).
    months=(
        "styczeń stycznia|luty lutego|marzec marca|kwiecień kwietnia|maja|czerwiec czerwca|"
        "lipiec lipca|sierpień sierpnia|wrzesień września|październik października paź|"
        "|grudzień grudnia"
    ),
    own_months="sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|listopad listopada lis|gru",
    weekdays="poniedziałek|wtorek|środa środę|czwartek|piątek|sobota sobotę|niedziela niedzielę",
    published=(
        "opublikowano opublikowane opublikowany publikacja publikacji data dodano utworzono"
    ),
    changed=(
        "aktualizacja aktualizacji zaktualizowano zmieniono modyfikacja modyfikacji "
        "edytowano ostatnia"
    ),
    not_edited="ostatnia",
    today="dzisiaj dziś",
    by="autor autorka autorzy",
    joints="dnia",
    ties="od do przed po",
    neutral="r godz godzina roku",
    before_time="godz\\.|godzina|o godz\\.",
    year_words="roku|r",
    year_abbreviations="r",
    range_words="do|i",
    read_also=(
        "(?:czytaj|przeczytaj|zobacz|sprawdź) (?:też|także|również|więcej)|"
        "podobne (?:artykuły|tematy)|(?:powiązane|polecane) (?:artykuły|tematy|treści)|"
        "najczęściej czytane|najnowsze|więcej na (?:ten )?temat|polecamy"
    ),
    furniture=(
        r"udostępnij(?: .{1,20})?|drukuj|wydrukuj|reklama|komentarze(?: \(?\d+\)?)?|"
        r"\d+ komentarz\w*|dodaj komentarz|skomentuj|kopiuj link|zapisz|obserwuj(?: .{1,20})?|"
        r"polub|subskrybuj|wróć do .{1,20}|do góry|zgłoś błąd"
    ),
    tags="tagi|tematy|słowa kluczowe",
    author="autor|autorka|autorzy|tekst|oprac\\.|opracowanie|opracował[a]?|rozmawiał[a]?",
    role=(
        "dziennikarz|dziennikarka|redaktor(?:ka)?(?: naczeln[ya])?|korespondent(?:ka)?|"
        "reporter(?:ka)?|publicyst(?:a|ka)"
    ),
    no_section="strona główna|główna|start|wszystkie|najnowsze|bez kategorii|archiwum",
    comments=r"komentarze|dodaj komentarz|opinie|\d+ komentarz\w*",
    not_byline="zdjęci[ae]|źródło|ilustracja|grafika|sprostowanie|korekta",
    reading_time=r"min(?:\.|ut\w*)?(?: czytania)?",
    paywall=(
        "(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów)|(?:aby|żeby) (?:czytać|"
        "przeczytać) (?:dalej|całość)|czytaj dalej w prenumeracie"
    ),
)
