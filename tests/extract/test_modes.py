"""Modes: how it was done, told by the words around a hit."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.build import Text, frame_of, text_of

from dragoman.extract.modes import find_mode

MODES = {
    "drone": {"words": ["drone"], "things": ["drone"]},
    "missile": {"words": ["rocket"]},
    "air": {"words": ["air", "bomber"]},
    "artillery": {"words": ["artillery"]},
    "mixed": {},
}


def mode(text: Text, word: str, modes: dict[str, Any] | None = None, kind: str = "deed", **trigger: Any) -> str | None:
    frame = frame_of("strike", kind, modes=MODES if modes is None else modes)
    return find_mode(text.hit(word, frame, **trigger), text.tree, text.lookup)


@pytest.mark.parametrize(
    ("sentence", "word", "found"),
    [
        pytest.param("Russia shelled Sumy with artillery.", "shelled", "artillery", id="with"),
        pytest.param("Russian drones struck depots in Kyiv.", "struck", "drone", id="subject"),
        pytest.param("The rocket and drone attack on Sumy ended.", "attack", "mixed", id="several"),
        pytest.param("Drones struck bombers at the Belaya air base.", "bombers", "air", id="own-phrase-first"),
        pytest.param("Russia fired a volley at Belaya.", "fired", None, id="nothing-tells"),
    ],
)
def test_the_nearest_words_tell_the_mode(sentence: str, word: str, found: str | None) -> None:
    assert mode(text_of(sentence), word) == found


def test_what_is_struck_and_where_it_stands_tell_nothing() -> None:
    text = text_of("Drones struck bombers at the Belaya air base.").place("Belaya air base")
    assert mode(text, "struck") == "drone"


def test_an_object_that_the_trigger_asks_for_tells_the_mode() -> None:
    text = text_of("Russia fired missiles at Ukraine.").thing("missiles", "drone")
    assert mode(text, "fired", object=["missile"]) == "drone"
    assert mode(text, "fired") is None


def test_a_thing_tells_by_its_kind() -> None:
    assert (
        mode(text_of("Russia fired a volley at Belaya.").thing("volley", "drone"), "fired", object=["volley"])
        == "drone"
    )


def test_a_meeting_is_told_by_its_object() -> None:
    assert mode(text_of("Drones struck bombers at the Belaya air base."), "struck", kind="meeting") == "mixed"


def test_of_several_modes_the_first_stands_where_the_frame_has_no_mixed_one() -> None:
    modes = {name: entry for name, entry in MODES.items() if name != "mixed"}
    assert mode(text_of("The rocket and drone attack on Sumy ended."), "attack", modes) == "drone"


def test_the_trigger_s_own_mode_stands_first() -> None:
    assert mode(text_of("Russian drones struck depots in Kyiv."), "struck", mode="air") == "air"


def test_the_object_of_a_relative_clause_does_not_silence_its_own_verb() -> None:
    line = "men=man/NNS/ROOT/0 whom/WP/dobj/3 drones=drone/NNS/nsubj/3 struck=strike/VBD/relcl/0"
    assert mode(text_of(line), "struck") == "drone"


def test_a_frame_without_modes_has_none() -> None:
    assert mode(text_of("Russian drones struck depots in Kyiv."), "struck", {}) is None
