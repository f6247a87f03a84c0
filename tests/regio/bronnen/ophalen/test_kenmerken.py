"""Pages of OGC API Features, as documented and not."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import shapely

from regio.bronnen.ophalen import kenmerken as module
from regio.bronnen.ophalen.fouten import NietAanwezig, Onbruikbaar, Storing
from regio.bronnen.ophalen.kenmerken import Oogst, haal_kenmerken, is_ongewijzigd, nieuwste_jaar, velden
from tests.regio.bronnen.ophalen.conftest import GEMEENTEN, PC4, Gedrag, Nepdok, Werkplek, stuur, vierkanten

JAAR = 2024


def oogst(werkplek: Werkplek, jaar: int = JAAR) -> Oogst:
    with werkplek.verbinding() as verbinding:
        return haal_kenmerken(
            verbinding, verbinding.dienst.postcodes, jaar, ("postcode",), werkplek.voortgang_bytes.append
        )


def pagina(**anders: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "links": [], "features": [], **anders}).encode()


def kenmerk(code: object = "1011", *, geometrie: Any = "vierkant", **eigenschappen: Any) -> dict[str, Any]:
    vlak = json.loads(shapely.to_geojson(vierkanten(1)[0])) if geometrie == "vierkant" else geometrie
    return {"type": "Feature", "properties": {"postcode": code, **eigenschappen}, "geometry": vlak}


@pytest.mark.parametrize("per_pagina", [2, 10, 24, 25, 1000])
def test_every_page_is_followed(werkplek: Werkplek, nepdok: Nepdok, per_pagina: int) -> None:
    nepdok.per_pagina = per_pagina
    gehaald = oogst(werkplek)
    assert [rij["postcode"] for rij in gehaald.rijen] == [str(code) for code in range(1011, 1036)]
    assert shapely.equals(gehaald.vlak, vierkanten(25)).all()
    assert werkplek.voortgang_bytes[-1] == gehaald.bytes_binnen
    (eerste, *_) = [vraag for _, pad, vraag, _ in nepdok.verzoeken if pad == PC4]
    assert eerste["crs"] == ["http://www.opengis.net/def/crs/EPSG/0/28992"]
    assert (eerste["jaarcode"], eerste["limit"]) == (["2024"], ["1000"])


def test_the_content_does_not_depend_on_the_pages(werkplek: Werkplek, nepdok: Nepdok) -> None:
    eerst = oogst(werkplek).inhoud("postcode")
    nepdok.per_pagina = 7
    nepdok.kenmerken[PC4, JAAR].reverse()
    assert oogst(werkplek).inhoud("postcode") == eerst
    nepdok.kenmerken[PC4, JAAR][3]["geometry"]["coordinates"][0][0][0] += 1
    assert oogst(werkplek).inhoud("postcode") != eerst


def test_a_page_is_tried_again(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.per_pagina = 10
    nepdok.eerst["postcode4"] = [stuur(b"", 500), stuur(b'{"type":', lengte=90), stuur(b"", 429, Retry_After="0")]
    with pytest.raises(Storing):
        oogst(werkplek)
    assert len(oogst(werkplek).rijen) == 25


def test_a_year_that_is_not_there_is_told(werkplek: Werkplek) -> None:
    with pytest.raises(NietAanwezig, match="geen gebieden van 2019 in postcode4"):
        oogst(werkplek, 2019)


def volgende(url: object) -> list[dict[str, object]]:
    return [{"rel": "next", "href": url}]


@pytest.mark.parametrize(
    ("lijf", "tekst"),
    [
        (b"<html><body>Aanmelden", "webpagina"),
        (b"", "geen JSON"),
        (b'{"type": "FeatureCollection", "features": [', "geen JSON"),
        (b"[" * 100_000, "geen JSON"),
        (b"\xff\xfe{}", "geen JSON"),
        (b"[]", "geen FeatureCollection"),
        (b'{"features": []}', "geen FeatureCollection"),
        (pagina(features={}), "geen FeatureCollection"),
        (pagina(type="Feature"), "geen FeatureCollection"),
        (pagina(features=[kenmerk()], numberReturned=2), "ander aantal gebieden"),
        (pagina(features=["tekst"]), "gebied zonder postcode"),
        (pagina(features=[{"properties": None}]), "gebied zonder postcode"),
        (pagina(features=[kenmerk(None)]), "gebied zonder postcode"),
        (pagina(features=[kenmerk(), kenmerk()]), "1011 twee keer"),
        (pagina(features=[kenmerk(jaarcode=2023)]), "gebieden van 2023, terwijl om 2024"),
        (pagina(features=[kenmerk(geometrie={"type": "Point", "coordinates": [1, 2]})]), "1011 geen vlak"),
        (pagina(features=[kenmerk(geometrie={"type": "Polygon"})]), "1011 geen vlak"),
        (pagina(features=[kenmerk(geometrie={"type": "Polygon", "coordinates": [[[1, 2]]]})]), "1011 geen vlak"),
        (pagina(features=[kenmerk(geometrie={"type": "Polygon", "coordinates": [[["a"]]]})]), "1011 geen vlak"),
        (pagina(features=[kenmerk(geometrie="vlak")]), "1011 geen vlak"),
        (pagina(features=[kenmerk(geometrie={"type": "Rondje", "coordinates": []})]), "1011 geen vlak"),
        (
            pagina(
                features=[kenmerk(geometrie={"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 52]]]})]
            ),
            "niet in RD",
        ),
        (pagina(features=[kenmerk()], links=volgende("https://voorbeeld.nl/items")), "andere dienst"),
        (pagina(features=[kenmerk()], links=volgende("//[::1")), "andere dienst"),
        (pagina(features=[kenmerk()], links=volgende(None)), "volgende pagina die er niet is"),
        (pagina(features=[], links=volgende("/verder")), "volgende pagina die er niet is"),
        (pagina(features=[], links="geen lijst"), "geen gebieden van 2024"),
    ],
)
def test_what_is_not_as_documented_is_refused(werkplek: Werkplek, nepdok: Nepdok, lijf: bytes, tekst: str) -> None:
    nepdok.eerst["postcode4"] = [stuur(lijf, soort="application/geo+json")]
    with pytest.raises(Onbruikbaar, match=tekst):
        oogst(werkplek)


def test_degrees_are_refused_when_the_server_says_so(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.crs = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    with pytest.raises(Onbruikbaar, match="niet in RD"):
        oogst(werkplek)


def test_an_area_without_a_shape_passes_for_the_gate_to_judge(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.kenmerken[PC4, JAAR][4]["geometry"] = None
    gehaald = oogst(werkplek)
    assert gehaald.vlak[4] is None
    assert gehaald.inhoud("postcode")


def test_pages_that_go_round_are_refused(werkplek: Werkplek, nepdok: Nepdok) -> None:
    def rond(nummer: int) -> Gedrag:
        verder = volgende(f"{nepdok.url}{PC4}?cursor={nummer % 3}")
        return stuur(pagina(features=[kenmerk(str(1000 + nummer))], links=verder))

    nepdok.eerst["postcode4"] = [rond(nummer) for nummer in range(30)]
    with pytest.raises(Onbruikbaar, match="komt niet aan een eind"):
        oogst(werkplek)
    assert len(nepdok.verzoeken) == 4


def test_the_same_page_under_another_name_is_refused(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["postcode4"] = [stuur(pagina(features=[kenmerk()], links=volgende(f"?c={n}"))) for n in range(9)]
    with pytest.raises(Onbruikbaar, match="1011 twee keer"):
        oogst(werkplek)


def test_pages_without_end_are_refused(werkplek: Werkplek, nepdok: Nepdok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEESTE_PAGINAS", 6)
    nepdok.eerst["postcode4"] = [
        stuur(pagina(features=[kenmerk(str(n))], links=volgende(f"?c={n}"))) for n in range(1000, 1030)
    ]
    with pytest.raises(Onbruikbaar, match="komt niet aan een eind"):
        oogst(werkplek)
    assert len(nepdok.verzoeken) == 6


def test_a_page_that_is_too_large_is_refused(
    werkplek: Werkplek, nepdok: Nepdok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GROOTSTE_PAGINA", 1000)
    with pytest.raises(Onbruikbaar, match="stuurt meer dan"):
        oogst(werkplek)


def test_unchanged_pages_are_recognised_by_their_etags(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.per_pagina = 10
    etags = oogst(werkplek).etags
    assert len(etags) == 3
    with werkplek.verbinding() as verbinding:
        assert is_ongewijzigd(verbinding, etags)
        assert not is_ongewijzigd(verbinding, {})
        assert not is_ongewijzigd(verbinding, dict.fromkeys(etags, ""))
        assert not is_ongewijzigd(verbinding, {**etags, list(etags)[2]: '"anders"'})
        nepdok.eerst["postcode4"] = [stuur(b"", 404)]
        assert not is_ongewijzigd(verbinding, etags)


def test_the_newest_year_is_looked_for_backwards(werkplek: Werkplek, nepdok: Nepdok) -> None:
    with werkplek.verbinding() as verbinding:
        nepdok.eerst["postcode4"] = [stuur(b"", 400), stuur(b"", 404)]
        assert nieuwste_jaar(verbinding, verbinding.dienst.postcodes, 2027) == 2024
        assert [vraag["jaarcode"] for *_, vraag, _ in nepdok.verzoeken] == [["2027"], ["2026"], ["2025"], ["2024"]]
        assert {vraag["limit"][0] for *_, vraag, _ in nepdok.verzoeken} == {"1"}
        assert nieuwste_jaar(verbinding, verbinding.dienst.laag("gemeente_gegeneraliseerd"), 2024) == 2024
        with pytest.raises(NietAanwezig, match="geen gebieden in postcode4"):
            nieuwste_jaar(verbinding, verbinding.dienst.postcodes, 2023)
    assert nepdok.verzoeken[4][1] == GEMEENTEN


def test_a_code_may_go_by_another_name_and_be_a_number(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["postcode4"] = [stuur(pagina(features=[kenmerk(1011)]))]
    with werkplek.verbinding() as verbinding:
        gehaald = haal_kenmerken(verbinding, verbinding.dienst.postcodes, JAAR, ("pc4", "postcode"), lambda _: None)
    assert gehaald.rijen == [{"postcode": 1011, "pc4": "1011"}]


def test_columns_are_numbers_only_where_every_row_has_one() -> None:
    rijen: list[dict[str, Any]] = [{"a": 1, "b": 2, "c": None, "d": "x"}, {"a": 3, "b": None, "c": None, "d": None}]
    kolommen = velden(rijen, ("a", "b", "c", "d", "e"))
    assert {naam: waarden.tolist() for naam, waarden in kolommen.items()} == {
        "a": [1, 3],
        "b": ["2", None],
        "d": ["x", None],
    }
    assert kolommen["a"].dtype == np.int64
