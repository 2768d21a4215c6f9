"""Read-only use cases over the record, each giving one of the JSON shapes.

Importing this package loads no database, language or fold library.
"""

from dragoman.query.board import talks
from dragoman.query.differences import diff, disputes, figures
from dragoman.query.one import show
from dragoman.query.timeline import timeline
from dragoman.query.view import Folding, Knowledge, View
from dragoman.query.whole import check, search

__all__ = [
    "Folding",
    "Knowledge",
    "View",
    "check",
    "diff",
    "disputes",
    "figures",
    "search",
    "show",
    "talks",
    "timeline",
]
