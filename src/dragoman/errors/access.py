"""Access: who asks is not known, or may not do this; or the accounts themselves cannot be used. Exit status 2."""

from __future__ import annotations

from dragoman.errors.root import DragomanError


class AccessError(DragomanError):
    """Somebody asked for what they may not have."""

    code = "DG500"


class SignInNeededError(AccessError):
    """Nobody is signed in, and this needs somebody; or the token that was sent opens nothing."""

    code = "DG501"

    def __init__(
        self, what: str, next_step: str = "Sign in at /login, or send a token from 'dragoman user token'."
    ) -> None:
        self.what = what
        super().__init__(f"{what} {next_step}")


class NotAllowedError(AccessError):
    """Somebody is signed in, and their role does not cover this."""

    code = "DG502"

    def __init__(self, name: str, role: str, needed: str) -> None:
        self.name, self.role, self.needed = name, role, needed
        super().__init__(
            f"'{name}' is signed in as {role}, and this needs the role {needed}. "
            f"Whoever keeps the accounts can give it: dragoman user role {name} {needed}."
        )


class ForgedRequestError(AccessError):
    """A write did not carry the token of the page that it should come from."""

    code = "DG503"

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"{problem} Nothing was done. Open the page again and send its form from there.")


class ThrottledError(AccessError):
    """Too much was asked in too short a time."""

    code = "DG504"

    def __init__(self, what: str, wait_s: int) -> None:
        self.what, self.wait_s = what, wait_s
        super().__init__(f"{what} Try again in {wait_s} s.")


class AccountError(AccessError):
    """An account cannot be as it was asked for."""

    code = "DG505"

    def __init__(self, name: str, problem: str, next_step: str) -> None:
        self.name, self.problem, self.next_step = name, problem, next_step
        super().__init__(f"user '{name}': {problem} {next_step}")


class AccountsFileError(AccessError):
    """The file of the accounts cannot be read or written, or is none."""

    code = "DG506"

    def __init__(self, path: str, problem: str, next_step: str) -> None:
        self.path, self.problem, self.next_step = path, problem, next_step
        super().__init__(f"{path}: {problem} {next_step}")


class WrongPasswordError(AccessError):
    """Name and password do not belong together; which of the two is wrong is not said."""

    code = "DG507"

    def __init__(self) -> None:
        super().__init__("Name and password do not belong together. Whoever keeps the accounts can set a new password.")


class NotProxiedError(AccessError):
    """A proxy passes requests on to a server that was started for this machine alone."""

    code = "DG508"

    def __init__(self) -> None:
        super().__init__(
            "This server was started for its own machine alone, and a proxy passed the request on. "
            "Start it with --login or --public-read."
        )
