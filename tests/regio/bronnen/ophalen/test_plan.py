"""What would be fetched."""

from __future__ import annotations

import pytest

from regio.bronnen.ophalen.fouten import Storing
from regio.bronnen.ophalen.plan import maak_plan
from regio.fouten import Bronfout
from tests.regio.bronnen.ophalen.conftest import JEUGD, Nepdok, Werkplek, stuur


def namen(werkplek: Werkplek) -> list[str]:
    return [post.bestand for post in werkplek.plan().posten]


def test_the_newest_and_the_year_of_the_law_by_default(werkplek: Werkplek, nepdok: Nepdok) -> None:
    plan = werkplek.plan()
    assert [post.bestand for post in plan.posten] == [
        "cbs_pc4_2024.gpkg",
        "cbsgebiedsindelingen2016.gpkg",
        "cbsgebiedsindelingen2025.gpkg",
    ]
    assert plan.jaren == (2016, 2024, 2025)
    assert plan.posten[1].lengte == len(nepdok.bestanden[2016].inhoud)
    assert plan.posten[0].lengte is None
    assert plan.posten[0].geschat == 100_000_000


def test_years_in_between_on_request(werkplek: Werkplek) -> None:
    werkplek.jaren = (2024, 2025)
    assert namen(werkplek)[1:] == [f"cbsgebiedsindelingen{jaar}.gpkg" for jaar in (2016, 2024, 2025)]


def test_a_year_that_pdok_does_not_have_is_told_with_those_it_has(werkplek: Werkplek) -> None:
    werkplek.jaren = (1999, 2024, 2031)
    with pytest.raises(
        Bronfout, match=r"geen gebiedsindelingen van 1999, 2031\. Kies bij --jaar uit 2016, 2024, 2025\."
    ):
        werkplek.plan()


def test_a_year_of_the_pc4_areas_is_not_looked_for_when_told(werkplek: Werkplek, nepdok: Nepdok) -> None:
    with werkplek.verbinding() as verbinding:
        plan = maak_plan(verbinding, (), 2022, 2026, werkplek.meldingen.append)
    assert plan.posten[0].bestand == "cbs_pc4_2022.gpkg"
    assert nepdok.gevraagd("postcode4") == []


def test_the_server_tells_sizes_that_the_index_does_not(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.lengtes = {2016: None, 2025: None}
    nepdok.eerst["2025.gpkg"] = [stuur(b"", 404)]
    posten = werkplek.plan().posten
    assert [post.lengte for post in posten] == [None, len(nepdok.bestanden[2016].inhoud), None]
    assert [methode for methode, pad, *_ in nepdok.verzoeken if "downloads" in pad] == ["HEAD", "HEAD"]


def test_without_an_index_the_areas_are_asked_for(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["index.xml"] = [stuur(b"<html>", soort="text/html")] * 2
    plan = werkplek.plan()
    assert [post.jaar for post in plan.posten] == [2024, 2016, 2025]
    assert {post.uitgave for post in plan.posten} == {None}
    assert "per gebied opgevraagd" in werkplek.meldingen[0]
    assert "webpagina" in werkplek.meldingen[0]
    assert nepdok.gevraagd(JEUGD) == []


def test_a_lost_year_of_the_law_is_told(werkplek: Werkplek, nepdok: Nepdok) -> None:
    del nepdok.bestanden[2016]
    assert namen(werkplek) == ["cbs_pc4_2024.gpkg", "cbsgebiedsindelingen2025.gpkg"]
    assert "geen gemeenten meer van 2016" in werkplek.meldingen[0]


def test_a_dead_service_is_told(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.sluit()
    with pytest.raises(Storing, match="niet bereikbaar"):
        werkplek.plan()
