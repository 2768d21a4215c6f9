"""Plain tables of a language: one YAML file of words in, plain dictionaries out, cached as JSON by content.

For files whose form their reader checks by indexing them. A file that is missing or not YAML is a
``DossierFileError`` with its line.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from dragoman.dossier.cache import read_cache, write_cache
from dragoman.errors import DossierFileError, UnknownLanguageError

FOLDER = Path(__file__).parent


def load_table(lang: str, name: str, *, cache: Path | None = None) -> Any:
    """Give the data of ``lang/<code>/<name>.yaml``.

    Raises:
        UnknownLanguageError: DG110, no such language.
        DossierFileError: DG201, the file is missing or not YAML.
    """
    folder = FOLDER / lang
    if not folder.is_dir():
        raise UnknownLanguageError(lang, [p.name for p in FOLDER.iterdir() if (p / "actors.yaml").is_file()])
    path = folder / f"{name}.yaml"
    try:
        body = path.read_bytes()
    except OSError:
        raise DossierFileError(f"lang/{lang}/{name}.yaml", None, "the file is missing.", "Reinstall.") from None
    key = hashlib.sha256(b"table\0" + body).hexdigest()
    data = None if cache is None else read_cache(cache, key)
    if data is None:
        data = _parse(path, body)
        if cache is not None:
            write_cache(cache, key, data)
    return data


def load_flow(lang: str, name: str) -> Any:
    """Give the data of ``lang/<code>/<name>.yaml`` that is in flow form with double quotes, without a YAML reader.

    Such a file is JSON but for its comment lines; it is read where loading a YAML reader would take longer than the
    command itself.

    Raises:
        UnknownLanguageError: DG110, no such language.
        DossierFileError: DG201, the file is missing or not in that form.
    """
    folder = FOLDER / lang
    if not folder.is_dir():
        raise UnknownLanguageError(lang, [p.name for p in FOLDER.iterdir() if (p / "actors.yaml").is_file()])
    path = folder / f"{name}.yaml"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise DossierFileError(f"lang/{lang}/{name}.yaml", None, "the file is missing.", "Reinstall.") from None
    try:
        return json.loads("\n".join("" if line.startswith("#") else line for line in lines))
    except json.JSONDecodeError as error:
        raise DossierFileError(str(path), error.lineno, f"not in flow form: {error.msg}.", "Mend the line.") from None


def _parse(path: Path, body: bytes) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 (only without a cache)
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    try:
        return YAML(typ="safe", pure=True).load(body)
    except MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise DossierFileError(str(path), line, f"not YAML: {error.problem}.", "Mend the line.") from None
