"""Pack files and the errors that their authors see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.dossier.loader import distinct, read_manifest, read_pack
from dragoman.errors import DossierFileError
from dragoman.model import ActorKind

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import PackMaker

ACTORS = "actors/a.yaml"
GOOD = "- id: person.a\n  kind: person\n  names: [Ann Ash]\n"


def failing(folder: Path) -> DossierFileError:
    with pytest.raises(DossierFileError) as caught:
        read_pack(folder)
    return caught.value


def test_entry_carries_its_file_and_line(make_pack: PackMaker) -> None:
    folder = make_pack({ACTORS: "# a comment\n\n" + GOOD + GOOD.replace("person.a", "person.b")})
    rows = read_pack(folder).actors
    assert [(row.entry.id, row.line) for row in rows] == [("person.a", 3), ("person.b", 6)]
    assert rows[0].file == str(folder / ACTORS)
    assert rows[0].entry.kind is ActorKind.PERSON


def test_norway_is_a_country_and_a_version_keeps_its_zero(make_pack: PackMaker) -> None:
    folder = make_pack({ACTORS: GOOD + "  country: NO\n"})
    (folder / "dossier.yaml").write_text("pack: made\ntitle: on\nversion: 2026.10\n", encoding="utf-8")
    files = read_pack(folder)
    assert files.actors[0].entry.country == "NO"
    assert (files.manifest.title, files.manifest.version) == ("on", "2026.10")


def test_booleans_and_dates_are_read(make_pack: PackMaker) -> None:
    tenure = "  tenures:\n    - {office: Mayor, party: NOR, start: 2020-01-31}\n"
    folder = make_pack({ACTORS: GOOD + tenure, "descriptors.yaml": "- {words: [mayor], kind: person, office: true}\n"})
    files = read_pack(folder)
    assert str(files.actors[0].entry.tenures[0].start) == "2020-01-31"
    assert files.descriptors[0].entry.office is True
    assert files.descriptors[0].entry.plain is False


@pytest.mark.parametrize("empty", ["", "# nothing yet\n", "[]\n"])
def test_a_file_without_entries_is_empty(make_pack: PackMaker, empty: str) -> None:
    assert read_pack(make_pack({ACTORS: empty})).actors == ()


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        (GOOD + "  mytonyms: [Ash]\n", 4, "key 'mytonyms' is not known.", "Did you mean 'metonyms'?"),
        (GOOD.replace("kind: person", "kind: persom"), 2, "kind 'persom' is not known.", "Did you mean 'person'?"),
        (GOOD.replace("  names: [Ann Ash]\n", ""), 1, "key 'names' is missing.", "Every entry needs it."),
        (GOOD.replace("[Ann Ash]", "[]"), 3, "names:", "pack-format.md"),
        (GOOD + "  country: Norway\n", 4, "country 'Norway' has the wrong form.", "alpha-2"),
        (GOOD.replace("person.a", "'a b'"), 1, "id 'a b' has the wrong form.", "letters, digits"),
        (GOOD + "  party: ~\n  id: other\n", 5, "key 'id' stands twice.", "Keep one"),
        ("id: person.a\n", 1, "is not a list.", "'- id: ...'"),
        ("- just text\n", 1, "the entry is not a mapping.", "key: value"),
        ("- {id: [}\n", 1, "is not YAML:", "Mend the line."),
        ("- &a [*a]\n", 1, "nests too deeply.", "alias"),
        (
            GOOD + "  tenures:\n    - {office: M, party: N,\n       sart: 2020-01-01}\n",
            6,
            "key 'sart'",
            "Did you mean 'start'?",
        ),
        (
            GOOD + "  tenures:\n    - {office: M, party: N, start: 2020-13-01}\n",
            5,
            "tenures.0.start:",
            "pack-format.md",
        ),
    ],
)
def test_mistake_names_line_problem_and_remedy(
    make_pack: PackMaker, text: str, line: int, problem: str, remedy: str
) -> None:
    error = failing(make_pack({ACTORS: text}))
    assert (error.line, error.path.endswith(ACTORS)) == (line, True)
    assert problem in error.problem
    assert remedy in error.remedy
    assert "DG201" in str(error)


@pytest.mark.parametrize("domain", ["www.example.org", "https://example.org", "Example.org"])
def test_domain_is_a_bare_host(make_pack: PackMaker, domain: str) -> None:
    source = f"- {{id: x, names: [X], kind: newspaper, domains: ['{domain}']}}\n"
    error = failing(make_pack({"sources.yaml": source}))
    assert "domains" in error.problem


def test_language_has_a_form(make_pack: PackMaker) -> None:
    error = failing(make_pack({"sources.yaml": "- {id: x, names: [X], kind: agency, languages: [English]}\n"}))
    assert "ISO 639" in error.remedy


def test_round_may_not_end_before_it_begins(make_pack: PackMaker) -> None:
    text = "- {id: t, names: [T], parties: [NOR], rounds: [{number: 1, around: [2031-03-03, 2031-03-01]}]}\n"
    error = failing(make_pack({"process.yaml": text}))
    assert "before it begins" in error.problem


def test_names_file_is_one_mapping(make_pack: PackMaker) -> None:
    assert read_pack(make_pack({"names.yaml": "shown: {person.a: Ann}\n"})).shown[0].entry.shown == {"person.a": "Ann"}
    error = failing(make_pack({"names.yaml": "- a\n"}, name="other"))
    assert error.problem == "the entry is not a mapping."


def test_file_that_is_not_utf8_says_so(make_pack: PackMaker) -> None:
    folder = make_pack({ACTORS: GOOD})
    (folder / ACTORS).write_bytes(b"- id: \xff\n")
    assert "not UTF-8 at byte 6" in failing(folder).problem


def test_control_characters_are_no_yaml(make_pack: PackMaker) -> None:
    folder = make_pack({ACTORS: "- id: \x07\n"})
    assert "is not YAML" in failing(folder).problem


def test_two_documents_in_one_file_are_an_error(make_pack: PackMaker) -> None:
    assert "is not YAML" in failing(make_pack({ACTORS: "[]\n---\n[]\n"})).problem


def test_folder_without_manifest_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(DossierFileError, match="is missing"):
        read_manifest(tmp_path)


def test_second_entry_of_an_id_is_an_error(make_pack: PackMaker) -> None:
    files = read_pack(make_pack({ACTORS: GOOD, "actors/b.yaml": GOOD}))
    with pytest.raises(DossierFileError, match=r"b\.yaml:1: id 'person.a' stands already at .*a\.yaml:1"):
        list(distinct(files.actors))
