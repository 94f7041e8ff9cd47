"""Bulgarian."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "януари яну|февруари февр фев|март мар|април апр|май|юни|юли|август авг|"
        "септември септ сеп|октомври окт|ноември ноем ное|декември дек"
    ),
    weekdays="понеделник|вторник|сряда|четвъртък|петък|събота|неделя",
    script="CYRILLIC",
    published="публикувано публикувана",
    changed="обновено актуализирано",
    today="днес",
    neutral="година",
    read_also="прочетете още",
    author="де автор",
)
