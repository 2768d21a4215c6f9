"""``dragoman check``: whether the record is whole."""

from dragoman.cli.options import Call


def check(call: Call) -> int:
    """Check the record from its bytes to its events: exit status 1 if something is wrong.

    Every evidence is compared with the text, every derived row with the facts. Nothing is mended.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.findings import findings_page
    from dragoman.query import check as check_of

    with call.store() as store:
        shape = check_of(store)
    emit(shape, as_json=call.as_json, page=lambda _: findings_page(shape, all_well="The record is whole."))
    return 0 if shape["ok"] else 1
