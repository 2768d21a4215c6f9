"""Clean: captures come in, documents go out, each with its frozen text and what is known about it.

It reads and marks; it never removes a word of a text that was given as text, and never guesses a date.
"""

from dragoman.clean.documents import to_document

__all__ = ["to_document"]
