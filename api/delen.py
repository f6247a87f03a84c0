"""Parts of the application that are imported when the first request for them comes.

Most processes answer postcodes and points long before anybody asks for a map, a scenario or a report, whose
modules and models take longer to import than all else together. Until a part is there its paths stand for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

# A module with a ``router``, and the paths at or under which all routes of it are.
Deel = tuple[str, *tuple[str, ...]]


class Delen:
    """The parts of one application, in the order in which their routes are tried."""

    def __init__(self, app: FastAPI, delen: Sequence[Deel]) -> None:
        self._app, self._delen = app, delen
        self._vooraan = list(app.router.routes)
        self._routes: dict[int, BaseRoute] = {}
        self._slot = Lock()

    def nodig(self, pad: str) -> list[int]:
        """The numbers of the parts that are not there yet and may know a path."""
        return [
            nummer
            for nummer, (_, *paden) in enumerate(self._delen)
            if nummer not in self._routes and any(pad == deel or pad.startswith(f"{deel}/") for deel in paden)
        ]

    def laad(self, nummers: Sequence[int]) -> None:
        """Import these parts and include their routers; a part that is there already stays as it is."""
        with self._slot:
            for nummer in nummers:
                if nummer not in self._routes:
                    self._app.include_router(importlib.import_module(self._delen[nummer][0]).router)
                    self._routes[nummer] = self._app.router.routes[-1]
            # A new list: requests that are being routed go on with theirs.
            self._app.router.routes = [*self._vooraan, *(self._routes[nummer] for nummer in sorted(self._routes))]

    def laad_alle(self) -> None:
        """Import what is not there yet, for who wants to know every route."""
        self.laad(range(len(self._delen)))


class Inlader:
    """Middleware that has the parts imported of which a request may need a route."""

    def __init__(self, app: ASGIApp, delen: Delen) -> None:
        self._app, self._delen = app, delen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (nodig := self._delen.nodig(scope["path"])):
            await run_in_threadpool(self._delen.laad, nodig)
        await self._app(scope, receive, send)
