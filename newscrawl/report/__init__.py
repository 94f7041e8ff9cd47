"""What is known, as one page of HTML that needs nothing else: pure functions from what the state
told to elements."""
