"""Each deadline has a file of its own, named for its key. Its dates come first; the explanation is made when asked for."""
