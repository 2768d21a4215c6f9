"""Drafting: a frame that the reader sees in a sentence becomes a draft, its slots filled by the rules' own fillers.

A frame, a sentence and the shares of its tokens come in; the token that carries the frame is chosen and a draft goes
out, or None where the words only suppose the event. No slot is guessed: what the fillers leave empty stays empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.draft import make_drafts
from dragoman.extract.schema import TriggerEntry
from dragoman.extract.triggers import Hit, light_verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.extract.schema import FrameFile
    from dragoman.model import Sentence, Token

LEARNED = "learned"
"""Id of the trigger of such drafts, shown by ``explain``."""
CARRIERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
"""Parts of speech that can carry a frame. Source: codebook, Frames; every trigger of the frame files is one."""
KNOWN_GAIN = 4.0
"""How much more a token counts whose lemma is a trigger of the frame. Source: cross-validation, docs/reader-card.md."""


def draft_of(frame: FrameFile, number: int, shares: Mapping[int, float], context: Context) -> Draft | None:
    """Read the event of a frame in a sentence around the token that carries it.

    Args:
        frame: The frame.
        number: Of the sentence.
        shares: Share of the reader's attention by token; tokens that are missing have none.
        context: The document being read.
    """
    i = carrier(frame, context.analysis.sentences[number], shares, context)
    if i is None:
        return None
    tree = context.tree
    loose = frame.model_copy(update={"needs": (), "parties": 0})
    hit = Hit(i, number, loose, _trigger(frame, tree.tokens[i]), light_verb(tree, i))
    return next(iter(make_drafts(hit, context)), None)


def carrier(frame: FrameFile, sentence: Sentence, shares: Mapping[int, float], context: Context) -> int | None:
    """Give the token that carries a frame in a sentence: that with the greatest share, trigger lemmas first."""
    tokens = context.tree.tokens
    able = [i for i in range(sentence.first, sentence.last) if tokens[i].pos in CARRIERS]
    known = {lemma for trigger in frame.triggers for lemma in (*trigger.verb, *trigger.noun, *trigger.adjective)}

    def weight(i: int) -> float:
        gain = KNOWN_GAIN if tokens[i].lemma in known else 1.0
        root = 0.01 if tokens[i].dep == "ROOT" else 0.0
        return gain * (shares.get(i, 0.0) + root + 0.001)

    return max(able, key=weight, default=None)


def _trigger(frame: FrameFile, token: Token) -> TriggerEntry:
    """Give a trigger without conditions, with the slots and mode of the frame's own trigger of that lemma if any."""
    kind = "verb" if token.pos == "VERB" else "adjective" if token.pos == "ADJ" else "noun"
    own = next((t for t in frame.triggers if token.lemma in getattr(t, kind)), None)
    given = {} if own is None else {"roles": own.roles, "mode": own.mode, "qualify": own.qualify}
    return TriggerEntry(id=LEARNED, **{kind: (token.lemma,)}, **given)
