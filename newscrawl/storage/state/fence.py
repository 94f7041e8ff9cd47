"""The token of a run that a worker started: the state keeps the highest that ever wrote, and takes
nothing from a run with a lower one.

A run that was stopped and wakes up when another one has taken over does not know it. So it is the
state that refuses it, in the transaction that it wanted to write.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from newscrawl import lease
from newscrawl.errors import OutputError
from newscrawl.storage.state.run_lock import Guard
from newscrawl.storage.state.schema import meta

_NAME = "fence"
"""Names the row of `meta` that holds the token."""

_DIGITS = 20
"""Of a token: with leading zeros it sorts as text as it does as a number."""

_RAISE = (
    update(meta)
    .where(meta.c.name == _NAME, meta.c.value <= bindparam("token"))
    .values(value=bindparam("token"))
)
_FOUND = select(meta.c.value).where(meta.c.name == _NAME)


class Fence:
    """The token of one run."""

    def __init__(self, held: lease.Lease) -> None:
        self._held = held
        self._token = f"{held.fence:0{_DIGITS}}"

    def check(self, connection: Connection) -> None:
        """At the beginning of a transaction that writes: the state has the token from then on, and
        no other until it ends. Raises OutputError where it has a higher one, or the lease has
        ended."""
        self._held.check()
        # Writes in any case: so nobody else can until this transaction has ended.
        if connection.execute(_RAISE, {"token": self._token}).rowcount:
            return
        found = connection.execute(_FOUND).scalar()
        if found is None:
            connection.execute(insert(meta), {"name": _NAME, "value": self._token})
            return
        raise OutputError(
            None,
            f"another run has taken over (its token is {int(found)}, that of this one"
            f" {self._held.fence}), and this one writes no more; the next one takes up from here",
        )


def fenced(guard: Guard | None) -> Guard | None:
    """A guard that checks the token of this process, too, where it has one. Raises OutputError for
    a lease that is not there."""
    held = lease.current()
    if held is None:
        return guard
    fence = Fence(held)
    if guard is None:
        return fence.check

    def both(connection: Connection) -> None:
        guard(connection)
        fence.check(connection)

    return both
