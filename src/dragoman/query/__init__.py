"""Read-only use cases over the record, each giving one of the JSON shapes.

Importing this package loads no database, language or fold library.
"""

from dragoman.query.board import talks
from dragoman.query.commitments import commitments
from dragoman.query.differences import diff, diff_steps
from dragoman.query.disputes import disputes
from dragoman.query.figures import figures
from dragoman.query.lineage import report_lineage
from dragoman.query.lint import Sentence, lint
from dragoman.query.one import show
from dragoman.query.positions import positions
from dragoman.query.sources import sources
from dragoman.query.timeline import timeline
from dragoman.query.view import Deferred, Folding, Knowledge, View
from dragoman.query.whole import check, search

__all__ = [
    "Deferred",
    "Folding",
    "Knowledge",
    "Sentence",
    "View",
    "check",
    "commitments",
    "diff",
    "diff_steps",
    "disputes",
    "figures",
    "lint",
    "positions",
    "report_lineage",
    "search",
    "show",
    "sources",
    "talks",
    "timeline",
]
