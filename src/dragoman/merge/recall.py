"""Recall: what a change of the record asks of the fold that is on record, so that it need not load all of it.

Ids, days and months go in, marks, pairs, groups and extents come out, as the last fold kept them (``ground``). Who
answers is a store; this file only says what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from dragoman.merge.ground import Mark, Pair, Reach
    from dragoman.model import ActiveClaim, Judgement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Near:
    """Where the likes of a claim may be: whoever meets one of these.

    Attributes:
        days: Stretches of ordinals, of which one touches the other's short time; none where it is undated.
        about: The stretch of ordinals that the other's long time touches, or None.
        published: First and last ordinal of publication, or None where it is not known.
        undated_only: Whether those that meet it by publication alone must have no time.
        round, name, copied, process: As in ``Mark``.
    """

    frame: str
    days: tuple[tuple[float, float], ...]
    about: tuple[float, float] | None
    published: tuple[int, int] | None
    undated_only: bool
    round: int | None
    name: str | None
    copied: str | None
    process: tuple[str, int] | None


class Recall(Protocol):
    """Answers from the last fold."""

    def gone(self) -> Collection[str]:
        """Give the ids of the folded claims that are no more, or will be taken in again."""
        ...

    def broken(self) -> Mapping[str, Sequence[str]]:
        """Give the events that have a claim that is gone beside others that stay, and those to be made again.

        Returns:
            Ids of all claims of each, in order.
        """
        ...

    def beside_gone(self) -> Iterable[str]:
        """Give the claims that stay and had a likely pair, or a round, with one that is gone."""
        ...

    def claims(self, ids: Collection[str]) -> Iterable[ActiveClaim]:
        """Give the claims of these ids, in any order."""
        ...

    def marks(self, ids: Collection[str]) -> Iterable[Mark]:
        """Give the marks of these claims."""
        ...

    def likely(self, ids: Collection[str]) -> Iterable[Pair]:
        """Give all likely pairs that have one of these claims."""
        ...

    def groups(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the events of these claims, each with the ids of its claims in order."""
        ...

    def near(self, asked: Near) -> Iterable[Mark]:
        """Give the marks of whom may be near."""
        ...

    def of_round(self, process: str, number: int) -> Iterable[str]:
        """Give the claims that speak of this round of a process."""
        ...

    def judged(self, judgements: Sequence[Judgement]) -> Iterable[ActiveClaim]:
        """Give the claims of the reports that judgements are about."""
        ...

    def parts_of(self, events: Collection[str]) -> Iterable[Reach]:
        """Give the events that are parts of one of these."""
        ...

    def reaches(self, events: Collection[str]) -> Iterable[Reach]:
        """Give the reach of each of these events."""
        ...

    def gone_frames(self) -> Iterable[str]:
        """Give the frames of the events that have a claim that is gone."""
        ...

    def has_announced(self, frame: str) -> bool:
        """Say whether an event of a frame is an announcement that stages may follow."""
        ...

    def kin(self, name: str, months: Collection[int] | None) -> Iterable[Reach]:
        """Give the events of one kin that touch one of these months, or all of them."""
        ...


class Remembered(dict[str, T]):
    """A mapping that is filled as it is asked.

    Args:
        load: Gives what stands under a key, or None where nothing does.
    """

    def __init__(self, load: Callable[[str], T | None]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, key: str) -> T:
        """Load what stands under a key.

        Raises:
            KeyError: Nothing does.
        """
        found = self._load(key)
        if found is None:
            raise KeyError(key)
        self[key] = found
        return found

    def get(self, key: str, default: T | None = None) -> T | None:  # type: ignore[override]  # one default is enough
        """Give what stands under a key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default
