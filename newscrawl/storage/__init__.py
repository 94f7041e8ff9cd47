"""The archive: the only part that opens its files, or a connection to its state. `verify/` reads
the files directly, for that is its purpose."""
