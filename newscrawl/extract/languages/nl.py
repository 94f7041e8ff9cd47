"""Dutch."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|"
        "september sept sep|oktober okt|november nov|december dec"
    ),
    weekdays="maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
    published="gepubliceerd geplaatst publicatiedatum datum ingediend",
    changed="bijgewerkt gewijzigd laatst",
    not_edited="laatst",
    today="vandaag",
    by="door auteur",
    joints="op om",
    ties="sinds tot vanaf",
    neutral="uur",
    before_time="om",
    range_words="tot|en|t/m",
    paywall=(r"(?:om|direct) verder (?:te )?lezen|alleen voor abonnees|al abonnee\?"),
)
