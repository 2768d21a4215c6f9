"""Ingest: files, folders, globs, standard input and web addresses come in, captures go out, byte for byte.

It does not decode, parse dates or read text; ``clean`` does. Whatever cannot be captured goes out as a
``SetAside`` with its reason, and the rest is still done. The HTTP client is loaded when the first page is fetched.
"""

from dragoman.ingest.captures import Said, iter_captures, to_captures
from dragoman.ingest.pages import Pages

__all__ = ["Pages", "Said", "iter_captures", "to_captures"]
