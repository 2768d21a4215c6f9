"""Dossier: the author of a pack, a frame or a reader made a mistake, and the run stops. Exit status 2."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from dragoman.errors.root import DragomanError

if TYPE_CHECKING:
    from collections.abc import Iterable


class DossierError(DragomanError):
    """A pack, frame or lexicon file is wrong; its author must mend it."""

    code = "DG200"


class DossierFileError(DossierError):
    """A file of a pack or frame breaks the schema, at a known line."""

    code = "DG201"

    def __init__(self, path: str, line: int | None, problem: str, remedy: str) -> None:
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy
        where = f"{path}:{line}" if line is not None else path
        super().__init__(f"{where}: {problem} {remedy}")


class PackNotFoundError(DossierError):
    """A pack named by the user is neither shipped nor a folder."""

    code = "DG202"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(sorted(known))
        near = difflib.get_close_matches(name, self.known, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        super().__init__(
            f"Pack '{name}' is neither shipped nor a folder with a dossier.yaml.{hint} "
            f"Shipped: {', '.join(self.known)}. Make one with 'dragoman dossier new PATH'."
        )


class FrameFileError(DossierFileError):
    """A frame file breaks the schema."""

    code = "DG203"


class ReaderFileError(DossierError):
    """A file of the learned reader is missing, cut short or not the one that its card names."""

    code = "DG204"

    def __init__(self, name: str, problem: str) -> None:
        self.name, self.problem = name, problem
        super().__init__(
            f"learned reader: '{name}' {problem}. Install dragoman again, or read by the rules alone with "
            "DRAGOMAN_READER=rules."
        )
