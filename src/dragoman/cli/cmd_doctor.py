"""``dragoman doctor``: whether everything that dragoman needs is here, and the next step where not."""

from dragoman.cli.options import Call


def doctor(call: Call) -> int:
    """See whether everything that dragoman needs is here, each with the next step if it is not.

    Looks at Python, the packages, SQLite, the language model, the learned reader, the cache, the dossier, the
    gazetteer, the disk and the record. Installs nothing. Exit status 1 if something is missing.
    """
    from dragoman.cli.checkup import check_up, to_shape
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.findings import check_up_page

    shape = to_shape(check_up(call.settings))
    emit(shape, as_json=call.as_json, page=lambda _: check_up_page(shape))
    return 0 if shape["ok"] else 1
