"""Forms of the answer: functions from a `Report` to text. They compute no date."""
