"""The few words that mark a part of a page which is not its text, in all languages that are read.

Only whole labels count, never a word inside a sentence; structure decides first, these words where
it leaves two readings. The words themselves stand in `languages/`.
"""

from __future__ import annotations

import re

from newscrawl.extract import further_labels
from newscrawl.extract.first_letter import Labels
from newscrawl.extract.languages import patterns

_READ_ALSO = f"{patterns('read_also')}|{further_labels.READ_ALSO}"
_FILE_NAME = r"[^ ]+\.(?:jpe?g|png|gif|webp|pdf|docx?|zip)\b.{0,60}"

reading_time = re.compile(
    rf"~?\d{{1,3}}[ -]?(?:{patterns('reading_time')})", re.IGNORECASE
).fullmatch
field = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?: ?.{1,40}", re.IGNORECASE).fullmatch
"""A label with its value: `Topic: Opinion`."""
read_also = Labels(_READ_ALSO, r"{}(?: ?[:»>→…]*| ?\(\d+\))").fullmatch
starts_read_also = Labels(_READ_ALSO, r"{}\s?[:»>→—–-]").match
_furniture = Labels(f"{patterns('furniture')}|{_FILE_NAME}", "{}[ :!»>→….]*").fullmatch
_further_furniture = Labels(further_labels.FURNITURE, "{}[ :!?»>→….]*").fullmatch
_ORNAMENTS = " -–—―*•·|_=~"
MAX_FURTHER_CHARS = 60
"""The longest button in further languages, with the name of what it is for."""


_entry_notice = re.compile(
    r"this (?:entry|post|article) was (?:posted|published|filed)(?: on .{1,40}?)?"
    r" (?:in|by|under|at)\b.*|"
    r"you can follow (?:any|all) (?:responses|comments) to this (?:entry|post)\b.*|"
    r"both comments and (?:pings|trackbacks) are currently\b.*|"
    r"(?:von .{1,60} am [\d./]+\.? )?abgelegt unter .*|"
    r"dieser (?:eintrag|beitrag|artikel) wurde (?:am .{1,40}?)?(?:von .{1,40}?)?"
    r"(?:unter .{1,60} )?(?:in .{1,60} )?(?:abgelegt|veröffentlicht|gepostet|verschlagwortet)\b.*|"
    r"(?:cette entrée|cet article) a été publiée? (?:dans|le|par)\b.*|"
    r"esta entrada (?:fue|ha sido) publicada (?:en|el|por)\b.*|"
    r"esta entrada foi publicada (?:em|por)\b.*|questa voce è stata pubblicata (?:in|il|da)\b.*|"
    r"dit bericht (?:is|werd) geplaatst (?:in|op|door)\b.*|"
    r"запись (?:опубликована|размещена)\b.*",
    re.IGNORECASE,
).fullmatch
"""What systems for blogs write under an entry: where it is filed, who may answer."""


def furniture(text: str) -> bool:
    """Whether a line is a whole label of a button or a notice, dashes and the like around it
    aside.

    >>> furniture("- Advertisement -"), furniture("Share"), furniture("Share prices fell")
    (True, True, False)
    """
    text = text.strip(_ORNAMENTS)
    return (
        _furniture(text) is not None
        or (len(text) <= MAX_FURTHER_CHARS and _further_furniture(text) is not None)
        or _entry_notice(text) is not None
    )


tags = Labels(patterns("tags"), r"{}\s?(?:[:：].*|$)").fullmatch
author = Labels(patterns("author"), r"(?P<label>{})(?:\s?[:：]\s?|\s+)(?P<names>\S.*)").fullmatch
closing = re.compile(
    r"(?:(?:best|kind|warm|yours?|euer|eure|ihre?|deine?|beste|viele|liebe|herzliche|freundliche"
    r"|mit|with|с|ваш\w?|cordialement|atentamente|saludos|cordiali)\b|.*\b(?:regards|gr(?:üße|uss)"
    r"|уважением)\b).*",
    re.IGNORECASE,
).fullmatch
"""How a letter ends: what looks like a name, and is a greeting, or stands before one."""
further_label = re.compile(
    rf"(?<=\w)[.,;]?\s+(?:{patterns('tags')}|{patterns('not_byline')}"
    rf"|{further_labels.PICTURE_CREDIT})\s?[:：]",
    re.IGNORECASE,
)
"""What ends a byline in its line: the label of something else."""
no_byline = Labels(f"{patterns('not_byline')}|{patterns('comments')}", "{}(?: by)?[ :]*").fullmatch
"""What stands beside the date of a picture, a correction, a reader's reply."""
answers = Labels(further_labels.ANSWER, r"{}(?: ?\(?\d+\)?)?").fullmatch
"""What a button says that answers a reader: a label of forty languages."""
comments = Labels(patterns("comments"), r"{}(?: ?\(?\d+\)?)?[ :]*").fullmatch
MIN_SIGNING_WORDS, MAX_SIGNING_WORDS = 2, 4
"""Words of a person's name, from 'Ana Gray' on."""


def signs(text: str) -> bool:
    """Whether a line is a word that begins sentences, too, and nothing but a name.

    >>> signs("Von Ana Gray"), signs("Von Hamburg nach Kiel")
    (True, False)
    """
    match = byline(text)
    words = match["names"].split() if match else []
    return MIN_SIGNING_WORDS <= len(words) <= MAX_SIGNING_WORDS and all(
        word[0].isupper() and word[-1] not in ".!?:" for word in words
    )


_RIGHTS = (
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|tutti i diritti riservati|"
    r"todos los derechos reservados|todos os direitos reservados|alle rechten voorbehouden|"
    r"wszelkie prawa zastrzeżone|tüm hakları saklıdır|все права защищены|усі права захищені|"
    r"ყველა უფლება დაცულია|無断転載|무단\s?전재|版权所有"
)
rights = re.compile(_RIGHTS, re.IGNORECASE)
"""That all rights are reserved."""
_signed = re.compile(r"(?:copyright\s*)?(?:©|(?:\(c\)|copyright)\s*(?:19|20)\d\d)", re.IGNORECASE)
_picture_credit = re.compile(
    rf"{further_labels.PICTURE_CREDIT}\s?[:：©]\s?(?:[^.!?]|(?<=\b\w)\.){{1,80}}", re.IGNORECASE
).fullmatch
MAX_SIGNED_CHARS = 150
"""A longer text that begins with the sign is a paragraph behind a picture's credit."""
MAX_RIGHTS_CHARS = 100
"""A longer text that speaks of rights, and has no sign, is one about them."""


def copyright_notice(text: str) -> bool:
    """Whether a line begins with the sign of copyright and a year or a name, says whose the rights
    are, or who made a picture.

    >>> copyright_notice("© 2024 The Paper"), copyright_notice("The © is a letter")
    (True, False)
    >>> copyright_notice("Photo: R. Marten/Paper"), copyright_notice("Photo: the pier. It is old.")
    (True, False)
    """
    if "©" in text or "opyright" in text or "OPYRIGHT" in text or "(c)" in text:
        is_signed = len(text) <= MAX_SIGNED_CHARS and _signed.match(text) is not None
        return is_signed or rights.search(text) is not None
    if len(text) > MAX_RIGHTS_CHARS:
        return False
    return (":" in text and _picture_credit(text) is not None) or (
        rights.match(text.lstrip("©(. ")) is not None
    )


_CHANGED_ARTICLE = (
    r"this (?:article|story|page|post|report|text|piece|file|content) (?:was|has been|is)|"
    r"diese[rs]? (?:artikel|beitrag|text|seite|meldung|inhalt) (?:wurde|ist)|"
    r"cet article a été|este (?:artículo|texto|artigo) (?:fue|foi)|"
    r"questo articolo è stato|(?:эт(?:от|а|о) )?(?:текст|статья|материал|новость)(?: был[ао]?)?|"
    r"(?:цей|ця) (?:текст|стаття|матеріал|новина)(?: бу(?:в|ла|ло))?"
)
changed_article = re.compile(rf"\W*(?:{_CHANGED_ARTICLE}) (?P<said>.+)", re.IGNORECASE).fullmatch
"""A sentence that says of the article that something was done to it."""

# Of languages whose dates are not in `languages/`: enough to part their authors and clean them.
_BYLINE_ELSEWHERE = "von|par|por|de|di|av|af|door"
_LONG_BYLINE_ELSEWHERE = (
    r"autor(?:es|en|in)?|auteurs?|autore|text(?: von)?|ein \w+ von|interview|eingestellt von|"
    r"(?:veröffentlicht|verfasst|geschrieben|erstellt|publié|écrit|publicado|escrito)"
    r" (?:von|par|por)"
)
_NAME_JOINT_ELSEWHERE = "und|et|og|och"
_SHORT_NAME_JOINT = "y|e|i|en|ja"
_ROLE_ELSEWHERE = (
    "redakteur(?:in)?|redaktor|korrespondent(?:in)?|journalist(?:in|e)?|reporter(?:in)?|"
    "rédact(?:eur|rice)|correspondante?|periodista|corresponsal|redactora?|jornalista|"
    "giornalista|inviat[oa]"
)
_NOBODY = (
    r"(?:wordpress)?admin(?:istrator)?|no author|unknown|anonymous|author|editor|user|guest|"
    r"webmaster|default|staff|none|null|undefined|test|follow|copyright .*|true|false|name|"
    r"print(?: e-?mail)?|e-?mail(?: print)?|未知|佚名|匿名|"
    r"anonym(?:e|us)?|anonim[oea]?|misafir|ziyaretçi|аноним|анонім|гость|ანონიმი|անանուն|ناشناس|"
    r"(?:login|source|quelle)\b.*"
)
_BYLINE = f"{patterns('byline')}|{_LONG_BYLINE_ELSEWHERE}|{_BYLINE_ELSEWHERE}"
byline = Labels(_BYLINE, r"(?P<label>{})(?:\s?[:：]\s?|\s+)(?P<names>\S.*)").fullmatch
"""A label that begins sentences, too: only where names follow."""
_byline_label = Labels(f"{patterns('author')}|{_BYLINE}", r"{}\s?[:：]?").fullmatch
byline_inside = re.compile(r".{0,60}\s(?:by|von|par|por|door)\s+(?P<names>\S.*)").fullmatch
"""A line that says first when, then who."""
name_joint = re.compile(
    rf"\s*&\s*|\s+(?:{patterns('name_joint')}|{_NAME_JOINT_ELSEWHERE})\s+", re.IGNORECASE
)
short_name_joint = re.compile(rf"\s+(?:{_SHORT_NAME_JOINT})\s+")
"""Words that stand between names, and inside of one."""
_ROLES = f"{patterns('role')}|{_ROLE_ELSEWHERE}"
role = re.compile(rf"(?:\S+ ){{0,4}}(?:{_ROLES})", re.IGNORECASE).fullmatch
_role_label = re.compile(rf"(?:{_ROLES})\s?[:：]", re.IGNORECASE).fullmatch
role_byline = re.compile(rf"(?P<label>{_ROLES})\s?[:：]\s?(?P<names>\S.*)", re.IGNORECASE).fullmatch
"""What somebody is, as a label: 'Reporter: Ana Gray'."""


def byline_label(text: str) -> re.Match[str] | None:
    """The label of a byline of either kind, or a role with a colon, alone on its line."""
    return _byline_label(text) or _role_label(text)


nobody = Labels(f"{_NOBODY}|{patterns('author')}|{_BYLINE}").fullmatch
"""What programs write where no author is known, and labels without a name."""
name_ends = re.compile(
    r"\s+(?:for|für|in|at|with|pour|para|special to|(?-i:on))\s.*", re.IGNORECASE
)
"""What follows a name: for whom, from where, with whom, when. On is a surname, too."""
_NO_SECTION_ELSEWHERE = (
    r"startseite|artikel|accueil|inicio|portada|início|home|anasayfa|ana sayfa|articles?|"
    r"artículos?|головна|allgemein|sin categoría|non classé|impressum|zurück(?: zu[rm]? .{1,20})?|"
    r"back(?: to .{1,20})?|kontakt|contact|newsletters?|abo|login|log in|sign in|rss"
)
special_to = re.compile(
    r"(?P<names>[^.!?:]+?),?\s+(?:special(?:ly)? (?:to|for)|exclusively for|спец(?:иально|\.) для"
    r"|спеціально для|სპეციალურად|exklusiv für|especial para|spécial pour)\s+"
    r"(?:the )?(?-i:[^a-zа-яё\W]|[«“„\"'])[^.!?:]{0,60}",
    re.IGNORECASE,
).fullmatch
"""How a newspaper signs what was written for it alone: 'Ana Gray, special to The Paper'; what is
special to the valley signs nothing."""
section_label = re.compile(rf"(?:{further_labels.SECTION})\s?[:：]?", re.IGNORECASE).fullmatch
"""What asks for the section of an article, alone in its element."""
section_told = re.compile(
    rf"(?:{further_labels.SECTION})\s?[:：]\s?[^.:]{{1,40}}", re.IGNORECASE
).fullmatch
"""A line that is that and a name."""
no_section = Labels(f"{patterns('no_section')}|{_NO_SECTION_ELSEWHERE}").fullmatch


def asks_fact(text: str) -> bool:
    """Whether a line is the whole label of a fact of an article: of its authors, its section, its
    keywords, its source.

    >>> asks_fact("Category:"), asks_fact("Author"), asks_fact("Read also")
    (True, True, False)
    """
    return any(asks(text) for asks in (byline_label, section_label, no_byline, tags))
