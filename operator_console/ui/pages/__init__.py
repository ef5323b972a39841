"""One file for each page a person can stand on."""
