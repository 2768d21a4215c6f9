"""Modes: which mode of its frame the words around a hit tell, in the hit's own phrase or else in its clause.

A hit comes in, the name of a mode goes out, or None. Words of a place ("the air base at Belaya") and of what a deed
strikes ("drones hit bombers") say nothing of how it was done.

Source: codebook, Frames (modes); gain measured on the training reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.schema import ModeEntry
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit

MIXED = "mixed"
"""Name of the mode for several at once, in frames that have it; in others the first in the file stands."""


def find_mode(hit: Hit, tree: Tree, lookup: Lookup) -> str | None:
    """Give the mode of the trigger itself, else the one whose words or things stand nearest to it."""
    if hit.trigger.mode is not None or not hit.frame.modes or hit.trigger.anaphoric:
        return hit.trigger.mode
    silent = _struck(hit, tree)
    for indices in (tree.analysis.subtree(hit.i), tree.analysis.subtree(tree.clause_root(hit.i))):
        telling = [j for j in indices if not (j in silent or j in lookup.places or _is_of_other(j, hit, tree))]
        found = [m for m, entry in hit.frame.modes.items() if any(_tells(j, entry, tree, lookup) for j in telling)]
        if found:
            return MIXED if len(found) > 1 and MIXED in hit.frame.modes else found[0]
    return None


def _struck(hit: Hit, tree: Tree) -> frozenset[int]:
    """Give the words of what a deed's verb strikes; where the frame asks for the object it tells the deed itself."""
    if hit.frame.kind != "deed" or not hit.trigger.verb or (hit.trigger.object and not hit.trigger.joins):
        return frozenset()
    objects = tree.objects(hit.i)
    phrases = [tree.analysis.subtree(o) for o in objects]
    instruments = [p for o in objects for p in tree.below(o, "prep") if tree.lemma(p) == "with"]
    means = {j for p in instruments for j in tree.analysis.subtree(p)}
    return frozenset(j for phrase in phrases if hit.i not in phrase for j in phrase if j not in means)


def _is_of_other(j: int, hit: Hit, tree: Tree) -> bool:
    """Whether a word stands before a noun that carries no deed of the frame: the "air" of "air bases"."""
    token = tree.tokens[j]
    if token.dep != "compound" or token.head == hit.i:
        return False
    own = {lemma for trigger in hit.frame.triggers for lemma in trigger.noun}
    told = {word for entry in hit.frame.modes.values() for word in entry.words}
    return tree.lemma(token.head) not in own | told


def _tells(j: int, entry: ModeEntry, tree: Tree, lookup: Lookup) -> bool:
    """Whether a word is one of a mode's, or names a thing of its kinds."""
    thing = lookup.things.get(j)
    words = {tree.lemma(j), tree.tokens[j].text.casefold()}
    return not words.isdisjoint(entry.words) or (thing is not None and thing.kind in entry.things)
