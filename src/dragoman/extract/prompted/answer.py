"""The answer: what a language model said, read claim by claim; what is not of its form is dropped with the reason.

Words come in, ``Told`` claims and drops go out. Whether their words stand in the report is not looked at here.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MAX_CLAIMS = 150
"""Claims of one piece that are looked at. Source: house rule; the fullest piece of the training reports has 31."""
MAX_SHOWN = 120


class _Part(BaseModel):
    """Part of an answer; more than what is asked for is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ToldFiller(_Part):
    """Somebody or something in a role; ``as`` and ``effect`` where the words say them."""

    words: str
    qualifier: str | None = Field(default=None, alias="as")
    effect: str | None = None


class ToldVoice(_Part):
    """A voice; voices of one chain stand nearest first."""

    words: str
    kind: str = "unnamed"
    chain: int = Field(default=0, ge=0, le=20)


class ToldQuantity(_Part):
    """A figure with its measure."""

    words: str
    measure: str
    of: str | None = None


class Told(_Part):
    """One claim as the model tells it."""

    frame: str
    status: str
    evidence: tuple[str, ...] = Field(min_length=1)
    trigger: str | None = None
    mode: str | None = None
    hedged: bool = False
    salience: str | None = None
    round: str | None = None
    name: str | None = None
    time: str | None = None
    places: tuple[str, ...] = ()
    actor: tuple[ToldFiller, ...] = ()
    target: tuple[ToldFiller, ...] = ()
    mediator: tuple[ToldFiller, ...] = ()
    delegate: tuple[ToldFiller, ...] = ()
    quantities: tuple[ToldQuantity, ...] = ()
    attribution: tuple[ToldVoice, ...] = ()
    content: tuple[str, ...] = ()
    issue: str | None = None
    condition: str | None = None
    outcome: tuple[str, ...] = ()


class Dropped(NamedTuple):
    """Something of an answer that is not taken.

    Attributes:
        field: Which slot; ``claim`` for a whole claim.
        words: What was said, cut short.
        why: One of a few reasons, so that they can be counted.
    """

    field: str
    words: str
    why: str


class Answered(NamedTuple):
    """What is of the form that was asked for, and what is not."""

    told: tuple[Told, ...]
    dropped: tuple[Dropped, ...]


NOT_OF_FORM = "not of the form that was asked for"
TOO_MANY = "more claims than are looked at"


def read_answer(content: str) -> Answered | None:
    """Read the words of an answer; None where they are no JSON with a list of claims.

    Some models put JSON between marks of code; those are taken off.
    """
    try:
        rows = json.loads(_bare(content))["claims"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    if not isinstance(rows, list):
        return None
    told: list[Told] = []
    dropped = [Dropped("claim", shown(row), TOO_MANY) for row in rows[MAX_CLAIMS:]]
    for row in rows[:MAX_CLAIMS]:
        try:
            told.append(Told.model_validate(row))
        except (ValidationError, RecursionError):
            dropped.append(Dropped("claim", shown(row), NOT_OF_FORM))
    return Answered(tuple(told), tuple(dropped))


def shown(value: Any) -> str:
    """Give a value of an answer as one short printable line."""
    line = value if isinstance(value, str) else json.dumps(value, ensure_ascii=True)[: 4 * MAX_SHOWN]
    line = " ".join(line.split())[:MAX_SHOWN]
    return "".join(c if c.isprintable() else "?" for c in line)


def _bare(content: str) -> str:
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.removeprefix("```").removeprefix("json").removesuffix("```")
    return text


def answer_schema(lists: dict[str, list[str]]) -> dict[str, Any]:
    """Give the JSON Schema of an answer: every field there, none besides, closed lists closed.

    Args:
        lists: The names that are known: frames, statuses, measures, issues, effects, qualifiers, voices.

    Source: OpenAI, "Structured outputs" (in ``strict`` every property is required and no other allowed).
    """

    def text(name: str | None = None, *, null: bool = False) -> dict[str, Any]:
        kinds: dict[str, Any] = {"type": ["string", "null"] if null else "string"}
        if name is not None:
            kinds["enum"] = [*lists[name], *([None] if null else [])]
        return kinds

    def rows(of: dict[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": of}

    filler = {"words": text(), "as": text("qualifiers", null=True), "effect": text("effects", null=True)}
    voice = {"words": text(), "kind": text("voices"), "chain": {"type": "integer"}}
    quantity = {"words": text(), "measure": text("measures"), "of": text(null=True)}
    claim: dict[str, Any] = {
        "frame": text("frames"),
        "mode": text(null=True),
        "status": text("statuses"),
        "hedged": {"type": "boolean"},
        "salience": {"type": "string", "enum": ["main", "minor"]},
        "evidence": rows(text()),
        "trigger": text(),
        "round": text(null=True),
        "name": text(null=True),
        "time": text(null=True),
        "places": rows(text()),
        **{role: rows(_object(filler)) for role in ("actor", "target", "mediator", "delegate")},
        "quantities": rows(_object(quantity)),
        "attribution": rows(_object(voice)),
        "content": rows(text()),
        "issue": text("issues", null=True),
        "condition": text(null=True),
        "outcome": rows(text()),
    }
    return _object({"claims": rows(_object(claim))})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
