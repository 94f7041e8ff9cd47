"""The file of a spider, from what was found out of its site; and what has changed since one was
written. Pure functions of values."""

from __future__ import annotations

import re
from datetime import date
from textwrap import fill

from newscrawl.discovery.findings import Findings
from newscrawl.identity.named_site import NamedSite

WIDTH = 100


def class_name(name: str) -> str:
    """Of the spider of this name.

    >>> class_name("example_times")
    'ExampleTimesSpider'
    """
    return "".join(word.capitalize() for word in re.split(r"_+", name)) + "Spider"


def spider_file(found: Findings, day: date) -> str:
    """The module, with the reasons as comments. `day` is when the site was looked at."""
    lines = [
        f'"""{found.canonical_root}, as it was found on {day.isoformat()} by a look at'
        f' {found.looked_at} pages."""',
        "",
        "from __future__ import annotations",
        "",
        "from newscrawl.news_spider import NewsSpider",
        "",
        "",
        f"class {class_name(found.name)}(NewsSpider):",
        f"    name = {_quoted(found.name)}",
        f"    canonical_root = {_quoted(found.canonical_root)}",
    ]
    if found.further_hosts:
        lines.append(f"    further_hosts = {_tuple(found.further_hosts)}")
    lines += [
        _comment(
            f"{form.text}: {form.read} of {form.looked_at} pages that were looked at are articles,"
            f" {form.known} addresses known."
        )
        for form in found.forms
    ]
    lines.append(f"    article_addresses = {_tuple([form.text for form in found.forms])}")
    if found.languages:
        said = ", ".join(f"{count} in {name}" for name, count in found.languages.items())
        lines += [
            _comment(f"Articles that were read: {said}."),
            f"    languages = {_tuple(list(found.languages))}",
        ]
    lines.append(_comment(f"Zone: {found.zone_reason}."))
    if found.timezone is not None:
        lines.append(f"    timezone = {_quoted(found.timezone)}")
    lines += [_comment(f"Doubt: {doubt}.") for doubt in found.doubts]
    return "\n".join(lines) + "\n"


def changes(found: Findings, spider: type[NamedSite]) -> list[str]:
    """What a site's spider says otherwise than what is found now, in words."""
    said = []
    if spider.canonical_root.rstrip("/") != found.canonical_root:
        said.append(f"its root is {found.canonical_root} now, and was {spider.canonical_root}")
    forms = {form.text for form in found.forms}
    if spider.article_addresses:
        known = set(spider.article_addresses)
        said += [f"new addresses of articles: {text}" for text in sorted(forms - known)]
        said += [f"no article was met at {text}" for text in sorted(known - forms)]
    hosts = set(spider.further_hosts)
    said += [f"new host: {host}" for host in sorted(set(found.further_hosts) - hosts)]
    languages = getattr(spider, "languages", ())
    said += [f"new language: {one}" for one in found.languages if one not in languages]
    zone = getattr(spider, "timezone", None)
    if found.timezone is not None and zone != found.timezone:
        said.append(f"its zone seems to be {found.timezone}, and the spider says {zone or 'UTC'}")
    return said


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tuple(texts: tuple[str, ...] | list[str]) -> str:
    inside = ", ".join(map(_quoted, texts)) + ("," if len(texts) == 1 else "")
    if len(inside) < WIDTH - 32:
        return f"({inside})"
    return "(\n" + "".join(f"        {_quoted(text)},\n" for text in texts) + "    )"


def _comment(text: str) -> str:
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)
    return fill(
        plain,
        WIDTH,
        initial_indent="    # ",
        subsequent_indent="    # ",
        break_long_words=False,
        break_on_hyphens=False,
    )
