"""How dates are written in the languages of the region: the words, the forms, and what only looks
like one.

Words are looked up by their `key`, so case, accents and the dotless i make no difference. No word
names two months, in whatever languages: a text can be read without knowing which it is in. Source
of months and weekdays: CLDR 48; the labels are our own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TypeAlias

Moment: TypeAlias = date | datetime
"""A day, or an aware datetime where the text gives a time with its offset. A time without an offset
is left out."""


@lru_cache(maxsize=4096)
def key(word: str) -> str:
    """What is the same for all spellings of a word: casefolded, without accents and apostrophes.

    >>> key("AĞUSTOS"), key("ΜΑΪΟΥ") == key("Μαΐου"), key("П’ятниця") == key("п'ятниця")
    ('agustos', True, True)
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.casefold()).replace("ı", "i").replace("ʼ", "")
    return "".join([char for char in letters if char.isalpha()])


def _numbered(table: dict[str, str], first: int) -> dict[str, int]:
    return {
        key(word): number
        for line in table.values()
        for number, words in enumerate(line.split("|"), first)
        for word in words.split()
    }


# January to December, parted by bars.
MONTH_WORDS = {
    "en": (
        "january jan|february feb febr|march mar|april apr|may|june jun|july jul|"
        "august aug|september sept sep|october oct|november nov|december dec"
    ),
    "ru": (
        "январь января янв|февраль февраля февр фев|март марта мар|апрель апреля апр|май мая|июнь"
        " июня июн|июль июля июл|август августа авг|сентябрь сентября сент сен|октябрь октября"
        " окт|ноябрь ноября нояб ноя|декабрь декабря дек"
    ),
    # Nominative, genitive, dative ('on the ninth of'), and the bare stem.
    "ka": (
        "იანვარი იანვრის იანვარს იანვარ იან|თებერვალი თებერვლის თებერვალს თებერვალ თებ|მარტი მარტის"
        " მარტს მარტ მარ|აპრილი აპრილის აპრილს აპრილ აპრ|მაისი მაისის მაისს მაის მაი|ივნისი ივნისის"
        " ივნისს ივნის ივნ|ივლისი ივლისის ივლისს ივლის ივლ|აგვისტო აგვისტოს აგვ|სექტემბერი"
        " სექტემბრის სექტემბერს სექტემბერ სექტ სექ|ოქტომბერი ოქტომბრის ოქტომბერს ოქტომბერ"
        " ოქტ|ნოემბერი ნოემბრის ნოემბერს ნოემბერ ნოემ ნოე|დეკემბერი დეკემბრის დეკემბერს"
        " დეკემბერ დეკ"
    ),
    "uk": (
        "січень січня січ|лютий лютого лют|березень березня берез бер|квітень квітня квіт"
        " кві|травень травня трав тра|червень червня черв чер|липень липня лип|серпень серпня серп"
        " сер|вересень вересня верес вер|жовтень жовтня жовт жов|листопад листопада лист"
        " лис|грудень грудня груд гру"
    ),
    "hy": (
        "հունվար հունվարի հունվարին հնվ|փետրվար փետրվարի փետրվարին փտվ|մարտ մարտի մարտին մրտ|ապրիլ"
        " ապրիլի ապրիլին ապր|մայիս մայիսի մայիսին մյս|հունիս հունիսի հունիսին հնս|հուլիս հուլիսի"
        " հուլիսին հլս|օգոստոս օգոստոսի օգոստոսին օգս|սեպտեմբեր սեպտեմբերի սեպտեմբերին"
        " սեպ|հոկտեմբեր հոկտեմբերի հոկտեմբերին հոկ|նոյեմբեր նոյեմբերի նոյեմբերին նոյ|դեկտեմբեր"
        " դեկտեմբերի դեկտեմբերին դեկ"
    ),
    "az": (
        "yanvar yan|fevral fev|mart mar|aprel apr|may|iyun iyn|iyul iyl|avqust avq|sentyabr"
        " sen|oktyabr okt|noyabr noy|dekabr dek"
    ),
    "tr": (
        "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül"
        " eyl|ekim eki|kasım kas|aralık ara"
    ),
    "ro": (
        "ianuarie ian|februarie feb febr|martie mar|aprilie apr|mai|iunie iun|iulie iul|august"
        " aug|septembrie sept sep|octombrie oct|noiembrie noiem noi nov|decembrie dec"
    ),
    "bg": (
        "януари яну|февруари февр фев|март мар|април апр|май|юни|юли|август авг|септември септ"
        " сеп|октомври окт|ноември ноем ное|декември дек"
    ),
    "el": (
        "ιανουάριος ιανουαρίου ιαν|φεβρουάριος φεβρουαρίου φεβ|μάρτιος μαρτίου μαρ|απρίλιος"
        " απριλίου απρ|μάιος μαΐου μαι|ιούνιος ιουνίου ιουν|ιούλιος ιουλίου ιουλ|αύγουστος"
        " αυγούστου αυγ|σεπτέμβριος σεπτεμβρίου σεπτ σεπ|οκτώβριος οκτωβρίου οκτ|νοέμβριος"
        " νοεμβρίου νοε|δεκέμβριος δεκεμβρίου δεκ"
    ),
}
MONTHS = _numbered(MONTH_WORDS, 1)

# Monday to Sunday. Azerbaijani names days by two words and is not here: see NEUTRAL.
_WEEKDAY_WORDS = {
    "en": (
        "monday mon|tuesday tues tue|wednesday weds wed|thursday thurs thur thu|friday fri|saturday"
        " sat|sunday sun"
    ),
    "ru": (
        "понедельник пн|вторник вт|среда среду ср|четверг чт|пятница пятницу пт|суббота субботу"
        " сб|воскресенье вс"
    ),
    "ka": (
        "ორშაბათი ორშაბათს ორშ|სამშაბათი სამშაბათს სამ|ოთხშაბათი ოთხშაბათს ოთხ|ხუთშაბათი ხუთშაბათს"
        " ხუთ|პარასკევი პარასკევს პარ|შაბათი შაბათს შაბ|კვირა კვირას კვი"
    ),
    "uk": (
        "понеділок|вівторок|середа середу|четвер|п'ятниця п'ятницю|субота суботу|неділя неділю нд"
    ),
    "hy": (
        "երկուշաբթի երկ|երեքշաբթի երք|չորեքշաբթի չրք|հինգշաբթի հնգ|ուրբաթ ուր|շաբաթ շբթ|կիրակի կիր"
    ),
    "tr": "pazartesi pzt|salı sal|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz",
    "ro": "luni lun|marți mar|miercuri mie|joi|vineri vin|sâmbătă sâm|duminică dum",
    "bg": "понеделник|вторник|сряда|четвъртък|петък|събота|неделя",
    "el": "δευτέρα δευ|τρίτη τρι|τετάρτη τετ|πέμπτη πεμ|παρασκευή παρ|σάββατο σαβ|κυριακή κυρ",
}
WEEKDAYS = _numbered(_WEEKDAY_WORDS, 0)


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split()))


LABELS = _keys(
    "published publish publication posted post date dated pubdate created added filed опубликовано"
    " опубликован опубликована публикация публикации дата размещено добавлено создано გამოქვეყნდა"
    " გამოქვეყნებულია გამოქვეყნებული გამოქვეყნების თარიღი დამატებულია განთავსდა опубліковано"
    " публікації розміщено додано հրապարակվել հրապարակված ամսաթիվ tarix tarixi dərc yayımlanıb"
    " yayınlanma yayınlandı yayımlanma yayımlandı tarih eklenme oluşturulma publicat publicării"
    " postat data публикувано публикувана δημοσιεύτηκε δημοσιεύθηκε δημοσίευση ημερομηνία"
)
"""They say that the date beside them is the day of publication."""

CHANGED = _keys(
    "updated update modified edited changed revised corrected amended last accessed retrieved"
    " expires until copyright обновлено обновлен обновлена обновление обновления изменено изменен"
    " изменена изменения отредактировано исправлено последнее განახლდა განახლებულია განახლებული"
    " განახლება განახლების შეცვლილია ბოლო оновлено оновлення змінено թարմացվել թարմացված yenilənib"
    " yeniləndi dəyişdirilib güncelleme güncellendi güncellenme actualizat modificat обновено"
    " актуализирано ενημέρωση ενημερώθηκε"
)
"""They say that the date beside them is of something else: a change, a visit, an end, a right."""

TODAY = _keys("today сегодня დღეს сьогодні այսօր bugün astăzi azi днес σήμερα")
"""They say that the date beside them is that of the visit, where nothing else stands with them."""

BYLINES = _keys(
    "by written reported author authors story text автор авторы текст ავტორი ტექსტი yazar müəllif"
    " autor հեղինակ"
)
"""A line that begins with one names who wrote."""

JOINTS = _keys("on at of the is в во от о у на la pe din saat saatı ժամը στις")
"""Small words between a date and what stands before it."""

TIES = _keys("from to since till before after by in for с до по к за после")
"""Small words that tie a date to what stands before it: it is the date of that."""

NEUTRAL = _keys(
    "г год года году წ წელი წლის წელს р рік року թ թվական թվականի il ili ilin yılı anul година st"
    " nd rd th го time local hrs ч время местное დრო bazar ertəsi çərşənbə axşamı cümə şənbə"
)
"""Words that belong to a date or its time and change neither."""

# The grammar. `{n}` numbers the groups of a form, since a name may stand only once in a pattern.
_YEAR_START = re.compile("(?<![0-9])(?:199[0-9]|20[0-9]{2}|2100)")
_YEAR = "(?:199[0-9]|20[0-9]{2}|2100)(?![0-9])"
_MONTH = r"[^\W\d_]{3,12}"
_ORDINAL = "(?:st|nd|rd|th|-?го|-?е|-ლი|-ին)?"
_OF_YEAR = r"(?:\s{0,3}(?:года|году|год|г|року|р|წლის|წელს|წელი|წ|թվականի|թվական|թ|yılı|ili?)(?:\.|(?!\w))|-?\s?c[ıiuü]\s(?:ilin|ili?|ildə)(?!\w))"
_GAP = r"\s{0,8}[.,/\-]{0,2}\s{0,8}"
_ZONE = (
    r"\s?(?P<zone>[Zz]|(?i:GMT|UTC|UT)\s?(?:[+\-−]\s?[0-9]{1,2}(?::?[0-5][0-9])?)?|[+\-−][0-9]{2}:?[0-5][0-9]|(?<=[0-9])[+\-−][0-9]{2}"
    r"|(?:C|E|W)ES?T|[ECMP][SD]?T|BST|IST|MSK|МСК|мск|AMT|AZT|GET|TRT)(?![\w:])"
    r"(?:\s?\((?:[A-Z]{2,5}|[^()\n]{2,36}(?:[Tt]ime|время|დრო))\)|\[[\w/+\-]{2,40}\])?"
)
_HALF = r"\s?(?P<half>(?i:[ap]\.?m)\b\.?)"
_CLOCK = (
    r"(?:(?P<h>2[0-3]|[01]?[0-9]):(?P<min>[0-5][0-9])(?::(?P<s>[0-5][0-9])(?:[.,](?P<frac>[0-9]{1,9}))?)?"
    rf"(?:{_HALF})?|(?P<h12>1[0-2]|0?[1-9]){_HALF.replace('half', 'half12')})(?:{_ZONE})?(?![.:]?[0-9])(?!\w)"
)
_BASIC_CLOCK = (
    r"(?P<h>2[0-3]|[01][0-9])(?P<min>[0-5][0-9])(?P<s>[0-5][0-9])?(?:[.,](?P<frac>[0-9]{1,9}))?"
    r"(?P<zone>[Zz]|[+\-−][0-9]{2}(?::?[0-5][0-9])?)?(?!\w)"
)
_NAME = re.compile(r"\?P<\w+>")
_TIME = _NAME.sub("?:", _CLOCK)
_FORMS = (
    # 9 January 2026, 09.Jan.2026, 9 იანვარი 2026
    rf"(?P<d1>[0-9]{{1,2}}){_ORDINAL}{_GAP}(?:of\s{{1,8}})?(?P<m1>{_MONTH}){_GAP}(?P<y1>{_YEAR})(?:{_OF_YEAR})?",
    # January 9th, 2026; Fri Jan 9 10:00:00 +0000 2026
    rf"(?P<m2>{_MONTH})\.?,?\s{{0,8}}[-/]?(?P<d2>[0-9]{{1,2}}){_ORDINAL}"
    rf"(?:\s{{0,8}}[,./\-]\s{{0,8}}|\s{{1,8}}(?:(?P<t2>{_TIME})\s{{1,8}})?)(?P<y2>{_YEAR})(?:{_OF_YEAR})?",
    # 2026 წლის 9 იანვარი. Before the next form, which would take წლის for the month.
    rf"(?P<y3>{_YEAR})(?:{_OF_YEAR},?\s{{0,8}}|[-/])(?P<d3>[0-9]{{1,2}}){_ORDINAL}{_GAP}(?P<m3>{_MONTH})(?!{_GAP}{_YEAR})",
    # 2026 January 9, 2026 թ. հունվարի 9. Not the end of one sentence and a date of another year:
    # '2025 January 9, 2026'.
    rf"(?P<y4>{_YEAR})(?:{_OF_YEAR},?\s{{0,8}}|[-/]|,?\s{{1,8}})(?P<m4>{_MONTH})\.?\s{{0,8}}[-/]?(?P<d4>[0-9]{{1,2}}){_ORDINAL}"
    rf"(?!\s{{0,8}}[,.]?\s{{0,8}}{_YEAR})",
    # 09/01/2026
    rf"(?P<d5>[0-9]{{1,2}})(?P<sep5>[./\-])(?P<m5>[0-9]{{1,2}})(?P=sep5)(?P<y5>{_YEAR})(?:{_OF_YEAR})?",
    # 2026-01-09T10:00:00Z
    rf"(?P<y6>{_YEAR})(?P<sep6>[./\-])(?P<m6>[0-9]{{1,2}})(?P=sep6)(?P<d6>[0-9]{{1,2}})(?:[Tt](?P<t6>{_TIME}))?",
    # 20260109T100000Z
    (
        rf"(?P<y7>(?:199[0-9]|20[0-9]{{2}}|2100))(?P<m7>[0-9]{{2}})(?P<d7>[0-9]{{2}})[Tt](?P<t7>{_NAME.sub('?:', _BASIC_CLOCK)})"
    ),
)
_BETWEEN = r"(?:\s{1,8}|\s{0,8}[,;|/·•(@–—\-]\s{0,8})"
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<before>{_TIME}){_BETWEEN})?(?P<day>{'|'.join(_FORMS)})(?!\w)"
    rf"(?:{_BETWEEN}(?:(?:at|в|о|la|saat|ժամը)\s{{1,8}})?(?P<after>{_TIME}|(?:2[0-3]|[01]?[0-9])\.[0-5][0-9](?![.:]?[0-9])(?!\w)))?"
)
_CLOCKS = (re.compile(_CLOCK), re.compile(_BASIC_CLOCK))

TIME = re.compile(rf"(?<![\w:.])(?:{_TIME})")
# How far a date may reach from its year.
_BEFORE_YEAR = 72
_AFTER_YEAR = 112

# What makes a date part of something else.
_SIGN_BEFORE = frozenset("#№$£€₾₽+=_\\@")
_RANGE_DASH = (
    r"\s{0,3}(?:[-–—/&]|\b(?:to|and|or|till|until|по|и|или|до|და|та|і|й|ve|və|și|și|և)\b)\s{0,3}$"
)
_RANGE_OF_DAYS = re.compile(
    rf"(?<![0-9:])([0-9]{{1,2}})(?:[./][0-9]{{1,2}})?{_ORDINAL}(?:\s?({_MONTH})\.?)?{_RANGE_DASH}"
)
_RANGE_OF_MONTHS = re.compile(rf"({_MONTH})\.?\s?[0-9]{{1,2}}{_RANGE_DASH}")
_GLUED_DIGIT = re.compile(r"[./:,\-][0-9]")
_GLUED_NAME = re.compile(r"[=_@\\]|\.[a-z]|[/\-]\w")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s.,(|/·•–—-]{1,5}$")
_NEXT_WORD = re.compile(r"[\s.,(|/·•–—-]{1,5}([^\W\d_]+)")


def dates_in(plain: str) -> Iterator[tuple[re.Match[str], Moment | None]]:
    """The dates around each year of a text, with the span `day` in the match.

    The moment is None where all parts are there and yet it is no date: no such day exists, or a
    weekday beside it contradicts.
    """
    for position, stop in _windows(plain):
        while match := _DATE.search(plain, position, stop):
            form = next(number for number in range(1, len(_FORMS) + 1) if match[f"y{number}"])
            month = _month(match[f"m{form}"])
            if month is None or not _stands_alone(plain, match, form):
                position = match.start() + 1
                continue
            position = match.end()
            try:
                day = date(int(match[f"y{form}"]), month, int(match[f"d{form}"]))
            except ValueError:
                yield match, None
                continue
            yield (
                match,
                None if _weekday_contradicts(plain, match, day) else _with_time(day, match, form),
            )


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that lie near a year: most texts have none, and the grammar is too
    slow for the rest."""
    start = stop = 0
    for year in _YEAR_START.finditer(plain):
        if year.start() - _BEFORE_YEAR > stop:
            yield start, stop
            start = year.start() - _BEFORE_YEAR
        stop = year.end() + _AFTER_YEAR
    yield start, stop


def _month(printed: str) -> int | None:
    return int(printed) if printed[0] in "0123456789" else MONTHS.get(key(printed))


def _stands_alone(plain: str, match: re.Match[str], form: int) -> bool:
    """Whether a date is not a part of something longer: a version, a path, a telephone number, a
    range of days."""
    start, end = match.start(), match.end("day")
    digits = form >= 5
    before = plain[start - 1 : start]
    if before and (
        before in _SIGN_BEFORE
        or (before in "./,:-" and plain[start - 2 : start - 1].isdigit() and start > 1)
    ):
        return False
    if (before == "-" and plain[max(0, start - 2) : start - 1].isalnum()) or (
        before == "/" and (form >= 6 or (digits and match["sep5"] == "/"))
    ):
        return False
    if match["after"] is None and (
        _GLUED_DIGIT.match(plain, end) or (digits and _GLUED_NAME.match(plain, end))
    ):
        return False
    if match["before"] is not None:
        return True
    head = plain[max(0, start - 32) : start]
    if form in (1, 5) and (days := _RANGE_OF_DAYS.search(head)):
        # '12 | 9 January' counts something; '5 – 9 January' and '28 December – 9 January' are
        # ranges.
        return _month(days[2]) is None if days[2] else int(days[1]) >= int(match[f"d{form}"])
    return not (
        form == 2 and (span := _RANGE_OF_MONTHS.search(head)) and _month(span[1]) is not None
    )


def _weekday_contradicts(plain: str, match: re.Match[str], day: date) -> bool:
    """Whether a word beside the date names another day of the week: so 'Friday, 01/09/2026' was
    printed month first."""
    beside = (
        _LAST_WORD.search(plain[max(0, match.start() - 24) : match.start()]),
        _NEXT_WORD.match(plain, match.end()),
    )
    named = {WEEKDAYS.get(key(word[1]), day.weekday()) for word in beside if word}
    return bool(named - {day.weekday()})


# Times.


def _with_time(day: date, match: re.Match[str], form: int) -> Moment:
    printed = [match[name] for name in ("before", "after", "t2", "t6", "t7") if match[name]]
    if len(printed) != 1:
        return day
    return placed(day, printed[0], exact=match["t6"] is not None, basic=form == 7)


def placed(day: date, printed: str, *, exact: bool = False, basic: bool = False) -> Moment:
    """The moment on this day, or the day alone where the time has no offset that is a number.

    `exact` is ISO 8601; elsewhere '10:00-12:00' is a span of time and no offset.
    """
    clock = _CLOCKS[basic].fullmatch(printed)
    if clock is None:
        return day
    part = clock.groupdict("")
    offset = _offset(part["zone"])
    if offset is None or (
        part["zone"][0] in "-−" and ":" in part["zone"] and not exact and not part["s"]
    ):
        return day
    hour, half = (
        int(part["h"] or part["h12"]),
        (part.get("half") or part.get("half12") or "")[:1].lower(),
    )
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    micros = int(part["frac"][:6].ljust(6, "0"))
    return datetime(
        day.year,
        day.month,
        day.day,
        hour,
        int(part["min"] or 0),
        int(part["s"] or 0),
        micros,
        tzinfo=timezone(offset),
    )


def _offset(zone: str) -> timedelta | None:
    """None for none and for abbreviations, which are used for several zones each. Source: the
    widest offset in use is +14:00."""
    name = zone.upper()
    if name in ("Z", "GMT", "UTC", "UT"):
        return timedelta(0)
    printed = re.search(r"([+\-−])\s?([0-9]{1,2}):?([0-9]{2})?$", name)
    if printed is None:
        return None
    offset = timedelta(hours=int(printed[2]), minutes=int(printed[3] or 0))
    if offset > timedelta(hours=14):
        return None
    return offset if printed[1] == "+" else -offset
