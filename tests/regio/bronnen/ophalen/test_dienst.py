"""Which addresses are asked, and which never."""

from __future__ import annotations

import pytest

from regio.bronnen.ophalen.dienst import Dienst, eerste_pagina, is_eigen_machine, maak_dienst
from regio.fouten import RegioFout


@pytest.mark.parametrize("basis", [None, ""])
def test_pdok_itself_unless_told_otherwise(basis: str | None) -> None:
    dienst = maak_dienst(basis)
    assert dienst == Dienst()
    assert dienst.index == "https://service.pdok.nl/cbs/gebiedsindelingen/atom/v1_0/index.xml"
    assert dienst.postcodes == "https://api.pdok.nl/cbs/postcode4/ogc/v1/collections/postcode4/items"
    assert dienst.laag("x") == "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1/collections/x/items"


def test_a_first_page_asks_for_rd_and_one_year() -> None:
    assert eerste_pagina("https://a/items", 2024) == (
        "https://a/items?f=json&jaarcode=2024&limit=1000&crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992"
    )


@pytest.mark.parametrize(
    ("basis", "url", "mag"),
    [
        (None, "https://service.pdok.nl/x", True),
        (None, "https://download.pdok.nl/x", True),
        (None, "https://pdok.nl/x", True),
        (None, "http://service.pdok.nl/x", False),
        (None, "https://pdok.nl.voorbeeld.nl/x", False),
        (None, "https://nietpdok.nl/x", False),
        (None, "https://127.0.0.1/x", False),
        (None, "https://gast@service.pdok.nl/x", False),
        (None, "https://[::1/x", False),
        (None, "https://service.pdok.nl:geen/x", False),
        (None, "file:///etc/hosts", False),
        (None, "", False),
        ("https://spiegel.voorbeeld.nl/pdok/", "https://spiegel.voorbeeld.nl/elders", True),
        ("https://spiegel.voorbeeld.nl/pdok/", "https://ander.voorbeeld.nl/", False),
        ("https://spiegel.voorbeeld.nl/pdok/", "https://service.pdok.nl/", False),
        ("http://127.0.0.1:8001", "http://localhost:9000/x", True),
        ("http://127.0.0.1:8001", "http://[::1]/x", True),
        ("http://127.0.0.1:8001", "http://10.0.0.1/x", False),
        ("http://127.0.0.1:8001", "ftp://127.0.0.1/x", False),
    ],
)
def test_only_the_same_service_is_asked(basis: str | None, url: str, *, mag: bool) -> None:
    assert maak_dienst(basis).mag(url) is mag


@pytest.mark.parametrize(
    "basis",
    [
        "http://voorbeeld.nl",
        "voorbeeld.nl",
        "https://",
        "ftp://a.nl",
        "https://a.nl?x=1",
        "https://a.nl#x",
        "https://[::1",
    ],
)
def test_an_address_that_is_no_safe_web_address_is_refused(basis: str) -> None:
    with pytest.raises(RegioFout, match="https://"):
        maak_dienst(basis)


def test_this_machine_is_recognised() -> None:
    assert [is_eigen_machine(naam) for naam in ("localhost", "127.9.9.9", "::1", "voorbeeld.nl", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
