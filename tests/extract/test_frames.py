"""Frame files: what they compile to, and what their author is told when one is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import FrameFileError
from dragoman.extract.frames import FOLDER, load_frames

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
frame: visit
gloss: Somebody calls on somebody.
kind: meeting
codes: {plover: CONSULT, source: none}
modes:
  state: {words: [state]}
roles:
  actor: {verb: [subject], noun: [genitive]}
triggers:
  - id: visit-verb
    verb: [visit, tour]
  - id: visit-noun
    noun: [visit]
    mode: state
  - {id: absent, adjective: [away]}
"""


def write(folder: Path, text: str | bytes, name: str = "visit") -> Path:
    (folder / f"{name}.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def mistake(folder: Path, old: str, new: str) -> FrameFileError:
    assert old in GOOD
    with pytest.raises(FrameFileError) as caught:
        load_frames(write(folder, GOOD.replace(old, new)))
    return caught.value


def test_lemmas_lead_to_the_triggers_they_can_fire(tmp_path: Path) -> None:
    frames = load_frames(write(tmp_path, GOOD))
    assert {lemma: [(f.frame, t.id) for f, t in pairs] for lemma, pairs in frames.verbs.items()} == {
        "visit": [("visit", "visit-verb")],
        "tour": [("visit", "visit-verb")],
    }
    assert [t.id for _, t in frames.nouns["visit"]] == ["visit-noun"]
    assert [t.id for _, t in frames.adjectives["away"]] == ["absent"]
    assert frames.frames["visit"].kind == "meeting"


def test_the_digest_changes_with_the_files(tmp_path: Path) -> None:
    first = load_frames(write(tmp_path, GOOD)).digest
    assert load_frames(tmp_path).digest == first
    assert load_frames(write(tmp_path, GOOD + "  # the end\n")).digest != first


def test_what_is_compiled_is_read_back_from_the_cache(tmp_path: Path) -> None:
    folder, cache = write(tmp_path, GOOD), tmp_path / "cache"
    first = load_frames(folder, cache=cache)
    (kept,) = cache.iterdir()
    stamp = kept.stat().st_mtime_ns
    assert load_frames(folder, cache=cache) == first
    assert kept.stat().st_mtime_ns == stamp


SHARED = """\
frames: [visit]
triggers:
  - id: seen
    verb: [see]
"""


def write_shared(folder: Path, text: str) -> Path:
    (folder / "shared").mkdir()
    write(folder / "shared", text, "seeing")
    return write(folder, GOOD)


def test_shared_triggers_come_after_a_frames_own_and_are_one_for_all(tmp_path: Path) -> None:
    folder = write_shared(tmp_path, SHARED.replace("[visit]", "[visit, call]"))
    write(folder, GOOD.replace("frame: visit", "frame: call").replace("visit-", "call-"), "call")
    write(folder, GOOD.replace("frame: visit", "frame: other").replace("visit-", "other-"), "other")
    frames = load_frames(folder, cache=tmp_path / "cache")
    (first, one), (second, two) = frames.verbs["see"]
    assert [first.frame, second.frame] == ["call", "visit"]
    assert one is two
    assert [each.id for each in frames.frames["visit"].triggers] == ["visit-verb", "visit-noun", "absent", "seen"]
    assert load_frames(folder, cache=tmp_path / "cache") == frames


def test_the_digest_changes_with_what_is_shared(tmp_path: Path) -> None:
    first = load_frames(write(tmp_path, GOOD)).digest
    assert load_frames(write_shared(tmp_path, SHARED)).digest != first


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("[visit]", "[visit, vist]", 1, "frame 'vist' is not known. Known frames: visit.", id="frame"),
        pytest.param("seen", "absent", 3, "frame 'visit' has a trigger 'absent'", id="one-id-twice"),
        pytest.param("verb: [see]", "verbs: [see]", 4, "'triggers.0.verbs': key is not known", id="key-of-a-trigger"),
        pytest.param(
            "verb: [see]",
            "verb: [see]\n    mode: working",
            5,
            "mode 'working' is not known. Known modes: state.",
            id="mode",
        ),
        pytest.param(
            "  - id: seen",
            "  - id: seen\n    noun: [sight]\n  - id: seen",
            5,
            "trigger 'seen' is given twice",
            id="twice",
        ),
        pytest.param("frames:", "frame:", 1, "'frames': key is missing. Known keys: frames, triggers.", id="key"),
    ],
)
def test_a_mistake_in_what_is_shared_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(FrameFileError) as caught:
        load_frames(write_shared(tmp_path, SHARED.replace(old, new)))
    assert f"shared/seeing.yaml:{line}" in str(caught.value)
    assert says in str(caught.value)


def test_the_shipped_frames_are_all_of_the_codebook() -> None:
    assert sorted(load_frames().frames) == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("gloss: S", "# gloss: S", 1, "'gloss': key is missing. Known keys: frame,", id="a-key-is-missing"),
        pytest.param(
            "gloss: S",
            "sids: true\ngloss: S",
            2,
            "'sids': key is not known. Did you mean 'sides'? Known keys: frame, gloss,",
            id="an-unknown-key",
        ),
        pytest.param(
            "verb: [visit, tour]",
            "verb: [visit, tour]\n    objekt: [city]",
            12,
            "'triggers.0.objekt': key is not known. Did you mean 'object'? Known keys: id, verb, noun,",
            id="an-unknown-key-of-a-trigger",
        ),
        pytest.param(
            "source: none", "sauce: none", 4, "'codes.source': key is missing. Known keys: plover, acled,", id="codes"
        ),
        pytest.param(
            "noun: [visit]",
            "noun: [visit]\n    verb: [visit]",
            12,
            "'visit-noun' must give exactly one",
            id="two-kinds",
        ),
        pytest.param("    verb: [visit, tour]\n", "", 10, "'visit-verb' must give exactly one of verb", id="no-kind"),
        pytest.param("id: visit-noun", "id: visit-verb", 12, "trigger 'visit-verb' is given twice", id="one-id-twice"),
        pytest.param(
            "mode: state", "mode: working", 14, "mode 'working' is not known. Known modes: state.", id="no-such-mode"
        ),
        pytest.param("  actor:", "  actr:", 8, "'actor', 'target', 'mediator' or 'delegate'", id="no-such-role"),
        pytest.param(
            "[subject]", "[subjekt]", 8, "'roles.actor.verb.0': String should match pattern", id="no-such-slot"
        ),
        pytest.param("kind: meeting", "kind: party", 3, "'deed', 'speech' or 'meeting'", id="no-such-kind"),
        pytest.param("mode: state", "status: maybe", 14, "'occurred', 'ongoing', 'planned'", id="no-such-status"),
        pytest.param("kind: meeting", "kind: [meeting", 4, "not YAML: ", id="not-yaml"),
        pytest.param("frame: visit", "frame: trip", 1, "frame 'trip' stands in another file", id="another-name"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_is_known(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    error = mistake(tmp_path, old, new)
    assert error.line == line
    assert error.path == f"{tmp_path.name}/visit.yaml"
    assert says in str(error)
    assert str(error).endswith("[DG203]")


def test_a_file_that_holds_no_mapping_is_told(tmp_path: Path) -> None:
    with pytest.raises(FrameFileError, match="'the file': Input should be a valid dictionary"):
        load_frames(write(tmp_path, "- talks\n"))


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    with pytest.raises(FrameFileError, match=r"not UTF-8: invalid start byte\. Save it as UTF-8"):
        load_frames(write(tmp_path, b"frame: \xff\n"))


def test_a_frame_without_trigger_is_refused(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("triggers:")] + "triggers: []\n"
    with pytest.raises(FrameFileError, match=r"visit.yaml:9: 'triggers': Tuple should have at least 1 item"):
        load_frames(write(tmp_path, text))
