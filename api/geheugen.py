"""What the collector of a worker walks: not what is there for good, and all of an edition that is no longer served."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from weakref import ref

from regio.stand.stand import Stand


def bevries() -> None:
    """Set apart what is there now: the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()


def ruim_op(oud: Iterable[ref[Stand]]) -> list[ref[Stand]]:
    """Let go of editions that were replaced; gives those that a request still uses.

    What was set apart came before they were replaced and may hold on to them, so all is walked once.
    """
    over = [een for een in oud if een() is not None]
    if over:
        gc.unfreeze()
        gc.collect()
        over = [een for een in over if een() is not None]
        if not over:
            gc.freeze()
    return over
