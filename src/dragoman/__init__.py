"""dragoman: one structured, sourced record of a conflict and its peace process, read from news reports."""

__all__ = ["__version__"]

__version__ = "0.1.0"
