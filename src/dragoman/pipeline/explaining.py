"""Explaining: how claims came about, of texts read on the spot or of one claim of the record.

Inputs or a claim's name come in, ``explain`` shapes go out. A claim of the record is read again with this engine and
dossier, by rules; one that this reading no longer makes is said to be so. Nothing is kept.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.clean import to_document
from dragoman.errors import DocumentError, StaleClaimError
from dragoman.ingest import iter_captures
from dragoman.model import SetAside, TimexKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from dragoman.extract.explain import Explanation, Tried
    from dragoman.extract.learned.stage import Share
    from dragoman.extract.prompted.reader import Reading
    from dragoman.ingest import Said
    from dragoman.model import Claim, Evidence, QuantityMention, Sentence, Timex
    from dragoman.pipeline.engine import Engine
    from dragoman.query.shapes.explain import (
        ChoiceShape,
        ExplainedClaimShape,
        ExplainedSentenceShape,
        ExplainShape,
        MentionShape,
        ShareShape,
        TokenShape,
        TriedShape,
        WeighedShape,
    )
    from dragoman.query.shapes.parts import QuoteShape
    from dragoman.query.shapes.prompted import AskedShape
    from dragoman.store import Store


def explain_texts(
    engine: Engine, inputs: Iterable[str], *, said: Said, stdin: BinaryIO | None = None
) -> tuple[list[ExplainShape], list[SetAside]]:
    """Read reports from files or standard input and say how.

    Args:
        engine: Reads them.
        inputs: Files, folders, globs, ``-``.
        said: What the user says of them.
        stdin: Binary standard input, or None.

    Returns:
        One shape a report, and the inputs that could not be read with their reasons.
    """
    shapes: list[ExplainShape] = []
    aside: list[SetAside] = []
    captures = iter_captures(inputs, said=said, settings=engine.settings, now=lambda: datetime.now(UTC), stdin=stdin)
    for capture in captures:
        if isinstance(capture, SetAside):
            aside.append(capture)
            continue
        try:
            document = to_document(capture, engine.dossier)
            shapes += [_shape(explanation) for explanation in engine.explain([document])]
        except DocumentError as error:
            aside.append(SetAside(capture.where, error.code, str(error)))
    return shapes, aside


def explain_claim(engine: Engine, store: Store, name: str) -> ExplainShape:
    """Read the report of one claim again and say how the claim came about.

    Args:
        engine: Reads it.
        store: The record.
        name: The claim's id, the beginning of it, or ``REPORT:LABEL``.

    Raises:
        NotFoundError: DG120, no active claim has it.
        AmbiguousIdError: DG121, several have it.
        StaleClaimError: DG132, this engine and dossier read the report without that claim.
    """
    active = store.claim(name)
    (explanation,) = engine.explain([active.document])
    again = _again(active.claim, explanation.extraction.claims)
    if again is None:
        raise StaleClaimError(active.claim.id, active.claim.frame)
    return _shape(explanation, again)


def _again(claim: Claim, claims: Iterable[Claim]) -> Claim | None:
    """Give the claim of a new reading that stands where a claim of the record does: by id, else by shared evidence."""
    same = [c for c in claims if c.id == claim.id]
    near = [c for c in claims if c.frame == claim.frame and {*c.evidence} & {*claim.evidence}]
    return next(iter([*same, *near]), None)


def _shape(explanation: Explanation, only: Claim | None = None) -> ExplainShape:
    """Give the shape of a report, or of the sentences that carry one claim of it."""
    claims = explanation.extraction.claims if only is None else (only,)
    analysis = explanation.analysis
    shown = [
        number
        for number, sentence in enumerate(analysis.sentences)
        if only is None or any(e.start < sentence.end and sentence.start < e.end for e in only.evidence)
    ]
    tried: dict[int, list[Tried]] = {}
    for one in explanation.tried:
        tried.setdefault(one.sentence, []).append(one)
    return {
        "doc": explanation.document.doc,
        "sentences": [_sentence(explanation, n, tried.get(n, [])) for n in shown],
        "claims": [_claim(c, _choices_of(explanation, c)) for c in claims],
        "asked": None if explanation.prompted is None else _asked(explanation.prompted),
    }


def _asked(reading: Reading) -> AskedShape:
    """Give what a language model was asked, with the words that were sent."""
    return {
        "model": reading.model,
        "prompt": reading.prompt.digest[:12],
        "instructions": reading.prompt.system,
        "requests": [str(request["messages"][-1]["content"]) for request in reading.requests],
        "dropped": [{"field": d.field, "words": d.words, "why": d.why} for d in reading.dropped],
    }


def _sentence(explanation: Explanation, number: int, tried: list[Tried]) -> ExplainedSentenceShape:
    text, sentence = explanation.document.text, explanation.analysis.sentences[number]
    start, end = sentence.start, sentence.end
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    zones = (z.kind.value for z in explanation.document.zones if z.span.start <= sentence.start < z.span.end)
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "zone": next(zones, None),
        "tokens": list(_tokens(explanation, sentence)),
        "mentions": sorted(_mentions(explanation, sentence), key=lambda m: (m["start"], -m["end"], m["kind"])),
        "tried": [_tried(one) for one in tried],
        "learned": list(_weighed(explanation, number)),
    }


LEAST_SHOWN = 0.1
"""Frames that the learned reader alone sees with less than this are left out: nearly all are."""


def _weighed(explanation: Explanation, number: int) -> Iterator[WeighedShape]:
    for one in explanation.weighed:
        if one.sentence != number or (one.by == "learned" and one.probability < LEAST_SHOWN):
            continue
        yield {
            "frame": one.frame,
            "by": one.by,
            "told": one.told,
            "probability": round(one.probability, 3),
            "needed": one.needed,
            "claim": one.label,
            "shares": [_share(s) for s in one.shares],
        }


def _tokens(explanation: Explanation, sentence: Sentence) -> Iterator[TokenShape]:
    for i in range(sentence.first, sentence.last):
        token = explanation.analysis.tokens[i]
        if token.text.isspace():
            continue
        yield {
            "i": i,
            "start": token.start,
            "end": token.end,
            "text": token.text,
            "lemma": token.lemma,
            "tag": token.tag,
            "dep": token.dep,
            "head": token.head,
        }


def _mentions(explanation: Explanation, sentence: Sentence) -> Iterator[MentionShape]:
    text, mentions = explanation.document.text, explanation.mentions
    found = [
        *(("actor", m.span, m.party or m.actor_id) for m in mentions.actors),
        *(("place", m.span, m.country) for m in mentions.places),
        *(("time", m.span, _days(m)) for m in mentions.times),
        *(("quantity", m.span, _figure(m)) for m in mentions.quantities),
        *(("thing", m.span, m.kind) for m in mentions.things),
    ]
    for kind, span, means in found:
        if sentence.start <= span.start < sentence.end:
            quote = text[span.start : span.end]
            yield {"start": span.start, "end": span.end, "quote": quote, "kind": kind, "means": means}


def _days(timex: Timex) -> str | None:
    """Give the days of a time, or the length of a duration."""
    if timex.interval is None:
        return timex.value if timex.kind is TimexKind.DURATION else None
    outside = timex.interval.to_outside()
    return outside["start"] if outside["start"] == outside["end"] else f"{outside['start']}/{outside['end']}"


def _figure(mention: QuantityMention) -> str | None:
    bounds = [f"{value:g}" for value in (mention.low, mention.value, mention.high) if value is not None]
    return "-".join(bounds) + (f" {mention.unit}" if mention.unit else "") if bounds else None


def _tried(one: Tried) -> TriedShape:
    outcome = "claim" if one.claim else "dropped" if one.fired else "rejected"
    return {
        **_quote(one.word),
        "frame": one.frame,
        "rule": one.trigger,
        "outcome": outcome,
        "claim": one.claim,
        "status": one.status,
        "why": list(one.why),
    }


def _choices_of(explanation: Explanation, claim: Claim) -> Iterator[ChoiceShape]:
    """Yield what was chosen for a claim, and what was not far from it."""
    of_claims = dict(zip((c.label for c in explanation.extraction.claims), explanation.choices, strict=False))
    for one in of_claims.get(claim.label, ()):
        if one.kept or one.by == "rules" or one.probability >= LEAST_SHOWN:
            yield {
                "slot": one.slot,
                "value": one.value,
                "by": one.by,
                "kept": one.kept,
                "probability": round(one.probability, 3),
                "shares": [_share(s) for s in one.shares],
            }


def _share(share: Share) -> ShareShape:
    return {"feature": share.feature, "adds": round(share.adds, 3)}


def _claim(claim: Claim, choices: Iterable[ChoiceShape]) -> ExplainedClaimShape:
    return {
        "id": claim.id,
        "label": claim.label,
        "frame": claim.frame,
        "status": claim.status.value,
        "rule": claim.rule,
        "evidence": [_quote(e) for e in claim.evidence],
        "choices": list(choices),
    }


def _quote(evidence: Evidence) -> QuoteShape:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
