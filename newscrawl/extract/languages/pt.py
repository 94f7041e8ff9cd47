"""Portuguese."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|"
        "setembro set|outubro out|novembro nov|dezembro dez"
    ),
    weekdays="segunda seg|terça|quarta qua|quinta qui|sexta sex|sábado sáb|domingo dom",
    published="publicado publicada publicação postado criado enviado",
    changed="atualizado atualizada atualização modificado modificada última",
    not_edited="última",
    today="hoje",
    by="por autor autora",
    joints="em às",
    ties="desde até",
    neutral="feira",
    before_month="de",
    before_time="às",
    range_words="a|e",
    paywall=(r"exclusivo para assinantes|para continuar (?:a ler|lendo)|já é assinante"),
)
