"""A process that reads may end at any time, for any reason: no other page pays for it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
import uvloop
from support import in_readers

from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import PageError, UnreadError
from newscrawl.readers import pool as pools
from newscrawl.readers.pool import ReaderPool


@asynccontextmanager
async def pool(
    count: int = 1, start: Callable[[], None] = in_readers.begin
) -> AsyncIterator[ReaderPool]:
    made = ReaderPool(count, (start, ()))
    try:
        yield made
    finally:
        await made.close()


def runs(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """A test that awaits."""

    def run(*given: Any, **named: Any) -> None:
        asyncio.run(test(*given, **named))

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    run.__signature__ = __import__("inspect").signature(test)  # type: ignore[attr-defined]
    return run


async def reason_of(asked: Awaitable[object]) -> tuple[str, str]:
    with pytest.raises(UnreadError) as raised:
        await asked
    return raised.value.reason, str(raised.value)


@runs
async def test_answers_come_in_the_order_of_the_calls() -> None:
    async with pool() as readers:
        calls = [readers.call(in_readers.twice, value) for value in range(50)]
        assert await asyncio.gather(*calls) == [2 * value for value in range(50)]
        assert await readers.call(in_readers.number) != os.getpid()


@runs
async def test_an_error_comes_back_as_it_was_raised() -> None:
    async with pool() as readers:
        with pytest.raises(PageError, match="nothing in it") as raised:
            await readers.call(in_readers.fail, "nothing in it")
        assert raised.value.missing == ("title",)
        assert "in_readers.py" in "".join(raised.value.__notes__), "where it was raised is told"
        with pytest.raises(TypeError, match="cannot leave"):
            await readers.call(in_readers.unsendable)
        assert await readers.call(in_readers.print_much) == "said"


@pytest.mark.parametrize(
    ("heavy", "why"),
    [
        (in_readers.swell, "out of memory"),
        (in_readers.nest, "nested too deep"),
        pytest.param(in_readers.spin, "s of processor time", marks=pytest.mark.slow),
        (in_readers.wait, "no answer in"),
    ],
)
@runs
async def test_what_costs_too_much_costs_its_process_and_no_other_call(
    heavy: Callable[[], object], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pool() as readers:
        await readers.call(in_readers.number)
        if heavy is in_readers.wait:
            monkeypatch.setattr(pools, "TIMEOUT_S", 0.5)
        before = readers.call(in_readers.twice, 1)
        asked = asyncio.gather(
            before, reason_of(readers.call(heavy)), readers.call(in_readers.twice, 3)
        )
        first, (reason, said), last = await asked
        assert (first, reason, last) == (2, "too heavy", 6)
        assert why in said


@runs
async def test_a_call_whose_process_is_ended_from_outside_is_made_again(tmp_path: Path) -> None:
    async with pool() as readers:
        assert await readers.call(in_readers.die_once, tmp_path / "mark") == "read"


@runs
async def test_a_call_that_ends_every_process_is_given_up() -> None:
    async with pool() as readers:
        calls = [
            asyncio.ensure_future(readers.call(in_readers.die_always, value))
            for value in (1, 0, 2, 3)
        ]
        reason, said = await reason_of(calls.pop(1))
        assert reason == "too heavy"
        assert "SIGKILL" in said
        assert await asyncio.gather(*calls) == [1, 2, 3]


@runs
async def test_of_many_in_one_piece_only_the_one_at_fault_is_given_up() -> None:
    async with pool() as readers:
        found = await readers.call_each(in_readers.die_always, [(3,), (0,), (5,)])
        assert [one if isinstance(one, int) else one.reason for one in found] == [3, "too heavy", 5]


@runs
async def test_a_process_that_is_ended_while_it_waits_is_replaced() -> None:
    async with pool() as readers:
        for _ in range(3):
            os.kill(await readers.call(in_readers.number), signal.SIGKILL)
            await asyncio.sleep(0)
            assert await readers.call(in_readers.twice, 4) == 8


@pytest.mark.parametrize(
    ("start", "why"),
    [(in_readers.begin_badly, "no such site"), (in_readers.die_at_once, "exit code 7")],
)
@runs
async def test_where_no_process_can_begin_every_call_says_why(
    start: Callable[[], None], why: str
) -> None:
    async with pool(2, start) as readers:
        found = await asyncio.gather(
            *(reason_of(readers.call(in_readers.number)) for _ in range(5))
        )
        assert {reason for reason, _ in found} == {"no reader"}
        assert all(why in said and "NEWSCRAWL_READERS=0" in said for _, said in found)


@runs
async def test_what_is_not_read_when_the_run_ends_is_told_so() -> None:
    async with pool() as readers:
        assert await readers.call(in_readers.twice, 1) == 2
        waiting = [asyncio.ensure_future(readers.call(in_readers.wait)) for _ in range(5)]
        await asyncio.sleep(0)
        readers.give_up()
        found = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(one) for one in found] == [NotSent] * 5
        with pytest.raises(NotSent):
            await readers.call(in_readers.twice, 1)


@runs
async def test_closing_leaves_no_process_behind() -> None:
    async with pool(2) as readers:
        found = await asyncio.gather(*(readers.call(in_readers.number) for _ in range(20)))
        busy = asyncio.ensure_future(readers.call(in_readers.wait))
        await asyncio.sleep(0)
    for process in set(found):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    assert isinstance((await asyncio.gather(busy, return_exceptions=True))[0], NotSent)


@pytest.mark.slow
def test_a_process_may_end_at_any_moment_in_the_event_loop_of_a_crawl() -> None:
    """uvloop tells of a closed pipe before it tells of the end of the process."""
    dice = Random(4666)

    async def at_some_moment(readers: ReaderPool, size: int) -> int:
        await asyncio.sleep(dice.random() / 20)
        return await readers.call(len, b"x" * size)

    async def run() -> None:
        async with pool() as readers:
            for _ in range(20):
                reader = await readers.call(in_readers.number)
                loop = asyncio.get_running_loop()
                loop.call_later(dice.random() / 100, os.kill, reader, signal.SIGKILL)
                sizes = [dice.choice((10, 200_000)) for _ in range(20)]
                calls = (at_some_moment(readers, size) for size in sizes)
                assert await asyncio.gather(*calls) == sizes

    uvloop.run(run())
