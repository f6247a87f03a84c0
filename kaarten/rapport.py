"""Reports: one HTML file without scripts or other files, under a policy of its own, to read, print and keep."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from kaarten.pagina import HIER, vul_in

GEDEELD = "rapport.css"


@dataclass(frozen=True, slots=True)
class Rapport:
    """A report: one file, the policy it goes with, and a name to keep it under."""

    html: str
    csp: str
    naam: str


def maak_rapport(sjabloon: str, naam: str, **delen: object) -> Rapport:
    """A report from a template; beside it stands its style, with ``.css`` as its end."""
    stijl = _stijl(sjabloon.replace(".html", ".css"))
    som = base64.b64encode(hashlib.sha256(stijl.encode()).digest()).decode()
    csp = f"default-src 'none'; style-src 'sha256-{som}'; img-src data:; base-uri 'none'; form-action 'none'; "
    return Rapport(vul_in(sjabloon, stijl=stijl, **delen), f"{csp}frame-ancestors 'none'", naam)


@cache
def _stijl(eigen: str) -> str:
    """What reports share, and what is this one's own."""
    return "".join((HIER / "sjablonen" / naam).read_text(encoding="utf-8") for naam in (GEDEELD, eigen))
