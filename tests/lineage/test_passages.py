"""Passages are equal word for word, in both texts, whatever the texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dragoman.lineage.passages import shared_runs, to_passages
from dragoman.lineage.wording import wording_of
from dragoman.lineage.words import SHINGLE_WORDS, own_words
from dragoman.model import Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from conftest import Reporting

WORDS = st.sampled_from(
    ["talks", "Talks", "the", "of", "Kyiv’s", "kyiv's", "İzmir", "ended,", "(in)", "“no”", "2025", "—"]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def plain(text: str) -> list[str]:
    kept = "".join(c if c.isalnum() or c in "'’" else " " for c in text).replace("’", "'")
    return [word.casefold() for word in kept.split()]


@given(one=TEXTS, other=TEXTS)
def test_passages_are_equal_word_for_word(report: Reporting, one: str, other: str) -> None:
    later, earlier = wording_of(report("b", one)), wording_of(report("a", other))
    runs = shared_runs(later, earlier)
    for passage in to_passages(runs, later, earlier):
        assert passage.there is not None
        assert plain(passage.here.of(one)) == plain(passage.there.of(other))
        assert len(plain(passage.here.of(one))) >= SHINGLE_WORDS
    assert all(a.here + a.length <= b.here for a, b in pairwise(runs))


@given(text=TEXTS)
def test_words_stand_where_they_say(report: Reporting, text: str) -> None:
    own = own_words(report("a", text))
    assert [plain(own.span(i, 1).of(text)) for i in range(len(own.words))] == [plain(str(word)) for word in own.words]
    assert own.count == len(own.words)


def test_run_of_words_does_not_reach_over_a_zone(report: Reporting) -> None:
    text = "one two three four. CAPTION five six seven eight"
    zones = (Zone(Span(20, 27), ZoneKind.CAPTION),)
    document = report("a", text, zones=zones)
    own = own_words(document)
    assert own.words == ("one", "two", "three", "four", None, "five", "six", "seven", "eight")
    assert list(own.shingles()) == []
    assert own.count == 8


def test_nested_and_neighbouring_zones_leave_one_gap(report: Reporting) -> None:
    text = "aa bb cc dd ee ff"
    spans = [Span(3, 8), Span(3, 5), Span(6, 11), Span(12, 14)]
    document = report("a", text, zones=tuple(Zone(span, ZoneKind.TEASER) for span in spans))
    assert own_words(document).words == ("aa", None, "ff")


def test_zone_at_the_head_leaves_no_gap(report: Reporting) -> None:
    assert own_words(report("a", "aa bb", zones=(Zone(Span(0, 2), ZoneKind.BYLINE),))).words == ("bb",)


def test_refrain_is_matched_without_blowing_up(report: Reporting) -> None:
    refrain = "and so it goes on " * 400
    later, earlier = wording_of(report("b", refrain)), wording_of(report("a", refrain))
    (run,) = shared_runs(later, earlier)
    assert (run.here, run.there, run.length) == (0, 0, 2000)
