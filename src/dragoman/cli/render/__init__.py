"""Pages for the terminal: JSON shapes come in, text for a person goes out.

Nothing here reads the record or decides anything: what is shown is what the shape holds.
"""
