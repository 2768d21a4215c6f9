"""Checks: whether the record is whole, from its bytes to its events.

An open store comes in, findings go out, none where all is well. Nothing is mended here: facts stand as they were
written, and what is derived is mended by a rebuild. What is looked at stands in the files beside this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import DragomanError
from dragoman.store.checks_derived import DERIVED_LOOKS, look_at_search
from dragoman.store.checks_facts import FACT_LOOKS, look_at_head
from dragoman.store.finding import RESTORE, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dragoman.store.links import Link


def check(link: Link, expect_head: str | None = None, *, is_written: bool = True) -> tuple[Finding, ...]:
    """Look at everything, and give what is wrong; an engine that fails is itself a finding.

    Args:
        link: An open store.
        expect_head: A link of the chain of judgements that was kept elsewhere, or None.
        is_written: Whether everything is committed; the search index is looked at from outside, and only then.
    """
    looks: list[Callable[[Link], Iterator[Finding]]] = [*FACT_LOOKS, *DERIVED_LOOKS]
    if is_written:
        looks.append(look_at_search)
    findings: list[Finding] = []
    for look in looks:
        findings.extend(_seen(look, link))
    if expect_head is not None:
        findings.extend(look_at_head(link, expect_head))
    return tuple(findings)


def _seen(look: Callable[[Link], Iterator[Finding]], link: Link) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(look(link))
    except DragomanError as error:
        found.append(Finding("unreadable", link.shown, error.message, RESTORE))
    return found
