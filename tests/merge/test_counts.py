"""Reports, origins, voices and parties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.merge.counts import Support, count, share_voice, speakers_of
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import sketch_of
from dragoman.model import Counts, Voice, VoiceKind

Make = Callable[..., Any]
RULES = load_rules()


def supports(*claims: Any) -> list[Support]:
    return [Support(sketch_of(claim, RULES)) for claim in claims]


def test_a_copy_adds_a_report_and_no_origin(make: Make) -> None:
    told = supports(*(make(frame="strike", doc=f"d{n}", origin="source:reuters", source="Reuters") for n in range(12)))
    assert count(told, RULES.names) == Counts(reports=12, origins=1, voices=1, parties=())


def test_a_report_with_no_voice_speaks_as_its_outlet(make: Make) -> None:
    first, second = make(frame="strike", doc="a", source="Anadolu"), make(frame="strike", doc="b", source="Kyodo")
    assert count(supports(first, second), RULES.names).voices == 2
    assert [speaker.voice.kind for speaker in speakers_of(supports(first), RULES.names)] == [VoiceKind.OUTLET]


def test_an_unnamed_source_in_a_states_medium_is_not_the_states_voice(make: Make) -> None:
    claim = make(frame="strike", voice=["TASS/agency/RUS", "a source/unnamed/RUS"])
    assert count(supports(claim), RULES.names).parties == ()
    assert count(supports(claim), RULES.names).voices == 1


def test_only_persons_and_offices_speak_for_a_party(make: Make) -> None:
    medium = make(frame="strike", voice=["TASS/agency/RUS"])
    office = make(frame="strike", doc="b", voice=["TASS/agency/RUS", "Defence Ministry/office/RUS"])
    assert count(supports(medium), RULES.names).parties == ()
    assert count(supports(office), RULES.names) == Counts(1, 1, 1, ("RUS",))


def test_voices_side_by_side_all_count(make: Make) -> None:
    claim = make(frame="strike", voice=["Peskov/person/RUS/0", "Reuters/agency//1", "Yermak/person/UKR/1"])
    assert count(supports(claim), RULES.names) == Counts(1, 1, 2, ("RUS", "UKR"))


def test_one_speaker_in_two_spellings_is_one_voice(make: Make) -> None:
    first = make(frame="talks", doc="a", voice=["Rustem Umerov/person/UKR"])
    second = make(frame="talks", doc="b", voice=["Umjerow/person/UKR"])
    assert count(supports(first, second), RULES.names).voices == 1
    assert share_voice(supports(first), supports(second), RULES.names)


def test_unnamed_sources_of_two_origins_are_two(make: Make) -> None:
    first = make(frame="talks", doc="a", voice=["a source/unnamed"])
    second = make(frame="talks", doc="b", voice=["a source/unnamed"])
    copy = make(frame="talks", doc="c", origin="a", voice=["the source/unnamed"])
    assert count(supports(first, second), RULES.names).voices == 2
    assert count(supports(first, copy), RULES.names).voices == 1
    assert not share_voice(supports(first), supports(second), RULES.names)


def test_a_value_with_a_voice_of_its_own_is_counted_by_it(make: Make) -> None:
    sketch = sketch_of(make(frame="strike", voice=["SBU/office/UKR"]), RULES)
    own = Support(sketch, (Voice("Pentagon", VoiceKind.OFFICE, "USA"),))
    assert count([own], RULES.names).parties == ("USA",)


def test_a_credit_to_an_agency_is_no_origin_beside_the_agencys_own_report(make: Make) -> None:
    own = make(frame="strike", doc="w1", source="wire")
    credited = make(frame="strike", doc="b", origin="source:wire")
    other = make(frame="strike", doc="c", origin="source:other-wire")
    copied = make(frame="strike", doc="w2", source="wire", origin="b")
    assert count(supports(own, credited), RULES.names).origins == 1
    assert count(supports(own, credited, other), RULES.names).origins == 2
    assert count(supports(credited, other), RULES.names).origins == 2
    assert count(supports(credited, copied), RULES.names).origins == 2
