"""Runs the sentence cases under cases/actors with the analyser and the shipped dossier.

Each case: id; text; expect, the mentions that must be there, in text order, by the words they cover, with party and any
other field of ``ActorMention`` (``antecedent`` by its words); absent, words of which none may be a mention; why.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.dossier import load_dossier
from dragoman.lang.tables import load_table
from dragoman.model import Document
from dragoman.resolve.actor_lexicon import ActorLexicon
from dragoman.resolve.actors import find_actors
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from dragoman.analyse import Analyser
    from dragoman.model import ActorMention

CASES = Path(__file__).parent.parent / "cases" / "actors"
DENYING = frozenset({"is_not"})
"""Files whose every case says what is no actor, or not that one."""


def read_cases() -> list[Any]:
    """One pytest parameter for each case of each file, named ``<file>/<id>``."""
    reader = YAML(typ="safe", pure=True)
    files = sorted(CASES.glob("*.yaml"))
    return [pytest.param(case, id=f"{file.stem}/{case['id']}") for file in files for case in reader.load(file)]


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.build(load_dossier(load_settings({}).dossier), load_table("en", "actors"))


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases())
def test_text_names_these_actors(case: Any, analyser: Analyser, lexicon: ActorLexicon) -> None:
    text = case["text"]
    found = find_actors(analyser.analyse(Document("doc", "rev", "", text)), lexicon)
    shown = [_shown(mention, text) for mention in found]
    place = 0
    for row in case.get("expect", ()):
        wanted = {"words": row["words"], "party": row.get("party"), **row}
        place = next((n + 1 for n in range(place, len(shown)) if wanted.items() <= shown[n].items()), 0)
        assert place, (wanted, shown, case.get("why"))
    over = [m["words"] for m in shown for words in case.get("absent", ()) if words == m["words"]]
    assert over == [], (shown, case.get("why"))


def _shown(mention: ActorMention, text: str) -> dict[str, Any]:
    before = mention.antecedent
    return {
        "words": text[mention.span.start : mention.span.end],
        "party": mention.party,
        "name": mention.name,
        "kind": mention.kind.value,
        "id": mention.actor_id,
        "office": mention.office,
        "by": mention.by,
        "further": list(mention.further) or None,
        "antecedent": None if before is None else text[before.start : before.end],
    }


def test_half_of_the_cases_say_what_is_none_and_why() -> None:
    cases = [(param.id, param.values[0]) for param in read_cases()]
    denied = [case for name, case in cases if name.split("/")[0] in DENYING]
    assert len(cases) >= 50
    assert len(denied) >= len(cases) // 2
    assert [case["id"] for case in denied if not case.get("why")] == []
