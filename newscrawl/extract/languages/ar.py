"""Arabic."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    # As in Egypt and the Gulf, in the Levant, in the Maghreb.
    months=(
        "يناير جانفي كانون_الثاني|"
        "فبراير فيفري شباط|مارس آذار|أبريل إبريل أفريل نيسان|مايو ماي أيار|"
        "يونيو يونيه جوان حزيران|يوليو يوليوز جويلية تموز|أغسطس غشت أوت آب|"
        "سبتمبر شتنبر أيلول|أكتوبر تشرين_الأول|نوفمبر نونبر تشرين_الثاني|"
        "ديسمبر دجنبر كانون_الأول"
    ),
    weekdays="الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    script="ARABIC",
    published="نشر نشرت النشر تاريخ التاريخ",
    changed="تحديث التحديث محدث تعديل آخر",
    not_edited="آخر",
    today="اليوم",
    by="بقلم كتب كتبت",
    joints="في يوم",
    ties="من منذ حتى إلى قبل بعد",
    # AM and PM, the year, the hour.
    neutral="ص م صباحا مساء سنة عام الساعة",
    before_time="الساعة",
    range_words="إلى|حتى|و",
)
