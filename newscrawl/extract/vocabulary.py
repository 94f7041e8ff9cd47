"""The few words that mark a part of a page which is not its text, in the languages of the region.

Only whole labels count, never a word inside a sentence; structure decides first, these words where
it leaves two readings.
"""

from __future__ import annotations

import re

_READ_ALSO = (
    r"read also|read more|also read|see also|related|related"
    r" (?:news|articles|stories|posts|topics|content|links)|"
    r"more on this(?: topic| story)?|more (?:news|stories|from)(?: .{1,30})?|recommended(?: for"
    r" you)?|"
    r"you may also like|you might also like|don'?t miss|most (?:read|popular|viewed)|latest"
    r" news|other news|"
    r"similar (?:news|articles)|in this section|читайте также|читать также|читайте ещё|читайте"
    r" еще|смотрите также|"
    r"по теме|материалы по теме|похожие (?:новости|статьи|материалы)|другие новости|последние"
    r" новости|еще по теме|"
    r"ещё по теме|рекомендуем|самое читаемое|популярное|новости по теме|ასევე წაიკითხეთ|წაიკითხეთ"
    r" ასევე|"
    r"წაიკითხეთ აგრეთვე|იხილეთ ასევე|მსგავსი (?:სიახლეები|ამბები|სტატიები)|ბოლო სიახლეები|"
    r"უახლესი (?:ამბები|სიახლეები)|დაკავშირებული (?:სიახლეები|სტატიები)|სხვა სიახლეები|читайте"
    r" також|"
    r"ayrıca oku(?:yun)?|ilgili haberler|həmçinin oxuyun|citește și|прочетете още|կարդացեք նաև"
)
_FURNITURE = (
    r"(?:filed under|posted in) .{1,80}|share(?: this)?(?: (?:article|story|post|page|on|via|with"
    r" friends))?(?: .{1,15})?|tweet(?: this)?|"
    r"print(?: (?:version|this page))?|e-?mail(?: this)?|copy link|attachments?|"
    r"[^ ]+\.(?:jpe?g|png|gif|webp|pdf|docx?|zip)\b.{0,60}|advert(?:isement|ising)?|sponsored(?:"
    r" content)?|"
    r"comments?(?: \(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|add comment|no comments(?:"
    r" yet)?|"
    r"subscribe(?: .{1,40})?|sign up(?: .{1,40})?|follow us(?: .{1,40})?|back to top|previous(?:"
    r" (?:article|post))?|"
    r"next(?: (?:article|post))?|views?:? ?\d[\d ,.]*|\d[\d ,.]* views?|поделиться(?:"
    r" .{1,30})?|реклама|"
    r"комментарии(?: \(?\d+\)?)?|\d+ комментари\w+|оставить комментарий|распечатать|версия для"
    r" печати|"
    r"подписаться(?: .{1,40})?|подпишитесь.{0,60}|просмотр\w*:? ?\d[\d ]*|\d[\d ]*"
    r" просмотр\w*|გაზიარება|გააზიარეთ?|"
    r"რეკლამა|კომენტარები(?: \(?\d+\)?)?|დაბეჭდვა|ნახვები:? ?\d[\d ]*|გამოიწერეთ.{0,40}"
)
_TAGS = (
    r"tags?|keywords|topics|filed under|теги|метки|ключевые слова|ტეგები|თეგები|საკვანძო"
    r" სიტყვები|etiketler|etichete"
)
_AUTHOR = (
    r"by|(?:submitted|posted|published|added) by|written by|author|text by|story by|reported"
    r" by|reporting by|автор|"
    r"авторы|текст|автор"
    r" материала|подготовил[аи]?|ავტორი|ტექსტი|მოამზადა|მომზადებულია|yazar|müəllif|autor|де автор|"
    r"հեղինակ"
)
_COMMENTS = (
    r"comments?|leave a (?:comment|reply)|\d+ (?:comments?|responses?|replies)|join the"
    r" (?:discussion|conversation)|"
    r"комментарии|отзывы|yorumlar|şərhlər|comentarii|обсуждение|კომენტარები|коментарі"
)

_NO_BYLINE = (
    r"photos?|photograph(?:er)?s?|pictures?|images?|illustrations?|credits?|sources?|"
    r"corrections?|corrected|clarifications?|amended|errata|erratum|notes?|editor'?s note|replies|"
    r"reply|фото(?:графи[ия])?|фотограф|иллюстраци[ия]|источник|исправлени[ея]|исправлено|"
    r"уточнени[ея]|поправка|ответ|ფოტო|ილუსტრაცია|წყარო|შესწორება|დაზუსტება|պատկեր|լուսանկար"
)

reading_time = re.compile(
    r"~?\d{1,3}[ -]?(?:min(?:ute)?s?\.?(?: read)?|мин(?:\.|ут\w*)?(?: чтения)?|წთ\.?|წუთი)",
    re.IGNORECASE,
).fullmatch
field = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?: ?.{1,40}", re.IGNORECASE).fullmatch
"""A label with its value: `Topic: Opinion`."""
read_also = re.compile(rf"(?:{_READ_ALSO})(?: ?[:»>→…]*| ?\(\d+\))", re.IGNORECASE).fullmatch
starts_read_also = re.compile(rf"(?:{_READ_ALSO})\s?[:»>→—–-]", re.IGNORECASE).match
furniture = re.compile(rf"(?:{_FURNITURE})[ :!»>→….]*", re.IGNORECASE).fullmatch
tags = re.compile(rf"(?:{_TAGS})\s?(?:[:：].*|$)", re.IGNORECASE).fullmatch
author = re.compile(
    rf"(?P<label>{_AUTHOR})(?:\s?[:：]\s?|\s+)(?P<names>\S.*)", re.IGNORECASE
).fullmatch
no_byline = re.compile(rf"(?:{_NO_BYLINE}|{_COMMENTS})(?: by)?[ :]*", re.IGNORECASE).fullmatch
"""What stands beside the date of a picture, a correction, a reader's reply."""
comments = re.compile(rf"(?:{_COMMENTS})(?: ?\(?\d+\)?)?[ :]*", re.IGNORECASE).fullmatch
