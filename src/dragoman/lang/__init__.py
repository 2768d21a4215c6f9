"""Lexicons: what dragoman knows of a language, as data, one folder for each ISO 639-1 code."""
