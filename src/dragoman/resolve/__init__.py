"""Resolve: the words of a report linked to actors, places, times, things and quantities."""

from dragoman.resolve.gazetteer import Gazetteer, open_gazetteer
from dragoman.resolve.resolver import Resolver

__all__ = ["Gazetteer", "Resolver", "open_gazetteer"]
