"""This package has a file for each deadline, named for its key. Dates come first; explanations are made when asked for."""
