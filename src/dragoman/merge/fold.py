"""The fold: from the claims in force to the record's events and rounds.

Claims, processes and judgements come in, in any order; ``Folded`` goes out, always the same for the same input. It
is a pure function: it reads its rules from the wheel, and neither a store, nor a clock, nor a network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.merge.standing import Folded, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.model import ActiveClaim, Actor, Containment, Judgement, Process


def fold(
    claims: Iterable[ActiveClaim],
    *,
    processes: Sequence[Process] = (),
    judgements: Sequence[Judgement] = (),
    places: Containment | None = None,
    shown: Mapping[str, str] | None = None,
    actors: Iterable[Actor] = (),
) -> Folded:
    """Fold claims into events.

    Args:
        claims: Of active runs, in any order; each once.
        processes: Whose rounds identify talks, for joining only.
        judgements: What people decided; those in force are applied.
        places: What a gazetteer knows of one place inside another, or None.
        shown: The name that titles show, by actor id or party code.
        actors: The dossier's; their offices tell who leads a state and is no delegate.

    Returns:
        Every claim that is not rejected, in exactly one event.
    """
    standing = Standing(
        processes=processes, judgements=judgements, places=places, shown=shown, actors=actors, grows=False
    )
    return standing.update(claims)
