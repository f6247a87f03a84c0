"""Where somebody goes after signing in is a page of this service, whatever stood in the address."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaarten.inloggen.pad import STANDAARD, lokaal_pad

BASIS = "https://regio.example/inloggen"


@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/scenarios",
        "/scenarios/0123456789abcdef0123456789abcdef?versie=3",
        "/overleg?wie=%E2%82%AC&peildatum=2020-01-01",
        "/gemeenten/GM1730/overleg.csv",
    ],
)
def test_a_path_of_ours_stays(pad: str) -> None:
    assert lokaal_pad(pad) == pad


@pytest.mark.parametrize(
    "pad",
    [
        *(
            "",
            "scenarios",
            "//evil",
            "///evil",
            "/\\evil",
            "\\\\evil",
            "/\\/evil",
            "/%2Fevil",
            "/%2f%2fevil",
            "/%5Cevil",
        ),
        *("/%255Cevil", "/%252F/evil", "/%25252525252525255Cevil", "/a//evil", "/?naar=//evil", "/;//evil"),
        *("https://evil", "https:/evil", "javascript:alert(1)", "data:text/html,x", "/\tevil", "/\n/evil", "\t//evil"),
        *(" //evil", "/ /evil", "/%09/evil", "/%0d%0aSet-Cookie:x", "/%00", "/\u2028", "/é", "/#//evil", "/a#b"),
        *("/../evil", "/a/%2e%2e/b", "/inloggen", "/inloggen?naar=/inloggen", "/INLOGGEN", "/%69nloggen", "/uitloggen"),
        *("/inloggen/extern", "/inloggen/terug?code=x", "/<script>", '/"', "/" + "a" * 500),
    ],
)
def test_all_else_becomes_the_page_of_scenarios(pad: str) -> None:
    assert lokaal_pad(pad) == STANDAARD


DELEN = st.sampled_from([*"/\\?#%&=.;:@ \t\r\n", "%2f", "%5C", "%25", "%09", "evil.example", "https:", "inloggen", "é"])


@given(st.one_of(st.text(max_size=40), st.lists(DELEN, max_size=8).map("".join).map(lambda rest: f"/{rest}")))
def test_no_text_leads_elsewhere(tekst: str) -> None:
    """As a browser reads it: tabs and line ends are left out, a backslash is a slash; and however often decoded."""
    pad = lokaal_pad(tekst)
    for _ in range(6):
        browser = pad.translate({9: None, 10: None, 13: None}).replace("\\", "/")
        assert browser == pad.replace("\\", "/") and browser.startswith("/")
        assert urlsplit(urljoin(BASIS, browser)).netloc == "regio.example"
        pad = unquote(pad)
