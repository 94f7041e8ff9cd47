"""The numbers of what is there: in order, as they come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class SortedNumbers(Sequence[int]):
    """Numbers in ascending order, each once. Whether one is among them is a search by halves: an
    archive may hold 100,000."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = sorted(numbers)

    def add(self, number: int) -> None:
        """One more; it must not be there yet."""
        insort(self._numbers, number)

    def remove(self, number: int) -> None:
        """One less; it must be there."""
        del self._numbers[bisect_left(self._numbers, number)]

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        return self._numbers[place]

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __reversed__(self) -> Iterator[int]:
        return reversed(self._numbers)

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        place = bisect_left(self._numbers, number)
        return place < len(self._numbers) and self._numbers[place] == number
