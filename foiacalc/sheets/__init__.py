"""This package takes other people's tables in and gives reports out, a row at a time."""
