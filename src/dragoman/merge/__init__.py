"""Merge: claims of all reports become events with their cells, disputes and rounds.

Active claims, processes and judgements come in, ``Folded`` goes out. It reads no text and writes no store.
"""

from dragoman.merge.fold import fold
from dragoman.merge.patch import Patch, Patching
from dragoman.merge.rules import digest_of_rules
from dragoman.merge.standing import Folded, Standing

__all__ = ["Folded", "Patch", "Patching", "Standing", "digest_of_rules", "fold"]
