"""What is known, in a database."""
