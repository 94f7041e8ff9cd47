"""German."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "januar jänner jan jän|februar feber feb|märz mär mrz|april apr|mai|juni jun|juli jul|"
        "august aug|september sept sep|oktober okt|november nov|dezember dez"
    ),
    # Those of two letters are words of other languages, and stand in `neutral`.
    weekdays="montag|dienstag|mittwoch|donnerstag|freitag|samstag sonnabend|sonntag",
    published=(
        "veröffentlicht veröffentlichung veröffentlichungsdatum publiziert erschienen erstellt"
        " datum gepostet eingestellt"
    ),
    changed="aktualisiert aktualisierung geändert änderung bearbeitet überarbeitet stand zuletzt",
    not_edited="zuletzt",
    today="heute",
    by="von autor autorin autoren text",
    joints="am um",
    ties="seit bis ab vom nach vor",
    neutral="uhr mo di mi do fr sa so",
    before_time="um",
    range_words="bis|und",
    reading_time=r"minuten?",
    paywall=(
        r"um (?:den \w+ |diesen )?\w* ?weiter ?(?:zu)?lesen|weiterlesen mit\b|"
        r"(?:jetzt|und lesen sie|mit .{1,30}) weiter ?lesen|und lesen sie weiter|"
        r"(?:nur|exklusiv) für abonnent|bereits abonnent"
    ),
)
