"""Azerbaijani."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "yanvar yan|fevral fev|mart mar|aprel apr|may|iyun iyn|iyul iyl|avqust avq|sentyabr sen|"
        "oktyabr okt|noyabr noy|dekabr dek"
    ),
    # Days are named by two words each.
    neutral="il ili ilin bazar ertəsi çərşənbə axşamı cümə şənbə",
    published="tarix tarixi dərc yayımlanıb",
    changed="yenilənib yeniləndi dəyişdirilib",
    by="müəllif",
    joints="saatı",
    before_time="saat",
    year_words="ili?",
    year_suffixes=r"-?\s?c[ıiuü]\s(?:ilin|ili?|ildə)",
    range_words="və",
    read_also="həmçinin oxuyun",
    author="müəllif(?:lər)?|hazırladı|mətn",
    name_joint="və",
    no_section="ana səhifə|əsas səhifə|bütün xəbərlər|son xəbərlər|xəbərlər|arxiv",
    not_byline="mənbə",
    comments="şərhlər",
)
