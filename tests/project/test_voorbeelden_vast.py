"""Hypothesis draws the same examples on every machine and in every order of the tests, with no limit of time."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider

import regio.stand.stand  # noqa: F401 - a module with constants of its own


def test_examples_are_the_same_in_every_run_and_may_take_their_time() -> None:
    nu = settings()
    assert nu.derandomize and nu.database is None and nu.deadline is None
    assert HealthCheck.too_slow in nu.suppress_health_check


def test_examples_do_not_depend_on_the_modules_that_other_tests_loaded() -> None:
    assert len(HypothesisProvider(None)._local_constants) == 0
