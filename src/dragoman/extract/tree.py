"""The syntax tree, asked in the terms of frames: subjects, objects, prepositions, coordination, clauses.

An analysis comes in; token indices go out. Arguments that the grammar leaves unsaid are found where it
puts them (control, relative clauses, coordination), never by distance.

Source: CLEAR dependency labels (Choi & Palmer 2012); control and raising after Huddleston & Pullum (2002), ch. 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.grammar import Grammar
    from dragoman.model import Analysis, Token

CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep"})
_VERBAL = frozenset({"VERB", "AUX"})
MAX_STEPS = 8
"""Steps up the tree after which an unsaid argument is given up. Source: longest chain seen in training is 6."""

MAX_REACH = 100
"""Words on either side of an event that can belong to it. Source: the longest sentence in training has 97 words."""


class Tree:
    """One document's tree with the questions that frames ask."""

    def __init__(self, analysis: Analysis, grammar: Grammar) -> None:
        self.analysis = analysis
        self.grammar = grammar
        self.tokens = analysis.tokens
        self.children = analysis.children
        self.text = analysis.text

    def below(self, i: int, *deps: str) -> list[int]:
        """Give the dependents of ``i`` with one of these labels, in text order."""
        return [c for c in self.children[i] if self.tokens[c].dep in deps]

    def lemma(self, i: int) -> str:
        """Give the lower-case lemma of a token."""
        return self.tokens[i].lemma

    def is_verb(self, i: int) -> bool:
        """Whether the token is a verb or auxiliary."""
        return self.tokens[i].pos in _VERBAL

    def is_passive(self, i: int) -> bool:
        """Whether a verb is passive: an auxiliary or subject says so, or it is a bare participle after a noun."""
        if self.below(i, "nsubjpass", "auxpass", "csubjpass"):
            return True
        token = self.tokens[i]
        return token.tag == "VBN" and token.dep in {"acl", "advcl", "amod"} and not self.below(i, "dobj", "aux")

    def conjuncts(self, i: int) -> list[int]:
        """Give ``i`` and all that is coordinated with it from there on."""
        found = [i]
        for c in self.below(i, "conj"):
            if self.tokens[c].pos == "ADP":  # "from Russia and from Ukraine"
                found.extend(h for o in self.below(c, "pobj") for h in self.conjuncts(o))
            elif self.tokens[c].pos == self.tokens[i].pos or not self.is_verb(c):
                found.extend(self.conjuncts(c))
        return found

    def subjects(self, i: int) -> list[int]:
        """Give the heads of the active subject of a verb, said or understood, with its coordination."""
        head = self._subject(i)
        return [] if head is None else self.conjuncts(head)

    def _subject(self, i: int, steps: int = MAX_STEPS) -> int | None:
        own = self.below(i, "nsubj", "csubj", "nsubjpass")
        if own:
            head = own[1] if own[1:2] == [own[0] + 1] else own[0]  # "state news agency TASS"
            return self._antecedent(i) if self.tokens[head].tag in {"WDT", "WP"} else head
        token = self.tokens[i]
        if steps == 0 or token.head == i:
            return None
        return self._understood(token, steps)

    def _understood(self, token: Token, steps: int) -> int | None:
        """Find the subject that coordination, control or a participle leaves unsaid."""
        head = token.head
        if token.dep in {"relcl", "acl"}:
            return head if token.dep == "relcl" or token.tag in {"VBG", "VBN"} else self._acl_subject(head, steps)
        if token.dep in {"xcomp", "ccomp"} and self.is_verb(head):
            return self._of_complement(token, steps)
        if token.dep in {"conj", "advcl"} and self.is_verb(head):
            return self._subject(head, steps - 1)
        if token.dep == "xcomp" and self.tokens[head].pos == "ADJ" and self.is_verb(self.tokens[head].head):
            return self._subject(self.tokens[head].head, steps - 1)  # "is ready to meet"
        if token.dep == "pcomp":
            verb = self.verb_above(head)
            return None if verb is None else self._gerund_object(verb, head) or self._subject(verb, steps - 1)
        return None

    def _of_complement(self, token: Token, steps: int) -> int | None:
        """Find the subject of a clause that completes a verb, by what that verb hands on."""
        head = token.head
        if token.dep != "xcomp":
            return self._subject(head, steps - 1) if token.tag in {"VBG", "VB"} else None
        objects = self.below(head, "dobj", "dative")
        if objects and self.lemma(head) in self.grammar.object_control:
            return objects[0]
        if (oblique := self._oblique_control(head)) is not None:
            return oblique
        return self._passive_subject(head) if self.is_passive(head) else self._subject(head, steps - 1)

    def _gerund_object(self, verb: int, preposition: int) -> int | None:
        """Give the object that is the subject of a gerund after a preposition ("accused them of shelling a school")."""
        objects = self.below(verb, "dobj", "dative")
        is_known = self.lemma(verb) in self.grammar.object_gerund and not self.is_passive(verb)
        if not objects or not is_known or self.lemma(preposition) not in self.grammar.object_gerund_after:
            return None
        return objects[0]

    def _oblique_control(self, verb: int) -> int | None:
        """Give the object of a preposition that is the subject of an infinitive ("called on Russia to stop")."""
        if self.lemma(verb) not in self.grammar.oblique_control:
            return None
        led = (h for p, h in self.prepositions(verb) if p in self.grammar.oblique_control_after)
        return next(led, None)

    def _passive_subject(self, i: int) -> int | None:
        own = self.below(i, "nsubjpass", "nsubj")
        return own[0] if own else None

    def _acl_subject(self, noun: int, steps: int) -> int | None:
        """Give the genitive ("Russia's decision to strike"), or the noun's verb's subject ("has a plan to meet")."""
        genitive = self.below(noun, "poss")
        if genitive:
            return genitive[0]
        verb = self.verb_above(noun)
        return None if verb is None else self._subject(verb, steps - 1)

    def _antecedent(self, i: int) -> int | None:
        token = self.tokens[i]
        return token.head if token.dep in {"relcl", "acl"} else None

    def objects(self, i: int) -> list[int]:
        """Give the heads of the direct object, or of the passive's subject, with coordination."""
        heads = self.below(i, "dobj", "nsubjpass", "oprd")
        token = self.tokens[i]
        if not heads and token.dep == "conj" and token.tag == "VBN" and not self.below(i, "aux", "auxpass"):
            heads = self.below(token.head, "nsubjpass")  # "was captured and killed"
        if not heads and self.is_passive(i) and token.dep in {"acl", "relcl"}:
            heads = [token.head]
        if not heads and not self.is_passive(i):
            heads = self._shared_object(i)
        if not heads and self.is_passive(i) and token.dep == "xcomp":
            head = self._subject(token.head)  # "are to be freed"
            heads = [] if head is None else [head]
        found = []
        for h in heads:
            if self.tokens[h].tag in {"WDT", "WP"}:
                antecedent = self._antecedent(i)
                found.extend([] if antecedent is None else [antecedent])
            else:
                found.extend(self.conjuncts(h))
        return found

    def _shared_object(self, i: int) -> list[int]:
        """Give the object of the verb that a bare verb is coordinated with ("downed or jammed 90 drones")."""
        after = i + 1 < len(self.tokens) and self.tokens[i + 1].dep == "cc" and self.tokens[i + 1].head == i
        joined = [c for c in self.below(i, "conj") if after and c == i + 2 and self.tokens[c].tag[:2] == "VB"]
        return [o for c in joined for o in self.below(c, "dobj")]

    def is_bare(self, i: int) -> bool:
        """Whether a verb has no form of its own: no auxiliary in the present, and not "is", "has"."""
        return self.lemma(i) not in {"be", "have"} or self.tokens[i].tag == "VB"

    def runs_on(self, i: int) -> bool:
        """Whether a semicolon parts a clause from the verb it was hung on ("A accused B; C denied it")."""
        head = self.tokens[i].head
        return i < head and any(i < c < head and self.tokens[c].text == ";" for c in self.children[head])

    def agents(self, i: int) -> list[int]:
        """Give the heads after "by" of a passive verb."""
        return [h for a in self.below(i, "agent") for p in self.below(a, "pobj") for h in self.conjuncts(p)]

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """Yield (preposition, head of its object) for the prepositional phrases of ``i``, with coordination."""
        for p in self.below(i, "prep", "dative"):
            if self.tokens[p].pos not in {"ADP", "SCONJ", "VERB", "ADV", "PART"}:
                continue
            aside = self.lemma(p) in self.grammar.aside  # "according to X" has no part in what is told
            for inner in (p, *(() if aside else self.below(p, "prep", "conj"))):
                for obj in self.below(inner, "pobj"):
                    for head in self.conjuncts(obj):
                        yield self.lemma(inner), head

    def is_example(self, i: int) -> bool:
        """Whether a word stands after "such as": an example of a thing or place, to which nobody speaks."""
        while self.tokens[i].dep in {"conj", "compound", "appos"} and self.tokens[i].head != i:
            i = self.tokens[i].head
        return self.tokens[i].dep == "pobj" and any(self.lemma(c) == "such" for c in self.children[self.tokens[i].head])

    def genitives(self, i: int) -> list[int]:
        """Give the heads of "X's" before a noun."""
        return [h for p in self.below(i, "poss") for h in self.conjuncts(p)]

    def modifiers(self, i: int) -> list[int]:
        """Give the adjectives and nouns before a noun, with what is coordinated or hyphenated with them."""
        found = []
        for m in self.below(i, "compound", "amod", "nmod"):
            found.append(m)
            found.extend(self.below(m, "compound", "amod", "conj", "nmod", "npadvmod", "punct"))
        return [m for m in found if self.tokens[m].pos != "PUNCT"]

    def verb_above(self, i: int) -> int | None:
        """Give the nearest verb that governs a token, itself excluded."""
        seen = 0
        while self.tokens[i].head != i and seen < MAX_STEPS * 2:
            i = self.tokens[i].head
            seen += 1
            if self.is_verb(i):
                return i
        return None

    def clause_root(self, i: int) -> int:
        """Give the head of the clause that a token stands in: the nearest finite or clausal verb, else the root."""
        while self.tokens[i].head != i:
            token = self.tokens[i]
            if token.pos in _VERBAL and token.dep in CLAUSES and self._is_finite_clause(i):
                return i
            i = token.head
        return i

    def around(self, root: int) -> frozenset[int]:
        """Give the words of a clause, without those below it that tell of something before, after or against it.

        "Two weeks after gunmen killed 26 people", under another deed's verb, has its own victims and figures.
        """
        below = self.analysis.subtree(root)
        others = [c for c in below if c != root and self.tells_another(c)]
        return frozenset(below).difference(*map(self.analysis.subtree, others))

    def tells_another(self, clause: int) -> bool:
        """Whether a clause tells of something before, after or against what the clause above it tells."""
        if self.tokens[clause].dep != "advcl":
            return False
        marks = {self.lemma(m) for m in self.below(clause, "mark")}
        apart = marks & (self.grammar.sequence | self.grammar.contrasting)
        return bool(apart) and bool(self.below(clause, "nsubj", "nsubjpass"))

    def _is_finite_clause(self, i: int) -> bool:
        token = self.tokens[i]
        if token.dep in {"ROOT", "relcl"}:
            return True
        if token.dep in {"ccomp", "advcl", "conj", "parataxis"}:
            return bool(self.below(i, "nsubj", "nsubjpass")) or token.dep == "conj"
        return False

    def reach(self, i: int, sentence: Sentence) -> Sentence:
        """Give the part of a sentence that a token's event is read in: all of it, unless it runs on without end."""
        first, last = max(sentence.first, i - MAX_REACH), min(sentence.last, i + MAX_REACH + 1)
        return Sentence(first, last, self.tokens[first].start, self.tokens[last - 1].end)

    def span_of(self, root: int, sentence: Sentence) -> tuple[int, int]:
        """Give the code points from the first to the last token below ``root``, white space and edges trimmed."""
        inside = [j for j in self.analysis.subtree(root) if sentence.first <= j < sentence.last] or [root]
        first, last = inside[0], inside[-1]
        while (
            first < last
            and self.tokens[first].pos in {"SPACE", "PUNCT", "CCONJ"}
            and self.tokens[first].text not in "\"“‘'(["
        ):
            first += 1
        while last > first and (self.tokens[last].pos == "SPACE" or self.tokens[last].text in {",", ";", ":"}):
            last -= 1
        return self.tokens[first].start, self.tokens[last].end

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """Give the code points of a noun phrase: premodifiers without article, head, and a short "of ..." after it."""
        first = head
        for c in self.children[head]:
            token = self.tokens[c]
            if (
                c < head
                and token.dep in {"compound", "amod", "nmod", "poss", "nummod", "quantmod"}
                and token.pos != "PRON"
            ):
                first = min(first, self.analysis.subtree(c)[0])
        while first < head and self.tokens[first].pos in {"DET", "PUNCT", "SPACE", "PRON"}:
            first += 1
        last = head
        for c in self.children[head]:
            if c == last + 1 and self.tokens[c].lemma in {"of", "in", "within"} and self.tokens[c].dep == "prep":
                below = self.analysis.subtree(c)
                if len(below) <= MAX_STEPS and below[-1] - c == len(below) - 1:
                    last = below[-1]
        return self.tokens[first].start, self.tokens[last].end
