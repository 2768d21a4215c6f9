"""Cue content: which words hang on an attributing word, by the syntax and by quotation marks.

A cue's token comes in; token indices of what is said go out. Whether anybody says it, and who, is not
decided here.

Source: PolNeAR guidelines (Newell et al. 2018) for what belongs to source, cue and content; clause labels of the
CLEAR scheme; the kinds of complement of each verb by count in PolNeAR's training part (``lang/en/attribution.yaml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.extract.tree import Tree
    from dragoman.extract.voices import SpeechLexicon
    from dragoman.model import Sentence

_SKIPPED_EDGES = frozenset({"SPACE", "PUNCT"})
_BEFORE_ASIDE = frozenset({",", "”", '"', "''"})
_IN_TITLE = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
_BEFORE_CUE = frozenset({",", '"', "”", "''", "»", "?", "!"})
_ASIDES = frozenset({"parataxis", "ccomp", "dep"})


class CueContent:
    """Finds the content of cues of one document."""

    def __init__(self, tree: Tree, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._lexicon = lexicon

    def of_verb(self, i: int, speakers: Sequence[int], sentence: Sentence) -> list[int]:
        """Give the tokens of what a verb attributes: its clause, else what it stands in or after, else its object."""
        found = self._complement(i) or self._around(i) or self._before(i, speakers, sentence)
        found = found or self._stray(i, sentence) or self._nominal(i)
        return self._after_colon(found, i)

    def _complement(self, i: int) -> list[int]:
        """Read "X said that ..."; "..., X said"; "X promised to ..."; "X urged Y to ..."."""
        tree, lemma = self._tree, self._tree.lemma(i)
        heads = tree.below(i, "ccomp") if lemma in self._lexicon.clause else []
        heads = [c for c in heads if not tree.runs_on(c)]
        if not heads and lemma in self._lexicon.clause and lemma not in self._lexicon.object:
            heads = [c for c in tree.below(i, "dobj") if c > i and tree.below(c, "acl", "relcl")]
        if not heads and lemma in self._lexicon.object:
            heads = [c for c in tree.below(i, "xcomp") if self._is_gerund(c)]
        if not heads and lemma in self._lexicon.infinitive:
            heads = [c for c in tree.below(i, "xcomp") if not self._is_gerund(c)]
            if heads and (lemma in tree.grammar.object_control or tree.is_passive(i)):
                heads += tree.below(i, "dobj", "dative", "nsubjpass")
                heads += [h for p, h in tree.prepositions(i) if p in self._lexicon.prepositions.get(lemma, ())]
        left_out = {j for c in heads for a in self._own_cues(c, i) for j in tree.analysis.subtree(a)}
        return sorted({j for c in heads for j in tree.analysis.subtree(c)} - left_out)

    def _own_cues(self, c: int, i: int) -> list[int]:
        """Give the verbs of saying in a content that are its speaker's: ", adding that ...", "and said that ..."."""
        tree = self._tree
        asides = [a for a in tree.below(c, "advcl") if tree.tokens[a].tag == "VBG" and self._is_own(a, c)]
        joined = [
            a
            for a in tree.below(c, "conj")
            if a > i
            and tree.lemma(a) in self._lexicon.clause
            and tree.tokens[a].tag == tree.tokens[i].tag != tree.tokens[c].tag
            and not tree.below(a, "nsubj", "nsubjpass")
        ]
        return asides + joined + [a for a in tree.below(c, "advcl") if self._is_another(a)]

    def _is_another(self, a: int) -> bool:
        """Whether a clause beside a content sets another speaker's words against it: "while Kyiv accused ..."."""
        tree = self._tree
        contrasts = any(tree.lemma(m) in tree.grammar.contrasting for m in tree.below(a, "mark"))
        return contrasts and tree.lemma(a) in self._lexicon.verbs and bool(tree.below(a, "nsubj")) and self._is_aside(a)

    def _is_own(self, a: int, c: int) -> bool:
        """Whether a participle in a content is its speaker's: ", citing sources, ...", ", adding that ..."."""
        tree = self._tree
        if tree.lemma(a) in self._lexicon.citing:
            return True
        return a > c and tree.lemma(a) in self._lexicon.clause and bool(tree.below(a, "ccomp")) and self._is_aside(a)

    def _is_aside(self, a: int) -> bool:
        first = self._tree.analysis.subtree(a)[0]
        return first > 0 and self._tree.tokens[first - 1].text in _BEFORE_ASIDE

    def _is_gerund(self, i: int) -> bool:
        return self._tree.tokens[i].tag == "VBG"

    def _around(self, i: int) -> list[int]:
        """Read "The talks, he said, will ...", "as X reported, ..." and "..., X was quoted as saying"."""
        tree = self._tree
        if tree.lemma(i) not in self._lexicon.clause:
            return []
        root = self._cue_clause(i)
        token = tree.tokens[root]
        if token.head == root or not tree.is_verb(token.head):
            return []
        own = set(tree.analysis.subtree(root))
        if self._is_as_clause(root):
            said = self._complement(token.head) if tree.lemma(token.head) in self._lexicon.verbs else []
            return [j for j in said or tree.analysis.subtree(token.head) if j not in own]
        if token.dep in _ASIDES and self._may_interrupt(root):
            return [j for j in tree.analysis.subtree(token.head) if j not in own]
        return []

    def _is_as_clause(self, root: int) -> bool:
        """Whether a clause is an aside with "as" and has no content of its own: "as Reuters reported"."""
        tree = self._tree
        if tree.tokens[root].dep != "advcl" or tree.below(root, "xcomp", "dobj", "acomp", "attr"):
            return False
        return any(tree.lemma(m) in self._lexicon.as_words for m in tree.below(root, "mark", "prep", "advmod"))

    def _before(self, i: int, speakers: Sequence[int], sentence: Sentence) -> list[int]:
        """Read "..., X said" by the order of words, where the tree does not hang the one on the other."""
        if not self._may_close(i):
            return []
        tree = self._tree
        own = [j for s in speakers if sentence.first <= s < i for j in tree.analysis.subtree(s)]
        head = tree.below(i, "nsubj") or [i]
        first = min([self._cue_clause(i), *(j for j in own if j >= min(head))])
        while first > sentence.first and (
            tree.tokens[first - 1].pos in _IN_TITLE or tree.tokens[first - 1].lemma in self._lexicon.in_titles
        ):
            first -= 1
        before = [j for j in range(sentence.first, max(first - 1, sentence.first)) if tree.tokens[j].pos != "SPACE"]
        if tree.tokens[max(first - 1, 0)].text not in _BEFORE_CUE or not any(tree.is_verb(j) for j in before):
            return []
        return before

    def _may_close(self, i: int) -> bool:
        """Whether a verb of saying can stand after what was said: finite, main, without an object but the hearer."""
        tree, token = self._tree, self._tree.tokens[i]
        if token.lemma not in self._lexicon.closing or token.dep not in {"ROOT", "conj", "pcomp"}:
            return False
        if token.dep != "pcomp" and token.tag not in {"VBD", "VBZ", "VBP"}:
            return False
        return token.lemma in self._lexicon.hearing or not tree.below(i, "dobj", "xcomp")

    def _cue_clause(self, i: int) -> int:
        """Give the head of the clause whose verb the cue is: of "saying" in "was quoted as saying", "quoted"."""
        tree = self._tree
        token = tree.tokens[i]
        if token.dep == "pcomp" and tree.lemma(token.head) in self._lexicon.as_words:
            return tree.verb_above(token.head) or i
        return i

    def _after_colon(self, indices: list[int], i: int) -> list[int]:
        """Leave out what stands before a colon or semicolon before the cue: "It divides them: ..., he says ..."."""
        tokens = self._tree.tokens
        marks = [j for j in range(indices[0], i) if tokens[j].text in {":", ";"}] if indices else []
        rest = [j for j in indices if not marks or j > marks[-1]]
        return rest if rest and (rest[0] < i or (marks and tokens[marks[-1]].text == ";")) else indices

    def _may_interrupt(self, root: int) -> bool:
        """Whether a clause stands aside of the one above it, which is no cue of its own."""
        head = self._tree.tokens[root].head
        return self._tree.is_verb(head) and (
            self._tree.tokens[root].dep != "ccomp" or self._tree.lemma(head) not in self._lexicon.verbs
        )

    def _stray(self, i: int, sentence: Sentence) -> list[int]:
        """Read "X said in a call with Y that ..." where the clause was hung on the noun before it."""
        tree, lemma = self._tree, self._tree.lemma(i)
        if lemma not in self._lexicon.closing or tree.below(i, "dobj"):
            return []
        for j in range(i + 1, sentence.last):
            verb = tree.tokens[j].head
            if (
                tree.tokens[j].text in self._lexicon.that_words
                and j < verb
                and tree.tokens[verb].dep in {"relcl", "acl"}
            ):
                has_subject = any(s != j for s in tree.below(verb, "nsubj", "nsubjpass"))
                return list(tree.analysis.subtree(verb)) if has_subject else []
        return []

    def _nominal(self, i: int) -> list[int]:
        """Read "X confirmed the date", "X called for talks", "X described it as ..."."""
        tree, lemma = self._tree, self._tree.lemma(i)
        wanted = self._lexicon.prepositions.get(lemma, frozenset())
        wanted = frozenset() if lemma in self._lexicon.naming and tree.below(i, "dobj") else wanted
        hearers = tree.below(i, "dobj") if lemma in self._lexicon.hearing else []
        led = [p for at in (i, *hearers) for p in tree.below(at, "prep") if tree.lemma(p) in wanted]
        takes = lemma in self._lexicon.object and (lemma not in self._lexicon.naming or bool(tree.below(i, "oprd")))
        takes = takes or (bool(led) and lemma not in self._lexicon.hearing)  # "informed him of the talks" is no "him"
        objects = tree.below(i, "dobj", "oprd", "nsubjpass") if takes else []
        if objects and wanted & self._lexicon.as_words:
            led += [c for c in tree.below(i, "advcl") if self._is_as(c)]
        found = {j for c in (*led, *objects) for j in tree.analysis.subtree(c)}
        return sorted(found if objects else found - set(led))

    def _is_as(self, c: int) -> bool:
        """Whether an adjective stands as what somebody is called: "dismissed it as remote"."""
        beside = self._tree.below(c, "advmod", "mark", "prep")
        return any(self._tree.lemma(m) in self._lexicon.as_words for m in beside)

    def of_according(self, i: int, sentence: Sentence) -> list[int]:
        """Give the clause that an "according to" phrase is set in, itself left out."""
        tree = self._tree
        own = set(tree.analysis.subtree(i))
        root = tree.tokens[i].head
        while tree.tokens[root].head != root and not (tree.is_verb(root) and root == tree.clause_root(root)):
            root = tree.tokens[root].head
        rest = [j for j in tree.analysis.subtree(root) if j not in own]
        return rest or [j for j in range(sentence.first, sentence.last) if j not in own]

    def of_noun(self, i: int) -> list[int]:
        """Read "X's claim that ...", "reports that ..."."""
        tree = self._tree
        heads = [c for c in tree.below(i, "acl", "ccomp", "relcl") if tree.below(c, "mark")]
        if not heads and self._tree.lemma(i) in self._lexicon.noun_infinitive:
            heads = [c for c in tree.below(i, "acl") if tree.tokens[c].tag == "VB"]
        return [j for c in heads for j in tree.analysis.subtree(c)] or self._phrase_of(i)

    def _phrase_of(self, i: int) -> list[int]:
        """Read "X's criticism of Y", "calls by X for a truce"."""
        tree = self._tree
        wanted = self._lexicon.noun_prepositions.get(tree.lemma(i), frozenset())
        led = [p for p in tree.below(i, "prep") if tree.lemma(p) in wanted]
        below = {j for p in led for j in tree.analysis.subtree(p)} - set(led)
        speakers = [p for j in below for p in tree.below(j, "prep") if tree.lemma(p) in self._lexicon.issuing]
        return sorted(below - {j for p in speakers for j in tree.analysis.subtree(p)})

    def spans(self, indices: Iterable[int], sentence: Sentence) -> tuple[Span, ...]:
        """Give the runs of neighbouring tokens as spans, white space and punctuation at their edges left out.

        Quotation marks stay, so that a content that is quoted begins and ends with its marks.
        """
        tokens = self._tree.tokens
        runs: list[list[int]] = []
        inside = {j for j in indices if sentence.first <= j < sentence.last}
        for j in sorted(inside):
            if runs and all(tokens[k].pos in _SKIPPED_EDGES for k in range(runs[-1][-1] + 1, j)):
                runs[-1].append(j)
            else:
                runs.append([j])
        return tuple(span for run in runs if (span := self._trimmed(run)) is not None)

    def _trimmed(self, run: list[int]) -> Span | None:
        tokens = self._tree.tokens
        words = [j for j in run if tokens[j].pos not in _SKIPPED_EDGES or tokens[j].text in "%$€£"]
        if not words:
            return None
        return Span(tokens[words[0]].start, tokens[words[-1]].end)
