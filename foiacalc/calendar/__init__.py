"""This package decides which days count: the statute's calendar, the day in Washington, and how the holiday table is made."""
