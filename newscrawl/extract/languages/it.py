"""Italian."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|"
        "agosto ago|settembre sett set|ottobre ott|novembre nov|dicembre dic"
    ),
    weekdays=(
        "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom"
    ),
    published="pubblicato pubblicata pubblicazione data creato inserito inviato",
    changed="aggiornato aggiornata aggiornamento modificato modificata ultima ultimo",
    not_edited="ultima ultimo",
    today="oggi",
    by="di autore autrice",
    joints="il alle",
    ties="dal dall fino dopo prima",
    neutral="ore",
    ordinals="°",
    before_time="ore|alle|alle ore",
    range_words="al|e",
    paywall=(
        r"riservat[oa] agli abbonati|per (?:continuare a|proseguire la) lett?(?:ura|gere)|"
        r"sei già abbonat"
    ),
)
