"""Export: a fitted network becomes the files of a reader: an int8 ONNX file, word pieces, and the card's data.

A network, stages and scores come in, a folder goes out, whole or not at all. Nothing in the graph is random: it is
exported as it scores.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.extract.learned.bundle import CARD, ENCODER, FILES, PIECES, SLOTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.extract.learned.bundle import Stage
    from dragoman.train.network import Network

INPUTS = ("ids", "present", "position")
OUTPUTS = ("first", "told", "hedged", "main", "status", "attention")


class Parts(NamedTuple):
    """What a reader is made of beside its card.

    Attributes:
        network: Fitted.
        pieces: The base model's ``tokenizer.json``.
        words: The lexicon's file.
        slots: What chooses the values of slots.
    """

    network: Network
    pieces: Path
    words: bytes
    slots: Mapping[str, Stage]


def write_reader(folder: Path, parts: Parts, card: Mapping[str, Any]) -> None:
    """Write a reader's folder beside its place, then move it there.

    Args:
        folder: Replaced where it exists.
        parts: What it is made of.
        card: What the card says beside the hashes of the files.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch) / folder.name
        made.mkdir()
        export_encoder(parts.network, made / ENCODER)
        compact = json.dumps(
            json.loads(parts.pieces.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":")
        )
        (made / PIECES).write_text(compact, encoding="utf-8")
        (made / WORDS).write_bytes(parts.words)
        (made / SLOTS).write_text(json.dumps(stage_data(parts.slots), separators=(",", ":")), encoding="utf-8")
        files = {name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in FILES}
        text = json.dumps({**card, "files": files}, ensure_ascii=False, indent=1, sort_keys=True)
        (made / CARD).write_text(text + "\n", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        made.replace(folder)


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def export_encoder(network: Network, path: Path) -> None:
    """Write a network as ONNX with int8 weights.

    Args:
        network: Fitted; put into the state in which it scores.
        path: Of the file.
    """
    import torch  # noqa: PLC0415 (only where it is trained)
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    network.eval()
    example = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7), torch.zeros(2, 3))
    axes = {"ids": {0: "batch", 1: "pieces"}, "present": {0: "batch", 1: "pieces"}, "position": {0: "batch"}}
    outputs: dict[str, dict[int, str]] = {name: {0: "batch"} for name in OUTPUTS}
    outputs["attention"][2] = "pieces"
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network,
            example,
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes | outputs,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)


def stage_data(stages: Mapping[str, Stage]) -> dict[str, dict[str, Any]]:
    """Give stages as the card holds them."""
    return {
        name: {"bias": s.bias, "threshold": s.threshold, "weights": dict(sorted(s.weights.items()))}
        for name, s in stages.items()
    }
