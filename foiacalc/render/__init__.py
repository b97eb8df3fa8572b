"""Forms of the answer are functions from a `Report` to text. They compute no date."""
