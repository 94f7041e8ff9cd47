"""Copies of files of the archive in an object store (S3 and its kind): what is no longer written to
need not lie on the machine that crawls."""
