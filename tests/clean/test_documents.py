"""Captures become documents: text kept as given, fields told, what cannot be read set aside or noted."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dragoman.clean import to_document
from dragoman.errors import BadJsonError, DocumentError, EmptyInputError, EncodingError, ForbiddenCharacterError
from dragoman.model import Credit, Document, Published, ZoneKind
from dragoman.values import Instant, Span, parse_instant

if TYPE_CHECKING:
    from conftest import Capturing
    from dragoman.dossier import Dossier

JSON = "application/json"
TALKS = "The two delegations met in Istanbul on Monday and agreed on an exchange of prisoners."


def line(**fields: Any) -> str:
    return json.dumps(fields)


@pytest.fixture
def read(capture: Capturing, dossier: Dossier) -> Any:
    def to(payload: bytes | str, media_type: str = JSON, **said: Any) -> Document:
        return to_document(capture(payload, media_type, **said), dossier)

    return to


# --------------------------------------------------------------------------------------------- text as given


@pytest.mark.parametrize(
    "text", ["\ufeffA\r\nB\u2028C\x0bD e\u0301 \u00e9 😀", "  lead and trail \n\n", "a\tb\x85c\x1f"]
)
def test_json_text_is_kept_code_point_for_code_point(read: Any, text: str) -> None:
    assert read(line(text=text)).text == text


@given(text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_any_text_comes_through_json_lines_unchanged_and_zones_lie_inside(read: Any, text: str) -> None:
    if not text.strip().strip("\ufeff"):
        return
    document = read(line(text=text, title=text[:20]))
    assert document.text == text
    assert all(zone.span.end <= len(text) for zone in document.zones)
    assert all(credit.quote == credit.span.of(text) for credit in document.credits)
    assert list(document.zones) == sorted(document.zones, key=lambda z: (z.span.start, -z.span.end, z.kind))


def test_text_file_keeps_everything_but_its_byte_order_mark(read: Any) -> None:
    assert read(b"\xef\xbb\xbfOne talk.\r\nTwo.", "text/plain").text == "One talk.\r\nTwo."
    assert read("One e\u0301 talk.".encode("utf-16"), "text/plain").text == "One e\u0301 talk."


def test_repeated_reading_gives_the_same_document(read: Any) -> None:
    payload = line(text=TALKS, url="https://example.org/a", published="2025-06-02")
    assert read(payload) == read(payload)


# --------------------------------------------------------------------------------------------- fields


def test_fields_of_a_json_line_are_read(read: Any) -> None:
    found = read(
        line(
            id="a-1",
            url="https://www.example.org/talks",
            title="Talks held",
            source="Example Post",
            published="2025-06-02T15:00:00+03:00",
            text=TALKS,
            author="Jane Doe",
        )
    )
    assert (found.given_id, found.doc, found.url) == ("a-1", "a-1", "https://www.example.org/talks")
    assert (found.title, found.source, found.source_id, found.byline) == (
        "Talks held",
        "Example Post",
        "post",
        "Jane Doe",
    )
    three = timezone(timedelta(hours=3))
    assert found.published == Published(Instant(date(2025, 6, 2), datetime(2025, 6, 2, 15, tzinfo=three)), "json")
    assert (found.language, found.notes) == ("en", ())


@pytest.mark.parametrize(
    ("alias", "value", "field"),
    [
        ("guid", "g-1", "given_id"),
        ("link", "https://example.org/a", "url"),
        ("headline", "Talks", "title"),
        ("publisher", "Example Post", "source"),
        ("body", TALKS, "text"),
        ("content", TALKS, "text"),
        ("byline", "Jane Doe", "byline"),
    ],
)
def test_other_names_of_fields_are_known(read: Any, alias: str, value: str, field: str) -> None:
    assert getattr(read(line(**{"text": TALKS, alias: value} if field != "text" else {alias: value})), field) == value


@pytest.mark.parametrize("name", ["published", "published_at", "date", "pubDate"])
@pytest.mark.parametrize(
    "value", ["2025-06-02", "2025-06-02T12:00:00Z", "Mon, 02 Jun 2025 12:00:00 +0300", "Mon, 02 Jun 2025 12:00:00 GMT"]
)
def test_dates_in_iso_8601_and_rfc_822_are_read(read: Any, name: str, value: str) -> None:
    found = read(line(text=TALKS, **{name: value}))
    assert found.published == Published(parse_instant(value), "json")


def test_null_falls_through_to_the_next_name_and_blank_is_unknown(read: Any) -> None:
    found = read(line(id=None, guid=7, url=None, link="https://example.org/a", title="  ", published="", text=TALKS))
    assert (found.given_id, found.url, found.title, found.published, found.notes) == (
        "7",
        "https://example.org/a",
        None,
        None,
        (),
    )


@pytest.mark.parametrize("value", ["last Tuesday", 1748865600, {"year": 2025}, "2025-13-45"])
def test_unreadable_date_leaves_the_report_undated_with_a_note(read: Any, value: object) -> None:
    found = read(line(text=TALKS, published=value))
    assert found.published is None
    assert len(found.notes) == 1
    assert found.notes[0].startswith("needs publication date: ")


def test_what_the_user_says_wins(read: Any) -> None:
    said = Instant(date(2025, 6, 3), None)
    found = read(
        line(text=TALKS, url="https://example.org/a", source="Other", published="rubbish"),
        url="https://tass.com/b",
        source="TASS",
        published=said,
    )
    assert (found.url, found.source, found.source_id) == ("https://tass.com/b", "TASS", "tass")
    assert (found.published, found.notes) == (Published(said, "option"), ())


def test_source_is_told_by_domain_where_it_has_no_name(read: Any) -> None:
    assert read(line(text=TALKS, url="https://www.en.tass.com/b")).source_id == "tass"
    assert read(line(text=TALKS, source="example.org")).source_id == "post"
    assert read(line(text=TALKS, source="Nowhere News", url="https://example.org/a")).source_id == "post"
    assert read(line(text=TALKS, source="Nowhere News", url="http://[broken")).source_id is None
    assert read(line(text=TALKS)).source_id is None


# --------------------------------------------------------------------------------------------- bad JSON


@pytest.mark.parametrize(
    ("payload", "error", "word"),
    [
        ('{"text": "cut off', BadJsonError, "at character"),
        ("[1, 2]", BadJsonError, "a list, not an object"),
        ('"words"', BadJsonError, "a string, not an object"),
        ("null", BadJsonError, "null, not an object"),
        ('{"title": "No text"}', BadJsonError, "Keys: 'title'"),
        ("{}", BadJsonError, "Keys: 'none'"),
        ('{"text": ["a"]}', BadJsonError, "'text' is a list"),
        ('{"text": 5}', BadJsonError, "'text' is a number"),
        ('{"text": "a", "url": {"href": "x"}}', BadJsonError, "'url' is an object"),
        ('{"text": "a", "id": true}', BadJsonError, "'id' is a truth value"),
        ('{"text": "a", "id": 1.5}', BadJsonError, "'id' is a number"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", BadJsonError, "number too long"),
        ('{"text": ' + "[" * 100_000, BadJsonError, "nested too deep"),
        ('{"text": ""}', EmptyInputError, "no text"),
        ('{"text": " \\n\\u00a0\\u2003 "}', EmptyInputError, "no text"),
        ('{"text": "\\ufeff"}', EmptyInputError, "no text"),
        ('{"text": "a\\u0000b"}', ForbiddenCharacterError, "NUL at character 1"),
        ('{"text": "ab\\ud800"}', ForbiddenCharacterError, "U+D800 at character 2"),
        ('{"text": "a", "title": "\\udfff"}', ForbiddenCharacterError, "'title' holds the lone surrogate U+DFFF"),
        ('{"text": "a", "id": "\\u0000"}', ForbiddenCharacterError, "'id' holds NUL"),
        (b'{"text": "caf\xe9"}', EncodingError, "byte 13 is not UTF-8"),
        (b'{"text": "\xed\xa0\x80"}', EncodingError, "not UTF-8"),
    ],
)
def test_bad_json_says_where_and_what(read: Any, payload: str | bytes, error: type[DocumentError], word: str) -> None:
    with pytest.raises(error) as caught:
        read(payload)
    assert word in str(caught.value)
    assert str(caught.value).startswith("here: ")


def test_surrogate_pair_is_one_character(read: Any) -> None:
    assert read('{"text": "peace \\ud83d\\udd4a"}').text == "peace 🕊"


@pytest.mark.parametrize("bad", ["a\0", "\ud800"])
def test_forbidden_characters_in_what_the_user_says_are_refused(read: Any, bad: str) -> None:
    with pytest.raises(ForbiddenCharacterError, match="--source"):
        read(line(text=TALKS), source=bad)


@pytest.mark.parametrize("payload", [b"words \x00 here", "\ud800".encode("utf-8", "surrogatepass")])
def test_bad_text_file_is_refused(read: Any, payload: bytes) -> None:
    with pytest.raises(DocumentError):
        read(payload, "text/plain")


def test_text_of_unicode_space_only_is_refused(read: Any) -> None:
    with pytest.raises(EmptyInputError):
        read("\u2003\u00a0\n", "text/plain")


# --------------------------------------------------------------------------------------------- zones and credits


def zones(document: Document, kind: ZoneKind) -> list[str]:
    return [zone.span.of(document.text) for zone in document.zones if zone.kind is kind]


PAGE = (
    "Site icon example.org\n\n"
    "Envoys Meet Again in Istanbul\n\n"
    "Peace Talks\n\nPeace Talks\n\n"
    "By Jane Doe\n\n"
    "ISTANBUL, June 2. /TASS/. The delegations of the two countries met again on Monday at the palace, and sat "
    "together for a little more than an hour.\n\n"
    "A Longer List\n\n"
    "Each side handed over a paper, and both said that they would answer within a week, "
    "once they had read the other.\n\n"
    "Read also: What the papers say\n\n"
    "Image: Jane Doe/picture example/AP\n"
    "This article was created based on material from the German Press Agency (dpa).\n"
    "© 2025 Example Post. All rights reserved."
)


def test_page_text_is_marked_and_left_whole(read: Any) -> None:
    found = read(PAGE, "text/plain")
    assert found.text == PAGE
    assert found.title == "Envoys Meet Again in Istanbul"
    assert found.byline == "Jane Doe"
    assert zones(found, ZoneKind.TITLE) == ["Envoys Meet Again in Istanbul", "A Longer List"]
    assert zones(found, ZoneKind.DATELINE) == ["ISTANBUL, June 2. /TASS/. "]
    assert zones(found, ZoneKind.BYLINE) == ["By Jane Doe"]
    assert zones(found, ZoneKind.TEASER) == ["Read also: What the papers say"]
    assert "Image: Jane Doe/picture example/AP" in zones(found, ZoneKind.CAPTION)
    assert zones(found, ZoneKind.BOILERPLATE) == [
        "Site icon example.org",
        "Peace Talks",
        "Peace Talks",
        "© 2025 Example Post. All rights reserved.",
    ]


def test_credit_of_a_photo_is_no_credit_of_the_text(read: Any) -> None:
    found = read(PAGE, "text/plain")
    assert [(c.source, c.of, c.whole) for c in found.credits] == [
        ("tass", "text", True),
        ("ap", "image", False),
        ("dpa", "text", True),
    ]


def test_credit_of_an_unknown_source_is_kept_without_one(read: Any) -> None:
    found = read(line(text=f"{TALKS} With files from Nowhere Wire"))
    quote = "With files from Nowhere Wire"
    assert found.credits == (Credit(Span(len(TALKS) + 1, len(TALKS) + 1 + len(quote)), quote, None, "text"),)


def test_zone_that_lies_inside_another_is_marked_once(read: Any) -> None:
    text = f"{TALKS} The envoys in June. (credit: JANE DOE/VIA SECTION TWELVE OF THE COPYRIGHT ACT) {TALKS}"
    found = read(line(text=text))
    assert zones(found, ZoneKind.TEASER) == []
    assert zones(found, ZoneKind.CAPTION) == [text[len(TALKS) + 1 : -len(TALKS) - 1]]


def test_rule_that_reaches_over_two_of_its_matches_marks_once(read: Any) -> None:
    text = f"{TALKS} Sign up for our newsletter and get the newsletter in your inbox now. {TALKS}"
    assert len(zones(read(line(text=text)), ZoneKind.BOILERPLATE)) == 1


def test_sentence_without_a_near_end_is_marked_at_its_words_only(read: Any) -> None:
    long = "word " * 200
    text = f"{long}all rights reserved {long}"
    assert zones(read(line(text=text)), ZoneKind.BOILERPLATE) == ["all rights reserved"]


def test_two_sources_in_one_credit_are_two(read: Any) -> None:
    found = read(line(text=f"{TALKS} The Associated Press and Reuters contributed to this report."))
    assert [(c.source, c.whole) for c in found.credits] == [("ap", False), ("reuters", False)]


def test_dateline_may_follow_boilerplate_in_text_of_one_line(read: Any) -> None:
    text = f"Please enable JavaScript in your browser. KYIV, Ukraine (AP) — {TALKS}"
    found = read(line(text=text))
    assert zones(found, ZoneKind.DATELINE) == ["KYIV, Ukraine (AP) — "]
    assert [c.source for c in found.credits] == ["ap"]


def test_title_repeated_at_the_top_is_marked_whatever_its_spacing(read: Any) -> None:
    found = read(line(text=f"Talks  held\nin Istanbul\n\n{TALKS}", title="Talks held in Istanbul"))
    assert zones(found, ZoneKind.TITLE) == ["Talks  held\nin Istanbul"]
    assert zones(read(line(text=TALKS, title="The two delegations")), ZoneKind.TITLE) == ["The two delegations"]
    assert zones(read(line(text=f"He said: {TALKS}", title="two delegations")), ZoneKind.TITLE) == []
    assert zones(read(line(text=f"Word. Word. {TALKS}", title="The two delegations")), ZoneKind.TITLE) == []
    assert zones(read(line(text=TALKS, title="Another thing")), ZoneKind.TITLE) == []


@pytest.mark.parametrize(
    "text",
    [
        TALKS,
        f"{TALKS}\n{TALKS}",
        "- first term\n- second term\n" + TALKS * 2,
        "Talks\n" + TALKS * 2,
        "One short line\nanother short line",
    ],
)
def test_plain_text_without_a_heading_has_no_title(read: Any, text: str) -> None:
    assert read(text, "text/plain").title is None


def test_list_under_a_heading_is_no_heading(read: Any) -> None:
    text = f"{TALKS} {TALKS}\nPrisoners\nBodies\n{TALKS} {TALKS}"
    assert zones(read(text, "text/plain"), ZoneKind.TITLE) == []


def test_language_is_told_and_german_text_gets_no_english_zones(read: Any) -> None:
    german = "Die Delegationen trafen sich am Montag in Istanbul und einigten sich auf einen Austausch. © 2025 Beispiel"
    found = read(line(text=german))
    assert (found.language, found.zones) == ("de", ())
    assert read(line(text="Peskov")).language is None
    assert read(line(text="1 2 3 4 5 6 7 8 9 " * 9)).language is None
