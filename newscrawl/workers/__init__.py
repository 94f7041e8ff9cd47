"""Many sites on many machines: a table of sites in PostgreSQL, workers that take what is due, and
one owner a host. What hands the runs out is procrastinate."""
