"""The present state as files for others: one module a format, each fed record by record and written
as it comes."""
