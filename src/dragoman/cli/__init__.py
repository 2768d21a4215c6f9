"""The command line: a thin face over the pipeline, the record's use cases and the dossier.

Nothing is imported here, so that ``dragoman --help`` stays quick.
"""
