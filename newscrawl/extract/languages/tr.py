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
    furniture=(
        r"paylaş(?: .{1,20})?|abone ol(?:un)?(?: .{1,20})?|takip et(?: .{1,20})?|yorum yap|"
        r"yorum(?:lar)?(?: \(?\d+\)?)?|yazdır|reklam"
    ),
    tags="etiketler",
    author="yazar|yazan|yazarlar|muhabir|editör|kaleme alan|haz[ıi]rlayan",
    byline=r"haber(?:i yapan)?(?=\s?[:：])|röportaj|derleyen|ekleyen",
    name_joint="ve",
    role="muhabir[ia]?|muhabirleri|editör[ü]?|yazar[ıi]?|köşe yazarı|gazeteci|temsilcisi",
    no_section=(
        "ana ?sayfa|haberler|tüm haberler|son (?:haberler|dakika)|makaleler?|arşiv|genel|"
        "kategorisiz|etiketler?"
    ),
    not_byline="kaynak|düzeltme",
    comments="yorumlar",
    paywall=(r"(?:devamını|tamamını) okumak için|(?:sadece|yalnızca) aboneler"),
)
