"""Romanian."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "ianuarie ian|februarie feb febr|martie mar|aprilie apr|mai|iunie iun|iulie iul|"
        "august aug|septembrie sept sep|octombrie oct|noiembrie noiem noi nov|decembrie dec"
    ),
    weekdays="luni lun|marți mar|miercuri mie|joi|vineri vin|sâmbătă sâm|duminică dum",
    published="publicat publicării postat data",
    changed="actualizat modificat",
    today="astăzi azi",
    by="autor",
    joints="la pe din",
    neutral="anul",
    before_time="la",
    range_words="și",
    read_also="citește și",
    tags="etichete",
    author=(
        "autor(?:i|ul|ii)?|trimis de|scris de|a consemnat|text de|(?:un )?articol (?:scris )?de|"
        "publicat de"
    ),
    name_joint="și|şi|si",
    role="redactor(?:-șef)?|reporter(?:ă)?|jurnalist(?:ă)?|corespondent(?:ă)?|editor(?:ialist)?",
    no_section=(
        "acas[ăa]|prima pagin[ăa]|articole?|toate știrile|ultimele știri|arhiv[ăa]|"
        "f[ăa]r[ăa] categorie|necategorisit|etichete"
    ),
    not_byline="surs[ăa]|corectur[ăa]|erat[ăa]",
    comments="comentarii",
)
