"""The pages: one function each, from the record as seen by a reader to the values of a template."""
