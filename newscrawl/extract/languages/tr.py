"""Turkish."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|"
        "eylül eyl|ekim eki|kasım kas|aralık ara"
    ),
    weekdays="pazartesi pzt|salı sal|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz",
    published="yayınlanma yayınlandı yayımlanma yayımlandı tarih eklenme oluşturulma",
    changed="güncelleme güncellendi güncellenme",
    today="bugün",
    by="yazar",
    joints="saat",
    neutral="yılı",
    before_time="saat",
    year_words="yılı",
    range_words="ve",
    read_also="ayrıca oku(?:yun)?|ilgili haberler",
    tags="etiketler",
    author="yazar",
    comments="yorumlar",
    paywall=(r"(?:devamını|tamamını) okumak için|(?:sadece|yalnızca) aboneler"),
)
