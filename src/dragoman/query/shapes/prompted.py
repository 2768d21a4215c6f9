"""What a language model was asked, and what a run had of it. Types only."""

from __future__ import annotations

from typing_extensions import TypedDict


class ModelUseShape(TypedDict):
    """What one run had of a language model.

    Attributes:
        model: As the server names it.
        asked: Requests that went to the server.
        cached: Requests that were answered from kept answers.
        tokens_in: Of the requests that went there.
        tokens_out: Of their answers.
        is_estimated: Whether the server did not count, and the tokens are counted from the characters.
        cost: By the prices that are set; null where none are.
        claims: Made.
        dropped: What of the answers was not taken, by reason.
        answers: Folder of kept answers.
    """

    model: str
    asked: int
    cached: int
    tokens_in: int
    tokens_out: int
    is_estimated: bool
    cost: float | None
    claims: int
    dropped: dict[str, int]
    answers: str


class DroppedShape(TypedDict):
    """Something of a model's answer that was not taken.

    Attributes:
        field: Which slot; claim for a whole claim.
        words: What the model said, cut short.
        why: A reason, one of a few.
    """

    field: str
    words: str
    why: str


class AskedShape(TypedDict):
    """What a language model was asked about one report.

    Attributes:
        model: As the server names it.
        prompt: Digest of the instructions and of the form of answers.
        instructions: As sent with each request.
        requests: Each piece of the report as it was sent.
        dropped: What of the answers was not taken.
    """

    model: str
    prompt: str
    instructions: str
    requests: list[str]
    dropped: list[DroppedShape]
