"""The dossier: the packs in force, read, checked and compiled into one frozen record.

Pack folders come in, a ``Dossier`` goes out. Checking, scaffolding and showing packs are in
``check``, ``scaffold`` and ``show``, imported by name so that reading the record needs none of them.
"""

from dragoman.dossier.compile import load_dossier
from dragoman.dossier.files import shipped_packs
from dragoman.dossier.folding import fold
from dragoman.dossier.record import Dossier, Pack

__all__ = ["Dossier", "Pack", "fold", "load_dossier", "shipped_packs"]
