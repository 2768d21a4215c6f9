"""Builds analysed texts by hand, so that extraction is tested on a stated tree and not on a model's guess.

A line is a sentence, a token is ``word=lemma:POS/TAG/dep/head``. The head counts from 0 in the line; the root
points at itself. The lemma is the word in lower case, the part of speech that of the tag, unless given::

    The/DT/det/1 sides=side/NNS/nsubj/2 met=meet/VBD/ROOT/2 in/IN/prep/2 Istanbul/NNP/pobj/3 ././punct/2
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from dragoman.dossier.record import Dossier, Knowledge
from dragoman.dossier.tables import assemble, build_tables
from dragoman.extract.context import Context
from dragoman.extract.draft import Draft
from dragoman.extract.fillers import Describer, Sides
from dragoman.extract.lookup import Lookup
from dragoman.extract.schema import FrameFile
from dragoman.extract.statements import find_speech
from dragoman.extract.tree import Tree
from dragoman.extract.triggers import Hit, light_verb
from dragoman.extract.voices import VoiceMaker
from dragoman.extract.words import load_words
from dragoman.model import (
    Actor,
    ActorKind,
    ActorMention,
    Analysis,
    Document,
    Evidence,
    Filler,
    Mentions,
    PlaceMention,
    PlaceRef,
    Precision,
    QuantityMention,
    Roles,
    Sentence,
    Source,
    SourceKind,
    Status,
    ThingMention,
    Timex,
    TimexKind,
    Token,
)
from dragoman.values import Interval, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.context import Words

TREES = Path(__file__).resolve().parent.parent / "cases" / "trees.yaml"
POS = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "EX": "PRON",
    "IN": "ADP",
    "JJ": "ADJ",
    "MD": "AUX",
    "NN": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "NNS": "NOUN",
    "POS": "PART",
    "PRP": "PRON",
    "PRP$": "PRON",
    "RB": "ADV",
    "RP": "ADP",
    "TO": "PART",
    "WDT": "PRON",
    "WP": "PRON",
    "WRB": "SCONJ",
    "_SP": "SPACE",
}


def analysed(*lines: str) -> Analysis:
    """Give the analysis of some lines, one sentence each.

    Args:
        lines: The notation itself, or the words of a sentence whose tree stands in ``cases/trees.yaml``.

    Returns:
        The analysis of a text whose lines are the sentences; words of a bare notation are joined by blanks.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text = ""
    for line in lines:
        words, notation = _sentence(line)
        base = len(tokens)
        at = len(text)
        for item in notation.split(" "):
            token = _token(item, len(tokens), base, at, words, len(text))
            tokens.append(token)
            at = token.end
        sentences.append(Sentence(base, len(tokens), tokens[base].start, tokens[-1].end))
        text += f"{words}\n"
    children = tuple(tuple(t.i for t in tokens if t.head == i != t.i) for i in range(len(tokens)))
    return Analysis("revision", text, "by hand", tuple(tokens), tuple(sentences), (), children)


def _sentence(line: str) -> tuple[str, str]:
    """Give the words and the notation of a line."""
    if "/" not in line:
        return line, _trees()[line]
    shown = ""
    for item in line.split(" "):
        word, pos = _parts(item)[0], _parts(item)[2]
        is_joined = not shown or pos == "PUNCT" or word.startswith(("'", "n't", "’"))
        shown += word if is_joined else f" {word}"
    return shown, line


@cache
def _trees() -> dict[str, str]:
    trees = YAML(typ="safe", pure=True).load(TREES.read_text(encoding="utf-8"))
    return dict(trees)


def _parts(item: str) -> tuple[str, str, str, str, str, int]:
    """Give word, lemma, part of speech, tag, dependency and head of one token of the notation."""
    words, tag, dep, head = item.rsplit("/", 3)
    front, colon, pos = words.rpartition(":")
    if not (colon and front and pos.isupper()):
        front, pos = words, _pos(tag)
    word, _, lemma = front.partition("=")
    return word, lemma or word.lower(), pos, tag, dep, int(head)


def _token(item: str, i: int, base: int, at: int, words: str, line: int) -> Token:
    """Give a token; it stands in the line's words at or after code point ``at`` of the text."""
    word, lemma, pos, tag, dep, head = _parts(item)
    start = line + words.index(word, at - line)
    return Token(i, start, start + len(word), word, lemma, pos, tag, dep, base + head)


def notation_of(analysis: Analysis) -> list[str]:
    """Give the notation of each sentence of an analysis, to be corrected by hand and kept as a case."""
    return [
        " ".join(_item(token, sentence.first) for token in analysis.tokens[sentence.first : sentence.last])
        for sentence in analysis.sentences
    ]


def _item(token: Token, base: int) -> str:
    lemma = "" if token.lemma == token.text.lower() else f"={token.lemma}"
    pos = "" if token.pos == _pos(token.tag) else f":{token.pos}"
    return f"{token.text}{lemma}{pos}/{token.tag}/{token.dep}/{token.head - base}"


def _pos(tag: str) -> str:
    if tag.startswith("VB"):
        return "VERB"
    return POS.get(tag, "PUNCT" if not tag[0].isalpha() else "X")


RUSSIA = Actor("state.RUS", ActorKind.STATE, ("Russia",), "RUS", "RU", adjectives=("Russian", "Russians"))
UKRAINE = Actor("state.UKR", ActorKind.STATE, ("Ukraine",), "UKR", "UA", adjectives=("Ukrainian", "Ukrainians"))
TURKEY = Actor("state.TUR", ActorKind.STATE, ("Turkey",), "TUR", "TR", adjectives=("Turkish",))
UMEROV = Actor("person.rustem-umerov", ActorKind.PERSON, ("Rustem Umerov", "Umerov"), "UKR")
MEDINSKY = Actor("person.vladimir-medinsky", ActorKind.PERSON, ("Vladimir Medinsky", "Medinsky"), "RUS")
REUTERS = Source("reuters", ("Reuters",), SourceKind.AGENCY)


@cache
def english() -> Words:
    """Give the words of English, read once."""
    return load_words("en")


@cache
def small_dossier() -> Dossier:
    """Give a dossier of three states, two persons and an agency."""
    knowledge = Knowledge(actors=(RUSSIA, UKRAINE, TURKEY, UMEROV, MEDINSKY), sources=(REUTERS,))
    return assemble("digest", knowledge, build_tables(knowledge))


def frame_of(name: str = "talks", kind: str = "meeting", **keys: Any) -> FrameFile:
    """Give a frame with one role for everybody and a trigger that never matters."""
    data = {
        "frame": name,
        "gloss": "For a test.",
        "kind": kind,
        "codes": {"source": "none"},
        "roles": {"actor": {}},
        "triggers": [{"id": "t", "noun": ["talk"]}],
    }
    return FrameFile.model_validate({**data, **keys})


@dataclass
class Text:
    """One hand-made text with the mentions that were put on it."""

    analysis: Analysis
    document: Document
    actors: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[Timex] = field(default_factory=list)
    things: list[ThingMention] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)

    @property
    def tree(self) -> Tree:
        """Its tree, read with the words of English."""
        return Tree(self.analysis, english().grammar)

    @property
    def lookup(self) -> Lookup:
        """Its mentions by token."""
        parts = (self.actors, self.places, self.times, self.things, self.quantities)
        return Lookup(self.analysis, Mentions(*(tuple(sorted(p, key=lambda m: m.span)) for p in parts)))

    def at(self, word: str, nth: int = 0) -> int:
        """Give the index of a word, by its place among words that are printed alike."""
        return [t.i for t in self.analysis.tokens if t.text == word][nth]

    def words(self, indices: Iterable[int]) -> list[str]:
        """Give the words at some indices."""
        return [self.analysis.tokens[i].text for i in indices]

    def span(self, words: str, nth: int = 0) -> Span:
        """Give where some words stand."""
        start = -1
        for _ in range(nth + 1):
            start = self.analysis.text.index(words, start + 1)
        return Span(start, start + len(words))

    def head(self, span: Span) -> int:
        """Give the token of a span whose head lies outside it."""
        inside = [t for t in self.analysis.tokens if span.start <= t.start < span.end]
        return next(t.i for t in inside if t.head == t.i or t.head not in {o.i for o in inside})

    def actor(self, words: str, actor: Actor | None = None, *, nth: int = 0, **keys: Any) -> Text:
        """Mark words as an actor: one of the dossier's, or by ``kind``, ``party``, ``by``."""
        span = self.span(words, nth)
        keys.setdefault("kind", ActorKind.STATE if actor is None else actor.kind)
        keys.setdefault("party", None if actor is None else actor.party)
        keys.setdefault("actor_id", None if actor is None else actor.id)
        self.actors.append(ActorMention(span, keys.pop("name", words), self.head(span), **keys))
        return self

    def place(self, words: str, precision: Precision = Precision.SETTLEMENT, *, nth: int = 0, **keys: Any) -> Text:
        """Mark words as a place."""
        span = self.span(words, nth)
        self.places.append(PlaceMention(span, words, self.head(span), precision, **keys))
        return self

    def time(self, words: str, interval: Interval | None = None, *, nth: int = 0, **keys: Any) -> Text:
        """Mark words as a time; without an interval it stays unresolved."""
        keys.setdefault("kind", TimexKind.DATE)
        keys.setdefault("value", None if interval is None else interval.first_day.isoformat())
        self.times.append(Timex(self.span(words, nth), text=words, interval=interval, **keys))
        return self

    def thing(self, words: str, kind: str, *, nth: int = 0) -> Text:
        """Mark words as a weapon, an aircraft or an operation."""
        self.things.append(ThingMention(self.span(words, nth), words.lower(), kind, None, words))
        return self

    def number(self, words: str, noun: str | None = None, *, nth: int = 0, **keys: Any) -> Text:
        """Mark words as a quantity of the noun printed as ``noun``."""
        span = self.span(words, nth)
        if noun is not None:
            keys.setdefault("noun_head", self.at(noun))
            keys.setdefault("noun", self.analysis.tokens[keys["noun_head"]].lemma)
        self.quantities.append(QuantityMention(span, keys.pop("head", self.head(span)), **keys))
        return self

    def hit(self, word: str, frame: FrameFile | None = None, *, nth: int = 0, **trigger: Any) -> Hit:
        """Make a word carry a frame, by a trigger with these keys (of its own part of speech, if none is given)."""
        i = self.at(word, nth)
        tree = self.tree
        kind = "verb" if tree.is_verb(i) else "noun"
        base = frame or frame_of()
        entry = {"id": "t", kind: [tree.lemma(i)], **trigger}
        made = FrameFile.model_validate({**base.model_dump(exclude_defaults=True), "triggers": [entry]})
        number = next(n for n, s in enumerate(self.analysis.sentences) if s.first <= i < s.last)
        return Hit(i, number, made, made.triggers[0], light_verb(tree, i))

    def context(self, words: Words | None = None) -> Context:
        """Give the context that the extractor would make for it."""
        known = words or english()
        tree, lookup, dossier = self.tree, self.lookup, small_dossier()
        maker = VoiceMaker(tree, lookup, dossier, known.speech)
        speech = tuple(find_speech(tree, maker, known.speech))
        sides = Sides(tree, lookup, known.sides)
        return Context(
            document=self.document,
            analysis=self.analysis,
            tree=tree,
            lookup=lookup,
            describer=Describer(tree, lookup, dossier, sides),
            speech=speech,
            speech_cues=frozenset(s.cue for s in speech),
            words=known,
            maker=maker,
        )


def text_of(*lines: str, **keys: Any) -> Text:
    """Give the text that the notation states, with no mentions yet; keys go to its document."""
    analysis = analysed(*lines)
    return Text(analysis, Document("report", "revision", "capture", analysis.text, **keys))


def draft_of(at: int = 0, *, frame: FrameFile | None = None, **keys: Any) -> Draft:
    """Give a draft whose hit is the token ``at``, in the sentence of the same number.

    Args:
        at: Number of token and sentence; the evidence is the ten code points from ten times that.
        frame: Of the hit; a meeting if none is given.
        keys: ``actor`` and the other roles as ``"name/PARTY"``, ``place`` as ``"name/precision/country"``, ``time`` as
            an interval or the words of an unresolved one, ``trigger`` for keys of the trigger, others as in ``Draft``.
    """
    entry = {"id": "t", "noun": ["talk"], **keys.pop("trigger", {})}
    base = (frame or frame_of()).model_dump(exclude_defaults=True)
    made = FrameFile.model_validate({**base, "triggers": [entry]})
    roles = {role: tuple(_filler(f) for f in keys.pop(role, ())) for role in Roles.__dataclass_fields__}
    values: dict[str, Any] = {
        "hit": Hit(at, at, made, made.triggers[0], None),
        "status": Status.OCCURRED,
        "hedged": False,
        "mode": None,
        "round": None,
        "name": None,
        "time": _time(keys.pop("time", None)),
        "places": tuple(_place(p) for p in keys.pop("place", ())),
        "roles": Roles(**roles),
        "quantities": (),
        "voices": (),
        "content": None,
        "evidence": Evidence(at * 10, at * 10 + 10, "x" * 10),
        "hit_start": at * 10,
        "is_anaphoric": False,
    }
    return Draft(**{**values, **keys})


def _filler(words: str) -> Filler:
    name, _, party = words.partition("/")
    return Filler(name, party or None)


def _place(words: str) -> PlaceRef:
    name, precision, country = words.split("/")
    return PlaceRef(name, Precision(precision), country)


def _time(time: Interval | str | None) -> Timex | None:
    if isinstance(time, str):
        return Timex(Span(0, len(time)), time, TimexKind.DATE, None, None)
    return None if time is None else Timex(Span(0, 4), "time", TimexKind.DATE, None, time)
