"""Each form of the answer is a function from a `Report` to text. None of them computes a date."""
