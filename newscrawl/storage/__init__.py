"""Where things end: the only part of the house that opens a file for writing."""
