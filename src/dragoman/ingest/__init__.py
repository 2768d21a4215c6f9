"""Ingest: files, folders, globs and standard input come in, captures go out, byte for byte.

It does not decode, parse dates or read text; ``clean`` does. Whatever cannot be captured goes out as a
``SetAside`` with its reason, and the rest is still done.
"""

from dragoman.ingest.captures import Said, iter_captures

__all__ = ["Said", "iter_captures"]
