"""Translation: whether a report renders an earlier one, sentence after sentence, in its own words or language.

Two reports in, the passages and share of the rendering out, None where the one does not render the other. Reports in
two languages are compared by names and figures, those in one by content words, and there only where one of them is
of a house of another language or says that it is a translation, and renders what is quoted otherwise: who works over
a report in its own language leaves quotations as they are. Telling the same event, or quoting the same speech, in
another order is no translation.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from dragoman.lineage.anchors import anchored_sentences
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.kept import KEPT, ByRevision
from dragoman.lineage.ordered import in_order
from dragoman.lineage.sentences import sentences_of
from dragoman.lineage.told import said_in
from dragoman.lineage.wording import wording_of
from dragoman.model import Derivation, DerivationKind, Passage
from dragoman.values import Covers, Span

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.lineage.sentences import Sentence, Token
    from dragoman.model import Document

LEAST_IN_COMMON = 0.5
LEAST_ALIGNED, LEAST_ORDERED, FEWEST_ALIGNED = 0.6, 0.75, 4
"""Part of a report's telling sentences that the earlier one has in the same order; part of those that it has at all
that stand in that order; and how many. Source: set so that no two of the 759 reports of 20-21 May 2025 that are not
one text are a translation (``bench/lineage.py``); renderings made by hand have 0.8 and more of each."""
FEWEST_ANCHORS, FEWEST_DISTINCT = 2, 6
"""Names and figures that two sentences, and all sentence pairs together, have in common."""
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
    (mine, quotes), (theirs, quotes_too) = (_long_words(ByRevision(each)) for each in (later, earlier))
    return quotes and quotes_too and len(mine & theirs) >= LEAST_SAID * len(mine)


@lru_cache(maxsize=KEPT)
def _long_words(key: ByRevision) -> tuple[frozenset[str], bool]:
    own = wording_of(key.document).own
    return frozenset(word for word in own.words if word and len(word) > SHORTEST_CONTENT), any(own.quoted)


def _across(later: Document, earlier: Document) -> Derivation | None:
    """Compare reports in two languages, by names and figures."""
    here, there = _anchors_of(later), _anchors_of(earlier)
    if len(here.all() & there.all()) < FEWEST_DISTINCT:
        return None
    pairs = _aligned(here, there, FEWEST_ANCHORS)
    common = {each for i, j in pairs for each in here.holds[i] & there.holds[j]}
    return _derivation(later, earlier, here, there, pairs) if len(common) >= FEWEST_DISTINCT else None


def _within(later: Document, earlier: Document) -> Derivation | None:
    """Compare reports in one language, by content words."""
    mine, here = _kept(ByRevision(later))
    theirs, there = _kept(ByRevision(earlier))
    if not mine or len(here.all() & there.all()) < LEAST_SAID * len(here.all()):
        return None
    pairs = _aligned(here, there, FEWEST_WORDS)
    anew = [_is_rendered_anew(mine[i], theirs[j : j + 2]) for i, j in pairs]
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
    passages = tuple(Passage(here.spans[i], _place(here.holds[i], there, j)) for i, j in pairs)
    own = wording_of(later).own
    inside = Covers(passage.here for passage in passages)
    counted = [own.span(i, 1) for i, word in enumerate(own.words) if word is not None]
    share = sum(map(inside.holds, counted)) / max(1, len(counted))
    return Derivation(later.id, earlier.id, DerivationKind.TRANSLATION, round(share, 4), passages)


def _place(held: frozenset[Hashable], there: Held, at: int) -> Span:
    """Give the bounds of a sentence and the one after it, without either where it adds nothing."""
    first, after = (held & each for each in (*there.holds[at : at + 2], frozenset[Hashable]())[:2])
    start = at if first - after or not after else at + 1
    return Span(there.spans[start].start, there.spans[at + 1 if after - first else start].end)


def _is_rendered_anew(sentence: Sentence, others: Sequence[Sentence]) -> bool | None:
    """Whether a quotation of a sentence has other words in the others; None where they do not have it."""
    theirs = [quoted for other in others for quoted in _quotations(other)]
    both = ((one, other) for one in _quotations(sentence) for other in theirs if _is_of_one_saying(one, other))
    equal = [_equal_part([t.word for t in one], [t.word for t in other]) < MOST_EQUAL for one, other in both]
    return all(equal) if equal else None


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
def _kept(key: ByRevision) -> tuple[tuple[Sentence, ...], Held]:
    words = drift_words(key.document.language)
    found = sentences_of(key.document, words) if words is not None else ()
    return found, Held(tuple(each.span for each in found), tuple(frozenset(said_in(each)) for each in found))
