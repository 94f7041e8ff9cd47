"""Which forms the addresses of a site's articles have: learnt from those that were read, held
against those that are none. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newscrawl.discovery.address_shapes import (
    MIN_FIXED,
    TEXT,
    Address,
    Group,
    Part,
    grouped,
    run_form,
    taken_apart,
    telling_name,
    with_name_alone,
)
from newscrawl.discovery.schemes import article_at, matches, scheme_of
from newscrawl.identity.hosts import host_key
from newscrawl.identity.pattern_scheme import ARROW

MIN_READ = 2
"""A form is believed by two articles that were read; one page may be an odd one."""

MIN_SHARE = 0.8
"""Of the pages of a form that were looked at, so many at least have to be articles."""

MIN_SECTIONS = 3
"""So many words before a number that lead to articles are sections; fewer are kinds of pages."""

MIN_KNOWN = 0.03
"""A form that fewer of all named addresses have is an exception, and no form of the site's own."""

_CODE = re.compile(r"[0-9a-z]{8,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of addresses, and what speaks for it."""

    text: str
    """As `identity.address_pattern` takes it."""
    read: int
    """Articles of this form that were read."""
    looked_at: int
    """Pages of this form that were looked at."""
    known: int
    """Addresses of this form that pages, feeds and sitemaps name."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of the addresses of a site."""

    articles: Collection[str]
    """Of pages that were read as articles."""
    others: Collection[str]
    """Of pages that were looked at and are none."""
    named: Collection[str]
    """Of all that lead like articles do: headlines, entries of feeds and news sitemaps."""


def learn_forms(judged: Judged, home: str) -> tuple[list[Form], list[str]]:
    """The forms, the most usual first, and in words what is doubtful. `home` is the host of the
    site."""
    urls = dict.fromkeys([*sorted(judged.articles), *sorted(judged.named)])
    forms: list[Form] = []
    doubts: list[str] = []
    groups = [part for group in grouped(urls) for part in _parts(group, judged)]
    for group in _by_worth(groups, judged.articles):
        read = [one for one in group.addresses if one.url in judged.articles]
        is_rare = len(group.addresses) < MIN_KNOWN * len(urls) and bool(forms)
        if not read or is_rare or _is_covered(group, forms, home):
            continue
        looked_at = len(read) + _none_of(group, judged.others)
        text = _form_of(group, read, home, judged.others)
        if len(read) < max(MIN_READ, MIN_SHARE * looked_at):
            doubts.append(
                f"{text or '/'.join(group.shape)}: {len(read)} of {looked_at} pages that were"
                f" looked at are articles, e.g. {read[0].url}"
            )
        elif not text:
            doubts.append(f"nothing in these addresses names the article: {read[0].url}")
        else:
            text = _with_key(text, group, home)
            forms.append(Form(text, len(read), looked_at, len(group.addresses)))
    return _checked(_apart(forms, urls, home), judged, home, doubts)


def _with_key(text: str, group: Group, home: str) -> str:
    """The form, with the section in its key where two addresses would name one article: numbers
    that count anew in each section."""
    scheme = scheme_of([text], home)
    if scheme is None or "{slug" in text or "{section}" not in text:
        return text
    paths: dict[str, set[str]] = {}
    for one in group.addresses:
        ref = article_at(scheme, one.url, home)
        if ref is not None:
            paths.setdefault(ref.key, set()).add(one.url)
    if all(len(urls) == 1 for urls in paths.values()):
        return text
    name = "number" if "{number" in text else "code"
    return f"{text} -> {{section}}/{{{name}}}"


def _apart(forms: Sequence[Form], urls: Iterable[str], home: str) -> list[Form]:
    """The forms, each with its first word in its key that would give the keys of one before it."""
    found: list[Form] = []
    taken: set[str] = set()
    known = list(urls)
    for form in forms:
        scheme = scheme_of([form.text], home)
        keys = {
            ref.key
            for url in known
            if scheme is not None and (ref := article_at(scheme, url, home)) is not None
        }
        path = (
            form.text.removeprefix("//").partition("/")[2] if form.text[:2] == "//" else form.text
        )
        word = path.strip("/").partition("/")[0]
        is_plain = "{slug" not in form.text and ARROW not in form.text and "{" not in word
        if keys & taken and is_plain and word:
            name = "number" if "{number" in form.text else "code"
            form = replace(form, text=f"{form.text} {ARROW} {word}/{{{name}}}")
        taken |= keys
        found.append(form)
    return found


def _parts(group: Group, judged: Judged) -> list[Group]:
    """A group, or where nothing but a number or code tells its addresses apart the parts of it that
    have the same words before that: news and products may be numbered alike. Of many words all of
    which lead to articles each is a section."""
    words: dict[str, list[Address]] = {}
    for one in group.addresses:
        words.setdefault(one.words, []).append(one)
    if len(words) == 1 or group.addresses[0].has_slug:
        return [group]
    with_articles = {
        word for word, held in words.items() if any(one.url in judged.articles for one in held)
    }
    others = {taken_apart(url).words for url in judged.others} & words.keys()
    if len(with_articles) >= MIN_SECTIONS and not others - with_articles:
        return [group]
    return [Group(group.shape, tuple(held)) for held in words.values()]


def _none_of(group: Group, others: Collection[str]) -> int:
    """How many pages that are no articles have addresses like those of a group, and words that are
    met in it."""
    words = {one.words for one in group.addresses}
    alike = [one for one in grouped(others) if one.shape == group.shape]
    if group.addresses[0].has_slug:
        return sum(len(one.addresses) for one in alike)
    return sum(one.words in words for other in alike for one in other.addresses)


def _by_worth(groups: Sequence[Group], articles: Collection[str]) -> list[Group]:
    """The groups, those of which most was read first."""
    return sorted(
        groups,
        key=lambda group: (
            -sum(one.url in articles for one in group.addresses),
            -len(group.addresses),
        ),
    )


def _is_covered(group: Group, forms: Sequence[Form], home: str) -> bool:
    """Whether the forms that are known already take the addresses of a group: words with a number
    behind them among many without."""
    scheme = scheme_of([form.text for form in forms], home) if forms else None
    if scheme is None:
        return False
    taken = sum(matches(scheme, one.url, home) for one in group.addresses)
    return taken >= MIN_SHARE * len(group.addresses)


def _form_of(group: Group, read: Sequence[Address], home: str, others: Collection[str]) -> str:
    """The form of a group; empty where nothing in it names an article."""
    first, name = group.addresses[0], telling_name(group.addresses)
    pieces = list(_pieces(group, read, is_script=bool(name)))
    if not name and (first.runs[-1][0].form == TEXT or not any("{" in one for one in pieces)):
        return ""
    path = "/".join(_each_place_once(pieces))
    text = f"/{path}{'/' if path and _has_slash(group) else ''}"
    is_by_query = bool(name) and "{slug" not in text
    query = f"?{_query_of(group, read, name, others)}" if is_by_query else ""
    host = f"//{first.host}" if host_key(first.host) != host_key(home) else ""
    return f"{host}{text}{query}" if "{" in text + query else ""


def _pieces(group: Group, read: Sequence[Address], *, is_script: bool) -> Iterator[str]:
    """The form of each part of the path. `is_script`: a query tells the articles apart, and the
    path is that of one script."""
    all_runs = [address.runs for address in group.addresses]
    read_runs = [address.runs for address in read]
    first_slug = group.addresses[0].has_slug
    for place, (part, *_) in enumerate(all_runs[0]):
        if part.form == TEXT:
            runs = [runs[place] for runs in all_runs]
            is_one = is_script or len({one.words for one in group.addresses}) == 1
            yield run_form(runs, min_fixed=1 if is_one and not first_slug else MIN_FIXED)
        else:
            yield _with_bounds(part.form, [runs[place][0] for runs in read_runs])


def _with_bounds(form: str, read: Sequence[Part]) -> str:
    """A form with as many digits as the numbers of those that were read have at least."""
    digits = min(one.digits for one in read)
    if "{number}" in form and "{slug}" in form and digits:
        return form.replace("{number}", f"{{number:{digits}}}")
    return form


def _each_place_once(pieces: Sequence[str]) -> list[str]:
    """A place may stand once: of two slugs or numbers the last names the article, and what stands
    before it is a section."""
    found: list[str] = []
    seen: set[str] = set()
    for piece in reversed(pieces):
        names = {name.partition(":")[0] for name in _places(piece)}
        if names & seen:
            piece = "{section}" if "section" not in seen and "sections" not in seen else ""
            names = {"section"}
        seen |= names
        found.append(piece)
    return [piece for piece in reversed(found) if piece]


def _places(piece: str) -> list[str]:
    return [part.partition("}")[0] for part in piece.split("{")[1:]]


def _query_of(group: Group, read: Sequence[Address], name: str, others: Collection[str]) -> str:
    """The query of a form: the number under this name, and where a page that was asked for by it
    alone is none of an article, all that the addresses have in common, with the code that each has
    of its own (a check sum of the others, such as `cHash`)."""
    number = f"{name}={{number}}"
    if not any(with_name_alone(one, name) in others for one in read):
        return number
    pieces: list[str] = []
    for one, value in group.addresses[0].query:
        said = [dict(address.query).get(one, "") for address in group.addresses]
        if one == name:
            pieces.append(number)
        elif len(set(said)) == 1 and "{" not in value:
            pieces.append(f"{one}={value}")
        elif (
            len(set(said)) == len(said)
            and all(map(_CODE.fullmatch, said))
            and not any("{code}" in piece for piece in pieces)
        ):
            pieces.append(f"{one}={{code}}")
    return "&".join(pieces)


def _has_slash(group: Group) -> bool:
    return 2 * sum(one.slash for one in group.addresses) > len(group.addresses)


def _checked(
    forms: list[Form], judged: Judged, home: str, doubts: list[str]
) -> tuple[list[Form], list[str]]:
    """The forms less those that take pages for articles which are none."""
    kept = []
    for form in forms:
        scheme = scheme_of([form.text], home)
        if scheme is None:
            doubts.append(f"{form.text}: no form that can be used")
            continue
        wrong = [url for url in judged.others if matches(scheme, url, home)]
        if len(wrong) > (1 - MIN_SHARE) * form.looked_at:
            doubts.append(f"{form.text}: would take {wrong[0]} for an article, which is none")
            continue
        if wrong:
            doubts.append(
                f"{form.text}: takes {wrong[0]} for an article, which was not read as one"
            )
        kept.append(form)
    return kept, doubts
