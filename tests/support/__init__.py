"""What several tests share: servers, archives, crawls, makers of items."""
