"""Status: whether an event took place, goes on, is planned, proposed, cancelled, denied, or did not happen.

A tree and the token of a trigger come in; a status with its hedge goes out, None where the words only suppose it.

The event's own words are asked first (auxiliaries, a "no"), then what governs it, nearest first. A verb that only
performs the event ("held talks", "managed to hold talks") passes the question on to what governs it in turn.

Source: codebook, Status; ``lang/en/status.yaml`` for the words and where they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract import verb_forms
from dragoman.extract.status_nouns import Found, counted_in_time, is_occasion, is_set_by_limit, own_noun
from dragoman.extract.suppositions import awaiting_verb, is_hedged, is_supposed
from dragoman.model import Status

if TYPE_CHECKING:
    from dragoman.extract.status_lexicon import StatusLexicon
    from dragoman.extract.tree import Tree

MAX_GOVERNORS = 5
"""How many governing words up are asked. Source: in training no cue stands farther."""

_EDGES = frozenset({"relcl", "advcl", "parataxis", "ccomp", "conj"})
_ARGUMENTS = frozenset(
    {"advcl", "pcomp", "xcomp", "dobj", "nsubjpass", "prep", "nsubj", "pobj", "ccomp", "attr", "dative", "oprd"}
)
_UNDER_NOUN = frozenset({"prep", "acl", "pobj", "compound", "relcl"})
_PRESENT = frozenset({"VBP", "VBZ"})
_PERFORMED = frozenset({Status.OCCURRED, Status.ONGOING})


class Reading(NamedTuple):
    """What the words say of an event: its status, whether they hedge it, and which word decided."""

    status: Status
    hedged: bool
    because: str | None


def read_status(tree: Tree, i: int, lexicon: StatusLexicon) -> Reading | None:
    """Say what the words say of the event that token ``i`` carries.

    Returns:
        The reading, or None where the event is only supposed (a condition, a question, a bare possibility).
    """
    if is_supposed(tree, i, lexicon):
        return None
    if tree.is_verb(i):
        own, weak = _own_verb(tree, i, lexicon), None
    else:
        own = own_noun(tree, i, lexicon.adjectives, lexicon.negations) or counted_in_time(tree, i, lexicon)
        own = own or _awaited(tree, i, lexicon)
        weak = own_noun(tree, i, lexicon.weak_adjectives)
    governed = _governed(tree, i, lexicon)
    if governed is not None and governed.status is Status.CANCELLED and not tree.is_verb(i):
        own = None  # "cancelled a planned trip"
    found = _denied(tree, i, lexicon) or own or governed or weak
    hedged = is_hedged(tree, i, lexicon)
    if found is None:
        return Reading(_tense(tree, i), hedged, None)
    return None if found.status is None else Reading(found.status, hedged or found.hedged, found.because)


def _denied(tree: Tree, i: int, lexicon: StatusLexicon) -> Found | None:
    """Read a denial of the whole clause ("denied that they would hold talks"), whatever the clause itself says."""
    at = i
    for _ in range(MAX_GOVERNORS):
        token = tree.tokens[at]
        if token.dep == "ccomp" and not tree.runs_on(at) and _said(tree, token.head, lexicon) == "denied":
            negated = bool(tree.below(token.head, "neg"))
            return Found(Status.OCCURRED if negated else Status.DENIED, tree.lemma(token.head))
        if token.head == at or (tree.is_verb(at) and token.dep in _EDGES):
            return None
        at = token.head
    return None


def _own_verb(tree: Tree, i: int, lexicon: StatusLexicon) -> Found | None:
    """Read a verb's own auxiliaries and negation."""
    auxiliaries = verb_forms.auxiliaries_of(tree, i)
    modals = [tree.tokens[a].text.casefold() for a in auxiliaries if tree.tokens[a].tag == "MD"]
    modal = next((lexicon.modals[m] for m in modals if m in lexicon.modals), None)
    if tree.tokens[i].tag == "VBN" and len(auxiliaries) == 1:
        modal = None  # "they'd met" has no modal: one takes an infinitive
    if verb_forms.is_negated(tree, i, lexicon.negations):
        return Found(None, "modal") if modal == "hypothetical" else Found(Status.NOT_OCCURRED, "not")
    if modal == "planned":
        return Found(Status.PLANNED, "will")
    if modal == "hypothetical" and _is_backshifted(tree, i, modals, lexicon):
        return Found(Status.PLANNED, "would")
    if modal == "hypothetical":
        return _perfect(tree, modals, auxiliaries, lexicon) or Found(Status.PROPOSED, "modal")
    continues = verb_forms.goes_on(tree, i, auxiliaries, lexicon.time_units)
    return Found(Status.ONGOING, "progressive") if continues else None


def _is_backshifted(tree: Tree, i: int, modals: list[str], lexicon: StatusLexicon) -> bool:
    """Whether "would" is the "will" of words told in the past ("said that they would meet"), no wish or condition."""
    token = tree.tokens[i]
    is_told = token.dep == "ccomp" and tree.tokens[token.head].tag in {"VBD", "VBN"}
    if not is_told or not lexicon.backshifted.issuperset(modals):
        return False
    return _said(tree, token.head, lexicon) in {None, "planned"} and not tree.below(i, "advcl")


def _perfect(tree: Tree, modals: list[str], auxiliaries: list[int], lexicon: StatusLexicon) -> Found | None:
    """Read a modal before "have": a guess about the past ("may have met") or what never was ("would have met")."""
    said = next((lexicon.perfect_modals[m] for m in modals if m in lexicon.perfect_modals), None)
    if said is None or not any(tree.lemma(a) == "have" for a in auxiliaries):
        return None
    return Found(Status.OCCURRED, "perfect", hedged=True) if said == "hedged" else Found(None, "perfect")


def _awaited(tree: Tree, i: int, lexicon: StatusLexicon) -> Found | None:
    """Read "after a peace deal" beside a verb of what is yet to come: nothing is agreed yet."""
    verb = awaiting_verb(tree, i, lexicon)
    if verb is None:
        return None
    own, said = _own_verb(tree, verb, lexicon), _said(tree, verb, lexicon)
    is_ahead = said in {"proposed", "planned"} or (tree.tokens[verb].tag in _PRESENT and is_set_by_limit(tree, i))
    if own is not None:
        is_ahead = own.status in {Status.PLANNED, Status.PROPOSED}
    return Found(Status.PROPOSED, "awaited") if is_ahead else None


def _governed(tree: Tree, i: int, lexicon: StatusLexicon) -> Found | None:
    """Ask the words that govern the trigger, nearest first; a word that only performs it is asked about in turn."""
    at, performed = i, None
    for _ in range(MAX_GOVERNORS):
        token = tree.tokens[at]
        if token.head == at or _is_edge(tree, at):
            wish = _subjunctive(tree, at, lexicon) if token.dep == "ccomp" else None
            return wish or performed
        found = _by_word(tree, at, token.head, lexicon)
        if found is not None and not _passes_on(tree, token.head, found):
            return found
        if found is not None:
            performed = Found(Status.PLANNED, "to") if verb_forms.is_infinitive(tree, token.head) else found
        at = token.head
    return performed


def _is_edge(tree: Tree, at: int) -> bool:
    """Whether a clause ends here, so that what stands above says nothing of the event."""
    token = tree.tokens[at]
    if token.dep not in _EDGES or not tree.is_verb(at) or verb_forms.is_purpose(tree, at):
        return verb_forms.is_past_participle(tree, at)
    return token.dep != "conj" or token.tag not in {"VB", "VBG"} or bool(tree.below(at, "nsubj", "nsubjpass", "aux"))


def _passes_on(tree: Tree, head: int, found: Found) -> bool:
    """Whether a governing verb only performs the event, by its own lemma and not by its auxiliaries."""
    return found.status in _PERFORMED and found.because == tree.lemma(head)


def _by_word(tree: Tree, at: int, head: int, lexicon: StatusLexicon) -> Found | None:
    """Read what the word above says: a verb, a noun with a complement, an adjective or a preposition that negates."""
    if tree.is_verb(head):
        return _by_verb(tree, at, head, lexicon)
    lemma, dep = tree.lemma(head), tree.tokens[at].dep
    if dep in {"pobj", "pcomp"} and lemma in lexicon.presupposing:
        return Found(Status.OCCURRED, "presupposed")
    if dep == "pcomp" and lemma in lexicon.negations:
        return Found(Status.NOT_OCCURRED, lemma)
    if tree.tokens[head].pos == "ADJ":
        return _by_adjective(tree, head, lexicon) if dep in {"xcomp", "prep", "ccomp"} else None
    return _by_noun(tree, head, lexicon) if dep in _UNDER_NOUN else None


def _by_adjective(tree: Tree, adjective: int, lexicon: StatusLexicon) -> Found | None:
    """Read "is ready to meet", "was unable to meet", with what its copula says."""
    lemma = tree.lemma(adjective)
    said = lexicon.predicates.get(lemma)
    verb = tree.verb_above(adjective)
    if said is None or verb is None:
        return None
    own = _own_verb(tree, verb, lexicon)
    if own is not None and own.status is Status.NOT_OCCURRED:
        return own
    return _as_found(said, lemma)


def _as_found(said: str | None, because: str) -> Found | None:
    if said is None:
        return None
    return Found(None if said == "none" else Status(said), because)


def _by_verb(tree: Tree, at: int, verb: int, lexicon: StatusLexicon) -> Found | None:
    """Read what a governing verb says of the event, with its own auxiliaries."""
    dep = tree.tokens[at].dep
    if dep not in _ARGUMENTS:
        return None
    own = _own_verb(tree, verb, lexicon)
    if verb_forms.is_destined(tree, at):
        return own or Found(Status.PLANNED, "be to")
    if dep == "prep" and is_occasion(tree, at, lexicon):
        return own  # "demanded it during talks": the verb speaks of what was demanded
    if dep == "nsubj" and not tree.is_verb(at):
        return _of_subject(tree, verb, own, lexicon)
    said = lexicon.verbs.get(f"{tree.lemma(verb)} {tree.lemma(at)}") if dep == "prep" else None
    said = said or _said(tree, verb, lexicon)
    if dep == "prep" and said is None:
        plan = own if own is not None and own.status is Status.PLANNED else None
        return plan or _of_attribute(tree, at, verb, lexicon)
    if said in {"occurred", "ongoing", None}:
        return own or _as_found(said, tree.lemma(verb))
    return Found(_turned(said, own), tree.lemma(verb))


def _of_attribute(tree: Tree, at: int, verb: int, lexicon: StatusLexicon) -> Found | None:
    """Read the noun of "there is", whose complement the tree gives the verb ("is no date yet for another round")."""
    if tree.lemma(verb) != "be" or tree.lemma(at) not in {"for", "of", "on"}:
        return None
    return next((_by_noun(tree, c, lexicon) for c in tree.below(verb, "attr") if tree.lemma(c) in lexicon.nouns), None)


def _by_noun(tree: Tree, noun: int, lexicon: StatusLexicon) -> Found | None:
    """Read what a noun says of its complement, and its "no": no plan is no event, no date leaves one open."""
    lemma = tree.lemma(noun)
    said = lexicon.nouns.get(lemma)
    if said == "planned" and own_noun(tree, noun, {}, lexicon.negations) is not None:
        return Found(Status.PROPOSED if lemma in lexicon.dates else Status.NOT_OCCURRED, f"no {lemma}")
    return _as_found(said, lemma)


def _of_subject(tree: Tree, verb: int, own: Found | None, lexicon: StatusLexicon) -> Found | None:
    """Read the verb that the event is subject of: it says whether it happens, or only what came of it."""
    if any(verb_forms.is_destined(tree, c) for c in tree.below(verb, "xcomp")):
        return own or Found(Status.PLANNED, "be to")
    plan = own if own is not None and own.status is Status.PLANNED else None
    lemma = tree.lemma(verb)
    if lemma not in lexicon.happening | lexicon.copulas:
        return plan or Found(Status.OCCURRED, "outcome")
    complements = verb_forms.complements(tree, verb)
    if lemma not in lexicon.copulas or not complements:
        return own or _as_found(_said(tree, verb, lexicon), lemma)
    said = next((lexicon.predicates[w] for w in complements if w in lexicon.predicates), None)
    if said is None:
        return plan or Found(Status.OCCURRED, "outcome")
    return own or _as_found(said, "predicate")


def _said(tree: Tree, verb: int, lexicon: StatusLexicon) -> str | None:
    """Give what a verb says by itself; with its particle where that makes another verb ("call off")."""
    lemma = tree.lemma(verb)
    for particle in tree.below(verb, "prt"):
        phrase = f"{lemma} {tree.lemma(particle)}"
        if phrase in lexicon.verbs:
            return lexicon.verbs[phrase]
    return lexicon.verbs.get(lemma)


def _turned(said: str, own: Found | None) -> Status:
    """Give a verb's word on the event, turned by its own negation or modal ("did not rule out", "may cancel")."""
    if own is not None and own.status in _TURNED.get(said, {}):
        return _TURNED[said][own.status]
    return Status.NOT_OCCURRED if said == "excluded" else Status(said)


_TURNED: dict[str, dict[Status | None, Status]] = {
    "planned": {Status.NOT_OCCURRED: Status.NOT_OCCURRED},
    "proposed": {Status.NOT_OCCURRED: Status.NOT_OCCURRED},
    "not_occurred": {Status.NOT_OCCURRED: Status.OCCURRED},
    "excluded": {Status.NOT_OCCURRED: Status.PROPOSED, None: Status.PROPOSED},
    "denied": {Status.NOT_OCCURRED: Status.OCCURRED},
    "cancelled": {Status.NOT_OCCURRED: Status.PLANNED, Status.PROPOSED: Status.PLANNED, None: Status.PLANNED},
}
"""What a verb's own auxiliaries make of its word; None stands for a negated modal. Source: codebook, Decisions."""


def _subjunctive(tree: Tree, at: int, lexicon: StatusLexicon) -> Found | None:
    """Read a bare form under a verb of wanting ("demanded that Russia stop")."""
    head, is_bare = tree.tokens[at].head, tree.tokens[at].tag in {"VB", "VBP"}
    return Found(Status.PROPOSED, tree.lemma(head)) if is_bare and _said(tree, head, lexicon) == "proposed" else None


def _tense(tree: Tree, i: int) -> Status:
    """Read the bare form: an infinitive of its own is a plan (headline grammar), all else has happened."""
    return Status.PLANNED if verb_forms.is_infinitive(tree, i) else Status.OCCURRED
