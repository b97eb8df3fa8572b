"""Which days count: the statute's calendar, the day in Washington, and how the table of holidays is made."""
