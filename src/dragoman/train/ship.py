"""Shipping: from gold reports to a reader's folder with its card.

An engine and the files of reports and gold come in, a folder goes out, whole or not at all. What is done is kept
beside it, so that a stopped run goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.extract import RuleExtractor
from dragoman.extract.learned.lexicon import pack
from dragoman.train.export import Parts, stage_data, write_reader
from dragoman.train.judge import judge, unseen_weights
from dragoman.train.rankers import fit_slots, slot_rows
from dragoman.train.reports import read_reports
from dragoman.train.run import Given, fit_stages, lexicon_of, page_of, prepare, stage_rows, unseen_scores

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dragoman.pipeline import Engine
    from dragoman.train.network import Network
    from dragoman.train.run import Prepared

VERSION = "2"
"""Of the reader's form: features, heads and stages. A change of any of them is another version."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be trained.

    Attributes:
        pairs: Files of reports with the files of their gold claims.
        out: Folder of the reader.
        keep: Folder for what is done so far.
        given: What the encoder is trained from.
    """

    pairs: Sequence[tuple[Path, Path]]
    out: Path
    keep: Path
    given: Given


def make_reader(engine: Engine, order: Order, say: Callable[[str], None]) -> Mapping[str, float]:
    """Train a reader and write its folder.

    Args:
        engine: Analyses, and gives the rules.
        order: What is to be trained.
        say: Told what is being done.

    Returns:
        Its scores in cross-validation, as on its card.

    Raises:
        TrainingDataError: DG140, a file is not in the form that is asked for.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415 (only where it is trained)

    order.keep.mkdir(parents=True, exist_ok=True)
    say("reading the reports")
    parts = engine.parts
    rules = RuleExtractor(parts.frames, parts.words, parts.dossier)
    frames = sorted(parts.frames.frames)
    pieces = order.given.base / "tokenizer.json"
    prepared = prepare(read_reports(engine, order.pairs), rules, frames, Tokenizer.from_file(str(pieces)))
    unseen = unseen_scores(prepared, order.keep, say, order.given)
    say("the second stage")
    pages = [page_of(p, unseen[p.report.part, p.report.name], frames) for p in prepared]
    rows = [stage_rows(p, page) for p, page in zip(prepared, pages, strict=True)]
    scores = judge(prepared, pages, rows, rules)
    weighed = unseen_weights(prepared, pages, rows, rules)["both"]
    slots = [slot_rows(g, w, p.report.gold) for g, w, p in zip(pages, weighed, prepared, strict=True)]
    network = _network(prepared, order, say)
    card = _card(order, prepared, frames, scores) | {"stages": stage_data(fit_stages(rows))}
    say("writing the reader")
    write_reader(order.out, Parts(network, pieces, pack(lexicon_of(prepared)), fit_slots(slots)), card)
    return scores


def _card(
    order: Order, prepared: Sequence[Prepared], frames: Sequence[str], scores: Mapping[str, float]
) -> dict[str, Any]:
    data = {
        claims.stem: {
            "reports": sum(p.report.part == reports.stem for p in prepared),
            "claims": sum(len(p.report.gold) for p in prepared if p.report.part == reports.stem),
        }
        for reports, claims in order.pairs
    }
    return {
        "version": VERSION,
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "layers": order.given.layers,
        "data": data,
        "frames": list(frames),
        "scores": dict(scores),
    }


def _network(prepared: Sequence[Prepared], order: Order, say: Callable[[str], None]) -> Network:
    """Give the encoder trained on all reports, kept as soon as it is."""
    import torch  # noqa: PLC0415 (only where it is trained)

    from dragoman.train.encoders import Trainer, empty_network  # noqa: PLC0415

    path = order.keep / f"all-layers-{order.given.layers}.pt"
    if not path.exists():
        network = Trainer(prepared, order.given, say).network()
        torch.save(network.state_dict(), path)
    network = empty_network(len(prepared[0].frames), order.given.layers)
    network.load_state_dict(torch.load(path, weights_only=True))
    return network
