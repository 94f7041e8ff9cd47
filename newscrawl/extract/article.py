"""An article page -> its parts: title, body, headline lists, dates, the further facts. The only
door to the extraction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article_head import head_start
from newscrawl.extract.body.find_body import Body, find_body
from newscrawl.extract.body.prose import BodyContext
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.body.second_reading import Verdict as BodyVerdict
from newscrawl.extract.body.second_reading import judged
from newscrawl.extract.body.teaser import teaser_of
from newscrawl.extract.body.witnesses import Witnesses
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.parse import day_of
from newscrawl.extract.decisions import Decisions
from newscrawl.extract.facts import FactContext, Facts
from newscrawl.extract.headlines.lists import DatedHeadline
from newscrawl.extract.html.hints import HINT_SIDEBAR
from newscrawl.extract.html.outline import Block
from newscrawl.extract.picture import are_of_many, place_of_picture
from newscrawl.extract.plain_names import (
    LAST_NAMES,
    are_bylines,
    is_line_of_names,
    place_of_names,
)
from newscrawl.extract.publication_date import (
    DateContext,
    judge,
)
from newscrawl.extract.publication_date.last_change import ChangeContext, find_last_change
from newscrawl.extract.publication_date.place import ABOVE_TITLE, BELOW_TEXT
from newscrawl.extract.reading import Reading
from newscrawl.extract.requisites import Needed, find_requisites, place_of
from newscrawl.extract.same_story import long_words
from newscrawl.extract.section_places import LabelPlaces
from newscrawl.extract.seen_page import SeenPage, in_its_language
from newscrawl.extract.site_name import site_names
from newscrawl.extract.title import TitleContext, find_title
from newscrawl.extract.title_rules import Title
from newscrawl.extract.title_score import PARTS
from newscrawl.extract.unmarked_title import title_above
from newscrawl.identity.registrable import leads_off_site
from newscrawl.text import key

ELLIPSES = ("…", "...")
"""What begins so goes on from a title, and is none."""

ALL_SHARE = 0.95
"""Of the pages of a site: what stands on so many of them stands on all, but for those of another
layout."""

MIN_HEADLINE_SPACES = 2
"""A headline of one or two words proves nothing about a page."""


class ArticlePage(SeenPage):
    """One article page, looked at once: `teach` shows the memory what stands where, `read` uses
    what the memory knows by then."""

    @in_its_language
    def read(
        self, memory: Boilerplate, known_titles: Iterable[str] = (), *, today: date | None = None
    ) -> Reading:
        """The parts of the page; a part that the page does not show is None.

        `known_titles` are texts of headlines elsewhere that link to this article; `today` is the
        day of the visit where the site is, None means that of UTC.
        """
        title, verdict = self._find_title_and_body(memory, list(known_titles))
        body, rules = verdict.search
        today = today or self.page.fetched_at.date()
        headlines = self.headlines(memory)

        def cut_by(rule: BodyRule) -> frozenset[int]:
            return frozenset(place for place, cut in enumerate(rules) if cut is rule)

        dates = self._date_context(title, body, today, headlines, self._is_furniture(memory))
        dates = dates._replace(hours=cut_by(BodyRule.HOUR_OF_ENTRY))
        dating = judge(self.spots, self.metadata.published, memory, self.language, dates)
        signatures, comments = cut_by(BodyRule.SIGNATURE_AT_END), cut_by(BodyRule.COMMENT)
        facts = self._facts(title, body, memory, signatures, comments)
        section, authors, image = facts.section, facts.authors(), facts.image()
        description, tags = facts.description(), facts.tags()
        change = find_last_change(
            self.metadata.modified,
            self.changes,
            ChangeContext(
                # What elsewhere decides between them is not known yet.
                min((one.when for one in dating.own), key=day_of, default=None),
                today,
                self.page.fetched_at,
                memory,
                self.language,
                dates,
            ),
        )
        is_part = self.is_further or self.parts.next is not None
        witnesses = Witnesses(self.metadata, title.text if title else "")
        teaser = None if is_part else teaser_of(verdict.search, self.page.outline, witnesses)
        return Reading(
            title=title.text if title else None,
            body="\n\n".join(body.paragraphs) if body else None,
            headlines=headlines,
            published=dating.published,
            published_text=dating.published_text,
            published_from=dating.published_from,
            page_date=dating.page_date,
            own_dates=dating.own,
            date_verdicts=dating.verdicts,
            section=section.first,
            authors=authors.values,
            image=image.first,
            picture=facts.picture(image.first),
            description=description.first,
            modified=change.when,
            tags=tags.values,
            doubts=verdict.doubts,
            body_doubt=verdict.remains,
            teaser=teaser,
            place=place_of(self.page.outline.blocks, title, body),
            decisions=Decisions(
                rules,
                title.rule if title else None,
                section.rule,
                authors.rule,
                image.rule,
                description.rule,
                change.rule,
                tags.rule,
                dates=dating.verdicts,
                doubts=verdict.doubts,
                teaser=teaser,
            ),
        )

    def requisites(self, reading: Reading) -> list[Needed]:
        """What the page needs to be looked at, where this was read on it."""
        return find_requisites(self.page, reading.place, reading.image, self._leads_elsewhere)

    def contradicts(self, title: str, headlines: Sequence[str]) -> bool:
        """Whether the page cannot be the article that these headlines link to: they and its title
        have no word in common, and neither the page nor its metadata, from which lists take their
        headlines, say one of them.

        So read an error page, a login form, a notice that stands in an article's place. A headline
        of one or two words proves nothing.
        """
        telling = [text for text in headlines if text.count(" ") >= MIN_HEADLINE_SPACES]
        words = long_words(title)
        if not telling or any(long_words(headline) & words for headline in telling):
            return False
        blocks = self.page.outline.blocks
        said = {block.key for block in blocks if block.index not in self.lists.blocks}
        said.update(key(claim.text) for claim in self.metadata.titles)
        return not any(key(headline) in said for headline in telling)

    def _find_title_and_body(
        self, memory: Boilerplate, known_titles: list[str]
    ) -> tuple[Title | None, BodyVerdict]:
        """The title and the text. What stands over the text is the title where nothing better is,
        and is then no part of the text."""
        title = self._find_title(memory, known_titles)
        verdict = self._find_body(title, memory)
        body = verdict.search.body
        if body is None or (title is not None and title.confirmed):
            return title, verdict
        above = title_above(self.page.outline, body.first, self._is_furniture(memory))
        if above is None:
            return title, verdict
        return above, self._find_body(above, memory)

    def _find_title(self, memory: Boilerplate, known_titles: list[str]) -> Title | None:
        meta = self.metadata
        is_constant = memory.is_constant
        language = self.language
        said = [*(claim.text for claim in meta.titles), meta.page_title]
        parts = PARTS.split(meta.page_title)
        names = site_names(self.page, meta.site_name, [*said, *parts])
        nameless = {text for text in said if text in names or labels.no_section(text)}
        context = TitleContext(
            claims=[
                claim.text
                for claim in meta.titles
                if not is_constant(language, claim.slot, claim.text)
                and claim.text not in nameless
                and not claim.text.startswith(ELLIPSES)
            ],
            page_title=(
                ""
                if is_constant(language, "title", meta.page_title) or meta.page_title in nameless
                else meta.page_title
            ),
            site_names=frozenset(map(key, {meta.site_name, *names} - {""})),
            known=known_titles,
            in_lists=self.lists.blocks,
            leads_elsewhere=self._leads_elsewhere,
            is_furniture=self._is_furniture(memory),
        )
        return find_title(self.page.outline, context)

    def _find_body(self, title: Title | None, memory: Boilerplate) -> BodyVerdict:
        context = BodyContext(
            title=title.text if title else "",
            title_block=title.block if title else None,
            neighbours=self.lists.blocks,
            is_furniture=self._is_furniture(memory),
            is_notice=partial(memory.is_notice, self.language),
            is_signed=lambda block: (
                are_bylines(memory.counts(self.language, LAST_NAMES)) and is_line_of_names(block)
            ),
            leads_to_article=self._leads_elsewhere,
            authors=[claim.text for claim in self.metadata.authors],
            witness=key(self.metadata.body or self.metadata.entries),
            description=key(self.metadata.description),
            is_live_blog=self.metadata.is_live_blog,
            leads_off_site=partial(leads_off_site, self.page.url),
            language=self.visited.language,
        )
        outline = self.page.outline
        witnesses = Witnesses(self.metadata, context.title)
        is_part = self.is_further or self.parts.next is not None
        search = find_body(outline, context)
        return judged(search, outline, context, witnesses, is_part=is_part)

    def _date_context(
        self,
        title: Title | None,
        body: Body | None,
        today: date,
        headlines: Sequence[DatedHeadline],
        is_furniture: Callable[[Block], bool],
    ) -> DateContext:
        title_block = title.block if title else None
        blocks = self.page.outline.blocks
        behind = blocks[body.last + 1 : body.last + 2 + BELOW_TEXT] if body else []
        return DateContext(
            ref=self.ref,
            title_block=title_block,
            title_in_sidebar=title_block is not None
            and bool(self.page.outline.blocks[title_block].flags & HINT_SIDEBAR),
            body_first=body.main if body else None,
            body_last=body.last if body else None,
            body_blocks=body.blocks if body else frozenset(),
            head_first=head_start(blocks, body.first, ABOVE_TITLE) if body else 0,
            standing_blocks=frozenset(one.index for one in behind if is_furniture(one)),
            headlines=headlines,
            today=today,
            fetched_at=self.page.fetched_at,
            changes=self.metadata.modified,
            order_of_language=self.visited.order,
        )

    def _is_furniture(self, memory: Boilerplate) -> Callable[[Block], bool]:
        return partial(memory.is_furniture, self.language)

    def _leads_elsewhere(self, href: str) -> bool:
        ref = self.find_ref(href)
        return ref is not None and ref != self.ref

    def _facts(
        self,
        title: Title | None,
        body: Body | None,
        memory: Boilerplate,
        signatures: frozenset[int],
        comments: frozenset[int],
    ) -> Facts:
        context = FactContext(
            page=self.page,
            home=self.home,
            metadata=self.metadata,
            title=title,
            body=body,
            in_lists=self.lists.blocks | comments,
            shown_tags=self.shown_tags,
            find_ref=self.find_ref,
            is_constant=partial(memory.is_constant, self.language),
            is_on_all=partial(memory.is_constant, self.language, share=ALL_SHARE),
            is_furniture=self._is_furniture(memory),
            is_byline_place=lambda block: are_bylines(
                memory.counts(self.language, place_of_names(block, self.ways))
            ),
            leads_elsewhere=self._leads_elsewhere,
            places=LabelPlaces(
                self.page.outline.blocks, self.ways, partial(memory.counts, self.language)
            ),
            is_common_picture=lambda source: are_of_many(
                memory.counts(self.language, place_of_picture(source)),
                memory.pages(self.language),
            ),
            signatures=signatures,
        )
        return Facts(context)
