"""Analyse: from a document's text to its syntax as a plain record; the only stage that knows spaCy."""

from dragoman.analyse.analyser import Analyser, load_analyser

__all__ = ["Analyser", "load_analyser"]
