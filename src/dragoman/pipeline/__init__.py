"""Pipeline: wires the stages to the store and runs them; the faces call nothing below it to write.

Importing it loads no model, no database library and no dossier: each is loaded when first needed.
"""

from dragoman.pipeline.engine import Engine, Examples, examples
from dragoman.pipeline.intake import Intake, IntakeReport, Progress
from dragoman.pipeline.refold import rebuild, reread, update

__all__ = ["Engine", "Examples", "Intake", "IntakeReport", "Progress", "examples", "rebuild", "reread", "update"]
