"""A file as its gzip members: each whole and checked, and where it ends when it is torn."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest

from newscrawl.storage.warc import gzip_members
from newscrawl.storage.warc.gzip_members import (
    FIXED,
    HEADER,
    Member,
    Torn,
    member_of,
    members_of,
    next_header,
)

CONTENTS = [b"one", b"", b"x" * 3_000_000, bytes(range(256)) * 2_000, b"last"]
MEMBERS = [gzip.compress(content, mtime=0) for content in CONTENTS]
WHOLE = b"".join(MEMBERS)


def test_each_member_comes_with_its_place_its_bytes_and_its_content() -> None:
    found = list(members_of(BytesIO(WHOLE)))
    assert [one.content for one in found] == CONTENTS
    assert [one.raw for one in found] == MEMBERS
    assert [WHOLE[one.offset : one.offset + one.length] for one in found] == MEMBERS


def test_reading_begins_at_any_member() -> None:
    assert [
        one.content for one in members_of(BytesIO(WHOLE), len(MEMBERS[0]) + len(MEMBERS[1]))
    ] == CONTENTS[2:]
    assert list(members_of(BytesIO(WHOLE), len(WHOLE))) == []
    assert list(members_of(BytesIO(b""))) == []


@pytest.mark.parametrize("kept", [1, 9, len(MEMBERS[0]) + 1, len(WHOLE) - 1, len(WHOLE) - 8])
def test_a_torn_member_is_told_with_its_place(kept: int) -> None:
    found: list[Member] = []
    with pytest.raises(Torn, match="in the middle of a record") as torn:
        found.extend(members_of(BytesIO(WHOLE[:kept])))
    starts = [sum(map(len, MEMBERS[:count])) for count in range(len(MEMBERS))]
    assert torn.value.offset == max(start for start in starts if start <= kept)


@pytest.mark.parametrize(
    "tail", [b"\0" * 4096, b"\x1f\x8b", b"garbage", MEMBERS[0][:-5] + b"?" + MEMBERS[0][-4:]]
)
def test_what_is_no_member_is_told_with_its_place(tail: bytes) -> None:
    with pytest.raises(Torn) as torn:
        list(members_of(BytesIO(WHOLE + tail)))
    assert torn.value.offset == len(WHOLE)


@pytest.mark.parametrize("read_bytes", [1, 3, 10, 1 << 18])
def test_the_next_member_behind_damage_is_found_wherever_the_reads_fall(
    read_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gzip_members, "READ_BYTES", read_bytes)
    # The second is of another library, which names another system.
    file = BytesIO(b"0123456789abcdef" + HEADER + b"rest" + FIXED + b"\xff")
    assert next_header(file, 0) == next_header(file, 16) == 16
    assert next_header(file, 17) == 16 + len(HEADER) + 4
    assert next_header(file, 40) is None
    assert next_header(BytesIO(FIXED[:-1]), 0) is None


def test_a_member_is_the_same_bytes_on_any_system_and_reads_back() -> None:
    for content in CONTENTS:
        made = member_of(content)
        assert made.startswith(HEADER)
        assert gzip.decompress(made) == content
