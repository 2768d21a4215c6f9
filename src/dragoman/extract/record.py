"""From attributions found in a text to ``Statement`` records.

A context comes in, statements go out in text order, each with its issue and its exact spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.content import issue_of
from dragoman.model import Evidence, Statement
from dragoman.values import content_id

if TYPE_CHECKING:
    from dragoman.extract.context import Context
    from dragoman.extract.statements import Speech


def to_statements(context: Context) -> tuple[Statement, ...]:
    """Give the statements of a document: what the report attributes, not what those whom it quotes attribute in turn.

    A bare act of speech without content is none.
    """
    return tuple(_statement(speech, context) for speech in context.speech if speech.content and not speech.is_nested)


def _statement(speech: Speech, context: Context) -> Statement:
    text = context.document.text
    cue = context.tree.tokens[speech.cue]
    content = tuple(Evidence.of(text, span.start, span.end) for span in speech.content)
    key = "|".join(f"{e.start}-{e.end}" for e in content)
    lemmas = [context.tree.lemma(i) for span in speech.content for i in context.lookup.tokens_of(span)]
    return Statement(
        id=content_id("stm", context.document.revision, cue.start, key),
        document_id=context.document.id,
        revision=context.document.revision,
        source=speech.source,
        cue=speech.cue_words,
        content=content,
        voices=speech.voices,
        kind=speech.kind,
        verb=cue.lemma,
        issue=issue_of(lemmas, context.words.issues),
    )
