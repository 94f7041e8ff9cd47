"""What becomes of a page from visit to visit: live, gone, absent, failed, and when it is due. Pure
functions."""
