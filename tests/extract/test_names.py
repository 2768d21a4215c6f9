"""Names of operations and ordinals of rounds."""

from __future__ import annotations

import pytest
from tests.extract.build import Text, frame_of, text_of

from dragoman.extract.names import find_name, find_round

WEB = "In Operation Spider's Web, Ukraine struck bombers."
LONG = f"Operation/NNP/compound/1 {' '.join(f'{w}/NNP/compound/7' for w in 'ABCDEF')} struck=strike/VBD/ROOT/7"
ROUND = "The third round of talks ended."


def name(text: Text, word: str = "struck", kind: str = "deed") -> str | None:
    return find_name(text.hit(word, frame_of("strike", kind)), text.tree, text.lookup, text.analysis.sentences[0])


def test_a_known_operation_is_named_without_the_word_operation() -> None:
    assert name(text_of(WEB).thing("Operation Spider's Web", "operation")) == "Spider's Web"


def test_an_unknown_operation_is_named_by_its_capitals() -> None:
    assert name(text_of(WEB)) == "Spider's Web"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Operation/NNP/nsubj/1 struck=strike/VBD/ROOT/1 bombers=bomber/NNS/dobj/1", None),
        ("The/DT/det/1 operation/NN/nsubj/2 struck=strike/VBD/ROOT/2 Belaya/NNP/dobj/2", None),
        ("He/PRP/nsubj/1 struck=strike/VBD/ROOT/1 in/IN/prep/1 Operation/NNP/pobj/2", None),
        (LONG, "A B C D E"),
    ],
)
def test_a_name_by_its_form_has_one_to_five_capitalised_words(line: str, found: str | None) -> None:
    assert name(text_of(line)) == found


def test_words_in_lower_case_are_no_name() -> None:
    line = "He/PRP/nsubj/1 struck=strike/VBD/ROOT/1 in/IN/prep/1 incursion/NN/pobj/2 into/IN/prep/3 Kursk/NNP/pobj/4"
    assert name(text_of(line).thing("incursion into Kursk", "operation")) is None


def test_a_bare_operation_and_a_weapon_are_no_names() -> None:
    line = "Operation/NNP/nsubj/1 struck=strike/VBD/ROOT/1 Shaheds=shahed/NNPS/dobj/1"
    assert name(text_of(line).thing("Operation", "operation").thing("Shaheds", "drone")) is None


def test_an_operation_of_another_sentence_and_one_of_a_meeting_are_none() -> None:
    two = text_of("Russia struck depots and bridges.", WEB).thing("Operation Spider's Web", "operation")
    assert name(two) is None
    assert name(text_of(WEB), kind="meeting") is None


def ordinal(text: Text, word: str, **keys: object) -> int | None:
    return find_round(text.hit(word, frame_of(**keys)), text.tree, text.lookup, text.analysis.sentences[0])


def test_an_ordinal_numbers_the_round_told_by_either_noun() -> None:
    text = text_of(ROUND).number("third", "round", value=3, ordinal=True)
    assert ordinal(text, "round") == 3
    assert ordinal(text, "talks") == 3


def test_a_modifying_round_is_numbered_too() -> None:
    line = "third/JJ/amod/1 round/NN/compound/2 talks=talk/NNS/ROOT/2"
    assert ordinal(text_of(line).number("third", "round", value=3, ordinal=True), "talks") == 3


def test_what_is_not_an_ordinal_of_a_numbered_noun_is_no_round() -> None:
    assert ordinal(text_of(ROUND).number("third", "round", value=3), "round") is None
    assert ordinal(text_of(ROUND).number("third", "ended", value=3, ordinal=True), "round") is None
    assert ordinal(text_of(ROUND).number("third", "round", ordinal=True), "round") is None
    line = "third/JJ/amod/1 attempt/NN/ROOT/1"
    assert ordinal(text_of(line).number("third", "attempt", value=3, ordinal=True), "attempt") is None


def test_a_deed_is_numbered_only_where_its_frame_says_so() -> None:
    line = "third/JJ/amod/1 exchange/NN/ROOT/1"
    text = text_of(line).number("third", "exchange", value=3, ordinal=True)
    assert ordinal(text, "exchange", name="exchange", kind="deed") is None
    assert ordinal(text, "exchange", name="exchange", kind="deed", rounds=True) == 3
