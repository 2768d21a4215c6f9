"""Every rule of the English zones and credits marks its own examples and leaves alone what it says it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

import dragoman
from dragoman.clean import rules as rules_module
from dragoman.clean.credits import find_credits
from dragoman.clean.rules import Rules, rules_for
from dragoman.clean.zones import find_zones
from dragoman.errors import DossierFileError
from dragoman.values import Span

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

ENGLISH = Path(dragoman.__file__).parent / "lang" / "en"


def rows(name: str, key: str) -> list[dict[str, Any]]:
    loaded = YAML(typ="safe", pure=True).load((ENGLISH / name).read_text(encoding="utf-8"))
    return list(loaded[key])


def cases(name: str, key: str, kind: str) -> list[Any]:
    return [
        pytest.param(i, text, id=f"{row['id']}-{n}")
        for i, row in enumerate(rows(name, key))
        for n, text in enumerate(row.get(kind, []))
    ]


FILLER = "The envoys met at the palace for an hour, and no date was set. " * 8
"""Put before the examples of rules that look at the end of a text only."""


def padded(text: str, within: str) -> str:
    return FILLER + text if within == "tail" else text


def unmarked(marked: str) -> tuple[str, list[Span]]:
    """Give the text without the brackets that mark the zones, and where they stood."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        words = part[1:-1] if part.startswith("[") else part
        if part.startswith("["):
            stripped = words.strip()
            start = len(text) + words.index(stripped)
            spans.append(Span(start, start + len(stripped)))
        text += words
    return text, spans


@pytest.mark.parametrize(("i", "marked"), cases("zones.yaml", "zones", "examples"))
def test_zone_rule_marks_its_examples(i: int, marked: str) -> None:
    rule = rules_for("en").zones[i]
    text, spans = unmarked(padded(marked, rule.within))
    assert [(zone.span, zone.kind) for zone in find_zones(text, Rules(zones=(rule,)), ())] == [
        (span, rule.kind) for span in spans
    ]


@pytest.mark.parametrize(("i", "text"), cases("zones.yaml", "zones", "not"))
def test_zone_rule_leaves_alone_what_is_no_zone(i: int, text: str) -> None:
    rule = rules_for("en").zones[i]
    assert find_zones(padded(text, rule.within), Rules(zones=(rule,)), ()) == ()


def test_every_zone_rule_has_an_example_and_a_counterexample() -> None:
    assert [row["id"] for row in rows("zones.yaml", "zones") if not (row.get("examples") and row.get("not"))] == []


@pytest.mark.parametrize(("i", "marked"), cases("credits.yaml", "credits", "examples"))
def test_credit_rule_finds_its_examples(i: int, marked: str, dossier: Dossier) -> None:
    rule = rules_for("en").credits[i]
    text, spans = unmarked(padded(marked, rule.within))
    found = find_credits(text, Rules(credits=(rule,)), dossier, ())
    assert [zone.span for zone in found.zones] == spans
    assert {(credit.of, credit.whole, credit.quote) for credit in found.credits} == {
        (rule.of, rule.whole, span.of(text)) for span in spans
    }


@pytest.mark.parametrize(("i", "text"), cases("credits.yaml", "credits", "not"))
def test_credit_rule_leaves_alone_what_is_none(i: int, text: str, dossier: Dossier) -> None:
    rule = rules_for("en").credits[i]
    assert find_credits(padded(text, rule.within), Rules(credits=(rule,)), dossier, ()).credits == ()


@pytest.mark.parametrize(
    ("credit", "source", "said"),
    [
        ("Translated from the Russian of TASS.", "tass", {True}),
        ("This report was first published in Russian by TASS.", "tass", {True, None}),
        ("This story was first published by Reuters.", "reuters", {None}),
    ],
)
def test_credit_says_whether_the_text_is_a_translation(
    credit: str, source: str, said: set[bool | None], dossier: Dossier
) -> None:
    found = find_credits(f"The talks ended in Istanbul.\n{credit}", rules_for("en"), dossier, ()).credits
    assert {each.translated for each in found if each.source == source and each.whole} == said


@pytest.mark.parametrize(("i", "marked"), cases("credits.yaml", "datelines", "examples"))
def test_dateline_rule_finds_its_examples(i: int, marked: str) -> None:
    text, (span,) = unmarked(marked)
    found = rules_for("en").datelines[i].match(text)
    assert found is not None
    assert found.group().strip() == span.of(text)


@pytest.mark.parametrize(("i", "text"), cases("credits.yaml", "datelines", "not"))
def test_dateline_rule_leaves_alone_what_is_none(i: int, text: str) -> None:
    assert rules_for("en").datelines[i].match(text) is None


def test_language_without_rules_has_no_zones_and_an_unknown_one_those_of_english() -> None:
    assert rules_for("xx") == Rules()
    assert rules_for(None) is rules_for("en")


@pytest.mark.parametrize(
    ("zones", "word"),
    [
        ("zones: [{id: a, kind: rubbish}]", "'kind' is 'rubbish'"),
        ("zones: [{id: a, kind: teaser, extent: match, within: any, needs: [Upper], pattern: a}]", "lower case"),
        ("zones: [{id: a, kind: teaser, extent: match, within: any, needs: [], pattern: '('}]", "regular expression"),
        ("zones: [{id: 3}]", "'id' must be a text"),
    ],
)
def test_rule_that_is_wrong_names_its_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zones: str, word: str
) -> None:
    folder = tmp_path / "lang" / "zz"
    folder.mkdir(parents=True)
    (folder / "zones.yaml").write_text(f"# rules\n{zones}\n", encoding="utf-8")
    (folder / "credits.yaml").write_text("datelines: []\ncredits: []\n", encoding="utf-8")
    monkeypatch.setattr(rules_module, "files", lambda _: tmp_path)
    with pytest.raises(DossierFileError, match=re.escape(word)) as caught:
        rules_module._load.__wrapped__("zz")
    assert caught.value.line == 2


def test_credit_rule_must_say_whether_it_is_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lang" / "zz"
    folder.mkdir(parents=True)
    (folder / "zones.yaml").write_text("zones: []\n", encoding="utf-8")
    rows_text = "datelines: []\ncredits: [{id: a, of: text, within: any, needs: [], pattern: a}]\n"
    (folder / "credits.yaml").write_text(rows_text, encoding="utf-8")
    monkeypatch.setattr(rules_module, "files", lambda _: tmp_path)
    with pytest.raises(DossierFileError, match="'whole' must be true or false"):
        rules_module._load.__wrapped__("zz")
