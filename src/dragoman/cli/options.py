"""The options that every command has, said once, and the ``Call`` that they become.

A command's function comes in, a function that Typer can read goes out: its own parameters and the
common ones. The command gets them as one ``Call`` in front of its own arguments.
"""
# No `from __future__ import annotations` here and in the commands: Typer reads the annotations.

import dataclasses
import inspect
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.errors import StoreVersionError
from dragoman.settings import Settings, load_settings
from dragoman.values import parse_instant
from dragoman.viewing import Viewer, parse_clock

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from dragoman.query import View
    from dragoman.store import Store


@dataclass(frozen=True, slots=True)
class Call:
    """What the user asked of every command.

    Attributes:
        as_json: Print the JSON shape, not the page for a person.
        settings: From the environment, with ``--store`` and ``--dossier`` over it.
        as_of: Publication clock, aware UTC; None is now.
        recorded_as_of: Recording clock, aware UTC; None is now.
    """

    as_json: bool
    settings: Settings
    as_of: datetime | None = None
    recorded_as_of: datetime | None = None

    def view(self) -> "AbstractContextManager[View]":
        """Open the record as seen from the call's clocks."""
        return Viewer(self.settings).view(as_of=self.as_of, recorded_as_of=self.recorded_as_of)

    def store(self) -> "AbstractContextManager[Store]":
        """Open the record for reading, as it is now."""
        return Viewer(self.settings).store()

    def check_is_there(self) -> None:
        """Refuse to write where there is no record: it is not made here. One of an older form is brought up by writing.

        Raises:
            StoreError: DG401, DG403 or DG404, there is none, or it cannot be used.
        """
        with suppress(StoreVersionError), self.store():
            pass


JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PATH|URL",
        help="The record: an SQLite file or a database URL. Default: DRAGOMAN_STORE or dragoman.db.",
    ),
]
DossierOption = Annotated[
    list[str] | None,
    typer.Option(
        "--dossier",
        metavar="PACK",
        help="Packs in force, by name or path; may be repeated. Default: DRAGOMAN_DOSSIER or base,ukraine.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="Only what was published by then. A bare day counts to its end; a time without offset is UTC.",
    ),
]
RecordedAsOfOption = Annotated[
    str | None,
    typer.Option("--recorded-as-of", metavar="TIME", help="Only what this record held by then."),
]
FeedTextOption = Annotated[
    bool, typer.Option("--feed-text", help="Take reports as the feed gives them; fetch no pages.")
]
AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses that are not public, too (intranets).")
]
MaxPagesOption = Annotated[
    int, typer.Option("--max-pages", min=1, help="Pages that one run, or one round of watching, may fetch.")
]
MAX_PAGES = 2_000
"""Source: house rule; forty feeds of fifty entries."""


def _common(*, as_json: JsonOption = False, store: StoreOption = None, dossier: DossierOption = None) -> Call:
    return Call(as_json, _settings(store, dossier))


def _common_with_clocks(
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
    dossier: DossierOption = None,
    as_of: AsOfOption = None,
    recorded_as_of: RecordedAsOfOption = None,
) -> Call:
    return Call(
        as_json,
        _settings(store, dossier),
        parse_clock(as_of, "--as-of"),
        parse_clock(recorded_as_of, "--recorded-as-of"),
    )


def with_common(function: Callable[..., int | None], *, has_clocks: bool) -> Callable[..., int]:
    """Give the function as Typer is to see it: its own parameters, then the common ones.

    Args:
        function: Takes a ``Call`` first, then its own parameters; gives an exit status, None for 0.
        has_clocks: Whether ``--as-of`` and ``--recorded-as-of`` are among the common ones.
    """
    make_call = _common_with_clocks if has_clocks else _common
    shared = inspect.signature(make_call, eval_str=True).parameters
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    def command(**given: Any) -> int:
        call = make_call(**{name: given.pop(name) for name in shared})
        return function(call, **given) or 0

    seen = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *shared.values())]
    command.__signature__ = inspect.Signature(seen)  # type: ignore[attr-defined]  # read by inspect.signature
    command.__annotations__ = {p.name: p.annotation for p in seen}
    command.__name__, command.__doc__ = function.__name__, function.__doc__
    return command


def day(text: str | None, where: str) -> date | None:
    """Read a calendar day that the user gave; None stays None.

    Raises:
        BadTimeError: DG111, it is none.
    """
    return None if text is None else parse_instant(text, where=where).day


def _settings(store: str | None, dossier: Sequence[str] | None) -> Settings:
    settings = load_settings()
    if store:
        settings = dataclasses.replace(settings, store=store)
    if dossier:
        named = tuple(part.strip() for given in dossier for part in given.split(",") if part.strip())
        settings = dataclasses.replace(settings, dossier=named)
    return settings
