"""Statements: who said what, as spans: source, cue and content, with the chain of voices.

A tree and the mentions come in; ``Speech`` records go out in text order. Content is what hangs on the cue in
the tree, what stands in quotation marks beside it, or a run of quotation that goes on over sentences.

Source: PolNeAR guidelines (Newell et al. 2018) for what is source, cue and content; ``lang/en/attribution.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.quotations import Quotation, find_quotations
from dragoman.model import Evidence, StatementKind, Voice
from dragoman.values import Span

if TYPE_CHECKING:
    from dragoman.extract.tree import Tree
    from dragoman.extract.voices import SpeechLexicon, VoiceMaker
    from dragoman.model import Sentence


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution found in the text.

    Attributes:
        cue: Index of the attributing word.
        source: Words of the speaker, or None.
        content: Spans of what is said; may be empty for a bare act ("he denounced it").
        voices: Nearest first.
    """

    cue: int
    sentence: int
    source: Evidence | None
    content: tuple[Span, ...]
    voices: tuple[Voice, ...]
    kind: StatementKind

    def covers(self, start: int) -> bool:
        """Whether a code point lies inside the content."""
        return any(span.start <= start < span.end for span in self.content)


def find_speech(tree: Tree, maker: VoiceMaker, lexicon: SpeechLexicon) -> list[Speech]:
    """Find every attribution of a document, in text order."""
    quotations = find_quotations(tree.text, lexicon.quotes)
    found: list[Speech] = []
    for number, sentence in enumerate(tree.analysis.sentences):
        for i in range(sentence.first, sentence.last):
            speech = _speech_at(tree, i, number, sentence, quotations, maker, lexicon)
            if speech is not None:
                found.append(speech)
    return _with_loose_quotations(tree, found, quotations)


def _speech_at(
    tree: Tree,
    i: int,
    number: int,
    sentence: Sentence,
    quotations: list[Quotation],
    maker: VoiceMaker,
    lexicon: SpeechLexicon,
) -> Speech | None:
    token = tree.tokens[i]
    if token.lemma == "accord" and token.tag == "VBG":
        heads = [h for p in tree.below(i, "prep", "dep") for h in tree.below(p, "pobj")]
        return _according(tree, i, number, sentence, heads, maker)
    if token.pos == "VERB" and token.lemma in lexicon.verbs:
        return _by_verb(tree, i, number, sentence, quotations, maker, lexicon)
    if token.pos == "NOUN" and token.lemma in lexicon.nouns:
        return _by_noun(tree, i, number, sentence, maker)
    return None


def _according(
    tree: Tree, i: int, number: int, sentence: Sentence, heads: list[int], maker: VoiceMaker
) -> Speech | None:
    if not heads:
        return None
    voices = maker.voices(heads[0])
    if not voices:
        return None
    own = {*tree.analysis.subtree(i), i}
    root = tree.clause_root(i)
    if root == i:
        root = tree.tokens[i].head
    content = _spans(tree, [j for j in tree.analysis.subtree(root) if j not in own], sentence)
    return Speech(i, number, voices[0].evidence, content, tuple(voices), StatementKind.INDIRECT)


def _by_verb(
    tree: Tree,
    i: int,
    number: int,
    sentence: Sentence,
    quotations: list[Quotation],
    maker: VoiceMaker,
    lexicon: SpeechLexicon,
) -> Speech | None:
    """Read "X said that ...", "..., X said", "X was quoted as saying ..."."""
    speakers = tree.agents(i) if tree.is_passive(i) and tree.lemma(i) not in lexicon.citing else tree.subjects(i)
    if tree.is_passive(i) and tree.lemma(i) in lexicon.hearing:
        speakers = tree.agents(i)
    if not speakers or any(tree.tokens[s].pos == "PRON" and not maker.knows(s) for s in speakers[:1]):
        return None
    voices = [v for s in speakers for v in maker.voices(s)]
    if not voices:
        return None
    clauses, is_clausal = _content_tokens(tree, i, sentence, lexicon)
    inside = [q for q in quotations if sentence.start <= q.start < sentence.end]
    content = _spans(tree, clauses, sentence)
    if not clauses and not inside and tree.lemma(i) in lexicon.clausal_only:
        return None
    if inside and not is_clausal:
        content = tuple(Span(q.start, q.end) for q in inside)
    kind = _kind(content, inside)
    cited = _cited(tree, i, maker, lexicon)
    return Speech(i, number, voices[0].evidence, content, (*voices, *cited), kind)


def _content_tokens(tree: Tree, i: int, sentence: Sentence, lexicon: SpeechLexicon) -> tuple[list[int], bool]:
    """Give the tokens of what hangs on a cue verb: its clause, else the clause that it interrupts, else its object."""
    clauses = tree.below(i, "ccomp", "xcomp", "parataxis")
    if clauses:
        return [j for c in clauses for j in tree.analysis.subtree(c)], True
    token = tree.tokens[i]
    if token.dep in {"parataxis", "ccomp", "dep"} and token.head != i and tree.is_verb(token.head):
        own = set(tree.analysis.subtree(i))
        return [j for j in tree.analysis.subtree(token.head) if j not in own], True
    objects = [] if tree.lemma(i) in lexicon.clausal_only else tree.below(i, "dobj")
    return [j for o in objects for j in tree.analysis.subtree(o)], False


def _cited(tree: Tree, i: int, maker: VoiceMaker, lexicon: SpeechLexicon) -> list[Voice]:
    """Give the voices that a speaker cites in turn: "TASS confirmed, citing a source"."""
    found = []
    for c in tree.below(i, "advcl", "prep", "xcomp"):
        if tree.tokens[c].tag == "VBG" and tree.lemma(c) in lexicon.citing:
            found.extend(v for o in tree.objects(c) for v in maker.voices(o))
    return found


def _by_noun(tree: Tree, i: int, number: int, sentence: Sentence, maker: VoiceMaker) -> Speech | None:
    """Read "X's claim that ...", "a statement by X that ..."."""
    clauses = tree.below(i, "acl", "ccomp")
    if not clauses or tree.tokens[clauses[0]].tag == "VBG":
        return None
    heads = tree.genitives(i) or [h for p, h in tree.prepositions(i) if p in {"by", "from", "of"}]
    voices = [v for h in heads for v in maker.voices(h)]
    if not voices:
        return None
    tokens = [j for c in clauses for j in tree.analysis.subtree(c)]
    return Speech(i, number, voices[0].evidence, _spans(tree, tokens, sentence), tuple(voices), StatementKind.INDIRECT)


def _spans(tree: Tree, tokens: list[int], sentence: Sentence) -> tuple[Span, ...]:
    """Give the runs of neighbouring tokens as spans, edges of white space and punctuation trimmed."""
    inside = sorted({j for j in tokens if sentence.first <= j < sentence.last})
    runs: list[list[int]] = []
    for j in inside:
        if runs and j == runs[-1][-1] + 1:
            runs[-1].append(j)
        else:
            runs.append([j])
    spans = []
    for run in runs:
        words = [j for j in run if tree.tokens[j].pos not in {"SPACE", "PUNCT"}]
        if words:
            spans.append(Span(tree.tokens[words[0]].start, tree.tokens[words[-1]].end))
    return tuple(spans)


def _kind(content: tuple[Span, ...], quotations: list[Quotation]) -> StatementKind:
    if not quotations or not content:
        return StatementKind.INDIRECT
    quoted = sum(q.end - q.start for q in quotations)
    total = sum(len(s) for s in content)
    return StatementKind.DIRECT if quoted >= 0.8 * total else StatementKind.MIXED


def _with_loose_quotations(tree: Tree, found: list[Speech], quotations: list[Quotation]) -> list[Speech]:
    """Give quotations that no cue holds to the speaker of the cue just before or after them."""
    added: list[Speech] = []
    for quotation in quotations:
        if quotation.end - quotation.start < 30 or any(s.covers(quotation.start + 1) for s in found):  # noqa: PLR2004
            continue
        near = _nearest(tree, found, quotation)
        if near is not None:
            span = (Span(quotation.start, quotation.end),)
            added.append(Speech(near.cue, near.sentence, near.source, span, near.voices, StatementKind.DIRECT))
    return sorted(found + added, key=lambda s: s.content[0].start if s.content else tree.tokens[s.cue].start)


def _nearest(tree: Tree, found: list[Speech], quotation: Quotation) -> Speech | None:
    """Give the last speech that ends before a quotation within its neighbouring sentence, else the next."""
    before = [s for s in found if tree.tokens[s.cue].start < quotation.start]
    if before and quotation.start - tree.tokens[before[-1].cue].start < MAX_GAP:
        return before[-1]
    after = [s for s in found if tree.tokens[s.cue].start >= quotation.end]
    return after[0] if after and tree.tokens[after[0].cue].start - quotation.end < MAX_GAP // 3 else None


MAX_GAP = 450
"""Code points between a cue and a further quotation by its speaker. Source: about two sentences of news (mean 160)."""
