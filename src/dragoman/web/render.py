"""Render: a template and its values come in, a page goes out, with everything from reports escaped.

Templates find the words for values as filters (``dragoman.wording``). Undefined values are errors, not empty text.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dragoman import __version__, quoting, wording
from dragoman.web import plain
from dragoman.web.kinds import kind_of
from dragoman.web.links import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.web.naming import Naming

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"


def rows_by(rows: Iterable[Mapping[str, Any]], name: str) -> list[tuple[Any, list[Mapping[str, Any]]]]:
    """Give rows that follow one another and have one value of a key together, in their order."""
    return [(key, list(group)) for key, group in groupby(rows, itemgetter(name))]


def mark_words(text: str, asked: str) -> Markup:
    """Give a text escaped, with every word marked that begins as a word that was looked for."""
    words = [re.escape(word) for word in re.findall(r"\w+", asked)]
    if not words:
        return escape(text)
    found = re.compile(rf"\b(?:{'|'.join(words)})\w*", re.IGNORECASE)
    pieces, at = [], 0
    for hit in found.finditer(text):
        pieces += [escape(text[at : hit.start()]), Markup("<mark>"), escape(hit[0]), Markup("</mark>")]
        at = hit.end()
    return Markup("").join([*pieces, escape(text[at:])])


FILTERS = {
    "tally": wording.tally_words,
    "counted": wording.counted,
    "day": wording.day_words,
    "field": plain.field_name,
    "value_of": lambda value, field: plain.value_of(field, value),
    "reason": plain.reason_words,
    "role": lambda role: plain.PARTS_TAKEN.get(role, role),
    "delay": plain.delay_words,
    "drifted": lambda kind: plain.DRIFTS.get(kind, kind),
    "moment": wording.moment_words,
    "place": wording.place_words,
    "person": wording.person_words,
    "quantity": wording.quantity_words,
    "figure": wording.figure_words,
    "value": wording.value_words,
    "issue": lambda text: str(text).replace("_", " ").replace("-", " "),
    "marked": mark_words,
    "rows_by": rows_by,
    "credit": quoting.credit_words,
    "kind": kind_of,
    "safe_address": safe_address,
    "verbatim": lambda text: escape(text).replace("\r", Markup("&#13;")),  # a bare one is read as a line feed
}


class Renderer:
    """Renders the pages of one site; templates are compiled once."""

    def __init__(self, naming: Naming) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(FILTERS)
        self._environment.filters.update(counts=naming.counts, side=naming.side, process=naming.process)
        self._environment.globals.update(
            version=__version__,
            time_words=wording.time_words,
            status_words=wording.status_words,
            fates=wording.FATES,
            mark_sentence=quoting.mark_sentence,
            own_words=quoting.own_words,
            evidence_with=quoting.evidence_with,
            chains=plain.voices_by(naming.side),
            change_of=plain.change_of,
            history_of=plain.history_of,
        )

    def page(self, template: str, values: Mapping[str, Any]) -> str:
        """Give a page.

        Args:
            template: File under ``templates``.
            values: What it names.
        """
        return self._environment.get_template(template).render(values)
