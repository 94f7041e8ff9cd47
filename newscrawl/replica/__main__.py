"""`python -m newscrawl.replica`: serves a copy of the site until it is stopped."""

import asyncio
import sys

from newscrawl.replica.options import parse
from newscrawl.replica.server import serve
from newscrawl.replica.site import Site


def main() -> None:
    """Serve; a file that cannot be read, or a port that is taken, is one line and exit code 1."""
    options, port, until_stdin_closes = parse(sys.argv[1:])
    try:
        site = Site(options)
        asyncio.run(serve(site, port, until_stdin_closes=until_stdin_closes))
    except (OSError, ValueError) as error:
        sys.exit(f"replica: {error}")


if __name__ == "__main__":
    main()
