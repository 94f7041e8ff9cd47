"""Spanish."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|"
        "septiembre setiembre sept sep set|octubre oct|noviembre nov|diciembre dic"
    ),
    weekdays="lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom",
    published="publicado publicada publicación fecha creado creada enviado",
    changed="actualizado actualizada actualización modificado modificada última",
    not_edited="última",
    today="hoy",
    by="por autor autora",
    joints="el las",
    ties="desde hasta del",
    neutral="de horas hora hs",
    ordinals="º",
    before_month="de|del",
    before_time="a las",
    range_words="al|y",
    paywall=(
        r"(?:exclusivo|s[oó]lo) para (?:suscriptores|socios)|para (?:seguir|continuar) leyendo|"
        r"¿ya eres suscriptor"
    ),
)
