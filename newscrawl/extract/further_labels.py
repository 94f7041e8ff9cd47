"""Whole labels of buttons, notices and boxes in languages whose dates are not in `languages/`: what
parts a page's furniture from its text. Alternatives of regular expressions, as in `Language`."""

from __future__ import annotations

_GERMAN = (
    r"teilen|diese[nrs]? (?:artikel|beitrag|seite|text|inhalt) (?:teilen|drucken|merken|empfehlen|"
    r"anhören|vorlesen|versenden)|(?:artikel|beitrag|seite) (?:teilen|drucken|merken|anhören|"
    r"versenden|vorlesen|empfehlen)|drucken|merken|vorlesen|(?:mehr|weniger|alle) (?:anzeigen|"
    r"laden|zeigen)|mehr (?:lesen|erfahren)|weiter ?lesen|anzeige|werbung|nach oben|"
    r"zur startseite|zum seitenanfang|\d+ kommentare?|kommentare?(?: \(?\d+\)?)?|"
    r"(?:jetzt )?kommentieren|fehler melden|melden sie einen fehler|link kopier(?:en|t)|"
    r"war diese[rs]? (?:artikel|beitrag|inhalt|seite) (?:hilfreich|interessant)|"
    r"(?:jetzt )?(?:abonnieren|registrieren|kostenlos testen)|gefällt mir|"
    r"externer inhalt|inhalt laden|link zum [\w-]+[- ]inhalt|ein klick für den datenschutz|"
    r"inhaltsverzeichnis|les(?:e|ungs)?(?:zeit|dauer):? .{1,20}"
)
_FRENCH = (
    r"partager(?: (?:sur|cet article|l['’]article|via)(?: .{1,15})?)?|lire (?:la suite|plus)|"
    r"voir (?:plus|tout)|imprimer|publicité|commenter|réagir|\d+ commentaires?|s['’]abonner|"
    r"(?:haut de page|retour en haut)|écouter(?: (?:l['’]|cet )article)?|j['’]aime|"
    r"temps de lecture:? .{1,20}"
)
_SPANISH_AND_PORTUGUESE = (
    r"comparti(?:r|lhar?|lhe)(?: .{1,15})?|(?:leer|ver) más|le(?:ia|r) mais|ver mais|imprimir|"
    r"publicidade?|\d+ coment[aá]rios?|coment[aá]rios?|suscríbete|escuchar|guardar|volver arriba|"
    r"me gusta|curtir|tiempo de lectura:? .{1,20}|tempo de leitura:? .{1,20}"
)
_ITALIAN = (
    r"condividi(?: su .{1,15})?|leggi (?:tutto|di più)|stampa|pubblicità|commenta|"
    r"\d+ commenti|abbonati|mi piace|ascolta(?: l['’]articolo)?|tempo di lettura:? .{1,20}"
)
_NORTH = (
    r"deel(?: (?:dit )?(?:artikel|via .{1,15}))?|lees (?:meer|verder)|advertentie|"
    r"\d+ reacties?|reageren?|dela(?: artikeln?)?|läs mer|annons|les mer|læs mere|annonse|annonce|"
    r"skriv ut|udostępnij|czytaj (?:więcej|dalej)|reklama|drukuj|skomentuj|\d+ komentarz\w*"
)
_ENGLISH_AND_RUSSIAN = (
    r"table of contents|(?:show|view|see|load) (?:more|less|all)|like|dislike|"
    r"was this (?:article|page|story|content) (?:helpful|useful|interesting)|"
    r"listen(?: to (?:this |the )?(?:article|story))?|play(?: video)?|watch(?: video| now)|"
    r"save(?: (?:article|story|for later))|report (?:an? )?(?:error|mistake|typo)|"
    r"(?:read(?:ing)?|listening) time:? .{1,20}|join the conversation|to top|table of contents|"
    r"читать (?:далее|полностью|дальше)|показать (?:ещё|еще|больше|все|всё)|наверх|"
    r"читайте нас(?: .{1,40})?|нравится|сообщить об ошибке|скачать приложение|"
    r"время чтения:? .{1,20}|поширити(?: .{1,15})?"
)
_EAST = (
    r"シェア(?:する)?|続きを(?:読む|見る)|広告|印刷(?:する)?|ページトップへ(?:戻る)?|"
    r"공유하기|광고|더\s?보기|기사 듣기|댓글(?: ?\d+)?|分享|广告|打印|阅读全文|展开全文"
)
FURNITURE = "|".join(
    (
        _GERMAN,
        _FRENCH,
        _SPANISH_AND_PORTUGUESE,
        _ITALIAN,
        _NORTH,
        _ENGLISH_AND_RUSSIAN,
        _EAST,
    )
)
"""Buttons and notices."""

READ_ALSO = (
    r"mehr (?:zum|zu diesem) thema|mehr zu:? .{1,30}|lesen sie (?:auch|mehr)|lies(?: hier)? auch|"
    r"auch interessant|das könnte (?:sie|dich) (?:auch )?interessieren|"
    r"(?:weitere|ähnliche|passende) (?:artikel|meldungen|nachrichten|themen|beiträge)|zum thema|"
    r"meist ?gelesen|empfohlene?r? (?:artikel|(?:redaktioneller )?inhalt)|"
    r"(?:à )?lire aussi|sur le même (?:sujet|thème)|voir aussi|articles (?:liés|similaires)|"
    r"les plus lus|lee también|te puede interesar|(?:noticias|artículos) relacionad[oa]s|"
    r"más (?:noticias|leídas|información)|relacionad[oa]s|leia (?:também|mais)|veja também|"
    r"notícias relacionadas|leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|"
    r"lees ook|meer over .{1,30}|czytaj (?:też|także|również)|zobacz (?:też|także)|"
    r"läs (?:också|även)|"
    r"les også|læs også|関連(?:記事|ニュース)|あわせて読みたい|相关(?:新闻|阅读|报道)|"
    r"관련 ?(?:기사|뉴스)"
)
"""Headings of boxes of other articles."""

PICTURE_CREDIT = (
    r"(?:photos?|foto(?:s|grafie)?|bild(?:er|quelle)?|images?|pictures?|illustrations?|grafik|"
    r"crédits?(?: photo)?|imagen|imagem|immagine|фото(?:графия)?|иллюстрация|写真|사진)"
)
"""What stands before who made a picture."""

CREDIT = (
    r"sources?|quellen?|fuentes?|fontes?|fonti|źródł[oa]|zdroj(?:e|a)?|izvori?|källor?|kilder?|"
    r"bron(?:nen)?|sursa|kaynak(?:lar)?|mənbə|forrás|lähteet|lähde|avots|šaltinis|burimi|"
    r"источники?|джерел[оа]|крыніца|източник|извор|дереккөз|πηγή|წყარო|աղբյուր|المصدر|منبع|"
    r"出典|출처|来源|來源|资料来源|"
    r"edit(?:ed|ing)(?: by)?|editors?|reporters?|redaktion|redakt(?:eur(?:in)?|or)|redaktör|editör|"
    r"muhabir|redacción|redactora?|redazione|редактор(?:ы|и)?|корреспонденты?|кореспонденти?|"
    r"რედაქტორი|ჟურნალისტი|խմբագիր|"
    r"责任编辑|責任編輯|责编|編輯|编辑|校对|采写|撰文|记者|記者|通讯员|"
    r"photo credits?|image credits?|featured image"
)
"""What stands in the last line of a text before its source, its editor, its reporter."""

NOTICE = (
    r"(?:full )?disclosures?|disclaimers?|haftungsausschluss|clause de non-responsabilité|"
    r"aviso legal|descargo de responsabilidad|дисклеймер|отказ от ответственности|"
    r"免责声明|免責聲明|特别声明|特別聲明|郑重声明|版权声明|版權聲明|版权说明|声明"
)
"""What stands in the last paragraph before what the paper does not answer for."""

SECTION = (
    r"categor(?:y|ies)|section|filed (?:under|in)|kategorien?|ressort|rubrik|rubriek|catégories?|"
    r"rubrique|categorías?|sección|categorias?|seção|sezione|kategori(?:ler|si)?|bölüm|"
    r"kateqoriya|bölmə|rubrika|kategori[ajy]a?|dział|kategorija|categori[ei]|rubric[aă]|"
    r"secțiune[a]?|secţiune[a]?|рубрик[аи]|раздел|категори[яи]|категорі[яї]|розділ|категориј[аи]|"
    r"سرویس|دسته(?:‌| )?بندی|گروه|قسم|تصنيف|"
    r"санат|айдар|бөлім|бөлүм|κατηγορία|ενότητα|კატეგორი(?:ა|ები)|რუბრიკა|"
    r"կատեգորիա|բաժին|カテゴリー?|분류|栏目|分类"
)
"""What stands before the name of a section."""

FILED = (
    r"(?:posted|published|filed|listed) (?:in|under)|(?:опубликован[оа]?|размещен[оа]?|рубрика) в"
    r"(?: (?:рубрике|разделе|категории))?|опубліковано в(?: рубриці| розділі| категорії)?|"
    r"(?:publicat|postat|publicată) (?:în|in)(?: categoria)?|გამოქვეყნ\w+|veröffentlicht in|"
    r"abgelegt (?:unter|in)|publié dans|publicado en|publicado em|pubblicato in|geplaatst in|"
    r"opublikowano w|objavljeno u"
)
"""What begins a line that says in which section an article was filed."""

ANSWER = (
    r"repl(?:y|ies)|reply to .{1,30}|answer|respond|ответить|відповісти|адказаць|отговори?|"
    r"одговори|odgovori|პასუხი|უპასუხე|პასუხის გაცემა|պատասխանել|cavabla(?:ndır)?|cavab ver|"
    r"antworten|répondre|responder|respon|rispondi|răspunde|beantwoord(?:en)?|reageer|antwoord(?:en)?|"
    r"svar[ae]?|vastaa|vasta|atbildēt|atsakyti|odpowiedz|odpovědět|odpovedať|reagovat|válasz|"
    r"yanıtla|cevapla|απάντηση|απάντησε|رد|الرد|أجب|پاسخ|جواب(?: دیں)?|הגב|השב|תגובה|"
    r"जवाब(?: दें)?|उत्तर दें|উত্তর|জবাব দিন|返信(?:する)?|回复|回覆|답글(?: ?(?:쓰기|달기))?|답장|"
    r"trả lời|balas|ตอบ(?:กลับ)?|жауап беру|përgjigju"
)
"""What a button under a reader's words says, with which another answers them."""
