"""Brief in Markdown: the page as text, with its numbered sources and links that open each report at its words.

A ``brief`` shape comes in, lines of CommonMark go out. Reports' words are escaped, so that they stay words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.wording import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.query.shapes import BriefShape, ClaimRef, SourceShape

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
"""Source: CommonMark 0.31, section 2.4, the characters that begin markup inside a line."""

LONGEST = 220
"""Characters of a quotation; what is cut is shown as cut, and the link leads to the whole."""

NOTE = "Made by dragoman from the reports above. It says what they say; it does not say what is true."


def brief_markdown(page: BriefShape) -> Iterator[str]:
    """Give the lines of a brief."""
    yield f"# {escaped(page['title'])}"
    for section in page["sections"]:
        yield ""
        yield f"## {escaped(section['heading'])}"
        yield ""
        for line in section["lines"]:
            numbers = "".join(f" [\\[{n}\\]](#source-{n})" for n in line["sources"])
            yield f"- {escaped(line['text'])}{numbers}"
    if page["sources"]:
        yield ""
        yield "## Sources"
        yield ""
        yield from (_source(source) for source in page["sources"])
    yield ""
    yield f"*{NOTE}*"


def escaped(text: str) -> str:
    """Give words that Markdown takes for words."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _source(source: SourceShape) -> str:
    claim = source["claim"]
    outlet = str(claim["source"] or claim["doc"])
    words = " ".join(claim["evidence"][0]["quote"].split()) if claim["evidence"] else ""
    cut = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + "…"
    name = f"{outlet}, {moment_words(claim['published_at'])}"
    told = f"[{escaped(name)}](<{claim['link']}>)" if claim["link"] else escaped(name)
    return f'{source["number"]}. <a id="source-{source["number"]}"></a>{told}{_voices(claim)}: “{escaped(cut)}”'


def _voices(claim: ClaimRef) -> str:
    names = [voice["name"] for voice in claim["attribution"]]
    return f" ({escaped(', '.join(names))})" if names else ""
