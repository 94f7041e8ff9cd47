"""What a setting switches off is not even loaded; what it switches on is where Scrapy has it."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from newscrawl.extensions.switched_off import SWITCHES, SwitchedOff


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_component_is_left_out_as_long_as_it_is_switched_off(switch: str) -> None:
    components, path = SWITCHES[switch]
    for is_on in (False, True):
        settings = Settings({switch: is_on})
        assert path in settings[components], "Scrapy lists it elsewhere by now"
        SwitchedOff().update_settings(settings)
        assert (path in settings[components]) is is_on
    assert path in Settings()[components], "the list of other crawls is as it was"


@pytest.mark.parametrize("switch", SWITCHES)
def test_the_component_is_there(switch: str) -> None:
    assert load_object(SWITCHES[switch][1])
