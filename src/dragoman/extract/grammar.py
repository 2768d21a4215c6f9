"""Grammar: the words of ``lang/<code>/syntax.yaml``, as sets."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words of grammar that slots rest on; each field is a list of the file, lower case."""

    object_control: frozenset[str] = frozenset()
    oblique_control: frozenset[str] = frozenset()
    oblique_control_after: frozenset[str] = frozenset()
    object_gerund: frozenset[str] = frozenset()
    object_gerund_after: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    taking_part: frozenset[str] = frozenset()
    mediating: frozenset[str] = frozenset()
    backing: frozenset[str] = frozenset()
    placing: frozenset[str] = frozenset()
    reaching: frozenset[str] = frozenset()
    visiting: frozenset[str] = frozenset()
    settlement: frozenset[str] = frozenset()
    taking_up: frozenset[str] = frozenset()
    town_kinds: frozenset[str] = frozenset()
    any_town: frozenset[str] = frozenset()
    country_kinds: frozenset[str] = frozenset()
    region_kinds: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    leading_away: frozenset[str] = frozenset()
    bearings: frozenset[str] = frozenset()
    getting_to: frozenset[str] = frozenset()
    getting_after: frozenset[str] = frozenset()
    entering: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    partitive: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    prospective: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    occasional: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    sequence: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    occasion: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    at_large: frozenset[str] = frozenset()
    manner: frozenset[str] = frozenset()
    starting: frozenset[str] = frozenset()
    beginning: frozenset[str] = frozenset()
    meanwhile: frozenset[str] = frozenset()
    where_words: frozenset[str] = frozenset()
    when_words: frozenset[str] = frozenset()
    contrasting: frozenset[str] = frozenset()
    outcome: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    postponing: frozenset[str] = frozenset()
    issued: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    machines: frozenset[str] = frozenset()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Grammar:
        """Index the file's data; a list that is missing is a ``KeyError``."""
        return cls(**{f.name: frozenset(data[f.name]) for f in fields(cls)})
