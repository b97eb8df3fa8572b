"""This package has the output formats of a report: each is a function from a `Report` to text. None of them computes a date."""
