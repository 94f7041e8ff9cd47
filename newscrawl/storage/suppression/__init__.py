"""A takedown: the text of an article leaves everything that storage/ wrote, the fact of it stays.
Crash-safe by intent: see job.py."""
