"""The small words of languages: those that stand in every text, and in no other language as often.

Our own collection: articles, pronouns, prepositions, conjunctions, forms of 'be' and 'have'.
Languages that have a script to themselves need none.
"""

from __future__ import annotations

from collections import Counter

_WORDS = {
    # In Latin letters.
    "af": "die van en het nie om te dat hy sy ek wat met vir op hulle was word ook maar sal deur",
    "az": "və bu bir ilə üçün də da olan ki edib daha sonra kimi olub o isə edən var görə deyib",
    "ca": "el la els les de que i en un una per amb no es al del és va més ha han són aquest però",
    "cs": "a se na v je že s z do o to by za i pro jsou ve jako po ale od podle které který jeho",
    "da": "og i at det er en til af på med for de den ikke der som har et blev efter meget men"
    " også",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es"
    " an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war",
    "en": "the of and to in is that for it was on as with be at by this had are but from have"
    " an has"
    " not were which who they their his her been will said would there or we you",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus"
    " le ya"
    " o fue este ha sí porque esta son entre está cuando muy sin sobre también hasta hay donde",
    "et": "ja on ei et see kui oli ka ning mis aga oma kes selle siis või olid nii välja pärast"
    " üle",
    "eu": "eta da ez du bat ere izan dute ere hori zen egin dira dela baina den beste baino"
    " dituzte",
    "fi": "ja on ei että se oli hän ovat mutta myös joka kun sen tai mukaan jos ole vain niin kuin",
    "fr": "de la le et les des en un une du dans qui que est pour par sur au pas plus ne se"
    " avec son"
    " il elle sont ce cette mais ses ont été aux comme à ou leur nous même était",
    "ga": "an na agus ar go a is do sé i ag bhí leis tá ní le mar ach sin seo iad chun",
    "gl": "de que o a e do da en os un unha para con por as non se no na máis ao como pero é"
    " dos das",
    "hr": "je i u da se na su za od a s koji o kao ne to će iz što nije bi koje do nakon samo koja",
    "hu": "a az és hogy nem is egy volt meg de már van csak el ez még azt szerint mint pedig"
    " vagy ki",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan oleh juga ke sebagai telah"
    " karena adalah mereka kami bisa lebih",
    "is": "og í að á er sem til við ekki um var með fyrir en hann þetta það af hefur eru eftir frá",
    "it": "di e che la il un a per in una non sono del si della da con dei i le al alla nel ma"
    " anche"
    " come più gli lo ha è questo dal delle se o hanno dopo",
    "lt": "ir kad į iš yra su tai bet kaip buvo jo po dėl už ar apie pagal jis jau prie nuo tik"
    " kurie",
    "lv": "un ir ar par no ka uz kas arī bet tika pēc kā gada lai pie tas vai līdz nav jau"
    " tikai viņš",
    "nb": "og i at det er en til av på med for de den ikke som har et ble etter mye men også å"
    " seg mer",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook maar bij nog uit door"
    " naar heeft worden wordt over tot ze hij dan hun deze die als was",
    "pl": "w i na z do się nie to że jest o od za po jak dla przez ale są był tym który które"
    " oraz co",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao"
    " das à seu"
    " sua ou quando muito já também pelo pela são foi ele está",
    "ro": "de și în a la cu pe care nu din că o să se au pentru un mai este fost ce va lui prin"
    " după"
    " sunt sau dar fi ale",
    "sk": "a sa na v je že s z do o to by za aj pre sú vo ako po ale od podľa ktoré ktorý jeho"
    " však",
    "sl": "je in v na da se za so z ki s pa ne tudi po bi kot od ali iz še o bo pri do bil",
    "sq": "të e në dhe që me për një nga është i se u ka më si do nuk këtë por janë edhe",
    "sv": "och i att det är en till av på med för de den inte som har ett efter mycket men också om"
    " var han från så",
    "sw": "ya wa na kwa ni za katika la cha kuwa hii huo kama yake wake lakini baada ambayo pia"
    " hiyo",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak ise en ne var diye",
    "uz": "va bu bilan uchun bir ham deb edi esa bo‘lgan bo'lgan haqida ekan emas kerak bo‘yicha",
    "vi": "và của là có trong được cho không với một các người này những đã khi để ở tại về từ ra",
    # In Cyrillic letters.
    "be": "і ў на не што з як па гэта ён да яго але за для ад яна яны пра былі ад быў калі таксама",
    "bg": "и в на не че с по като това той от за да се са до ще е ли си при след която които но"
    " беше",
    "kk": "және бұл бір мен үшін деп де да болды ол бойынша еді осы туралы кейін болып жоқ керек",
    "ky": "жана бул бир менен үчүн деп эле болгон боюнча ал да кийин үчүн тууралуу керек эмес",
    "mk": "и во на не дека со по како ова тој од за да се до ќе е ги го што кои која но беше беа",
    "mn": "нь энэ юм байна болон гэж хийх байгаа бол уу хүн тэр өөр манай гэсэн болсон дээр",
    "ru": "и в не на что с по как это он его из за для от к о но у же все так был было она мы"
    " бы был"
    " также или только после при до еще ещё который",
    "sr": "је и у да се на су за од а с који о као не то ће из што није би које до након само која",
    "tg": "ва дар аз ба ки бо ин барои аст шуд он буд худ ҳам як мешавад бояд",
    "uk": "і в не на що з по як це він його із за для від до про та але й у також був було вона ми"
    " щоб які який після при ще",
    # In Arabic letters.
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان ما لا قد بين بعد ولم وقد كما خلال أو"
    " ذلك كانت",
    "ckb": "لە بە و کە بۆ ئەم لەگەڵ ئەو دەکات بەڵام هەموو لەو بوو ئەوە یان",
    "fa": "و در به از که این را با است برای آن یک خود تا بر شد می‌شود شده کرد اما هم بود گفت یا",
    "ps": "د په او چې کې له دا سره ته یې کړي شوي دی هم خو به نه کړ",
    "ug": "ۋە بۇ بىر بىلەن ئۈچۈن دەپ ئۇ ھەم كېيىن بولۇپ",
    "ur": "کے کی میں ہے کا اور سے کو نے پر کہ یہ ہیں تھا بھی اس وہ گیا کر ایک لیے ان",
    # In Devanagari.
    "hi": "के का की में है और से को पर ने यह कि हैं था भी इस एक लिए वह नहीं गया कर",
    "mr": "आणि या आहे च्या ते हे की होते असे आहेत त्या मध्ये नाही होता एक व",
    "ne": "र को मा ले छ हो पनि गरेको भएको छन् यो भने लागि गर्ने थियो",
}

LANGUAGES = frozenset(_WORDS)
"""The languages whose small words are known, by their codes."""


def _telling() -> dict[str, tuple[tuple[str, float], ...]]:
    words = {code: frozenset(text.split()) for code, text in _WORDS.items()}
    shared = Counter(word for of in words.values() for word in of)
    found: dict[str, list[tuple[str, float]]] = {}
    for code, of in words.items():
        for word in of:
            found.setdefault(word, []).append((code, 1 / shared[word]))
    return {word: tuple(of) for word, of in found.items()}


TELLING = _telling()
"""Each word with the languages that have it, and how much it tells of each: less the more languages
have it."""
