"""The few words that mark a part of a page which is not its text, in all languages that are read.

Only whole labels count, never a word inside a sentence; structure decides first, these words where
it leaves two readings. The words themselves stand in `languages/`.
"""

from __future__ import annotations

import re

from newscrawl.extract.languages import patterns

_READ_ALSO = patterns("read_also")
_FILE_NAME = r"[^ ]+\.(?:jpe?g|png|gif|webp|pdf|docx?|zip)\b.{0,60}"
_NO_BYLINE = (
    r"photos?|photograph(?:er)?s?|pictures?|images?|illustrations?|credits?|sources?|"
    r"corrections?|corrected|clarifications?|amended|errata|erratum|notes?|editor'?s note|replies|"
    r"reply|фото(?:графи[ия])?|фотограф|иллюстраци[ия]|источник|исправлени[ея]|исправлено|"
    r"уточнени[ея]|поправка|ответ|ფოტო|ილუსტრაცია|წყარო|შესწორება|დაზუსტება|պատկեր|լուսանկար"
)

reading_time = re.compile(
    rf"~?\d{{1,3}}[ -]?(?:{patterns('reading_time')})", re.IGNORECASE
).fullmatch
field = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?: ?.{1,40}", re.IGNORECASE).fullmatch
"""A label with its value: `Topic: Opinion`."""
read_also = re.compile(rf"(?:{_READ_ALSO})(?: ?[:»>→…]*| ?\(\d+\))", re.IGNORECASE).fullmatch
starts_read_also = re.compile(rf"(?:{_READ_ALSO})\s?[:»>→—–-]", re.IGNORECASE).match
furniture = re.compile(
    rf"(?:{patterns('furniture')}|{_FILE_NAME})[ :!»>→….]*", re.IGNORECASE
).fullmatch
tags = re.compile(rf"(?:{patterns('tags')})\s?(?:[:：].*|$)", re.IGNORECASE).fullmatch
author = re.compile(
    rf"(?P<label>{patterns('author')})(?:\s?[:：]\s?|\s+)(?P<names>\S.*)", re.IGNORECASE
).fullmatch
no_byline = re.compile(
    rf"(?:{patterns('not_byline')}|{patterns('comments')})(?: by)?[ :]*", re.IGNORECASE
).fullmatch
"""What stands beside the date of a picture, a correction, a reader's reply."""
comments = re.compile(rf"(?:{patterns('comments')})(?: ?\(?\d+\)?)?[ :]*", re.IGNORECASE).fullmatch
