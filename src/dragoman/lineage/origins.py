"""Origins: where the words of a passage come from, as one id that independent reports do not share.

Derivations in, ids out: a report's own id, that of the earliest report which has the passage, or ``source:<id>`` of
an agency. A passage is followed from report to report by its own place in each, so that a report which mixes
several origins never lends one passage's origin to another. A credit counts only for words found nowhere earlier.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman.lineage.derivations import find_derivations
from dragoman.lineage.index import MemoryIndex
from dragoman.lineage.stretches import Stretch, map_through, overlap, stretches_of
from dragoman.lineage.wording import wording_of
from dragoman.model import MEDIUM, DerivationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dragoman.dossier import Dossier
    from dragoman.model import Derivation, Document
    from dragoman.values import Span

COVERED = 0.5
"""Part of a passage that must stand in shared words for its origin to be theirs."""
LEAST_SHARE = 0.05
LEAST_WORDS = 40
"""Less of a report than this share and these words is no shared origin worth naming: one sentence in a page. Source:
the first two sentences of news have 50 words (median of 759 reports of 20-21 May 2025)."""
WHOLE = frozenset({DerivationKind.COPY, DerivationKind.REWRITE, DerivationKind.TRANSLATION})
CREDITED = frozenset({DerivationKind.CREDIT, DerivationKind.TRANSLATION})
_NOTHING: Mapping[str, Sequence[Derivation]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """An origin that stands behind two or more reports.

    Attributes:
        documents: Their ids, in the order given.
        shares: Part of each one's own words that comes from it.
    """

    origin: str
    documents: tuple[str, ...]
    shares: tuple[float, ...]


def origin_at(
    document: Document,
    derivations: Sequence[Derivation],
    span: Span,
    *,
    known: Mapping[str, Sequence[Derivation]] = _NOTHING,
) -> str:
    """Give the origin of a passage.

    Args:
        document: The report in which it stands.
        derivations: Of that report, as ``find_derivations`` gives them: earliest first.
        span: Where it stands in the document's text.
        known: Derivations of other reports by document id; without them a passage is followed one step.

    Returns:
        An earlier report's id, ``source:<id>``, or the document's own id.
    """
    return _follow(document.id, derivations, span, known, frozenset())


def origins_of(
    document: Document, derivations: Sequence[Derivation], *, known: Mapping[str, Sequence[Derivation]] = _NOTHING
) -> tuple[tuple[str, float], ...]:
    """Give every origin of a report with its part of the report's own words, the largest part first.

    Among equal parts another's origin goes before the report's own, then by id. The parts sum to 1.
    """
    own = wording_of(document).own
    spans = [own.span(i, 1) for i, word in enumerate(own.words) if word is not None]
    counts: Counter[str] = Counter()
    for (of, stretch), words in _words_by_stretch(derivations, spans).items():
        counts[_beyond(document.id, of, stretch.there, known, frozenset())] += words
    if (rest := len(spans) - counts.total()) or not spans:
        counts[document.id] += rest
    total = max(1, len(spans))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] == document.id, pair[0]))
    return tuple((origin, count / total if spans else 1.0) for origin, count in ranked)


def main_origin(
    document: Document, derivations: Sequence[Derivation], *, known: Mapping[str, Sequence[Derivation]] = _NOTHING
) -> str:
    """Give the one origin under which a report counts: that of the report which it copies or works over, else its own.

    What a rewrite words anew is of its original too. A passage taken over into a report that is otherwise its own does
    not make the report another's, and neither does a claim from another, so that these do not count here.
    """
    at, seen = document.id, {document.id}
    found = _whole_from(derivations)
    while found is not None and found not in seen:
        at = found
        seen.add(at)
        found = _whole_from(known.get(at, ()))
    return at


def _whole_from(derivations: Sequence[Derivation]) -> str | None:
    """Give the report that most of this one is from, else the medium that its whole text is credited to."""
    wholes = [d for d in derivations if d.kind in WHOLE and not d.of.startswith(MEDIUM)]
    if wholes:
        return max(wholes, key=lambda derivation: derivation.share or 0.0).of
    credited = (d for d in derivations if d.kind in CREDITED)
    return next((derivation.of for derivation in credited if derivation.share is not None), None)


def shared_origin(documents: Sequence[Document], dossier: Dossier) -> tuple[SharedOrigin, ...]:
    """Give the origins that two or more of these reports share, the most shared first.

    No other report is looked at.
    """
    index = MemoryIndex(documents)
    known = {document.id: find_derivations(document, index, dossier) for document in documents}
    behind: dict[str, dict[str, float]] = {}
    for document in documents:
        for origin, share in origins_of(document, known[document.id], known=known):
            if is_worth_naming(document, share):
                behind.setdefault(origin, {})[document.id] = share
    found = [SharedOrigin(o, tuple(shares), tuple(shares.values())) for o, shares in behind.items() if len(shares) > 1]
    return tuple(sorted(found, key=lambda shared: (-len(shared.documents), -sum(shared.shares), shared.origin)))


def is_worth_naming(document: Document, share: float) -> bool:
    """Whether a part of a report's own words is enough to speak of an origin."""
    return share >= LEAST_SHARE or share * wording_of(document).own.count >= LEAST_WORDS


def _follow(
    document_id: str,
    derivations: Sequence[Derivation],
    span: Span,
    known: Mapping[str, Sequence[Derivation]],
    seen: frozenset[str],
) -> str:
    """Follow a passage through the first derivation that covers it, until none does."""
    for derivation, stretches in _stretches(derivations, seen):
        if sum(overlap(stretch.here, span) for stretch in stretches) >= COVERED * max(1, len(span)):
            best = max(stretches, key=lambda stretch: overlap(stretch.here, span))
            return _beyond(document_id, derivation.of, map_through(best, span), known, seen)
    return document_id


def _beyond(
    document_id: str, of: str, there: Span | None, known: Mapping[str, Sequence[Derivation]], seen: frozenset[str]
) -> str:
    """Go on from a report's passage to where it stands in the report that it is from."""
    if there is None or of not in known:
        return of
    return _follow(of, known[of], there, known, seen | {document_id})


def _stretches(
    derivations: Sequence[Derivation], seen: frozenset[str]
) -> Iterator[tuple[Derivation, Sequence[Stretch]]]:
    """Give what a passage may be followed through: words taken over, then sentences worded anew, then credits.

    Copied reports go first: what they have from others, they know. A report's own revisions are left out, and, against
    circles in hand-made data, reports that were passed.
    """
    usable = [d for d in derivations if d.kind is not DerivationKind.REVISION and d.of not in seen]
    usable.sort(key=lambda derivation: derivation.kind is not DerivationKind.COPY)
    of_reports = [d for d in usable if _is_of_report(d)]
    yield from ((d, stretches_of(d.passages)) for d in of_reports)
    yield from ((d, [Stretch(each.here, each.there) for each in d.reworded]) for d in of_reports if d.reworded)
    yield from ((d, stretches_of(d.passages)) for d in usable if not _is_of_report(d))


def _is_of_report(derivation: Derivation) -> bool:
    return not derivation.of.startswith(MEDIUM) and derivation.kind is not DerivationKind.CREDIT


def _words_by_stretch(derivations: Sequence[Derivation], spans: Sequence[Span]) -> Counter[tuple[str, Stretch]]:
    """Count a report's own words in each stretch that is another's, each word once, for the first that has it."""
    counts: Counter[tuple[str, Stretch]] = Counter()
    left = list(spans)
    for derivation, stretches in _stretches(derivations, frozenset()):
        for stretch in stretches:
            inside = [span for span in left if stretch.here.contains(span)]
            if inside:
                counts[derivation.of, stretch] += len(inside)
                left = [span for span in left if not stretch.here.contains(span)]
    return counts
