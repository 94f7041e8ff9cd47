"""extract.text_language: by the text, and by what its page declares."""

from __future__ import annotations

import pytest

from newscrawl.extract.text_language import MIN_WORDS, language_of_text

TEXTS = {
    "ar": "قال مجلس المدينة إن الجسر القديم لن يفتح قبل الربيع، لأن المال الذي كان من المقرر أن يأتي"
    " في الصيف لم يصل بعد. وقد طلب السكان من المجلس أن تعود العبارة إلى الميناء خلال هذا الشتاء،"
    " لكن رئيس البلدية قال إن هذا ما لا يمكن بعد أن بيعت العبارة إلى مدينة أخرى على الساحل.",
    "cs": "Rada města v pondělí rozhodla, že starý most přes řeku se neotevře dříve než na jaře. Podle"
    " radnice za to může nedostatek peněz a počasí, které bylo letos horší, než se čekalo. Lidé, kteří"
    " bydlí na druhém břehu, chtějí, aby jezdil přívoz, ale město jej prodalo a jiný ještě nemá.",
    "da": "Byrådet besluttede mandag, at den gamle bro over åen ikke bliver åbnet før til foråret. Det"
    " skyldes mangel på penge og vejret, som har været meget værre end ventet. De, der bor på den anden"
    " side, vil have færgen tilbage, men den blev solgt efter ulykken, og kommunen har ikke købt en ny.",
    "de": "Der Rat der Stadt hat am Montag beschlossen, dass die alte Brücke über den Fluss nicht vor"
    " dem Frühjahr geöffnet wird. Die Gründe sind nach Angaben der Verwaltung die fehlenden Mittel und"
    " das Wetter, das in diesem Jahr schlechter war. Anwohner fordern, dass wieder eine Fähre fährt.",
    "en": "The council decided on Monday that the old bridge over the river will not be open before"
    " spring. It was said that the money which had been promised in the summer has not come, and that"
    " the weather was worse than expected. Those who live on the far bank want the ferry back at once.",
    "es": "El consejo decidió el lunes que el viejo puente sobre el río no se abrirá antes de la"
    " primavera. Según dijo, el dinero que se había prometido en el verano no ha llegado y el tiempo fue"
    " peor de lo que se esperaba. Los que viven en la otra orilla quieren que vuelva ya la barca.",
    "fa": "شورای شهر روز دوشنبه گفت که پل قدیمی را پیش از بهار باز نمی‌کند، زیرا پولی که در تابستان برای"
    " آن گذاشته شده بود هنوز نرسیده است. کسانی که در آن سوی رود خانه دارند از شورا خواستند که قایق را"
    " به رود برگرداند، اما این قایق را به شهر دیگری فروخته‌اند و شورا با خرید یک قایق تازه موافق نبود.",
    "nb": "Bystyret vedtok mandag at den gamle broa over elva ikke blir åpnet før til våren. Det skyldes"
    " mangel på penger og været, som har vært mye verre enn ventet. De som bor på den andre siden, vil"
    " ha ferga tilbake, men den ble solgt etter ulykken, og kommunen har ikke kjøpt en ny. Nå må også"
    " barna gå en mil til skolen av seg selv.",
    "pl": "Rada miasta w poniedziałek uznała, że stary most na rzece nie będzie otwarty przed wiosną. To"
    " dlatego, że nie ma pieniędzy, które obiecano w lecie, a pogoda jest gorsza, niż się spodziewano."
    " Ci, którzy mieszkają po drugiej stronie, chcą, żeby prom wrócił, ale został on już sprzedany.",
    "ru": "Городской совет решил, что старый мост через реку не откроется раньше весны. Как говорят в"
    " управлении, это из-за того, что нет денег, а погода была хуже, чем ожидали. Те, кто живёт на"
    " другом берегу, хотят, чтобы снова ходил паром, но он был продан ещё осенью, и другого пока нет.",
    "sv": "Kommunen beslutade på måndagen att den gamla bron över ån inte ska öppnas före våren. Det"
    " beror på att det inte finns pengar och att vädret har varit mycket sämre än väntat. De som bor på"
    " den andra sidan vill att färjan kommer åter, men den såldes efter olyckan och det finns ingen ny.",
    "uk": "Міська рада вирішила, що старий міст через річку не відкриється раніше весни. Як кажуть в"
    " управлінні, це через те, що немає грошей, а погода була гірша, ніж чекали. Ті, хто живе на"
    " другому березі, хочуть, щоб знову ходив паром, але його продали ще восени, і іншого поки немає.",
}
"""Our own, all of one story."""

GEORGIAN = "საქალაქო საბჭომ ორშაბათს გადაწყვიტა, რომ ძველი ხიდი გაზაფხულამდე არ გაიხსნება."


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_alone_tells_its_language(language: str) -> None:
    assert language_of_text(TEXTS[language]) == language


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_declared_stands_where_it_is_right(language: str) -> None:
    assert language_of_text(TEXTS[language], f"{language}-XX") == language


@pytest.mark.parametrize("language", sorted(TEXTS.keys() - {"en"}))
def test_the_language_of_a_theme_does_not_win_against_the_text(language: str) -> None:
    assert language_of_text(TEXTS[language], "en-US") == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (GEORGIAN, "en", "ka"),
        (GEORGIAN, "", "ka"),
        ("Կամուրջը մինչև գարուն չի բացվի, ասում են քաղաքապետարանում։", "ru", "hy"),
        ("Η γέφυρα δεν θα ανοίξει πριν από την άνοιξη, λέει ο δήμος.", "en", "el"),
        ("古い橋は春まで開かないと市は月曜日に発表した。", "en", "ja"),
        ("市议会星期一决定，旧桥在春天之前不会重新开放，居民要求恢复渡轮。", "en-US", "zh"),
        ("สภาเมืองมีมติเมื่อวันจันทร์ว่าสะพานเก่าจะไม่เปิดก่อนฤดูใบไม้ผลิ", "", "th"),
    ],
)
def test_letters_that_one_language_has_tell_it(text: str, declared: str, language: str) -> None:
    assert language_of_text(text, declared) == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("", "", None),
        ("", "de-DE", "de"),
        ("Ferry!", "", None),
        ("Паром стоит у верхнего причала.", "", None),
        ("Паром стоит у верхнего причала.", "bg", "bg"),
        ("Паром стоит у верхнего причала.", "en", None),
        ("URhulumente uthabatha indlela eyiyo yokuvezela ulutsha imisebenzi. " * 9, "xh", "xh"),
        (" ".join(TEXTS["de"].split()[: MIN_WORDS - 1]), "", None),
        (TEXTS["nb"], "da", "da"),
        (TEXTS["nb"], "nn", "nn"),
    ],
)
def test_in_doubt_what_is_declared_stands_or_nothing(
    text: str, declared: str, language: str | None
) -> None:
    assert language_of_text(text, declared) == language


def test_names_in_other_letters_change_nothing() -> None:
    assert language_of_text(f"{TEXTS['en']} (გაზეთი «ხიდი», Газета «Мост»)", "en") == "en"


@pytest.mark.parametrize("tag", ["deu", "x", "english", "12"])
def test_a_tag_that_is_none_of_two_letters_says_nothing(tag: str) -> None:
    assert language_of_text(TEXTS["fa"], tag) == "fa"
