"""Pages are read in processes of their own, each with bounds on what one page may cost: a page that
goes beyond them costs its process, which is replaced, and nothing else.

engine --> pool (who reads next) --> process (one child) --pipe--> worker (in the child)
"""
