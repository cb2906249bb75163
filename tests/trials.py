"""How many random cases a property is tried with, and whether they are the same every time.

``JUESUAN_HYPOTHESIS`` chooses: ``default`` tries the same 200 cases everywhere, so that a change is judged
by what it changes; ``quick`` the first few of them, for daily work; ``nightly`` thousands of new ones. What
fails is printed as a ``@reproduce_failure`` line, and stays as an ``@example`` or a test of its own.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings


def choose() -> None:
    """Load the profile that the environment names, before any property is defined."""
    settings.register_profile(
        "default",
        max_examples=200,
        derandomize=True,
        print_blob=True,
        deadline=None,  # no test is timed
        suppress_health_check=[HealthCheck.too_slow],
    )
    default = settings.get_profile("default")
    settings.register_profile("quick", parent=default, max_examples=20)
    settings.register_profile("nightly", parent=default, max_examples=5000, derandomize=False)
    settings.load_profile(os.environ.get("JUESUAN_HYPOTHESIS", "default"))


def fewer(part: int) -> settings:
    """A share of the profile's cases, for a property whose every case takes long: ``@fewer(4)``, a quarter."""
    return settings(max_examples=max(5, settings().max_examples // part))


def seeds(part: int) -> range:
    """A share of the profile's cases as seeds, for tries that make their own random cases; at least three."""
    return range(max(3, settings().max_examples // part))
