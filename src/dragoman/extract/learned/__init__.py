"""The learned reader: which frames a sentence carries, weighed together with what the rules found there."""

from dragoman.extract.learned.bundle import Bundle, load_bundle, load_card
from dragoman.extract.learned.decisions import Verdict
from dragoman.extract.learned.encoder import Encoder
from dragoman.extract.learned.reader import LearnedExtractor, open_reader

__all__ = ["Bundle", "Encoder", "LearnedExtractor", "Verdict", "load_bundle", "load_card", "open_reader"]
