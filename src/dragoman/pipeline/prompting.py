"""Prompting for the pipeline: settings come in, what asks a language model goes out, with the folder of its answers.

Nothing is asked and nothing is opened here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import ModelAccessError
from dragoman.pipeline.fetching import beside_store
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from dragoman.extract.prompted import Answers, Tally
    from dragoman.query.shapes.prompted import ModelUseShape
    from dragoman.settings import Settings

MILLION = 1_000_000


def open_answers(settings: Settings) -> Answers:
    """Give what asks the language model of the settings, and keeps its answers.

    Raises:
        ModelAccessError: DG142, there is no address or no model, or a key would go over an open line.
    """
    from dragoman.extract.prompted import Answers
    from dragoman.ingest.completions import Completions, Endpoint

    if not settings.llm_model:
        raise ModelAccessError(settings.llm_endpoint, "no model is named.", "Set DRAGOMAN_LLM_MODEL.")
    prices(settings)  # what cannot be counted is said before anything is paid for
    model = Completions(Endpoint(settings.llm_endpoint, settings.llm_key, settings.llm_timeout_s))
    return Answers(model, answers_folder(settings), settings.llm_budget)


def answers_folder(settings: Settings) -> Path:
    """Give the folder of kept answers; it need not exist."""
    if settings.llm_cache:
        return Path(settings.llm_cache).expanduser()
    path = settings.store.removeprefix("sqlite:///")
    if "://" in path or Path(path).exists():
        return beside_store(settings, ".answers")
    return cache_folder(settings.cache) / "answers"


class Prices(NamedTuple):
    """What a million tokens cost, in whatever money."""

    tokens_in: float
    tokens_out: float

    def of(self, tally: Tally) -> float:
        """Give what a run cost."""
        return (self.tokens_in * tally.tokens_in + self.tokens_out * tally.tokens_out) / MILLION


def prices(settings: Settings) -> Prices | None:
    """Give the prices that the user set, or None.

    Raises:
        ModelAccessError: DG142, they are not two numbers.
    """
    if not settings.llm_prices:
        return None
    try:
        given_in, given_out = (float(part) for part in settings.llm_prices.split("/"))
    except ValueError:
        problem = f"DRAGOMAN_LLM_PRICES is '{settings.llm_prices[:40]}', not two numbers."
        raise ModelAccessError(settings.llm_endpoint, problem, "Give them as 0.15/0.60.") from None
    return Prices(given_in, given_out)


def model_shape(settings: Settings, tally: Tally | None) -> ModelUseShape | None:
    """Give what a run had of a language model; None where none read."""
    if tally is None:
        return None
    price = prices(settings)
    return {
        "model": settings.llm_model,
        "asked": tally.asked,
        "cached": tally.cached,
        "tokens_in": tally.tokens_in,
        "tokens_out": tally.tokens_out,
        "is_estimated": tally.estimated,
        "cost": None if price is None else round(price.of(tally), 6),
        "claims": tally.kept,
        "dropped": dict(sorted(tally.dropped.items())),
        "answers": str(answers_folder(settings)),
    }
