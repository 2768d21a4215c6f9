"""Extract: from analysed text and linked mentions to claims and statements, by frames that are data."""

from dragoman.extract.context import Words
from dragoman.extract.extractor import Extraction, Extractor, RuleExtractor
from dragoman.extract.frames import FrameSet, load_frames
from dragoman.extract.words import load_words

__all__ = ["Extraction", "Extractor", "FrameSet", "RuleExtractor", "Words", "load_frames", "load_words"]
