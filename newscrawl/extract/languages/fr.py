"""French."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|"
        "septembre sept|octobre oct|novembre nov|décembre déc"
    ),
    weekdays="lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
    published="publié publiée publication paru parue posté ligne créé soumis",
    changed="jour actualisé actualisée modifié modifiée modification maj",
    by="par auteur auteure",
    joints="le à",
    ties="depuis du dès avant après",
    neutral="mis mise en heure heures h",
    ordinals="er",
    before_time="à",
    range_words="au|et",
    paywall=(
        r"réservée?s? (?:à nos |aux )abonné|pour lire la suite|"
        r"il (?:vous )?reste .{1,20} à (?:lire|découvrir)|déjà abonnée? ?\?"
    ),
)
