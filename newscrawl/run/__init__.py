"""What every command and every run has in common: arguments, settings, outcome, where files may be
written."""
