"""Measures: which quantities of a sentence belong to a claim, and what each measures.

A hit comes in; quantity references go out. The measure follows from the counted noun, its verb and the
frame; a figure that the frame has no measure for is left to other claims, or is a ``count`` where it counts
the frame's own participants.

Source: codebook, Measures; ``lang/en/measures.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.extract.lengths import lasts, top
from dragoman.extract.named_counts import count_named
from dragoman.extract.per_side import shares_out
from dragoman.extract.tolls import participle_after, toll_of
from dragoman.model import Evidence, QuantityMention, QuantityRef
from dragoman.values import Span

if TYPE_CHECKING:
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import Sentence

DURATIONS = frozenset({"min", "h", "d", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class MeasureLexicon:
    """The words of ``lang/<code>/measures.yaml``, indexed."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    people: frozenset[str]
    phrases: tuple[tuple[str, str, str], ...]
    lasting: frozenset[str]
    ending: frozenset[str]
    own: Mapping[str, str]
    modes: Mapping[str, Mapping[str, str]]
    effects: Mapping[str, str]
    effect_frames: frozenset[str]
    harming: frozenset[str]
    named: Mapping[str, str]
    tolls: Mapping[str, str]
    shared: frozenset[str]
    per_side: frozenset[str]
    frames: Mapping[str, frozenset[str]]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> MeasureLexicon:
        """Index the file's data."""
        return cls(
            verbs={w: m for m, words in data["verbs"].items() for w in words},
            nouns={w: m for m, words in data["nouns"].items() for w in words},
            people=frozenset(data["people"]),
            phrases=tuple((p.split()[-1], p.split()[0], m) for m, ps in data["phrases"].items() for p in ps),
            lasting=frozenset(data["lasting"]),
            ending=frozenset(data["ending"]),
            own=dict(data["own"]),
            modes={mode: dict(measures) for mode, measures in data["modes"].items()},
            effect_frames=frozenset(data["effect_frames"]),
            harming=frozenset(data["harming"]),
            shared=frozenset(data["shared"]),
            per_side=frozenset(data["per_side"]),
            named={w: m for m, words in data["named"].items() for w in words},
            tolls={w: m for m, words in data["tolls"].items() for w in words},
            effects={w: e for e, words in data["effects"].items() for w in words},
            frames={f: frozenset(ms) for f, ms in data["frames"].items()},
        )


def find_quantities(
    hit: Hit, tree: Tree, lookup: Lookup, sentence: Sentence, lexicon: MeasureLexicon
) -> tuple[QuantityRef, ...]:
    """Give the quantities of the hit's sentence that its frame measures."""
    allowed = lexicon.frames.get(hit.frame.frame, frozenset())
    root = tree.clause_root(hit.i)
    near = tree.around(root)
    beside = _beside(root, tree, lexicon) if hit.frame.frame in lexicon.harming else frozenset()
    found = []
    for mention in lookup.quantities_in(sentence):
        if mention.ordinal or mention.head not in near | beside:
            continue
        measure = _own_measure(mention, hit, tree, lookup, lexicon)
        if measure is None or (mention.head not in near and measure not in HARM):
            continue
        found.append(quantity_reference(mention, measure, tree, lookup, lexicon))
    told = {q.measure for q in found}
    named = count_named(hit, near, tree, lookup, lexicon)
    return (*found, *(q for q in named if q.measure in allowed and q.measure not in told))


def _own_measure(mention: QuantityMention, hit: Hit, tree: Tree, lookup: Lookup, lexicon: MeasureLexicon) -> str | None:
    """Give what a figure measures of an event: a measure of its frame, or a count of what it concerns."""
    allowed = lexicon.frames.get(hit.frame.frame, frozenset())
    own = lexicon.own.get(hit.frame.frame)
    if own in lexicon.shared and shares_out(mention, tree, lookup):
        return own
    measure = measure_of(mention, tree, lexicon)
    if measure not in allowed and mention.noun is not None:
        measure = lexicon.nouns.get(mention.noun, measure)
    if measure not in allowed:
        return _count(mention, hit, tree, lexicon)
    return measure if measure != "duration" or lasts(mention, hit, tree, lexicon) else None


def _beside(root: int, tree: Tree, lexicon: MeasureLexicon) -> frozenset[int]:
    """Give the words of the clause that a deed's clause hangs on ("30 people were killed when warplanes attacked").

    Of verbs of harm side by side the last has the deed after it: "two were killed and nine were hurt in the clashes".
    """
    token = tree.tokens[root]
    if token.dep == "conj" and {lexicon.verbs.get(tree.lemma(v)) for v in (root, token.head)} <= HARM:
        return frozenset(tree.analysis.subtree(token.head))
    if token.dep != "advcl" or not tree.is_verb(token.head):
        return frozenset()
    others = map(tree.analysis.subtree, tree.below(token.head, "advcl"))
    return frozenset(tree.analysis.subtree(token.head)).difference(*others)


def measure_of(mention: QuantityMention, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Say what a quantity measures by its unit, its noun and the verb that noun hangs on; None if nothing says."""
    if mention.unit is not None:
        return "duration" if mention.unit in DURATIONS else BY_UNIT.get(mention.unit, "money")
    at = mention.head if mention.noun_head is None else mention.noun_head
    verb = _measuring_verb(at, tree, lexicon)
    if mention.noun is None or mention.noun_head is None:
        verb = participle_after(mention.head, tree, lexicon) or verb or toll_of(at, tree, lexicon)
        return verb if verb in WITHOUT_NOUN else None
    own = _by_phrase(at, tree, lexicon) or lexicon.nouns.get(mention.noun)
    if own is not None and not (own == PRESENT and verb in OF_PEOPLE):
        return verb if verb == "intercepted" and own in CAN_BE_SHOT_DOWN else own
    if verb in OF_PEOPLE and mention.noun not in lexicon.people and not _is_proper(at, tree):
        return None
    return verb


PRESENT = "participants"
"""What a noun for those who take part measures ("members", "protesters"), unless something befalls them."""
HARM = frozenset({"killed", "injured", "missing"})
"""Measures of people harmed. Source: codebook, Measures."""
BY_UNIT = {"km": "distance", "percent": "share"}
WITHOUT_NOUN = frozenset({"killed", "injured", "detained", "displaced", "intercepted", "exchanged"})
"""Measures that a bare number can have ("12 were killed"). Source: training reports."""
CAN_BE_SHOT_DOWN = frozenset({"drones", "missiles", "munitions", "aircraft"})
OF_PEOPLE = frozenset({"killed", "injured", "detained", "displaced", "missing"})
"""Measures that only people can have: "seized 500 square miles" detains nobody. Source: codebook, Measures."""


def _is_proper(at: int, tree: Tree) -> bool:
    """Whether a counted noun is a proper one or a demonym ("300 Palestinians")."""
    return tree.tokens[at].text[:1].isupper()


def _by_phrase(noun: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give the measure that a noun has only with its modifiers ("unmanned aerial vehicles"), or None."""
    words = {tree.lemma(m) for m in tree.modifiers(noun)}
    return next((m for last, first, m in lexicon.phrases if tree.lemma(noun) == last and first in words), None)


def _count(mention: QuantityMention, hit: Hit, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give the measure of a number of the event's own nouns: ``count`` ("four rounds of talks"), or the frame's own.

    People whom an exchange frees are ``exchanged`` whatever its verb ("came home", "a swap of 40 prisoners").
    """
    if mention.unit is not None or mention.noun_head is None or mention.vague or mention.value == 1:
        return None  # "one target" counts nothing
    own = lexicon.own.get(hit.frame.frame)
    concerned = _concerned(hit, tree, is_own=own is not None)
    is_own = mention.noun_head == hit.i or mention.noun_head in concerned
    if own is not None and is_own and (mention.noun in lexicon.people or mention.noun_head == hit.i):
        return own
    return "count" if is_own else None


def _concerned(hit: Hit, tree: Tree, *, is_own: bool) -> list[int]:
    """Give the nouns that an event concerns: a verb's objects, what a noun is on or against, or who takes part in it.

    Args:
        hit: The event.
        tree: Syntax of the document.
        is_own: Whether its frame counts those who take part or whom it befalls, so that subjects and "of" count too.
    """
    if hit.trigger.verb:
        return tree.objects(hit.i) or (tree.subjects(hit.i) if is_own else [])
    beside = [h for p, h in tree.prepositions(hit.i) if p in {"on", "against"} or (is_own and p in {"of", "by"})]
    return beside + (tree.subjects(hit.light) if is_own and hit.light is not None else [])


def _measuring_verb(at: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give the measure of the verb whose object, passive subject or subject ("12 died") a noun is."""
    beside = (_beside_noun(child, tree, lexicon) for child in tree.below(at, "acl", "amod", "relcl"))
    if (measure := next(filter(None, beside), None)) is not None:
        return measure
    for _ in range(MAX_NOUN_STEPS):
        token = tree.tokens[at]
        if token.head == at:
            return None
        if tree.is_verb(token.head):
            return _verb_measure(token.head, token.dep, tree, lexicon)
        among = _among(at, tree, lexicon)
        if among is not None:
            return among
        if token.dep not in {"conj", "pobj", "prep", "nummod", "appos"}:
            return None
        at = token.head
    return None


def _beside_noun(i: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give what a participle or an adjective at a noun measures: "shot dead six students" counts who was killed."""
    adjective = lexicon.nouns.get(tree.lemma(i)) if tree.tokens[i].dep == "amod" else None
    return lexicon.verbs.get(tree.lemma(i)) or (adjective if adjective in HARM else None)


def _verb_measure(verb: int, dep: str, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give what a verb measures of its argument, an adjective beside it first ("shot dead", "were missing").

    Who does it to others is not who it befalls: "50 people held a rally" holds nobody; who flees a place is displaced.
    """
    if dep not in _ARGUMENTS:
        return None
    beside = (lexicon.nouns.get(tree.lemma(c)) for c in tree.below(verb, "acomp", "oprd"))
    measure = next((m for m in beside if m in HARM), None) or lexicon.verbs.get(tree.lemma(verb))
    does = dep == "nsubj" and measure in OF_PEOPLE - {"displaced"} and bool(tree.below(verb, "dobj"))
    return None if does else measure


def _among(at: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give the measure of the noun before "of" ("a toll of 12"), or None."""
    token = tree.tokens[at]
    if token.dep != "pobj" or tree.lemma(token.head) != "of":
        return None
    return lexicon.nouns.get(tree.lemma(tree.tokens[token.head].head))


MAX_NOUN_STEPS = 3
"""Nouns and prepositions between a counted noun and its verb ("of 12 people among the dead"). Source: training."""
_ARGUMENTS = frozenset({"dobj", "nsubjpass", "nsubj", "conj", "pobj", "oprd", "attr"})


def quantity_reference(
    mention: QuantityMention, measure: str, tree: Tree, lookup: Lookup, lexicon: MeasureLexicon
) -> QuantityRef:
    """Give a figure as a claim holds it: its bounds, its unit, what is counted and what befell it."""
    start, end = mention.span.start, mention.span.end
    noun = mention.noun_head if mention.noun_head is not None else _whole(mention, tree)
    of = None
    if noun is not None:
        begin, stop = tree.noun_phrase(noun)
        inside = [i for i in lookup.tokens_of(Span(begin, stop)) if i not in lookup.quantities]
        if inside:
            of = tree.text[tree.tokens[inside[0]].start : tree.tokens[inside[-1]].end]
    at = top(mention, tree) if mention.noun_head is None else mention.noun_head
    return QuantityRef(
        measure=measure,
        value=mention.value,
        low=mention.low,
        high=mention.high,
        unit=mention.unit,
        of=of,
        effect=_effect(at, tree, lexicon) if measure in AFFECTED else None,
        vague=mention.vague,
        words=tree.text[start:end] if mention.vague else None,
        evidence=Evidence.of(tree.text, start, end),
    )


def _whole(mention: QuantityMention, tree: Tree) -> int | None:
    """Give what a share is of: the noun after "percent of"."""
    if mention.unit != "percent":
        return None
    return next((h for p, h in tree.prepositions(top(mention, tree)) if p == "of"), None)


AFFECTED = frozenset({"aircraft", "count", "share"})
"""Measures of things that a deed may hit, damage or destroy. Source: codebook, Measures (``effect``)."""


def _effect(at: int, tree: Tree, lexicon: MeasureLexicon) -> str | None:
    """Give what befell a counted thing, by the verb whose object or passive subject it is, or its participle."""
    for child in tree.below(at, "acl"):
        if tree.lemma(child) in lexicon.effects:
            return lexicon.effects[tree.lemma(child)]
    for _ in range(MAX_NOUN_STEPS):
        token = tree.tokens[at]
        if tree.is_verb(token.head):
            return lexicon.effects.get(tree.lemma(token.head)) if token.dep in {"dobj", "nsubjpass", "nsubj"} else None
        if token.dep not in {"conj", "appos"}:
            return None
        at = token.head
    return None
