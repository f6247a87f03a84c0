"""The OOGO over HTTP: the documented shape, the same as the domain says, and clear refusals."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from api.modellen_overleg import GemeenteOverleg, Overlegtafels, VerbandOverleg
from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.landelijk import alle_tafels
from regio.overleg.verband import overleg_van_verband
from regio.stand.stand import Stand
from regio.werkmap import XLSX

Client = Any
DAGEN = ("2013-01-01", "2015-04-23", "2020-01-01", "2026-11-22")


@pytest.mark.parametrize("datum", DAGEN)
def test_every_answer_has_the_documented_shape(stand: Stand, datum: str) -> None:
    tafels = alle_tafels(stand, datum)
    Overlegtafels.model_validate(tafels)
    for rij in tafels["gemeenten"][::5]:
        GemeenteOverleg.model_validate(overleg_van_gemeente(stand, rij["code"], datum))
    for code in ("PO0001", "PO2201", "VO2001", "VO2102", "VO2810"):
        VerbandOverleg.model_validate(overleg_van_verband(stand, code, datum))


def test_the_service_says_what_the_domain_says(client: Client, stand: Stand) -> None:
    vraag = {"geldigOp": "2026-11-22"}
    gemeente = client.get("/v1/gemeenten/GM1730/overlegpartners", params=vraag)
    assert gemeente.json() == overleg_van_gemeente(stand, "GM1730", "2026-11-22")
    assert "max-age=86400" in gemeente.headers["cache-control"] and gemeente.headers["etag"]
    verband = client.get("/v1/samenwerkingsverbanden/VO2001/overlegpartners", params=vraag)
    assert verband.json() == overleg_van_verband(stand, "VO2001", "2026-11-22")
    assert client.get("/v1/overlegtafels", params=vraag).json() == alle_tafels(stand, "2026-11-22")


def test_a_gemeente_that_is_no_more_is_404_with_its_successors(client: Client) -> None:
    antwoord = client.get("/v1/gemeenten/GM0788/overlegpartners?geldigOp=2026-11-22")
    assert antwoord.status_code == 404
    probleem = antwoord.json()
    assert "bestaat sinds 2021-01-01 niet meer" in probleem["detail"]
    assert {een["naam"] for een in probleem["bekend"]["opvolgers"]} >= {"Boxtel", "Vught"}
    assert client.get("/v1/gemeenten/GM0788/overlegpartners?geldigOp=2020-12-31").status_code == 200


@pytest.mark.parametrize(
    "pad",
    ["/v1/gemeenten/GM1730/overlegpartners", "/v1/samenwerkingsverbanden/VO2001/overlegpartners", "/v1/overlegtafels"],
)
def test_a_day_before_the_regeling_is_refused(client: Client, pad: str) -> None:
    antwoord = client.get(f"{pad}?geldigOp=2012-12-31")
    assert antwoord.status_code == 400 and antwoord.json()["errors"][0]["veld"] == "geldigOp"


def test_the_tables_of_every_gemeente_in_the_form_that_is_asked_for(client: Client, stand: Stand) -> None:
    tafels = alle_tafels(stand, "2026-11-22")
    pad = "/v1/overlegtafels?geldigOp=2026-11-22"
    als_csv = client.get(pad, headers={"accept": "text/csv"})
    assert als_csv.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert als_csv.headers["vary"] == "Accept, Accept-Encoding" and als_csv.headers["etag"]
    rijen = list(csv.DictReader(io.StringIO(als_csv.text)))
    assert [rij["gemeente"] for rij in rijen] == [rij["code"] for rij in tafels["gemeenten"]]
    als_xlsx = client.get(pad, headers={"accept": XLSX})
    assert als_xlsx.headers["content-type"] == XLSX
    assert load_workbook(io.BytesIO(als_xlsx.content))["Tafels"].max_row == tafels["aantal"] + 1
    assert client.get(pad, headers={"accept": "application/json"}).json() == tafels
    assert client.get(pad, headers={"accept": "image/png"}).status_code == 406
