"""Status: whether an event took place, goes on, is planned, proposed, cancelled, denied, or did not happen.

A tree and the token of a trigger come in; a status with its hedge goes out, or None where the words only
suppose the event ("if they meet") so that there is no claim. It never looks at the world.

Source: codebook, Status; ``lang/en/status.yaml`` for the words and where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.model import Status

if TYPE_CHECKING:
    from dragoman.extract.tree import Tree

MAX_GOVERNORS = 4
"""How many governing words up are asked. Source: in training no cue stands farther."""


class Reading(NamedTuple):
    """What the words say of an event: its status, whether they hedge it, and which word decided."""

    status: Status
    hedged: bool
    because: str | None


@dataclass(frozen=True, slots=True)
class StatusLexicon:
    """The words of ``lang/<code>/status.yaml``, each mapped to what it says."""

    modals: Mapping[str, str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    hedge_adjectives: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_verbs: frozenset[str]
    conditionals: frozenset[str]
    negations: frozenset[str]
    happening: frozenset[str]
    weak_adjectives: Mapping[str, str]
    presupposing: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> StatusLexicon:
        """Index the file's data."""
        adjectives = {k: v for k, v in data["adjectives"].items() if k != "hedged"}
        return cls(
            modals=_invert(data["modals"]),
            verbs=_invert(data["verbs"]),
            nouns=_invert(data["nouns"]),
            adjectives=_invert(adjectives),
            hedge_adjectives=frozenset(data["adjectives"]["hedged"]),
            hedge_adverbs=frozenset(data["hedge_adverbs"]),
            hedge_verbs=frozenset(data["hedge_verbs"]),
            conditionals=frozenset(data["conditional_marks"]),
            negations=frozenset(data["negations"]),
            happening=frozenset(data["happening"]),
            weak_adjectives=_invert(data["weak_adjectives"]),
            presupposing=frozenset(data["presupposing"]),
        )


def _invert(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}


def read_status(tree: Tree, i: int, lexicon: StatusLexicon) -> Reading | None:
    """Say what the words say of the event that token ``i`` carries.

    Returns:
        The reading, or None where the event is only supposed (a condition, a question, a bare possibility).
    """
    if _is_supposed(tree, i, lexicon):
        return None
    hedged = _is_hedged(tree, i, lexicon)
    reading = _own_verb(tree, i, lexicon) if tree.is_verb(i) else _own_noun(tree, i, lexicon.adjectives)
    if reading is None:
        reading = _governed(tree, i, lexicon)
    if reading is None and not tree.is_verb(i):
        reading = _own_noun(tree, i, lexicon.weak_adjectives)
    if reading is None:
        reading = (_tense(tree, i), None) if tree.is_verb(i) else (Status.OCCURRED, None)
    status, because = reading
    return None if status is None else Reading(status, hedged, because)


Found = tuple[Status | None, str | None] | None


def _waits(tree: Tree, at: int) -> bool:
    """Whether a clause only says when something else can or will be ("can only end when both sides agree")."""
    if tree.tokens[at].dep != "advcl" or not any(tree.lemma(m) == "when" for m in tree.below(at, "advmod", "mark")):
        return False
    return any(tree.tokens[a].tag == "MD" for a in tree.below(tree.tokens[at].head, "aux"))


def _is_supposed(tree: Tree, i: int, lexicon: StatusLexicon) -> bool:
    """Whether the trigger stands in a conditional clause or a question."""
    steps = 0
    at = i
    while steps < MAX_GOVERNORS * 2:
        marks = tree.below(at, "mark", "advmod") if tree.is_verb(at) else []
        if any(tree.tokens[m].lemma in lexicon.conditionals for m in marks) or _waits(tree, at):
            return True
        head = tree.tokens[at].head
        if head == at or tree.tokens[at].dep in {"ccomp", "parataxis"}:
            break
        at, steps = head, steps + 1
    return False


def _is_hedged(tree: Tree, i: int, lexicon: StatusLexicon) -> bool:
    words = [i, *tree.below(i, "amod", "advmod")]
    verb = i if tree.is_verb(i) else tree.verb_above(i)
    if verb is not None:
        words += tree.below(verb, "advmod")
        head = tree.tokens[verb].head
        if tree.tokens[verb].dep == "xcomp" and tree.lemma(head) in lexicon.hedge_verbs:
            return True
    lemmas = {tree.tokens[w].text.casefold() for w in words}
    own = {tree.tokens[w].text.casefold() for w in tree.below(i, "amod")}
    return bool(lemmas & lexicon.hedge_adverbs or own & lexicon.hedge_adjectives)


def _own_verb(tree: Tree, i: int, lexicon: StatusLexicon) -> Found:
    """Read a verb's own auxiliaries and negation."""
    auxiliaries = [tree.tokens[a].text.casefold() for a in tree.below(i, "aux", "auxpass")]
    modal = next((lexicon.modals[a] for a in auxiliaries if a in lexicon.modals), None)
    negated = bool(tree.below(i, "neg"))
    if negated:
        return (Status.NOT_OCCURRED, "not") if modal != "hypothetical" else (None, "modal")
    if modal == "planned":
        return Status.PLANNED, "will"
    if modal == "hypothetical":
        return Status.PROPOSED, "modal"
    if tree.tokens[i].tag == "VBG" and any(a in {"is", "are", "’s", "'s", "'re", "’re", "am"} for a in auxiliaries):
        return Status.ONGOING, "progressive"
    if tree.tokens[i].tag == "VBG" and {"been"} & set(auxiliaries):
        return Status.ONGOING, "progressive"
    return None


def _own_noun(tree: Tree, i: int, adjectives: Mapping[str, str]) -> Found:
    """Read the words before a noun, and a "no"."""
    for child in tree.children[i]:
        token = tree.tokens[child]
        word = token.text.casefold()
        if token.dep == "det" and word == "no":
            return Status.NOT_OCCURRED, word
        if word in adjectives and child < i and token.dep in {"amod", "compound", "det"}:
            return Status(adjectives[word]), word
    return None


def _governed(tree: Tree, i: int, lexicon: StatusLexicon) -> Found:
    """Ask the words that govern the trigger, nearest first."""
    at = i
    for _ in range(MAX_GOVERNORS):
        token = tree.tokens[at]
        head = token.head
        is_edge = token.dep in {"relcl", "advcl", "parataxis", "ccomp", "conj"} and tree.is_verb(at)
        if head == at or (is_edge and not _is_purpose(tree, at)):
            return _subjunctive(tree, at, lexicon) if token.dep == "ccomp" else None
        if tree.lemma(head) in lexicon.presupposing and token.dep in {"pobj", "pcomp"}:
            return Status.OCCURRED, tree.lemma(head)
        if tree.is_verb(head):
            found = _by_verb(tree, at, head, lexicon)
            if found is not None:
                return found
        elif tree.lemma(head) in lexicon.nouns and token.dep in _UNDER_NOUN:
            said = lexicon.nouns[tree.lemma(head)]
            return None if said == "none" else Status(said), tree.lemma(head)
        at = head
    return None


_UNDER_NOUN = frozenset({"prep", "acl", "pobj", "compound", "relcl", "xcomp"})


def _is_purpose(tree: Tree, at: int) -> bool:
    """Whether a clause is a bare infinitive of purpose ("call on them to free the hostages")."""
    return tree.tokens[at].dep == "advcl" and _is_infinitive(tree, at)


def _subjunctive(tree: Tree, at: int, lexicon: StatusLexicon) -> Found:
    """Read a clause under a verb of wanting or denying ("demanded that Russia stop")."""
    head = tree.tokens[at].head
    said = lexicon.verbs.get(tree.lemma(head))
    if said == "proposed" and tree.tokens[at].tag in {"VB", "VBP"}:
        return Status.PROPOSED, tree.lemma(head)
    if said == "denied":
        return Status.DENIED, tree.lemma(head)
    return None


_AS_ARGUMENT = frozenset(
    {"advcl", "pcomp", "xcomp", "dobj", "nsubjpass", "prep", "nsubj", "pobj", "ccomp", "attr", "dative", "oprd"}
)


def _by_verb(tree: Tree, at: int, verb: int, lexicon: StatusLexicon) -> Found:
    """Read what a governing verb says of the event, with its own auxiliaries."""
    if tree.tokens[at].dep not in _AS_ARGUMENT:
        return None
    said = lexicon.verbs.get(tree.lemma(verb))
    own = _own_verb(tree, verb, lexicon)
    is_subject = tree.tokens[at].dep == "nsubj" and not tree.is_verb(at)
    if is_subject and tree.lemma(verb) not in lexicon.happening:
        return own if own is not None and own[0] is Status.PLANNED else (Status.OCCURRED, None)
    if tree.tokens[at].dep == "prep" and said is None:
        return own if own is not None and own[0] is Status.PLANNED else None
    if said in {"occurred", "ongoing", None}:
        return _by_neutral_verb(tree, verb, said, own)
    if said == "not_occurred" and own is not None and own[0] is Status.NOT_OCCURRED:
        return Status.OCCURRED, tree.lemma(verb)
    return Status(said), tree.lemma(verb)


def _by_neutral_verb(tree: Tree, verb: int, said: str | None, own: Found) -> Found:
    """Read a verb that only tells a phase of the event, or nothing of it: its own auxiliaries decide first.

    An infinitive decides nothing: in "the ability to launch strikes" what governs it does.
    """
    if own is not None:
        return own
    if said is None or (said == "occurred" and _is_infinitive(tree, verb)):
        return None
    return Status(said), tree.lemma(verb)


def _is_infinitive(tree: Tree, i: int) -> bool:
    return tree.tokens[i].tag == "VB" and any(tree.lemma(a) == "to" for a in tree.below(i, "aux"))


def _tense(tree: Tree, i: int) -> Status | None:
    """Read the bare form: an infinitive of its own is a plan (headline grammar), all else has happened."""
    return Status.PLANNED if _is_infinitive(tree, i) else Status.OCCURRED
