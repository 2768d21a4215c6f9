"""Lineage: documents come in, what each was made from goes out: copies, rewrites, passages, credits, revisions.

It says where words come from, and nothing on whether they are true.
"""

from dragoman.lineage.derivations import affected_reports, find_derivations
from dragoman.lineage.drift import find_drift
from dragoman.lineage.index import MemoryIndex
from dragoman.lineage.origins import SharedOrigin, main_origin, origin_at, origins_of, shared_origin
from dragoman.lineage.signatures import signature_of
from dragoman.lineage.wording import signature_for
from dragoman.lineage.words import own_words

__all__ = [
    "MemoryIndex",
    "SharedOrigin",
    "affected_reports",
    "find_derivations",
    "find_drift",
    "main_origin",
    "origin_at",
    "origins_of",
    "own_words",
    "shared_origin",
    "signature_for",
    "signature_of",
]
