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
    author="autor",
    comments="comentarii",
)
