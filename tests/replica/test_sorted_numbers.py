"""Numbers stay in order as they come and go."""

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.replica.sorted_numbers import SortedNumbers


@given(st.sets(st.integers(-9, 99)), st.sets(st.integers(100, 199)), st.data())
def test_it_is_the_sorted_set_whatever_comes_and_goes(
    first: set[int], more: set[int], data: st.DataObject
) -> None:
    numbers = SortedNumbers(first)
    for one in more:
        numbers.add(one)
    there = first | more
    gone = data.draw(st.sets(st.sampled_from(sorted(there)))) if there else set()
    for one in gone:
        numbers.remove(one)
    due = sorted(there - gone)
    assert list(numbers) == due
    assert list(reversed(numbers)) == due[::-1]
    assert all((number in numbers) == (number in due) for number in range(-10, 200))
    assert numbers[-3:] == due[-3:]


def test_what_is_no_number_is_not_among_them() -> None:
    text: object = "7"
    assert not SortedNumbers([7]).__contains__(text)
