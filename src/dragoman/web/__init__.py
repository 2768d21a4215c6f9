"""Pages: the record as an analyst reads it in a browser, over the same queries as the commands and the API."""
