"""Merge: claims of all reports become events with their cells, disputes and rounds.

Active claims, processes and judgements come in, ``Folded`` goes out. It reads no text and writes no store.
"""

from dragoman.merge.fold import Folded, fold

__all__ = ["Folded", "fold"]
