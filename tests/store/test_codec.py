from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import model
from dragoman.errors import StoreRowError
from dragoman.store import codec
from dragoman.values import Granularity, Instant, Interval, Span

KINDS = (
    model.Claim,
    model.Statement,
    model.Document,
    model.Derivation,
    model.Judgement,
    model.Event,
    model.Round,
    model.Run,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1990-01-01"),
    max_value=datetime.fromisoformat("2100-01-01"),
    timezones=st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)

st.register_type_strategy(str, TEXTS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(Span, st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(*sorted(ends))))
st.register_type_strategy(
    Instant,
    DAYS.map(lambda day: Instant(day, None)) | MOMENTS.map(lambda moment: Instant(moment.date(), moment)),
)
st.register_type_strategy(
    Interval,
    st.builds(
        lambda day, length, granularity: Interval(
            datetime.combine(day, datetime.min.time()),
            datetime.combine(day, datetime.min.time()) + timedelta(hours=length),
            granularity,
        ),
        DAYS,
        st.integers(1, 999),
        st.sampled_from(Granularity),
    ),
)


def strategy_of(kind: type) -> st.SearchStrategy[Any]:
    return st.from_type(kind)


st.register_type_strategy(model.CellValue, st.builds(model.CellValue, value=JSON_VALUES))
st.register_type_strategy(model.Cell, st.builds(model.Cell, best=JSON_VALUES))
st.register_type_strategy(
    model.Judgement,
    st.builds(model.Judgement, target=st.dictionaries(TEXTS, JSON_VALUES, max_size=2), value=JSON_VALUES),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_comes_back_equal_through_json_text(kind: type, data: st.DataObject) -> None:
    record = data.draw(strategy_of(kind))
    text = codec.to_text(record)
    assert codec.from_text(kind, text) == record
    assert codec.to_text(codec.from_text(kind, text)) == text


NOT_STORED = {model.Capture, model.Analysis}
"""A capture's bytes have a column of their own; syntax is made anew by each reading."""


def test_every_kind_of_record_that_is_stored_has_a_codec() -> None:
    kinds = [kind for name in model.__all__ if is_dataclass(kind := getattr(model, name)) and kind not in NOT_STORED]
    assert [kind for kind in kinds if not hasattr(codec._decoder(kind), "decode")] == []


def test_unknown_fields_are_left_out_but_false_and_zero_are_kept() -> None:
    voice = model.Voice("TASS", model.VoiceKind.AGENCY)
    assert codec.to_mapping(voice) == {"name": "TASS", "kind": "agency", "chain": 0}


def test_an_offset_comes_back_as_it_was_printed() -> None:
    instant = Instant(date(2025, 6, 2), datetime.fromisoformat("2025-06-02T17:05:00+03:00"))
    assert codec.from_text(Instant, codec.to_text(instant)).isoformat() == "2025-06-02T17:05:00+03:00"


def test_a_number_that_json_cannot_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        codec.dumps({"value": float("nan")})


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(StoreRowError, match="start"):
        codec.from_text(model.Evidence, '{"end": 3, "quote": "abc"}')


def test_a_whole_number_stays_one_and_a_broken_one_too() -> None:
    for value in (390, 1.5, 1.0):
        text = codec.to_text(model.QuantityRef("exchanged", value))
        assert codec.to_text(codec.from_text(model.QuantityRef, text)) == text
        assert f'"value":{value}' in text


def test_a_field_of_another_form_is_refused() -> None:
    with pytest.raises(StoreRowError, match="start"):
        codec.from_text(Span, '{"start": "0", "end": 3}')


def test_a_pair_keeps_its_length() -> None:
    known = model.ProcessRound(2, (date(2025, 6, 1), date(2025, 6, 3)))
    text = codec.to_text(known)
    assert json.loads(text)["around"] == ["2025-06-01", "2025-06-03"]
    assert codec.from_text(model.ProcessRound, text) == known


@dataclass
class HoldsASet:
    found: set[str]


@dataclass
class HoldsTwoKinds:
    found: int | str


@pytest.mark.parametrize("kind", [HoldsASet, HoldsTwoKinds])
def test_a_type_without_a_rule_is_refused_when_its_codec_is_built(kind: type) -> None:
    with pytest.raises(TypeError, match="no codec"):
        codec._encoder(kind)


def test_times_on_the_recorded_clock_keep_their_zone() -> None:
    run = model.Run("run_1", "doc_1", "rev_1", "e", "d", datetime(2025, 6, 3, tzinfo=UTC))
    assert codec.from_text(model.Run, codec.to_text(run)).recorded_at.tzinfo is UTC
    assert [field.name for field in fields(run)][-1] == "recorded_at"


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '"text"', '{"start": 0}'])
def test_a_text_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(StoreRowError, match="DG406"):
        codec.from_text(model.Evidence, text)
