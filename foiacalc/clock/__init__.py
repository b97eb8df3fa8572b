"""Law and facts make deadlines: a file for each, named by its key. Dates come first; the explanation is made when asked for."""
