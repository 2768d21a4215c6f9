"""Speech lexicon: the words of ``lang/<code>/attribution.yaml``, indexed.

The file's data comes in, sets come out. It holds no rule: how a cue and its content stand to each other is the
finders'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """Which words attribute, and to whom.

    Attributes:
        clause: Verbs whose content is a clause or a quotation.
        infinitive: Verbs whose content is an infinitive ("promised to").
        object: Verbs whose content may be a bare noun ("confirmed the date").
        prepositions: For a verb, the prepositions before its content ("called for").
        voiced: Verbs with which a speaker gives the content as so or promises it; a wish or a view gives none.
        nouns, noun_infinitive: Nouns with a clause ("claim that"), with an infinitive ("promise to").
        passive: Verbs that attribute to nobody in the passive ("is believed to").
        closing: Verbs that stand after what was said ("..., the ministry reported").
        nobody: Words before a speaker by which nobody speaks ("neither side said").
        topics: Words that begin a phrase on what a speaker speaks of ("Regarding the talks, he said").
        naming: Verbs that attribute to a noun only a name or a judgement ("called it a mistake", not "called him").
        citing: Verbs that name whom a speaker cites ("citing a source").
        hearing: Verbs whose passive subject hears ("was told by").
        according: The verb of "according to", with what follows it.
        issuing: Prepositions before whoever made a claim or a statement ("by", "from").
        as_words, that_words: Words that lead in an aside ("as X reported") and a content ("that").
        in_titles: Prepositions inside a title before a name ("Secretary of State").
        documents: Nouns for words that somebody issued ("statement"): their voice is the issuer's.
        outlets: Nouns for outlets ("newspaper").
        quotes: Quotation marks.
        unnamed: Nouns for voices without a name.
    """

    clause: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    voiced: frozenset[str]
    nouns: frozenset[str]
    noun_infinitive: frozenset[str]
    passive: frozenset[str]
    closing: frozenset[str]
    nobody: frozenset[str]
    topics: frozenset[str]
    naming: frozenset[str]
    citing: frozenset[str]
    hearing: frozenset[str]
    according: Mapping[str, frozenset[str]]
    issuing: frozenset[str]
    as_words: frozenset[str]
    that_words: frozenset[str]
    in_titles: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    outlet_marks: frozenset[str]
    persons: frozenset[str]
    fields: frozenset[str]
    stands_for: Mapping[str, frozenset[str]]
    bodies: frozenset[str]
    he_or_she: frozenset[str]
    it: frozenset[str]
    quotes: frozenset[str]
    unnamed: frozenset[str]
    verbs: frozenset[str]
    noun_cues: frozenset[str]
    noun_prepositions: Mapping[str, frozenset[str]]
    voiced_nouns: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], unnamed: frozenset[str]) -> SpeechLexicon:
        """Index the file's data."""
        saying, thinking = data["saying"], data["thinking"]
        kinds = {kind: frozenset(saying[kind]) | frozenset(thinking[kind]) for kind in _COMPLEMENTS}
        prepositions = {
            verb: frozenset(words) for part in (saying, thinking) for verb, words in part["prepositions"].items()
        }
        voiced = frozenset(verb for kind in _COMPLEMENTS for verb in saying[kind]) | frozenset(saying["prepositions"])
        return cls(
            clause=kinds["clause"],
            infinitive=kinds["infinitive"],
            object=kinds["object"],
            prepositions=prepositions,
            voiced=voiced,
            verbs=frozenset().union(*kinds.values(), prepositions),
            nouns=frozenset(data["nouns"]["clause"]),
            noun_infinitive=frozenset(data["nouns"]["infinitive"]),
            noun_cues=frozenset(data["nouns"]["clause"])
            | frozenset(data["nouns"]["infinitive"])
            | frozenset(data["nouns"]["prepositions"]),
            noun_prepositions={noun: frozenset(words) for noun, words in data["nouns"]["prepositions"].items()},
            voiced_nouns=frozenset(data["nouns"]["voiced"]),
            passive=frozenset(data["passive"]),
            closing=frozenset(data["closing"]),
            nobody=frozenset(data["nobody"]),
            topics=frozenset(data["topics"]),
            naming=frozenset(data["naming"]),
            citing=frozenset(data["citing"]),
            hearing=frozenset(data["hearing"]),
            according={verb: frozenset(words) for verb, words in data["according"].items()},
            issuing=frozenset(data["issuing"]),
            as_words=frozenset(data["as"]),
            that_words=frozenset(data["that"]),
            in_titles=frozenset(data["in_titles"]),
            documents=frozenset(data["documents"]),
            outlets=frozenset(data["outlets"]),
            outlet_marks=frozenset(data["outlet_marks"]),
            persons=frozenset(data["persons"]),
            fields=frozenset(data["fields"]),
            stands_for={noun: frozenset(words) for noun, words in data["stands_for"].items()},
            bodies=frozenset(data["bodies"]),
            he_or_she=frozenset(data["pronouns"]["person"]),
            it=frozenset(data["pronouns"]["body"]),
            quotes=frozenset(data["direct_quotes"]),
            unnamed=unnamed,
        )


_COMPLEMENTS = ("clause", "infinitive", "object")
