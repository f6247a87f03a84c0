"""What everybody can take along of a worked example: the files, the report and the factors, without an account."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.scenarioblad import VOORBEELD
from api.scenarioexport import GEOPAKKET
from regio.scenario.beeld import basis_van
from regio.scenario.csvinvoer import lees_csv
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import bijlage_csv, tabel_csv
from regio.scenario.voorbeelden import Voorbeeld, lees_voorbeelden
from regio.stand.stand import Stand
from regio.werkmap import XLSX
from tests.api.scenarioproef import Proef

PAD = VOORBEELD.format(naam="tynaarlo-heel")
DELEN = ("zetten.csv", "tabel.csv", "bijlage.csv", "bijlage.xlsx", "scenario.gpkg", "rapport", "factoren")


@pytest.fixture(scope="module")
def alle(repo: Path) -> dict[str, Voorbeeld]:
    """Every example by its name."""
    return {een.naam: een for een in lees_voorbeelden(repo / "data")}


def test_the_tables_are_those_of_its_moves(proef: Proef, stand: Stand, alle: dict[str, Voorbeeld]) -> None:
    een = alle["tynaarlo-heel"]
    basis = basis_van(stand, een.peildatum)
    beeld = speel(basis.beeld, een.zetten)
    for deel, tekst in (("tabel.csv", tabel_csv(beeld)), ("bijlage.csv", bijlage_csv(beeld))):
        antwoord = proef.client.get(f"{PAD}/{deel}")
        assert antwoord.headers["content-type"].startswith("text/csv")
        assert 'filename="scenario-' in antwoord.headers["content-disposition"]
        assert antwoord.content.decode("utf-8-sig") == tekst
    assert tuple(lees_csv(proef.client.get(f"{PAD}/zetten.csv").content, basis.beeld)) == een.zetten


def test_the_other_files_say_where_the_example_is(proef: Proef) -> None:
    werkmap, geopakket = (proef.client.get(f"{PAD}/{deel}") for deel in ("bijlage.xlsx", "scenario.gpkg"))
    assert [een.headers["content-type"] for een in (werkmap, geopakket)] == [XLSX, GEOPAKKET]
    regels = dict(load_workbook(io.BytesIO(werkmap.content))["Verantwoording"].iter_rows(min_row=2, values_only=True))
    assert str(regels["adres"]).endswith(PAD) and "versie van het scenario" not in regels
    rapport = proef.client.get(f"{PAD}/rapport")
    assert rapport.status_code == 200 and f"{PAD}<" in rapport.text and "versie=" not in rapport.text
    assert "script" not in rapport.headers["content-security-policy"].replace("script-src 'none'", "")


def test_the_page_leads_to_every_file(proef: Proef, alle: dict[str, Voorbeeld]) -> None:
    for naam, een in alle.items():
        pad = VOORBEELD.format(naam=naam)
        links = set(re.findall(rf'href="{pad}/([a-z.]+)"', proef.client.get(pad).text))
        assert links == ({*DELEN, "kaart.svg"} if een.zetten else set()), naam


def test_factors_are_worked_out_without_an_account(proef: Proef) -> None:
    vraag = proef.client.get(f"{PAD}/factoren")
    assert f'action="{PAD}/factoren"' in vraag.text and f'href="{PAD}"' in vraag.text
    velden = {"leerlingstromenTekst": "van,naar,leerlingen\n9471,9471,100\n"}
    antwoord = proef.client.post(f"{PAD}/factoren", files={naam: (None, een) for naam, een in velden.items()})
    assert antwoord.status_code == 200, antwoord.text
    assert "In uw bestand staan 100 leerlingen" in antwoord.text


def test_an_example_of_text_alone_has_none_and_another_name_leads_nowhere(
    proef: Proef, alle: dict[str, Voorbeeld]
) -> None:
    tekst = next(naam for naam, een in alle.items() if not een.zetten)
    for naam in (tekst, "onzin"):
        for deel in DELEN:
            assert proef.client.get(f"{VOORBEELD.format(naam=naam)}/{deel}").status_code == 404, (naam, deel)
