"""The pages in other browsers than the Chromium that the tests drive.

Scripts are read by Safari 15.4, Firefox 104 and Chromium 97: one construct that a browser does not know makes it drop
the whole script, and with it the map and the suggestions.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

KAARTEN = Path(__file__).resolve().parents[2] / "kaarten"
SCRIPTS = sorted([*(KAARTEN / "statisch").glob("*.js"), *(KAARTEN / "sjablonen").glob("*.js")])
# What came later, and with which Safari.
TE_NIEUW = {
    r"\(\?<[=!]": "a look-behind (16.4)",
    r"/[a-z]*v[a-z]*\.(?:exec|test)\(": "a pattern with the flag v (17)",
    r"\bstatic \{": "a static block (16.4)",
    r"\.requestSubmit\(": "requestSubmit (16)",
    r"\.(?:toSorted|toReversed|toSpliced)\(": "a copying array method (16)",
    r"\b(?:Object|Map)\.groupBy\(": "groupBy (17.4)",
    r"\bPromise\.withResolvers\(": "withResolvers (17.4)",
    r"\bAbortSignal\.(?:timeout|any)\(": "AbortSignal.timeout (16)",
    r"\bArray\.fromAsync\(": "fromAsync (16.4)",
}


def gevonden(tekst: str) -> list[str]:
    """What in a script is too new."""
    return [naam for patroon, naam in TE_NIEUW.items() if re.search(patroon, tekst)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_older_browsers_read_every_script(script: Path) -> None:
    assert gevonden(script.read_text(encoding="utf-8")) == []


def test_what_is_too_new_would_be_found() -> None:
    assert gevonden("const PC4 = /(?<!\\d)[1-9]\\d{3}/u;") == ["a look-behind (16.4)"]
    assert gevonden("form.requestSubmit(); [].toSorted()") == [
        "requestSubmit (16)",
        "a copying array method (16)",
    ]


def test_lists_headings_and_dates_in_webkit_and_firefox() -> None:
    """A long option widens no page in WebKit; Firefox hyphenates only long words in headings, and cuts off no date."""
    regels = (KAARTEN / "statisch" / "stijl.css").read_text(encoding="utf-8").splitlines()
    assert "select { contain: paint; }" in regels
    (koppen,) = (regel for regel in regels if regel.startswith("h1, h2,"))
    assert "-webkit-hyphens: auto; hyphens: auto; hyphenate-limit-chars: 14 6 6;" in koppen
    congruentie = (KAARTEN / "statisch" / "congruentie.css").read_text(encoding="utf-8")
    assert ".tegenover .veld.kort { flex: 0 1 11.5rem; }" in congruentie
