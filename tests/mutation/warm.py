"""Try slips one after another, each in a fork of a process that has everything loaded.

Loading the program, its packs and its tests takes far longer than the test that notices a slip.
The test that noticed the last one goes first, because a slip's neighbours are mostly noticed by the
same test; then the others, file by file in the order given and the quickest of each file first.
"""

import gc
import os
import signal
import time
from collections.abc import Callable, Sequence

import pytest

from tests.mutation.apart import told_by
from tests.mutation.expressions import Slip
from tests.mutation.kept import NOBODY, ROOT
from tests.mutation.swapped import held, put

CRASH = "it crashed, or never ended"
_LEFT = "left"
"""A slip that cannot be put into what is loaded."""
_SECONDS = 20
"""Of computing, that a test may take beyond ten times what it takes without a slip."""
Told = Callable[[Slip, str], None]
"""Is told the test that noticed a slip, or ``NOBODY``."""


class Trials:
    """A plugin for pytest: instead of one run of the tests, a run for each slip."""

    def __init__(self, slips: Sequence[Slip], told: Told) -> None:
        """The slips are all in functions."""
        self._slips = slips
        self._told = told
        self._took: dict[str, float] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every slip, unless a test fails without one."""
        took = told_by(lambda: _times(session.items))
        if took is None:
            raise pytest.UsageError("The tests fail before anything is spoiled.")
        self._took = took
        files = list(dict.fromkeys(item.path for item in session.items))
        items = sorted(session.items, key=lambda i: (files.index(i.path), took[i.nodeid]))
        functions = {path: held(ROOT / path) for path in {slip.path for slip in self._slips}}
        gc.freeze()
        for slip in self._slips:

            def tried(slip: Slip = slip) -> str:
                try:
                    put(slip, ROOT / slip.path, functions[slip.path])
                except ValueError:
                    return _LEFT
                return self._first_to_fail(items)

            found = told_by(tried) or CRASH
            if found != _LEFT:
                self._told(slip, found)
            items.sort(key=lambda item: item.nodeid != found)
        return True

    def _first_to_fail(self, items: Sequence[pytest.Item]) -> str:
        for item, following in zip(items, [*items[1:], None], strict=True):
            signal.setitimer(signal.ITIMER_PROF, _SECONDS + 10 * self._took[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if item.session.testsfailed:
                return item.nodeid
        return NOBODY


def _times(items: Sequence[pytest.Item]) -> dict[str, float] | None:
    took = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        begun = time.process_time()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        took[item.nodeid] = time.process_time() - begun
        if item.session.testsfailed:
            os.write(2, f"{item.nodeid} fails.\n".encode())
            return None
    return took
