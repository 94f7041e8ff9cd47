"""Live, gone, absent, failed, due: pure functions."""
