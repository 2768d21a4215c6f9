"""A pack checked as a whole: a folder comes in, findings with file, line and next step go out.

It changes nothing, and it does not know the world: facts are checked against each other, the packs that
this one requires and the code lists only. What each check looks for is in ``checks`` and ``check_tenures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.dossier.check_tenures import check_tenures
from dragoman.dossier.checks import CHECKS
from dragoman.dossier.compile import dossier_of
from dragoman.dossier.files import find_packs
from dragoman.dossier.findings import Finding, Level
from dragoman.dossier.loader import read_pack
from dragoman.errors import DossierError, DossierFileError
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Finding", "Level", "check_pack"]


def check_pack(path: Path, *, cache: Path | None = None) -> tuple[Finding, ...]:
    """Check a pack and give what there is to mend or to look at, sorted by file and line.

    Args:
        path: The pack's folder.
        cache: Folder for the compiled form of the packs that it requires; None: the one of the settings.
    """
    kept = cache if cache is not None else cache_folder()
    try:
        files = read_pack(path)
        required = dossier_of(find_packs([str(path)], cache=kept)[:-1], cache=kept)
    except DossierError as error:
        return (_unreadable(error, path),)
    found = [finding for check in (*CHECKS, check_tenures) for finding in check(files, required)]
    return tuple(sorted(found, key=_order))


def _unreadable(error: DossierError, path: Path) -> Finding:
    """Give the finding for a mistake that stops the pack from being read at all."""
    if not isinstance(error, DossierFileError):
        return Finding("unreadable", str(path), error.message, "Mend 'requires' in its dossier.yaml.")
    where = error.path if error.line is None else f"{error.path}:{error.line}"
    return Finding("unreadable", where, error.problem, error.remedy)


def _order(finding: Finding) -> tuple[str, int, str]:
    file, _, line = finding.where.rpartition(":")
    return (file, int(line), finding.code) if line.isdigit() else (finding.where, 0, finding.code)
