"""Triggers: which tokens carry which frame, after the frames' own conditions.

A tree, the mentions and the frames come in; ``Hit`` records go out in text order. What was looked at and
turned down is given with the reason to whoever asks (``explain``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.extract.frames import FrameSet
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.schema import FrameFile, TriggerEntry
    from dragoman.extract.tree import Tree
    from dragoman.model import Sentence


class Hit(NamedTuple):
    """A token that carries a frame.

    Attributes:
        i: Index of the token.
        sentence: Number of its sentence.
        light: Index of the light verb that a noun stands under ("held talks"), or None.
    """

    i: int
    sentence: int
    frame: FrameFile
    trigger: TriggerEntry
    light: int | None


def find_hits(tree: Tree, sentences: Iterable[tuple[int, Sentence]], frames: FrameSet, lookup: Lookup) -> Iterator[Hit]:
    """Yield the hits of some sentences, in text order; a token may carry several frames.

    Of the triggers of one frame at one token, the first in the file that holds wins.
    """
    told: set[tuple[int, str]] = set()
    for number, sentence in sentences:
        for i in range(sentence.first, sentence.last):
            seen: set[str] = set()
            asked: dict[int, bool] = {}  # several frames may have one trigger in common
            for frame, trigger in entries_of(tree, i, frames):
                if frame.frame in seen:
                    continue
                if id(trigger) not in asked:
                    asked[id(trigger)] = holds(tree, i, sentence, trigger, lookup)
                if not asked[id(trigger)]:
                    continue
                seen.add(frame.frame)
                if (above := _round_of(tree, i)) is not None and (above, frame.frame) in told:
                    continue
                told.add((i, frame.frame))
                yield Hit(i, number, frame, trigger, light_verb(tree, i))


def entries_of(tree: Tree, i: int, frames: FrameSet) -> tuple[tuple[FrameFile, TriggerEntry], ...]:
    """Give the triggers that a token's lemma and part of speech can fire, in the order of the files."""
    token = tree.tokens[i]
    if token.pos == "ADJ":
        return frames.adjectives.get(token.lemma, ())
    table = frames.verbs if token.pos in {"VERB", "AUX"} else frames.nouns
    return table.get(token.lemma, ())


def nucleus(hit: Hit, tree: Tree) -> list[int]:
    """Give the trigger, and the nouns that tell one event with it by "of" ("round of talks", "exchange of bodies")."""
    told = {*hit.trigger.prep_object, *hit.trigger.modifier}
    return [hit.i, *(h for p, h in tree.prepositions(hit.i) if p == "of" and tree.lemma(h) in told)]


def _round_of(tree: Tree, i: int) -> int | None:
    """Give the noun that an event noun stands under by "of" ("round of talks"): one event, told by the first."""
    token = tree.tokens[i]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        return tree.tokens[token.head].head
    return None


def light_verb(tree: Tree, i: int) -> int | None:
    """Give the light verb that an event noun is the object or passive subject of, or None."""
    token = tree.tokens[i]
    if token.dep in {"dobj", "nsubjpass"} and tree.lemma(token.head) in tree.grammar.light:
        return token.head
    if token.dep == "conj" and not tree.is_verb(i):
        return light_verb(tree, token.head)
    if token.dep != "pobj" or tree.tokens[token.head].dep != "prep":
        return None
    above = tree.tokens[token.head].head
    if tree.is_verb(above):
        return above if tree.lemma(above) in tree.grammar.taking_part else None
    is_part = tree.lemma(token.head) in {"of", "include"} and tree.tokens[above].pos == "NOUN"
    return light_verb(tree, above) if is_part else None  # "continued attacks, including strikes", "a wave of strikes"


def holds(tree: Tree, i: int, sentence: Sentence, trigger: TriggerEntry, lookup: Lookup) -> bool:
    """Whether every condition of a trigger holds at a token."""
    token = tree.tokens[i]
    if trigger.tags and token.tag not in trigger.tags:
        return False
    if not (_near(tree, i, sentence, trigger) and _above(tree, i, trigger)):
        return False
    return _verb_holds(tree, i, trigger, lookup) if trigger.verb else _noun_holds(tree, i, trigger, lookup)


def _near(tree: Tree, i: int, sentence: Sentence, trigger: TriggerEntry) -> bool:
    if not (trigger.near or trigger.near_not):
        return True
    lemmas = {tree.tokens[j].lemma for j in _words_near(tree, i, sentence)}
    return (not trigger.near or not lemmas.isdisjoint(trigger.near)) and lemmas.isdisjoint(trigger.near_not)


def _words_near(tree: Tree, i: int, sentence: Sentence) -> Iterable[int]:
    """Give the words that tell what a trigger is about: its sentence's, or its clause's where it stands apart."""
    clause = tree.clause_root(i)
    if tree.tells_another(clause):
        return tree.analysis.subtree(clause)
    part = tree.reach(i, sentence)
    return range(part.first, part.last)


def _above(tree: Tree, i: int, trigger: TriggerEntry) -> bool:
    """Whether the word that governs the trigger (through a preposition too) is allowed."""
    if not (trigger.under or trigger.under_not):
        return True
    above = set()
    at = i
    for _ in range(3):
        head = tree.tokens[at].head
        if head == at:
            break
        above.add(tree.lemma(head))
        at = head
        if tree.tokens[head].pos not in {"ADP", "PART"}:
            break
    return (not trigger.under or bool(above & set(trigger.under))) and not above & set(trigger.under_not)


def _lemmas(tree: Tree, heads: Iterable[int]) -> set[str]:
    return {tree.lemma(h) for h in heads}


def _counted(tree: Tree, heads: Iterable[int]) -> list[int]:
    """Give some heads and what stands after "of" where they only count it ("a group of prisoners")."""
    found: list[int] = []
    for h in heads:
        found.append(h)
        if tree.lemma(h) in tree.grammar.partitive or tree.tokens[h].tag == "CD":
            found += [o for p, o in tree.prepositions(h) if p == "of"]
    return found


def _verb_holds(tree: Tree, i: int, trigger: TriggerEntry, lookup: Lookup) -> bool:
    objects = tree.objects(i)
    object_words = _lemmas(tree, _counted(tree, objects))
    if trigger.object and not object_words & set(trigger.object):
        return False
    if object_words & set(trigger.object_not) or (trigger.no_object and objects):
        return False
    if trigger.object_is and not any(lookup.is_kind(h, trigger.object_is) for h in objects):
        return False
    if trigger.particle and not _lemmas(tree, tree.below(i, "prt", "advmod", "prep")) & set(trigger.particle):
        return False
    if trigger.complement and not tree.below(i, "xcomp", "ccomp"):
        return False
    if trigger.no_complement and _has_clause(tree, i):
        return False
    if (trigger.bare and not _is_wish(tree, i)) or (trigger.plain and _predicates(tree, i)):
        return False
    return _subject_holds(tree, i, trigger, lookup) and _preposition_holds(tree, i, trigger)


def _has_clause(tree: Tree, i: int) -> bool:
    """Whether a clause hangs on a verb: a complement, or an infinitive ("it took an hour to agree")."""
    clauses = tree.below(i, "xcomp", "ccomp", "advcl")
    return any(tree.tokens[c].dep != "advcl" or tree.tokens[c].tag == "VB" for c in clauses)


def _is_wish(tree: Tree, i: int) -> bool:
    """Whether what hangs on a verb is a wish and no report: an object, an infinitive or gerund, a bare form."""
    if tree.below(i, "xcomp", "dobj"):
        return True
    clauses = tree.below(i, "ccomp")
    modal = {c for c in clauses if any(tree.tokens[a].tag == "MD" for a in tree.below(c, "aux"))}
    bare = {"VB", "VBG", "VBP"} if tree.tokens[i].tag in {"VBD", "VBN"} else {"VB", "VBG"}  # no report keeps its tense
    wishes = [c for c in clauses if tree.tokens[c].tag in bare and tree.is_bare(c) and c not in modal]
    should = [c for c in clauses if any(tree.lemma(a) in {"should", "must"} for a in tree.below(c, "aux"))]
    return bool(wishes or should)


def _predicates(tree: Tree, i: int) -> bool:
    """Whether a verb says something of its object: two objects, or a noun right behind it without a comma."""
    objects = tree.below(i, "dobj", "oprd")
    beside = [a for o in objects for a in tree.below(o, "appos") if tree.analysis.subtree(a)[0] == o + 1]
    return len(objects) > 1 or bool(beside)


def _subject_holds(tree: Tree, i: int, trigger: TriggerEntry, lookup: Lookup) -> bool:
    if not (trigger.subject or trigger.subject_not or trigger.subject_is):
        return True
    subjects = tree.agents(i) if tree.is_passive(i) else tree.subjects(i)
    words = _lemmas(tree, _counted(tree, subjects))
    if (trigger.subject and not words & set(trigger.subject)) or words & set(trigger.subject_not):
        return False
    if not trigger.subject_is or any(lookup.is_kind(h, trigger.subject_is) for h in subjects):
        return True
    speaks = any(tree.tokens[h].text.casefold() in tree.grammar.first_person for h in subjects)
    return speaks and "party" in trigger.subject_is  # whoever speaks may be a side; the roles say who that is


def _preposition_holds(tree: Tree, i: int, trigger: TriggerEntry) -> bool:
    if trigger.prep_not and any(p in trigger.prep_not for p, _ in tree.prepositions(i)):
        return False
    if not trigger.prep:
        return True
    pairs = [(p, h) for p, h in tree.prepositions(i) if p in trigger.prep]
    if trigger.prep_object:
        return any(tree.lemma(h) in trigger.prep_object for h in _counted(tree, (h for _, h in pairs)))
    return bool(pairs) or bool(_lemmas(tree, [*tree.below(i, "prep"), *_led_in(tree, i)]) & set(trigger.prep))


def _led_in(tree: Tree, i: int) -> list[int]:
    """Give the words that lead in clauses of a verb as prepositions do ("called for them to be freed")."""
    return [m for c in tree.below(i, "advcl", "ccomp", "xcomp") for m in tree.below(c, "mark") if c > i]


def _noun_holds(tree: Tree, i: int, trigger: TriggerEntry, lookup: Lookup) -> bool:
    if trigger.modifier or trigger.modifier_not:
        words = _lemmas(tree, tree.modifiers(i)) | {tree.tokens[m].text.casefold() for m in tree.modifiers(i)}
        if trigger.modifier and not (words & set(trigger.modifier) or _of_holds(tree, i, trigger)):
            return False
        if words & set(trigger.modifier_not):
            return False
    if trigger.object_is and not any(lookup.is_kind(h, trigger.object_is) for _, h in tree.prepositions(i)):
        return False
    return _preposition_holds(tree, i, trigger)


def _of_holds(tree: Tree, i: int, trigger: TriggerEntry) -> bool:
    """Whether "exchange of prisoners" counts as "prisoner exchange"."""
    return any(p == "of" and tree.lemma(h) in trigger.modifier for p, h in tree.prepositions(i))
