"""One small file per news site, and nothing else."""
