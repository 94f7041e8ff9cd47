"""What the made-up site speaks: one file a language, each holding its words and nothing else."""

from newscrawl.replica.languages.ar import ARABIC
from newscrawl.replica.languages.base import Language
from newscrawl.replica.languages.en import ENGLISH
from newscrawl.replica.languages.ka import GEORGIAN
from newscrawl.replica.languages.ru import RUSSIAN

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (ENGLISH, RUSSIAN, GEORGIAN, ARABIC)
}

__all__ = ["LANGUAGES", "Language"]
