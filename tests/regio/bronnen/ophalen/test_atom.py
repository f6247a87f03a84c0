"""The Atom index, as documented and as a bad day makes it."""

from __future__ import annotations

import pytest

from regio.bronnen.ophalen.atom import GROOTSTE_FEED, Uitgave, lees_feed, lees_index
from regio.bronnen.ophalen.fouten import Onbruikbaar, Storing
from tests.regio.bronnen.ophalen.conftest import ATOM, Nepdok, Werkplek, omleiden, stuur

URL = "https://service.pdok.nl/cbs/gebiedsindelingen/atom/v1_0/index.xml"


def feed(*links: str) -> bytes:
    entries = "".join(f"<entry><id>x</id>{link}</entry>" for link in links)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>CBS</title>{entries}</feed>'.encode()


def test_downloads_of_every_year_are_found_with_size_and_digest() -> None:
    sha = "ab" * 32
    gelezen = lees_feed(
        feed(
            '<link rel="alternate" href="downloads/cbsgebiedsindelingen2016.gpkg" length="18100000"/>',
            '<link rel="section" '
            f'href="/d/cbs_gebieds_indelingen_2024_v2.gpkg" length="0" hash="sha256:{sha.upper()}"/>',
            '<link href="downloads/cbsgebiedsindelingen2023.gpkg" length="veel"/><link href="x.html"/>',
            '<link href="downloads/wijkenbuurten2023.gpkg"/><link/>',
            '<link href="gebiedsindelingen.xml" type="application/atom+xml"/>',
            '<link href="https://[::1/cbsgebiedsindelingen2020.gpkg"/>',
        ),
        URL,
    )
    basis = "https://service.pdok.nl/cbs/gebiedsindelingen/atom/v1_0"
    assert gelezen.uitgaven == (
        Uitgave(2016, f"{basis}/downloads/cbsgebiedsindelingen2016.gpkg", 18_100_000),
        Uitgave(2024, "https://service.pdok.nl/d/cbs_gebieds_indelingen_2024_v2.gpkg", None, sha),
        Uitgave(2023, f"{basis}/downloads/cbsgebiedsindelingen2023.gpkg"),
    )
    assert gelezen.feeds == (f"{basis}/gebiedsindelingen.xml",)


@pytest.mark.parametrize(
    "lijf",
    [
        b"",
        b"geen xml",
        b"<feed/>",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>',
        b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaa">]>' + feed(),
        feed().decode().encode("utf-16"),
        b"\xff\xfe\x00",
        b"<rss><channel/></rss>",
    ],
)
def test_what_is_no_feed_is_refused(lijf: bytes) -> None:
    with pytest.raises(Onbruikbaar, match="geen Atom-feed"):
        lees_feed(lijf, URL)


def lees(werkplek: Werkplek) -> dict[int, Uitgave]:
    with werkplek.verbinding() as verbinding:
        return lees_index(verbinding)


def test_the_index_of_a_server_is_read(werkplek: Werkplek, nepdok: Nepdok) -> None:
    gevonden = lees(werkplek)
    assert list(gevonden) == [2016, 2024, 2025]
    assert gevonden[2016].lengte == len(nepdok.bestanden[2016].inhoud)
    assert gevonden[2016].url == f"{nepdok.url}{ATOM}/downloads/cbsgebiedsindelingen2016.gpkg"


def test_a_feed_per_dataset_is_followed_once(werkplek: Werkplek, nepdok: Nepdok) -> None:
    verwijzing = (
        '<link href="index.xml" type="application/atom+xml"/><link href="set.xml" type="application/atom+xml"/>'
    )
    buiten = '<link href="https://voorbeeld.nl/x.xml" type="application/atom+xml"/>'
    nepdok.eerst["index.xml"] = [stuur(feed(verwijzing, buiten), soort="application/xml")]
    nepdok.eerst["set.xml"] = [stuur(nepdok.index(), soort="application/atom+xml")]
    assert list(lees(werkplek)) == [2016, 2024, 2025]
    assert len(nepdok.verzoeken) == 2


def test_a_later_edition_of_a_year_wins_and_a_foreign_one_never(werkplek: Werkplek, nepdok: Nepdok) -> None:
    links = [f'<link href="/d/cbsgebiedsindelingen2023{deel}.gpkg"/>' for deel in ("_v2", "_v3", "_v1")]
    vreemd = '<link href="https://voorbeeld.nl/cbsgebiedsindelingen2024.gpkg"/>'
    nepdok.eerst["index.xml"] = [stuur(feed(*links, vreemd), soort="application/xml")]
    assert {jaar: uitgave.url for jaar, uitgave in lees(werkplek).items()} == {
        2023: f"{nepdok.url}/d/cbsgebiedsindelingen2023_v3.gpkg"
    }


@pytest.mark.parametrize(
    ("gedrag", "fout", "tekst"),
    [
        (stuur(b"<html>Meld u aan</html>", soort="text/html"), Onbruikbaar, "webpagina in plaats van"),
        (stuur(b"  <!DOCTYPE HTML><p>", soort="application/xml"), Onbruikbaar, "webpagina in plaats van"),
        (stuur(feed()), Onbruikbaar, "noemt geen GeoPackages"),
        (stuur(b" " * (GROOTSTE_FEED + 1)), Onbruikbaar, "meer dan 5 MB"),
        (stuur(b"", 404), Onbruikbaar, "status 404"),
        (stuur(b"", 403), Onbruikbaar, "status 403"),
        (stuur(b"x", Content_Encoding="gzip"), Onbruikbaar, "ingepakt"),
        (omleiden("https://voorbeeld.nl/"), Onbruikbaar, "verwijst door naar voorbeeld.nl"),
        (omleiden("//[::1"), Onbruikbaar, "onbekend adres"),
        (stuur(b"", 429, Retry_After="3600"), Storing, "60 minuten te wachten"),
    ],
)
def test_an_index_that_cannot_be_used_is_told(
    werkplek: Werkplek, nepdok: Nepdok, gedrag: object, fout: type[Exception], tekst: str
) -> None:
    nepdok.eerst["index.xml"] = [gedrag]  # type: ignore[list-item]
    with pytest.raises(fout, match=tekst):
        lees(werkplek)
    assert len(nepdok.verzoeken) == 1
