"""The rules that keep a block of a page in the article's text or cut it, by name.

Every block of a page is kept or cut by exactly one rule, the first that applies. The names are
public: explanations of a reading print them, reports count them. They stay when a rule is mended;
a rule that decides something else gets another name.
"""

from __future__ import annotations

from enum import StrEnum


class BodyRule(StrEnum):
    """Why a block is in the article's text or not."""

    # Kept.
    TEXT = "text"
    """It stands in the element that holds the text, and nothing speaks against it."""
    LEAD = "lead"
    """It stands between the title and the element that holds the rest of the text."""

    # Cut for what it is known to be before the text is looked for (find_body.py).
    TITLE = "title"
    """It shows the title."""
    HEADLINE_LIST = "headline-list"
    """It belongs to a dated list of other articles."""
    SHARE_BOX = "share-box"
    """A class around it says sharing, and it is short or links."""
    IN_NAVIGATION = "in-navigation"
    """It stands in a `nav` or `menu`."""
    IN_FOOTER = "in-footer"
    """It stands in a `footer`."""
    IN_ASIDE = "in-aside"
    """It stands in an `aside`."""
    IN_DIALOG = "in-dialog"
    """It stands in a `dialog`."""
    NAMED_COMMENTS = "named-comments"
    """A class around it says readers' comments."""
    NAMED_RELATED = "named-related"
    """A class around it says related or popular articles."""
    NAMED_ADVERT = "named-advert"
    """A class around it says advertisement."""
    NAMED_SIDEBAR = "named-sidebar"
    """A class around it says side bar or widget."""
    NAMED_NAVIGATION = "named-navigation"
    """A class around it says navigation, menu, path."""
    NAMED_PROMOTION = "named-promotion"
    """A class around it says newsletter, paywall, consent, donation and the like."""
    NAMED_AUTHOR_BOX = "named-author-box"
    """A class around it says portrait of the author."""
    NAMED_HIDDEN = "named-hidden"
    """A class around it says hidden, or for screen readers."""
    EMBEDDED_POST = "embedded-post"
    """It is a post of a social network, embedded by that network's own code."""
    ON_EVERY_PAGE = "on-every-page"
    """It stands in this place on every page of the site."""
    ON_MANY_PAGES = "on-many-pages"
    """It stands in the text of a quarter of the site's articles, word for word."""
    COMMENT = "comment"
    """It is one of several like entries that each have a date and a text: what readers wrote."""
    HOUR_OF_ENTRY = "hour-of-entry"
    """It says when an entry was written, in a text that is told as it happens."""
    UNDER_COMMENTS_LABEL = "under-comments-label"
    """It stands under a heading that says comments, below the text."""
    STORY_CARD = "story-card"
    """It is one of several like entries that each have a link as their heading."""
    OTHER_ARTICLE = "other-article"
    """It stands in an `article` element with a headline of its own, below the text."""

    # Cut for where the text is (container.py).
    OUTSIDE_CONTAINER = "outside-container"
    """It stands outside the element that holds the text."""
    NO_PROSE = "no-prose"
    """Nothing on the page is running text."""

    # Cut inside the text, each block by itself (trim.py).
    NO_LETTERS = "no-letters"
    """It has no letter, and no number in a cell or list item."""
    IN_FIGURE = "in-figure"
    """It stands in a `figure`."""
    NAMED_CAPTION = "named-caption"
    """A class or `figcaption` around it says caption or credit."""
    IN_FORM = "in-form"
    """It is short and stands in a form, a button, a label."""
    BUTTON = "button"
    """It says nothing but what a button says."""
    NAMED_BYLINE = "named-byline"
    """A class around it says byline, date, path; it is short and no sentence."""
    NAMED_TAGS = "named-tags"
    """A class around it says tags or topics; it is short and no sentence."""
    REPEATS_TITLE = "repeats-title"
    """It says the title, or the title and little more, and is no sentence that goes on."""
    REPEATED = "repeated"
    """It stands again and again between the paragraphs: a notice, a placeholder, a standfirst."""
    PULL_QUOTE = "pull-quote"
    """Its class says pull quote, and a paragraph of the text says it, too; or the name under it."""
    FURNITURE_LABEL = "furniture-label"
    """It is a whole label as 'Share', 'Advertisement', '12 comments'."""
    COPYRIGHT_NOTICE = "copyright-notice"
    """It says whose the rights in the page or in a picture are."""
    READ_ALSO_LABEL = "read-also-label"
    """It is a whole label as 'Read also'."""
    TAGS_LABEL = "tags-label"
    """It begins with a label as 'Tags:'."""

    # Cut inside the text, as links to elsewhere (prose.py).
    READ_ALSO_LINK = "read-also-link"
    """'Read also:' and a link."""
    LABELLED_LINKS = "labelled-links"
    """A short label with a colon, and links."""
    LINKS_ALONE = "links-alone"
    """Nothing but links."""
    ARTICLE_LINKS = "article-links"
    """Links to other articles with little beside them."""
    MOSTLY_LINKS = "mostly-links"
    """Links with hardly anything beside them."""
    TEASER_OF_OTHER = "teaser-of-other"
    """One of several under the text that tell the beginning of another article, behind its headline
    as a link or before a link of the same words in each."""

    # Cut inside the text, as the caption of the picture before it (captions.py).
    CAPTION_SMALL_PRINT = "caption-small-print"
    """In small or italic type, which the text is not."""
    CAPTION_OTHER_CLASS = "caption-other-class"
    """Its class is not that of the text's paragraphs."""
    CAPTION_WITH_PICTURE = "caption-with-picture"
    """In one element with the picture, and none of the text."""
    CAPTION_IN_ELEMENT = "caption-in-element"
    """Directly in the element of the picture, which is no paragraph of the text."""

    # Cut inside the text as a box between the paragraphs (boxes.py).
    CONTENTS = "contents"
    """One of several links in a row to places of the same page: a table of contents."""
    BOX_OF_LINK = "box-of-link"
    """It stands in a box of its own, with a link to another article."""
    CAPTION_OF_SLIDE = "caption-of-slide"
    """It stands with a number as '3 of 12', beside others of the twelve."""

    # Cut inside the text for what stands around it (edges.py).
    DATELINE = "dateline"
    """A line with a date over or under the text, or its label."""
    PATH = "path"
    """The path to the page over the text: 'Home › News'."""
    ABOVE_TITLE = "above-title"
    """It stands over the title, and most of the text under it."""
    SIGNATURE_BELOW_TITLE = "signature-below-title"
    """An author, a place, a reading time directly under the title."""
    SIGNATURE_AT_END = "signature-at-end"
    """An author or a place as the last line."""
    BELOW_COMMENTS_LABEL = "below-comments-label"
    """It is a heading that says comments, or stands behind it in the element of the text."""
    COMMENTS_LINK = "comments-link"
    """It is a link or button over the text that leads down to the comments."""
    AUTHOR_LINE = "author-line"
    """It names the author, with a label or as the metadata does."""
    LABELLED_FACT = "labelled-fact"
    """A line under the text that is a label with its value, and no paragraph as those before
    it."""
    LABEL_OF_LINKS = "label-of-links"
    """A heading or label whose links were all cut."""
    POLL_QUESTION = "poll-question"
    """It stands over the answers of a poll."""
    READERS_POST = "readers-post"
    """It is one of several entries behind the text that each have a time and a name, or a button to
    answer and votes or an account: what readers wrote."""
    PROMPT = "prompt"
    """It stands with a button or a field in an element beside the text: a question for consent, an
    offer."""
    FINAL_CREDIT = "final-credit"
    """One of the last lines: a label as 'Source:', 'Editor:', and a name; or a paragraph behind
    'Disclaimer:'."""
    BIOGRAPHY = "biography"
    """The last paragraph, which begins with the author's name as no other does, or the name over
    it."""
    CLOSING_REQUEST = "closing-request"
    """One of the last lines: it names accounts on several networks, or the keys to press where
    there is a mistake."""

    @property
    def keeps(self) -> bool:
        """Whether the rule keeps a block in the text."""
        return self in (BodyRule.TEXT, BodyRule.LEAD)


Cuts = list[BodyRule | None]
"""For each block the rule that cut it; None as long as none has."""
