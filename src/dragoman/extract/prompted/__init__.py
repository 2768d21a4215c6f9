"""The language model's reader: claims as a model tells them, each of its words found in the report or dropped."""

from dragoman.extract.prompted.answers import Answers, Tally
from dragoman.extract.prompted.prompt import load_prompt, prompt_digest
from dragoman.extract.prompted.reader import PromptedExtractor

__all__ = ["Answers", "PromptedExtractor", "Tally", "load_prompt", "prompt_digest"]
