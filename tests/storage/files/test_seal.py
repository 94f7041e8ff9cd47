"""No byte of a report can change without being noticed."""

from __future__ import annotations

import json

from newscrawl.storage.files.seal import SEAL, has_whole_seal, sealed

REPORT = {"run": "20260114T093000Z-1f3a", "title": "ნიუსი", "counts": {"articles/new": 1}}


def test_a_sealed_report_says_the_same_and_its_seal_last() -> None:
    told = json.loads(sealed(REPORT))
    assert list(told) == [*REPORT, SEAL]
    assert told | REPORT == told
    assert has_whole_seal(sealed(REPORT))


def test_a_report_is_sealed_anew_when_it_is_written_again() -> None:
    assert sealed(json.loads(sealed(REPORT))) == sealed(REPORT)
    changed = json.loads(sealed(REPORT)) | {"title": "Another"}
    assert has_whole_seal(sealed(changed))


def test_a_bit_that_flips_anywhere_breaks_the_seal() -> None:
    whole = sealed(REPORT)
    for place in range(len(whole)):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << bit
            assert not has_whole_seal(bytes(flipped)), (place, bit)
    assert not any(has_whole_seal(whole[:length]) for length in range(len(whole)))
    assert not has_whole_seal(whole + b"\n")


def test_half_a_character_and_an_empty_report_are_written_all_the_same() -> None:
    assert has_whole_seal(sealed({"title": "\ud83d"}))
    assert sealed({}) == b"{}\n"
