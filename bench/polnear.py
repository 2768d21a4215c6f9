"""Measures statements on PolNeAR's development part: source, cue and content spans, exact and by overlap, and speed.

The shared data folder comes in, a dictionary of figures goes out; nothing of the corpus is kept. Gold and found
spans of one layer are paired one to one within an article, the most alike first. A pair is ``exact`` where both
select the same letters and digits (white space, punctuation and quotation marks set aside), ``overlap`` where they
share any, ``half`` where they share at least half (Dice coefficient). Spans in several pieces count as one.
Where an article was annotated more than once, the annotation whose file sorts first is taken.

Source: PolNeAR 1.0.0 (Newell, Margolin & Ruths 2018); span scores after Pareti (2015), ch. 5.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.analyse import load_analyser
from dragoman.dossier import load_dossier
from dragoman.extract import RuleExtractor, load_frames, load_words
from dragoman.extract.lookup import Lookup
from dragoman.extract.statements import find_speech
from dragoman.extract.tree import Tree
from dragoman.extract.voices import VoiceMaker
from dragoman.model import Document
from dragoman.resolve import Resolver, open_gazetteer
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.dossier import Dossier
    from dragoman.extract.context import Words
    from dragoman.model import Analysis, Evidence, Mentions, Statement

ARCHIVE = "data/polnear-train-dev.tar.xz"
LAYERS = ("source", "cue", "content")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_TEXT_BOUND = re.compile(r"^(T\d+)\t\S+ ([\d ;]+)\t", re.MULTILINE)
_EVENT = re.compile(r"^E\d+\t(.*)$", re.MULTILINE)
_ROLE = re.compile(r"\b(Source|Cue|Content)\d*:(T\d+)")

Letters = frozenset[int]
Attribution = dict[str, Letters]


class Article(NamedTuple):
    """One article: its text, and for each attribution the letters of each layer."""

    name: str
    text: str
    attributions: list[Attribution]


def read_corpus(shared: Path, part: str = "dev") -> list[Article]:
    """Read the articles of one part (``train`` or ``dev``) from the archive."""
    with tarfile.open(shared / ARCHIVE) as archive:
        members = [m for m in archive if m.isfile() and f"data/{part}/" in m.name]
        opened = {Path(m.name).name: file.read().decode("utf-8") for m in members if (file := archive.extractfile(m))}
    texts = {name.removesuffix(".txt"): text for name, text in opened.items() if name.endswith(".txt")}
    annotations: dict[str, str] = {}
    for name in sorted(name for name in opened if name.endswith(".ann")):
        annotations.setdefault(_ANNOTATOR.sub("", name.removesuffix(".ann")), opened[name])
    return [Article(name, texts[name], list(_attributions(texts[name], found))) for name, found in annotations.items()]


def _attributions(text: str, annotation: str) -> Iterator[Attribution]:
    """Read BRAT events: each names the text-bound spans of its roles."""
    spans = {name: _letters(text, _pieces(where)) for name, where in _TEXT_BOUND.findall(annotation)}
    for event in _EVENT.findall(annotation):
        layers: dict[str, set[int]] = {layer: set() for layer in LAYERS}
        for role, name in _ROLE.findall(event):
            layers[role.lower()] |= spans[name]
        yield {layer: frozenset(letters) for layer, letters in layers.items()}


def _pieces(where: str) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in (piece.split() for piece in where.split(";"))]


def _letters(text: str, pieces: Iterable[tuple[int, int]]) -> Letters:
    return frozenset(at for start, end in pieces for at in range(start, end) if text[at].isalnum())


def found_attribution(text: str, statement: Statement) -> Attribution:
    """Give the letters of a statement's layers."""
    parts: dict[str, tuple[Evidence | None, ...]] = {
        "source": (statement.source,),
        "cue": (statement.cue,),
        "content": statement.content,
    }
    return {layer: _letters(text, [(e.start, e.end) for e in words if e]) for layer, words in parts.items()}


class Tally:
    """Counts of one layer over all articles."""

    def __init__(self) -> None:
        self.gold = self.system = 0
        self.hits = Counter[str]()

    def add(self, gold: list[Letters], system: list[Letters]) -> None:
        """Pair one article's spans one to one, the most alike first, and count."""
        gold, system = [g for g in gold if g], [s for s in system if s]
        self.gold += len(gold)
        self.system += len(system)
        free_gold, free_system = set(range(len(gold))), set(range(len(system)))
        for dice, i, j in sorted(_alike(gold, system), reverse=True):
            if i in free_gold and j in free_system:
                free_gold.remove(i)
                free_system.remove(j)
                self.hits["overlap"] += 1
                self.hits["half"] += dice >= 0.5
                self.hits["exact"] += dice == 1

    def figures(self, layer: str) -> dict[str, float]:
        """Give precision, recall and F1 of exact spans and by overlap, and F1 of those at least half alike."""
        shown: dict[str, float] = {f"{layer}_gold": self.gold, f"{layer}_system": self.system}
        for name in ("exact", "overlap"):
            shown[f"{layer}_{name}_precision"] = round(self.hits[name] / max(self.system, 1), 4)
            shown[f"{layer}_{name}_recall"] = round(self.hits[name] / max(self.gold, 1), 4)
        for name in ("exact", "half", "overlap"):
            shown[f"{layer}_{name}_f1"] = round(2 * self.hits[name] / max(self.gold + self.system, 1), 4)
        return shown


def _alike(gold: list[Letters], system: list[Letters]) -> Iterator[tuple[float, int, int]]:
    """Give the Dice coefficient of each pair of spans that share a letter."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, letters in enumerate(gold):
        for at in letters:
            holders[at].append(i)
    for j, letters in enumerate(system):
        shared = Counter(i for at in letters for i in holders.get(at, ()))
        for i, count in shared.items():
            yield 2 * count / (len(gold[i]) + len(letters)), i, j


def measure(shared: Path, part: str = "dev") -> dict[str, float]:
    """Give the scores of each layer, and what share of the analyser's time finding attributions takes."""
    corpus = read_corpus(shared, part)
    settings = load_settings()
    dossier, words = load_dossier(settings.dossier), load_words("en")
    analyser = load_analyser(settings.model)
    resolver = Resolver(dossier, open_gazetteer(settings, dossier.places))
    extractor = RuleExtractor(load_frames(), words, dossier)
    begun = time.process_time()
    analysed = list(analyser.pipe(_documents(corpus)))
    analysis_s = time.process_time() - begun
    tallies = {layer: Tally() for layer in LAYERS}
    speech_s = 0.0
    for article, (document, analysis) in zip(corpus, analysed, strict=True):
        mentions = resolver.resolve(document, analysis)
        statements = extractor.extract(document, analysis, mentions).statements
        found = [found_attribution(article.text, statement) for statement in statements]
        for layer, tally in tallies.items():
            tally.add([each[layer] for each in article.attributions], [each[layer] for each in found])
        speech_s += _speech_time(analysis, mentions, words, dossier)
    figures = {name: value for layer in LAYERS for name, value in tallies[layer].figures(layer).items()}
    counted = sum(len(article.text.split()) for article in corpus)
    return {"articles": len(corpus), "words": counted, **figures, "speech_share": round(speech_s / analysis_s, 4)}


def _speech_time(analysis: Analysis, mentions: Mentions, words: Words, dossier: Dossier) -> float:
    """Take the seconds of finding the attributions of one document alone."""
    tree, lookup = Tree(analysis, words.grammar), Lookup(analysis, mentions)
    begun = time.process_time()
    find_speech(tree, VoiceMaker(tree, lookup, dossier, words.speech), words.speech)
    return time.process_time() - begun


def _documents(corpus: Iterable[Article]) -> Iterator[Document]:
    for article in corpus:
        yield Document(article.name, article.name, article.name, article.text, language="en")


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    if not (folder / ARCHIVE).is_file():
        sys.exit(f"SKIPPED: no {ARCHIVE} under {folder}; give the shared folder as the first argument.")
    print(json.dumps(measure(folder, *sys.argv[2:3]), indent=2))
