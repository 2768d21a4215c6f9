"""Offices: who leads a state on a given day, so that a president who announces talks is not taken for a delegate.

The dossier's actors come in, a test for fillers goes out. It knows no person but those of the dossier; which offices
lead a state is data (``rules.yaml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.merge.names import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dragoman.merge.rules import Rules
    from dragoman.model import Actor, Filler, Tenure


class Offices:
    """Tells leaders of states from those whom they send.

    Args:
        actors: The dossier's, with their tenures.
        rules: Names the offices that lead a state.
    """

    def __init__(self, actors: Iterable[Actor], rules: Rules) -> None:
        self._rules = rules
        self._tenures = {actor.id: leading for actor in actors if (leading := _leading(actor, rules))}

    def leads(self, filler: Filler, day: date | None) -> bool:
        """Say whether a filler leads a state.

        Args:
            filler: By the dossier's id, or without one by the office that it is called ("the Russian president").
            day: On which; without one any day counts.
        """
        if filler.actor_id is None:
            return not self._rules.rounds.leading_words.isdisjoint(name_words(filler.name, self._rules.names))
        return any(day is None or _covers(tenure, day) for tenure in self._tenures.get(filler.actor_id, ()))


def _leading(actor: Actor, rules: Rules) -> tuple[Tenure, ...]:
    return tuple(tenure for tenure in actor.tenures if tenure.office in rules.rounds.leading)


def _covers(tenure: Tenure, day: date) -> bool:
    return (tenure.start is None or tenure.start <= day) and (tenure.end is None or day <= tenure.end)
