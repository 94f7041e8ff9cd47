"""Because this file is here pytest puts tests/ on the path: every test finds the helpers that lie
beside it by their bare names."""
