"""Somebody who signed in on the pages, and asks with the cookie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import httpx2

from api.sessie import COOKIE
from tests.api.scenarioproef import Proef


@dataclass
class Inlog:
    """A session: what its cookie holds, and the value that its forms carry."""

    proef: Proef
    geheim: str
    csrf: str

    def kaal(self, methode: str, pad: str, **opties: Any) -> httpx2.Response:
        """Ask with the cookie alone."""
        koppen = {"cookie": f"{COOKIE}={self.geheim}", **opties.pop("headers", {})}
        return self.proef.client.request(methode, pad, headers=koppen, **opties)

    def vraag(self, methode: str, pad: str, **opties: Any) -> httpx2.Response:
        """Ask as a script of the page does."""
        return self.kaal(
            methode, pad, **{**opties, "headers": {"x-csrf-token": self.csrf, **opties.get("headers", {})}}
        )

    def formulier(self, pad: str, velden: dict[str, str] | None = None, **opties: Any) -> httpx2.Response:
        """Post a form of the page."""
        return self.kaal("POST", pad, data={"csrf": self.csrf, **(velden or {})}, **opties)


def log_in(proef: Proef, token: str) -> Inlog:
    """Sign in with a token, as a browser without scripts does."""
    antwoord = proef.client.post("/inloggen", data={"token": token, "naar": "/inloggen"})
    assert antwoord.status_code == 303, antwoord.text
    return inlog_met(proef, antwoord)


def inlog_met(proef: Proef, antwoord: httpx2.Response) -> Inlog:
    """The session that an answer opened."""
    koek = re.search(rf"{COOKIE}=([A-Za-z0-9_-]{{43}});", antwoord.headers["set-cookie"])
    assert koek is not None, antwoord.headers["set-cookie"]
    proef.client.cookies.clear()
    inlog = Inlog(proef, koek[1], "")
    csrf = re.search(r'name="csrf" value="([^"]+)"', inlog.kaal("GET", "/inloggen").text)
    assert csrf is not None
    inlog.csrf = csrf[1]
    return inlog
