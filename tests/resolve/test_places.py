"""Places on hand-built analyses: spans are verbatim and apart, signs are weighed, company decides between namesakes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Analysis, Name, Place, PlaceMention, Precision, Sentence, Token
from dragoman.resolve.gazetteer import Gazetteer, open_gazetteer
from dragoman.resolve.places import find_places
from dragoman.resolve.places_lexicon import PlaceLexicon, match_phrase
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

CUT = re.compile(r"\w+\.(?=\w\.)\w\.|[A-Z]\.(?:[A-Z]\.)+|La\.|St\.|['’]s\b|\w+|[^\w\s]")
LOWER_TAGS = {"in": "IN", "at": "IN", "to": "IN", "of": "IN", "the": "DT", "and": "CC", "The": "DT", "In": "IN"}
OLENYA = Place("pack.olenya", ("Olenya", "Olenya air base"), Precision.EXACT, "RU", "RU-MUR", 68.15, 33.46)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(load_settings({}), [OLENYA])


@pytest.fixture(scope="module")
def lexicon(gazetteer: Gazetteer) -> PlaceLexicon:
    return PlaceLexicon.from_data(gazetteer.lexicon)


def analysis_of(text: str, labels: Mapping[str, str] | None = None) -> Analysis:
    """Capitalised words are proper nouns; every token hangs on the one after it; names are given by their words."""
    cut = [(match.start(), match.end(), match[0]) for match in CUT.finditer(text)]
    tokens = []
    for i, (start, end, word) in enumerate(cut):
        tag = LOWER_TAGS.get(word, "NNP" if word[:1].isupper() else "NN")
        pos = {"NNP": "PROPN", "NN": "NOUN", "IN": "ADP", "DT": "DET", "CC": "CCONJ"}[tag]
        tokens.append(Token(i, start, end, word, word.lower(), pos, tag, "dep", min(i + 1, len(cut) - 1)))
    names = []
    for words, label in (labels or {}).items():
        start = text.index(words)
        inside = [token.i for token in tokens if start <= token.start < start + len(words)]
        names.append(Name(inside[0], inside[-1] + 1, label))
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    whole = (Sentence(0, len(tokens), 0, len(text)),) if tokens else ()
    return Analysis("rev", text, "hand", tuple(tokens), whole, tuple(sorted(names)), children)


def names_of(found: tuple[PlaceMention, ...]) -> list[str]:
    return [mention.name for mention in found]


VOCABULARY = """
    Kyiv Kharkiv region Paris , Texas in the northern Gaza Strip Red Sea of Gulf Oman Olenya air base 's Russia
    Russian border capital Peskov Dmitry al - Shifa hospital Bank England Washington D.C. La. B.C. and village said .
    Engels 2 US us Lake Chad city March “ Жуковка São Paulo
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])
LABELS = st.sampled_from(["GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "DATE", "PRODUCT"])


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    text = " ".join(draw(st.lists(WORDS, max_size=30)))
    plain = analysis_of(text)
    names, at = [], 0
    while at < len(plain.tokens):
        length = draw(st.integers(0, 4))
        if length and at + length <= len(plain.tokens):
            names.append(Name(at, at + length, draw(LABELS)))
        at += length or 1
    return Analysis(plain.revision, text, plain.model, plain.tokens, plain.sentences, tuple(names), plain.children)


@settings(max_examples=300, deadline=None)
@given(analysis=analyses())
def test_mentions_are_verbatim_sorted_and_apart(analysis: Analysis) -> None:
    world = open_gazetteer(load_settings({}), [OLENYA])
    found = find_places(analysis, world)
    world.close()
    for mention in found:
        assert analysis.text[mention.span.start : mention.span.end] == mention.name
        assert mention.name.strip() == mention.name != ""
        head = analysis.tokens[mention.head]
        assert mention.span.start <= head.start < mention.span.end
        assert mention.place_id is None or mention.country or mention.place_id.startswith("world.")
    ends = [0, *(mention.span.end for mention in found)]
    assert all(end <= mention.span.start for end, mention in zip(ends, found, strict=False))


def test_empty_text_names_nothing(gazetteer: Gazetteer) -> None:
    assert find_places(analysis_of(""), gazetteer) == ()


@pytest.mark.parametrize("label", ["PERSON", "ORG", "PRODUCT", "GPE", "NORP"])
def test_pack_place_stands_whatever_the_recogniser_calls_it(
    label: str, gazetteer: Gazetteer, lexicon: PlaceLexicon
) -> None:
    found = find_places(analysis_of("drones struck Olenya", {"Olenya": label}), gazetteer, lexicon)
    assert [mention.place_id for mention in found] == ["pack.olenya"]


def test_pack_place_inside_a_person_is_none(gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    assert find_places(analysis_of("said Maria Olenya", {"Maria Olenya": "PERSON"}), gazetteer, lexicon) == ()


def test_callers_votes_choose_between_namesakes(gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    analysis = analysis_of("a fire in Tripoli", {"Tripoli": "GPE"})
    libya, lebanon = (find_places(analysis, gazetteer, lexicon, {country: 30.0})[0].country for country in ("LY", "LB"))
    assert (libya, lebanon) == ("LY", "LB")


def test_adjectives_of_the_document_vote(gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    text = "Lebanese police and Lebanese troops met Lebanese envoys in Tripoli"
    analysis = analysis_of(text, {"Lebanese": "NORP", "Tripoli": "GPE"})
    assert find_places(analysis, gazetteer, lexicon)[0].country == "LB"


@pytest.mark.parametrize(
    ("text", "labels", "names"),
    [
        ("Abraham Lincoln spoke and then Lincoln left", {"Abraham Lincoln": "PERSON"}, []),
        ("he works at the University of Kharkiv", {}, []),
        ("it rose over the Tehran Stock Exchange", {"Tehran": "GPE"}, []),
        ("said Senator Kharkiv", {"Kharkiv": "PERSON"}, []),
        ("a bridge in Neverwhere fell", {"Neverwhere": "GPE"}, ["Neverwhere"]),
        ("then Neverwhere fell", {"Neverwhere": "GPE"}, []),
        ("the Neverwhere Theatre burned", {"Neverwhere": "PERSON"}, []),
        (
            "at the Neverwhere Theatre in Odesa",
            {"Neverwhere": "PERSON", "Odesa": "GPE"},
            ["Neverwhere Theatre", "Odesa"],
        ),
        ("they met at the Trump camp", {"Trump": "PERSON"}, []),
        ("the Neverwhere village burned", {}, ["Neverwhere village"]),
        ("shells hit Kharkiv", {}, ["Kharkiv"]),
        ("then Engels fell", {}, ["Engels"]),
        ("he told us in the US", {}, ["US"]),
        ("the Kyiv Dynamo players", {}, []),
        ("a strike on Kyiv , Odesa", {"Kyiv , Odesa": "ORG"}, ["Kyiv", "Odesa"]),
        ("in the White House of old", {"the White House of old": "ORG"}, ["White House"]),
        ("the White House said", {"White House": "ORG"}, []),
        ("snow fell in B.C. and D.C. again", {}, ["B.C.", "D.C."]),
        ("the Gulf of Oman", {}, ["Gulf of Oman"]),
        ("at Lake Neverwhere they met", {"Lake Neverwhere": "LOC"}, ["Lake Neverwhere"]),
        ("on Tuesday in Kherson", {"Tuesday in Kherson": "DATE"}, []),
        ("an attack near Kursk-II nuclear power plant", {}, ["Kursk-II nuclear power plant"]),
        ("the Russian capital", {"Russian": "NORP"}, ["Russian capital"]),
        ("the Antarctican capital", {}, []),
        ("Iran's oil terminal burned", {"Iran": "GPE"}, ["Iran"]),
        ("St. Petersburg was calm", {"Petersburg": "GPE"}, ["St. Petersburg"]),
    ],
)
def test_signs_around_a_name_decide(
    text: str, labels: dict[str, str], names: list[str], gazetteer: Gazetteer, lexicon: PlaceLexicon
) -> None:
    assert names_of(find_places(analysis_of(text, labels), gazetteer, lexicon)) == names


@pytest.mark.parametrize(
    ("text", "labels", "precision", "place_id"),
    [
        ("in northern Kharkiv", {"Kharkiv": "GPE"}, Precision.DISTRICT, "geonames:706483"),
        ("in northern Syria", {"Syria": "GPE"}, Precision.REGION, "iso:SY"),
        ("in the Kharkiv area", {"Kharkiv": "GPE"}, Precision.DISTRICT, "geonames:706483"),
        ("on the Finnish border", {"Finnish": "NORP"}, Precision.REGION, "iso:FI"),
        ("at Neverwhere Bridge", {"Neverwhere Bridge": "FAC"}, Precision.EXACT, None),
        ("in Neverwhereland", {"Neverwhereland": "LOC"}, Precision.REGION, None),
        ("in Neverwhere", {"Neverwhere": "GPE"}, Precision.SETTLEMENT, None),
    ],
)
def test_precision_is_how_exactly_the_phrase_tells(
    text: str,
    labels: dict[str, str],
    precision: Precision,
    place_id: str | None,
    gazetteer: Gazetteer,
    lexicon: PlaceLexicon,
) -> None:
    (found,) = find_places(analysis_of(text, labels), gazetteer, lexicon)
    assert (found.precision, found.place_id) == (precision, place_id)


@pytest.mark.parametrize(
    ("text", "country", "adm1"),
    [
        ("at Neverwhere airfield in Murmansk region", "RU", "RU-MUR"),
        ("at Neverwhere airfield, Ukraine", "UA", None),
        ("at Syria's Neverwhere airfield", "SY", None),
        ("at Neverwhere airfield and in Syria", None, None),
    ],
)
def test_unknown_place_has_the_country_that_the_text_gives(
    text: str, country: str | None, adm1: str | None, gazetteer: Gazetteer, lexicon: PlaceLexicon
) -> None:
    found = find_places(analysis_of(text), gazetteer, lexicon)
    (unknown,) = (mention for mention in found if "Neverwhere" in mention.name)
    assert (unknown.place_id, unknown.country, unknown.adm1) == (None, country, adm1)


def test_site_is_not_put_into_a_town_that_the_text_contradicts(gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    found = find_places(analysis_of("at Odesa hospital in Tel Aviv", {"Tel Aviv": "GPE"}), gazetteer, lexicon)
    assert [(m.name, m.country) for m in found] == [("Odesa hospital", "IL"), ("Tel Aviv", "IL")]


def test_longest_phrase_is_matched(lexicon: PlaceLexicon) -> None:
    tokens = analysis_of("the nuclear power plant").tokens
    matched = match_phrase(lexicon.kinds, tokens, 1)
    assert matched is not None
    assert (matched[0], matched[1].group) == (4, "plant")
    assert match_phrase(lexicon.kinds, tokens, 0) is None
