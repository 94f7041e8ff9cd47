"""A full-text index of what articles say now, in a file of its own: made from the state when it is
asked, and thrown away without loss."""
