"""Which page is visited next."""
