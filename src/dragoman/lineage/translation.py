"""Translation: whether a report renders an earlier one, sentence after sentence, in its own words or language.

Two reports in, the passages and share of the rendering out, None where the one does not render the other. Reports in
two languages are compared by names and figures, those in one by content words, and there only where one of them is
of a house of another language or says that it is a translation, and renders what is quoted otherwise: who works over
a report in its own language leaves quotations as they are. Telling the same event, or quoting the same speech, in
another order is no translation.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from dragoman.lineage.anchors import anchored_sentences
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.kept import KEPT, by_revision
from dragoman.lineage.ordered import in_order
from dragoman.lineage.sentences import sentences_of
from dragoman.lineage.told import said_in
from dragoman.lineage.wording import wording_of
from dragoman.model import Derivation, DerivationKind, Passage
from dragoman.values import Covers, Keyed, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from dragoman.dossier import Dossier
    from dragoman.lineage.sentences import Sentence, Token
    from dragoman.model import Document

LEAST_IN_COMMON = 0.5
LEAST_ALIGNED, LEAST_ORDERED, FEWEST_ALIGNED = 0.7, 0.8, 4
"""Part of a report's telling sentences that the earlier one has in the same order; part of those that it has at all
that stand in that order; and how many. Source: of 3,158 pairs of 20-21 May 2025 that have names in common and are no
copies, none of two outlets passes, with what is asked of anchors below."""
FEWEST_ANCHORS, LEAST_ANCHORS = 2, 0.6
"""Names and figures that two sentences have in common, and part of the report's with fewer that the other has."""
FEWEST_FIGURES, LEAST_FIGURES = 3, 0.5
"""Figures that both reports have, and part of the figures of the one with more. Source: the same pairs; names of one
conflict are in all of its reports."""
FEWEST_WORDS, LEAST_SAID = 4, 0.4
"""Content words that two sentences of one language have in common; part of a report's that the other has at all."""
FEWEST_QUOTED, FEWEST_RENDERED, LEAST_RENDERED, MOST_EQUAL = 5, 2, 0.5, 0.8
"""Words of a quotation that is compared; content words that its two renderings have in common, and part of the shorter
one's; and the part of the shorter one, word for word in one order, from which it is the same. Source: house rule; one
that is only cut keeps all of its words."""
SHORTEST_CONTENT = 4
"""Source: house rule; shorter words of English mostly are function words."""
MOST_APART_S = 7 * 24 * 3600
"""Source: house rule; a translation comes out within days."""


class Held(NamedTuple):
    """The sentences of a report that can be aligned: where each stands, and what it holds."""

    spans: tuple[Span, ...]
    holds: tuple[frozenset[Hashable], ...]

    def all(self) -> frozenset[Hashable]:
        """Give all that the sentences hold."""
        return frozenset().union(*self.holds)


def translation_of(later: Document, earlier: Document, dossier: Dossier) -> Derivation | None:
    """Give the derivation of a report that renders an earlier one; None where it does not.

    Args:
        later: The report that may be a translation, or another rendering of the same text.
        earlier: The report that came before it.
        dossier: Whose sources say in what languages a house writes.
    """
    if None in (later.language, earlier.language) or not _are_near(later, earlier):
        return None
    if later.language != earlier.language:
        return _across(later, earlier)
    may_render = (_is_foreign(later, dossier) or _is_foreign(earlier, dossier)) and _share_words(later, earlier)
    return _within(later, earlier) if may_render else None


def _are_near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return False
    apart = one.published.instant.counts_from - other.published.instant.counts_from
    return abs(apart.total_seconds()) <= MOST_APART_S


def _is_foreign(document: Document, dossier: Dossier) -> bool:
    """Whether a report says that it is translated, or is of a house that writes in another language first."""
    if any(credit.translated for credit in document.credits):
        return True
    source = dossier.source(document.source_id) if document.source_id else None
    return source is not None and bool(source.languages) and source.languages[0] != document.language


def _share_words(later: Document, earlier: Document) -> bool:
    """Whether two reports quote, and have enough long words in common to be looked at: it costs far less."""
    (mine, quotes), (theirs, quotes_too) = (_long_words(by_revision(each)) for each in (later, earlier))
    return quotes and quotes_too and len(mine & theirs) >= LEAST_SAID * len(mine)


@lru_cache(maxsize=KEPT)
def _long_words(key: Keyed[Document]) -> tuple[frozenset[str], bool]:
    own = wording_of(key.value).own
    return frozenset(word for word in own.words if word and len(word) > SHORTEST_CONTENT), any(own.quoted)


def _across(later: Document, earlier: Document) -> Derivation | None:
    """Compare reports in two languages, by names and figures."""
    here, there = _anchors_of(later), _anchors_of(earlier)
    pairs = _aligned(here, there, FEWEST_ANCHORS) if _are_anchored_alike(here, there) else ()
    return _derivation(later, earlier, here, there, pairs) if pairs else None


def _are_anchored_alike(here: Held, there: Held) -> bool:
    mine, theirs = here.all(), there.all()
    figures, other_figures = (frozenset(each for each in all_ if isinstance(each, float)) for all_ in (mine, theirs))
    common = len(figures & other_figures)
    has_figures = common >= max(FEWEST_FIGURES, LEAST_FIGURES * max(len(figures), len(other_figures)))
    return has_figures and len(mine & theirs) >= LEAST_ANCHORS * min(len(mine), len(theirs))


def _within(later: Document, earlier: Document) -> Derivation | None:
    """Compare reports in one language, by content words and what is quoted."""
    mine, here = _kept(by_revision(later))
    theirs, there = _kept(by_revision(earlier))
    pairs = _aligned(here, there, FEWEST_WORDS)
    anew = [_is_rendered_anew(mine[i], theirs[j]) for i, j in pairs]
    return _derivation(later, earlier, here, there, pairs) if anew.count(True) > anew.count(False) else None


def _aligned(here: Held, there: Held, fewest: int) -> tuple[tuple[int, int], ...]:
    """Give the sentences that go together, none where they are too few of the later report, or not in one order."""
    found = in_order(here.holds, there.holds, fewest, LEAST_IN_COMMON)
    aligned = len(found.pairs)
    is_most = aligned >= max(FEWEST_ALIGNED, LEAST_ALIGNED * sum(len(each) >= fewest for each in here.holds))
    return found.pairs if is_most and aligned >= LEAST_ORDERED * found.alike else ()


def _derivation(
    later: Document, earlier: Document, here: Held, there: Held, pairs: Sequence[tuple[int, int]]
) -> Derivation:
    passages = tuple(Passage(here.spans[i], there.spans[j]) for i, j in pairs)
    own = wording_of(later).own
    inside = Covers(passage.here for passage in passages)
    counted = [own.span(i, 1) for i, word in enumerate(own.words) if word is not None]
    share = sum(map(inside.holds, counted)) / max(1, len(counted))
    return Derivation(later.id, earlier.id, DerivationKind.TRANSLATION, round(share, 4), passages)


def _is_rendered_anew(sentence: Sentence, other: Sentence) -> bool | None:
    """Whether the quotations of a sentence have other words in another one; None where it does not have them."""
    both = [(one, its) for one in _quotations(sentence) for its in _quotations(other) if _is_of_one_saying(one, its)]
    equal = [_equal_part([t.word for t in one], [t.word for t in its]) for one, its in both]
    return all(part < MOST_EQUAL for part in equal) if equal else None


def _is_of_one_saying(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two quotations have most content words of the shorter in common."""
    said, told = (frozenset(t.word for t in each if len(t.word) >= SHORTEST_CONTENT) for each in (one, other))
    common = len(said & told)
    return common >= max(FEWEST_RENDERED, LEAST_RENDERED * min(len(said), len(told)))


def _equal_part(one: Sequence[str], other: Sequence[str]) -> float:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(one), len(other))


def _quotations(sentence: Sentence) -> list[list[Token]]:
    runs = [list(run) for is_quoted, run in groupby(sentence.tokens, lambda token: token.is_quoted) if is_quoted]
    return [run for run in runs if len(run) >= FEWEST_QUOTED]


def _anchors_of(document: Document) -> Held:
    found = anchored_sentences(document)
    return Held(tuple(each.span for each in found), tuple(frozenset(each.anchors) for each in found))


@lru_cache(maxsize=KEPT)
def _kept(key: Keyed[Document]) -> tuple[tuple[Sentence, ...], Held]:
    words = drift_words(key.value.language)
    found = sentences_of(key.value, words) if words is not None else ()
    return found, Held(tuple(each.span for each in found), tuple(frozenset(said_in(each)) for each in found))
