"""``dragoman train``: a learned reader from reports and the claims that people made of them."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Call

KEPT = "train-kept"
"""Name of the folder beside the reader in which what is done so far is kept."""


def train(
    call: Call,
    *,
    reports: Annotated[list[Path], typer.Option("--reports", metavar="FILE", help="Reports as JSON lines; repeat.")],
    gold: Annotated[
        list[Path], typer.Option("--gold", metavar="FILE", help="Their claims as JSON lines, in the same order.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the reader's files go.")],
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FOLDER", help="Where done folds are kept. Default: beside --out.")
    ] = None,
    layers: Annotated[
        int,
        typer.Option("--layers", metavar="N", help="Upper layers to train: 2, or all 6 in thrice the time."),
    ] = 2,
) -> int:
    """Train a learned reader on reports and the claims that people made of them (needs the train extra).

    Claims are taken in the form of `export claims`. Five folds are trained and judged on reports that they have not
    seen, then all reports train what is written. A run that is stopped goes on where it was. Use the result with
    DRAGOMAN_READER_FOLDER.
    """
    from dragoman.cli.render.console import emit
    from dragoman.errors import TrainingDataError
    from dragoman.pipeline import Engine
    from dragoman.train.base import base_folder
    from dragoman.train.run import Given
    from dragoman.train.ship import Order, make_reader

    base = base_folder()
    from dragoman.train.fitting import RECIPES  # needs the extra, which is looked for first

    if layers not in RECIPES:
        raise TrainingDataError("--layers", f"{layers} is not known; known are {', '.join(map(str, RECIPES))}")
    if len(reports) != len(gold):
        raise TrainingDataError("train", f"{len(reports)} files of reports and {len(gold)} of claims")
    pairs = list(zip(reports, gold, strict=True))
    order = Order(pairs, out, keep or out.parent / KEPT, Given(base, layers))
    scores = make_reader(Engine(call.settings), order, lambda line: typer.echo(line, err=True))
    emit({"ok": True, "scores": scores}, as_json=call.as_json, page=lambda _: _page(scores, out))
    return 0


def _page(scores: object, out: Path) -> list[str]:
    rows = dict(scores) if isinstance(scores, dict) else {}
    return [*(f"{name:22} {value:.3f}" for name, value in rows.items()), f"The reader is in {out}."]
