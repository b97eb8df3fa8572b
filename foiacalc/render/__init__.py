"""Each form of a report is a function from a `Report` to text. None of them computes a date."""
