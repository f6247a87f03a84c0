"""``/v1/herindelinggevolgen``: choosing, the table, and what is refused."""

from __future__ import annotations

import csv
import io
from typing import get_args

from starlette.testclient import TestClient

from api.modellen_herindeling import Gevolgnaam
from regio.tijdlijn.gevolgen import Gevolg

PAD = "/v1/herindelinggevolgen"


def test_every_consequence_of_the_domain_is_documented() -> None:
    assert set(get_args(Gevolgnaam)) == set(Gevolg)


def test_by_gemeente_year_and_consequence(client: TestClient) -> None:
    haaren = client.get(f"{PAD}?gemeente=GM0788&jaar=2021&gevolg=nieuw-gesplitst").json()
    assert [rij["gemeente"]["naam"] for rij in haaren["herindelingen"]] == ["Oisterwijk", "Tilburg"]
    assert haaren["conclusie"][0].startswith("2 herindelingen: 2 daarvan legden")
    leeg = client.get(f"{PAD}?jaar=2020").json()
    assert (leeg["aantal"], leeg["herindelingen"], leeg["herkomst"]) == (0, [], [])


def test_sources_are_named(client: TestClient) -> None:
    bronnen = {bron["bestand"] for bron in client.get(PAD).json()["herkomst"]}
    assert {"gemeenten/herindelingen.csv", "postcodes/postcodes.csv", "swv/regeling_2015-04-23.csv"} <= bronnen


def test_the_table_is_the_same_answer(client: TestClient) -> None:
    antwoord = client.get(PAD, headers={"accept": "text/csv"})
    assert antwoord.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    rijen = list(csv.DictReader(io.StringIO(antwoord.text)))
    delen = [deel for rij in client.get(PAD).json()["herindelingen"] for deel in rij["delen"]]
    assert [rij["van_code"] for rij in rijen] == [deel["gemeente"]["code"] for deel in delen]
    esch = next(rij for rij in rijen if rij["plaatsen"] == "Esch")
    assert (esch["gemeente_naam"], esch["postcodes"], esch["gevolg_po"]) == ("Boxtel", "5296", "geen")
    assert client.get(PAD, headers={"accept": "text/html"}).status_code == 406


def test_all_faults_come_at_once(client: TestClient) -> None:
    antwoord = client.get(f"{PAD}?gemeente=Haaren&jaar=1999&gevolg=erg&sector=PO")
    assert antwoord.status_code == 400
    assert {fout["veld"] for fout in antwoord.json()["errors"]} == {"gemeente", "jaar", "gevolg", "sector"}
    (fout,) = client.get(f"{PAD}?gemeente=GM9999").json()["errors"]
    assert fout["veld"] == "gemeente" and "GM1931" in fout["melding"]
