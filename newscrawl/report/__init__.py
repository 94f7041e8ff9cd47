"""What is known, as one page of HTML that needs nothing else: pure functions from what is
known to elements."""
