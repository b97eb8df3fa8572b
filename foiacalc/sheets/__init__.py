"""Other people's tables in, reports out, a row at a time."""
