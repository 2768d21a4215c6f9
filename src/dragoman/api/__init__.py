"""The JSON API: a thin, read-only face over the record's use cases, under ``/api/v1``.

Nothing is imported here, so that naming the package loads no web library.
"""
