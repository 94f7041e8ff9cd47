"""English."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "january jan|february feb febr|march mar|april apr|may|june jun|july jul|"
        "august aug|september sept sep|october oct|november nov|december dec"
    ),
    weekdays=(
        "monday mon|tuesday tues tue|wednesday weds wed|thursday thurs thur thu|friday fri|"
        "saturday sat|sunday sun"
    ),
    published=(
        "published publish publication posted post date dated pubdate created added filed submitted"
    ),
    changed=(
        "updated update upd modified edited changed revised corrected amended last accessed"
        " retrieved expires until copyright"
    ),
    not_edited="last accessed retrieved expires until copyright",
    today="today",
    by="by written reported author authors story text",
    joints="on at of the is",
    ties="from to since till before after by in for",
    neutral="st nd rd th time local hrs",
    ordinals="st|nd|rd|th",
    before_month="of",
    before_time="at",
    range_words="to|and|or|till|until",
    zone_words="time",
    small_words="of the and",
    read_also=(
        r"read also|read more|also read|see also|related|"
        r"related (?:news|articles|stories|posts|topics|content|links)|"
        r"more on this(?: topic| story)?|more (?:news|stories|from)(?: .{1,30})?|"
        r"recommended(?: for you)?|you may also like|you might also like|don'?t miss|"
        r"most (?:read|popular|viewed)|latest news|other news|similar (?:news|articles)|"
        r"in this section"
    ),
    furniture=(
        r"(?:filed under|posted in) .{1,80}|"
        r"share(?: this)?(?: (?:article|story|post|page|news|link|it))?"
        r"(?: (?:on|via|with|to|in|by|now|facebook|twitter|x|telegram|whatsapp|linkedin)"
        r"(?: .{1,15})?)?|"
        r"(?:see|read|view|show) (?:(?:full|more|author|my) )?bio(?:graphy)?|"
        r"tweet(?: this)?|print(?: (?:version|this page))?|e-?mail(?: this)?|copy link|"
        r"attachments?|advert(?:isement|ising)?|sponsored(?: content)?|"
        r"comments?(?: \(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|add comment|"
        r"no comments(?: yet)?|subscribe(?: .{1,40})?|sign up(?: .{1,40})?|"
        r"subscribe (?:now )?to our .{1,80}|"
        r"(?:for .{1,60} )?download (?:our|the .{1,30}) apps? (?:for|on|from) .{1,60}|"
        r"follow us(?: .{1,40})?|back to top|previous(?: (?:article|post))?|"
        r"next(?: (?:article|post))?|views?:? ?\d[\d ,.]*|\d[\d ,.]* views?"
    ),
    tags="tags?|keywords|topics|filed under",
    author=(
        r"by|(?:submitted|posted|published|added) by|written by|author|text by|story by|"
        r"reported by|reporting by"
    ),
    name_joint="and",
    role=(
        r"correspondents?|reporters?|(?:staff )?writers?|editors?(?:-in-chief| in chief)?|"
        r"columnists?|journalists?|contributors?|producers?|analysts?|freelancers?|"
        r"photographers?|editor[- ]at[- ]large|c[efot]o|(?:managing )?directors?|presidents?|"
        r"chairman|managers?|coordinators?|experts?|specialists?|strategists?|consultants?|"
        r"reviewers?|(?:co-?)?founders?"
    ),
    no_section=(
        r"home(?: ?page)?|front page|start|main(?: page)?|articles?|posts?|blog|index|all news|"
        r"uncategori[sz]ed|untagged|tags?|archives?|latest(?: news)?|general|default|none|other"
    ),
    comments=(
        r"comments?|leave a (?:comment|reply)|\d+ (?:comments?|responses?|replies)|"
        r"join the (?:discussion|conversation)"
    ),
    not_byline=(
        r"photos?|photograph(?:er)?s?|pictures?|images?|illustrations?|credits?|sources?|"
        r"corrections?|corrected|clarifications?|amended|errata|erratum|notes?|editor'?s note|"
        r"replies|reply"
    ),
    reading_time=r"min(?:ute)?s?\.?(?: read)?",
    paywall=(
        r"(?:subscribe|sign (?:in|up)|log ?in|register|join)\b.{0,60}\b(?:continue|"
        r"keep) reading|(?:continue|keep) reading\b.{0,40}\b(?:subscri|account)|"
        r"to (?:continue|keep|finish) reading|(?:unlock|access) the (?:full|whole|"
        r"rest of (?:the|this)) (?:article|story)|(?:subscribe|sign (?:in|up)|log ?in|"
        r"register|join)\b.{0,60}\bread the (?:full|rest)|(?:article|story|"
        r"content) is (?:(?:only|exclusively|available|reserved) ){0,3}(?:for|to) (?:our |"
        r"paying )*(?:subscribers|members)|subscribers[- ]only|already a subscriber\?"
    ),
)
