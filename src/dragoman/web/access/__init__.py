"""Access: who may read and write: accounts, sessions, tokens, forms that only our own pages can send."""

from dragoman.web.access.door import Door, Face
from dragoman.web.access.gate import checked_form, csrf_input, csrf_token, current_user, require
from dragoman.web.access.roles import Role, User

__all__ = ["Door", "Face", "Role", "User", "checked_form", "csrf_input", "csrf_token", "current_user", "require"]
