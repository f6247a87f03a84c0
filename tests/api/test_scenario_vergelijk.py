"""Two scenarios side by side: figures, the map of what lies elsewhere, and the table to take along."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from api.modellen_scenario import ScenarioVergelijking
from api.modellen_scenariokaart import Scenariokaart
from tests.api.scenariobladproef import Blad, kaal, nieuw
from tests.api.scenarioproef import ANDERE_ZET, PAD, ZET, Proef
from tests.api.sessieproef import Inlog, log_in

Json = dict[str, Any]
DEEL = {**ZET, "grond": {"postcodes": ["9471"]}, "naar": "PO2201"}


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


def _prent(blad: Blad, pagina: str) -> str:
    """The picture that a page shows."""
    (pad,) = re.findall(r'<img class="prent" src="([^"]+)"', pagina)
    antwoord = blad.inlog.kaal("GET", pad.replace("&amp;", "&"))
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "image/svg+xml")
    assert antwoord.headers["cache-control"] == "no-store"
    return antwoord.text


def test_the_map_shows_the_ground_that_lies_elsewhere_and_no_other(anna: Inlog) -> None:
    een, ander = nieuw(anna, ZET, naam="Eerste"), nieuw(anna, ZET, DEEL, naam="Tweede")
    prent = _prent(een, een.lees(f"/vergelijk?met={ander.pad.rpartition('/')[2]}"))
    uitleg = kaal(re.findall(r"<desc[^>]*>(.*?)</desc>", prent)[0])
    assert uitleg.count("postcodes") == 1 and "PO, postcodes 9471: van" in uitleg
    assert uitleg.index("PO2203") < uitleg.index("PO2201"), "from the first to the second"
    assert "Wat anders ligt: Eerste, versie 1 naast Tweede, versie 1" in prent
    assert "Grond die anders ligt" in prent and "Grens die vervalt" not in prent


def test_of_two_versions_what_was_comes_first_on_the_map_too(anna: Inlog, proef: Proef) -> None:
    blad = nieuw(anna, ZET, naam="Versies")
    zet = {"soort": "verplaats", "sector": "PO", "grond": "postcodes", "postcodes": "9471", "naar": "PO2201"}
    blad.gelukt("zet", zet)
    prent = _prent(blad, blad.lees("/vergelijk?metVersie=1"))
    assert "Versies, versie 1 naast Versies, versie 2" in prent
    link = re.search(r"deel_[A-Za-z0-9_-]{43}", blad.stuur("deel").headers["set-cookie"])
    assert link is not None
    gedeeld = proef.client.get(f"/scenarios/gedeeld/{link[0]}/vergelijk.svg?metVersie=1")
    assert gedeeld.status_code == 200 and gedeeld.text == prent


def test_without_ground_that_lies_elsewhere_there_is_no_map(anna: Inlog) -> None:
    een, ander = nieuw(anna, ZET), nieuw(anna, ZET, ANDERE_ZET)
    vraag = f"met={ander.pad.rpartition('/')[2]}"
    assert 'class="prent"' not in een.lees(f"/vergelijk?{vraag}")
    assert "Alle grond ligt gelijk." in anna.kaal("GET", f"{een.pad}/vergelijk.svg?{vraag}").text


def test_the_table_is_that_of_the_page(anna: Inlog) -> None:
    een, ander = nieuw(anna, ZET, naam="Eerste"), nieuw(anna, ZET, DEEL, ANDERE_ZET, naam="Tweede")
    vraag = f"met={ander.pad.rpartition('/')[2]}"
    pad = f"{een.pad}/vergelijk.csv?{vraag}&amp;metVersie=1"
    assert f'href="{pad}"' in een.lees(f"/vergelijk?{vraag}")
    antwoord = anna.kaal("GET", pad.replace("&amp;", "&"))
    assert antwoord.headers["content-type"].startswith("text/csv")
    assert "scenario-eerste-vergelijking-" in antwoord.headers["content-disposition"]
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig"), newline="")))
    (grond,) = [rij for rij in rijen if rij["onderdeel"] == "postcode"]
    assert (grond["code"], grond["voor"], grond["na"]) == ("9471", "PO2203", "PO2201")
    assert [rij["na"] for rij in rijen if rij["onderdeel"] == "naam"] == ["Proefnaam"]
    assert {"verband", "congruentie"} <= {rij["onderdeel"] for rij in rijen}
    vroeger = {"naam": "Vroeger", "peildatum": "2015-01-01", "zetten": []}
    ander_id = anna.vraag("POST", "/v1/scenarios", json=vroeger).json()["id"]
    tekst = anna.kaal("GET", f"{een.pad}/vergelijk.csv?met={ander_id}").text
    assert "postcode,PO,9471" in tekst and "verband," not in tekst, "no figures beside those of another indeling"


def test_the_table_says_of_which_two_and_holds_what_differs_alone(anna: Inlog) -> None:
    een, ander = nieuw(anna, ZET, naam="Eerste"), nieuw(anna, ZET, DEEL, naam="Tweede")
    tekst = anna.kaal("GET", f"{een.pad}/vergelijk.csv?met={ander.pad.rpartition('/')[2]}").content.decode("utf-8-sig")
    titel, dag, *rijen = csv.DictReader(io.StringIO(tekst, newline=""))
    assert (titel["maat"], titel["voor"], titel["na"]) == ("titel", "Eerste, versie 1", "Tweede, versie 1")
    assert (dag["maat"], dag["voor"]) == ("peildatum", dag["na"])
    anders = [rij for rij in rijen if rij["onderdeel"] != "bron"]
    assert anders and [rij for rij in anders if rij["voor"] == rij["na"]] == []
    bronnen = [rij for rij in rijen if rij["onderdeel"] == "bron"]
    assert "Kadaster" in str(bronnen) and "CBS" in str(bronnen)
    assert [rij for rij in bronnen if rij["voor"] != rij["na"]] == []


def test_the_table_of_two_indelingen_names_the_sources_of_each(anna: Inlog) -> None:
    een = nieuw(anna, ZET, naam="Nu")
    vroeger = {"naam": "Vroeger", "peildatum": "2014-10-01", "zetten": []}
    ander = anna.vraag("POST", "/v1/scenarios", json=vroeger).json()["id"]
    tekst = anna.kaal("GET", f"{een.pad}/vergelijk.csv?met={ander}").content.decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(tekst, newline="")))
    assert rijen[1]["na"] == "2014-10-01" != rijen[1]["voor"]
    bronnen = [(bool(rij["voor"]), bool(rij["na"])) for rij in rijen if rij["onderdeel"] == "bron"]
    assert {(True, True), (True, False), (False, True)} >= set(bronnen) > {(True, True)}


def test_days_without_a_change_between_are_compared_in_figures(proef: Proef, token: str) -> None:
    def maak(peildatum: str, *zetten: Json) -> str:
        lijf = {"naam": "Proef", "peildatum": peildatum, "zetten": list(zetten)}
        return str(proef.vraag("POST", PAD, token, json=lijf).json()["id"])

    def naast(een: str, ander: str) -> Json:
        antwoord = proef.vraag("GET", f"{PAD}/{een}/_vergelijk?met={ander}", token)
        ScenarioVergelijking.model_validate(antwoord.json())
        return dict(antwoord.json())

    leeg, nieuwjaar, november = maak("2026-01-01"), maak("2026-01-01", ZET), maak("2026-11-22", ZET)
    een_dag, twee_dagen = naast(leeg, nieuwjaar), naast(leeg, november)
    assert een_dag["effecten"] is not None and twee_dagen["effecten"] == een_dag["effecten"]
    assert twee_dagen["verschil"] == een_dag["verschil"]
    assert (twee_dagen["geldigOp"], twee_dagen["met"]["geldigOp"]) == ("2026-01-01", "2026-11-22")
    assert naast(nieuwjaar, maak("2025-12-31", ZET))["effecten"] is None, "of 2026 is another list of jeugdregio's"
    herindeling = naast(maak("2022-12-31", ZET), nieuwjaar)
    assert herindeling["effecten"] is None and "GM1992" in {een["code"] for een in herindeling["verschil"]["nieuw"]}


def test_what_one_of_two_scenarios_lacks_is_not_new(anna: Inlog) -> None:
    samen = {"soort": "voegsamen", "sector": "VO", "van": ["VO2502"], "naar": "VO2503"}
    erin = {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": [{"gemeente": "GM1696"}]}
    een, ander = nieuw(anna, samen, erin, naam="Zonder"), nieuw(anna, naam="Met")
    pagina = kaal(een.lees(f"/vergelijk?met={ander.pad.rpartition('/')[2]}"))
    assert "VO2502: alleen in het tweede" in pagina and "nieuw verband" not in pagina
    assert "Wijdemeren (GM1696)" in pagina and "nieuwe gemeente" not in pagina
    assert "van het eerste naar het tweede scenario" in pagina
    andersom = kaal(ander.lees(f"/vergelijk?met={een.pad.rpartition('/')[2]}"))
    assert "VO2502: alleen in het eerste" in andersom and "gaat op in een andere gemeente" not in andersom
    versies = kaal(een.lees("/vergelijk?metVersie=1"))
    assert "De uitkomst is dezelfde" in versies


def test_another_version_of_the_same_needs_no_other_scenario(proef: Proef, token: str) -> None:
    nummer = proef.maak(token, ZET).json()["id"]
    pad = f"{PAD}/{nummer}/_vergelijk"
    zonder, met = (proef.vraag("GET", f"{pad}?{vraag}metVersie=1", token) for vraag in ("", f"met={nummer}&"))
    assert zonder.status_code == 200 and zonder.json() == met.json()
    niets = proef.vraag("GET", pad, token)
    assert niets.status_code == 400 and "Geef met (een ander scenario) of metVersie" in niets.text


def test_the_map_of_two_in_the_api_is_the_ground_that_lies_elsewhere(proef: Proef, token: str) -> None:
    een, ander = (proef.maak(token, *zetten).json()["id"] for zetten in ([ZET], [ZET, DEEL]))
    pad, geojson = f"{PAD}/{een}/kaart", {"accept": "application/geo+json"}
    kaart = proef.vraag("GET", f"{pad}?met={ander}", token, headers=geojson).json()
    Scenariokaart.model_validate(kaart)
    delen = [deel["properties"] for deel in kaart["features"]]
    wissels = proef.vraag("GET", f"{PAD}/{een}/_vergelijk?met={ander}", token).json()["verschil"]["wissels"]
    velden = ("laag", "van", "naar", "postcodes")
    gevonden = [[deel[veld] for veld in velden] for deel in delen if deel["soort"] == "grond"]
    assert gevonden == [[wissel[veld] for veld in velden] for wissel in wissels]
    assert gevonden == [["PO", ["PO2203"], ["PO2201"], ["9471"]]]
    assert {"gebied-voor", "gebied-na", "grens-wordt", "grens-vervalt"} <= {deel["soort"] for deel in delen}
    assert proef.vraag("GET", f"{pad}?metVersie=1", token, headers=geojson).json()["features"] == []
    for mis in (f"met={'0' * 32}", "metVersie=9"):
        assert proef.vraag("GET", f"{pad}?{mis}", token, headers=geojson).status_code == 404
