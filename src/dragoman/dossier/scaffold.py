"""A new pack to start from: a folder that does not exist comes in, a commented minimal pack goes out.

What it writes passes ``check``. It never writes into a folder that has something in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")

FILES = {
    "dossier.yaml": """\
# What this pack is. The form of every file: docs/reference/pack-format.md
pack: {name}
title: "{name}: say here which conflict or process it is about"
version: "0.1"
requires: [base]        # states, organisations, agencies of the world; paths of folders work too
languages: [en]
# boundaries: Whose names and borders the pack shows, for the caption of every map.
""",
    "actors/people.yaml": """\
# Who acts and speaks. One entry each; the first name is the one shown, the others are spellings to recognise.
# Source: say here where the facts are from, or give each entry its own 'source:'.
#
# - id: person.example-minister        # unique; person., force., group., org., gov. by custom
#   kind: person                       # state government ministry force armed_group organisation outlet person people
#   names: [Example Minister, E. Minister]
#   party: NOR                         # ISO 3166-1 alpha-3 of the state, or the short name of the side
#   country: NO                        # ISO 3166-1 alpha-2
#   tenures:
#     - {{office: Foreign Minister, party: NOR, start: 2020-01-31, end: 2021-10-14}}
[]
""",
    "places/places.yaml": """\
# Places that a gazetteer lacks: air bases, crossings, villages by their names in news.
# Source: say here where names and coordinates are from.
#
# - id: {name}.example-crossing
#   names: [Example Crossing]
#   precision: exact                   # exact settlement district region country
#   country: NO
#   lat: 69.72
#   lon: 30.05
[]
""",
    "things/things.yaml": """\
# Weapons, aircraft, named operations.
# Source: say here where the facts are from.
#
# - id: example-drone
#   names: [Example-1]
#   kind: drone                        # drone missile aircraft artillery bomb air_defence ship vehicle operation
#   mode: drone                        # drone missile air artillery mixed: the strike that it implies
[]
""",
    "sources.yaml": """\
# Outlets that the base pack lacks.
#
# - id: example-times
#   names: [Example Times]
#   kind: newspaper                    # agency state_media public_broadcaster newspaper broadcaster online ...
#   country: NO
#   domains: [times.example]
#   credits: [Example Times]
[]
""",
    "process.yaml": """\
# Peace processes: who talks with whom, and which rounds there were. 'around' only joins reports, it is never shown.
#
# - id: {name}-talks
#   names: [Example talks]
#   parties: [NOR, SWE]
#   start: 2031-03-01
#   rounds:
#     - {{number: 1, around: [2031-03-01, 2031-03-03]}}
[]
""",
    "names.yaml": """\
# The names that this pack chooses to show for actors and places, whichever spelling a report uses.
# shown:
#   person.example-minister: Example Minister
shown: {{}}
""",
}


def new_pack(path: Path, name: str) -> tuple[Path, ...]:
    """Write a commented minimal pack and give the files written.

    Args:
        path: The folder to make; it may exist if it is empty.
        name: The pack's name: lower-case letters, digits and hyphens.

    Raises:
        UsageError: DG100, the folder has something in it, or the name has another form.
    """
    if not NAME.fullmatch(name):
        raise UsageError(f"Pack name '{name}' has the wrong form. Use lower-case letters, digits and hyphens.")
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path}: is there already and is not an empty folder. Name a new folder.")
    written = []
    for file, text in FILES.items():
        target = path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.format(name=name), encoding="utf-8")
        written.append(target)
    return tuple(written)
