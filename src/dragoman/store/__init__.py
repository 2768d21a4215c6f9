"""The record: facts appended to SQLite or PostgreSQL, and what is derived from them.

Importing this package loads no database library.
"""

from dragoman.store.derived import FoldedLike
from dragoman.store.facts import Reading, header_id
from dragoman.store.finding import Finding
from dragoman.store.fold import Basis
from dragoman.store.opening import open_store
from dragoman.store.searching import SearchHit
from dragoman.store.store import Store

__all__ = ["Basis", "Finding", "FoldedLike", "Reading", "SearchHit", "Store", "header_id", "open_store"]
