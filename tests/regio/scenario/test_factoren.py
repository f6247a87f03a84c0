"""What weighed in 2011 and has no data here: named as such, computed from a file, and every fault of one told."""

from __future__ import annotations

import shutil
from collections import Counter
from copy import copy
from datetime import date
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regio.congruentie.indelingen import kies
from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis
from regio.scenario.bestand import MEESTE_BYTES
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.factoren import scholen, stromen
from regio.scenario.factoren.dienst import FACTOREN, Invoer, factoren_van
from regio.scenario.factoren.punten import punten
from regio.scenario.factoren.tabel import MEESTE_FOUTEN, Bestand
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.uitkomst import effecten_van
from regio.stand.stand import Stand
from tests.regio.scenario.zetproef import Stap, reeksen

Json = dict[str, Any]
DAG = "2026-01-01"
TYNAARLO: Json = {"soort": "verplaats", "sector": "VO", "naar": "VO2201"}
TYNAARLO |= {"grond": {"gemeente": "GM1730", "postcodes": ["9471", "9472", "9473", "9474", "9475"]}}
VRAAG = Vraag(DAG, [TYNAARLO])
STROMEN = "van;naar;leerlingen;sector\n9471;9401;120;VO\n9471;9712;30;VO\n9472;9471;5;VO\n9471;9401;50;PO\n"
SCHOLEN = "naam,postcode,cluster,plaatsen\nDe Beuk,9401 AB,3,80\nDe Eik,9471,4,\nDe Es,9712,3,100\n"


def uitkomst(stand: Stand, gegevens: Path, naam: str, tekst: str | bytes, vraag: Vraag = VRAAG, **meer: Any) -> Json:
    """What comes of one file."""
    inhoud = tekst if isinstance(tekst, bytes) else tekst.encode()
    bestanden: Json = {naam: Bestand("mijn.csv", inhoud)}
    invoer = Invoer(**bestanden, **meer)
    (een,) = [een for een in factoren_van(stand, gegevens, vraag, invoer)["factoren"] if een["factor"] == naam]
    assert een["status"] == "berekend" and een["waarom"] is None
    return dict(een["uitkomst"])


def fouten(stand: Stand, gegevens: Path, vraag: Vraag = VRAAG, **bestanden: str | bytes) -> list[tuple[str, str]]:
    """Where the faults of files stand, and what they say."""
    inhoud: Json = {
        naam: Bestand("mijn.csv", tekst if isinstance(tekst, bytes) else tekst.encode())
        for naam, tekst in bestanden.items()
    }
    with pytest.raises(Vraagfout) as gevangen:
        factoren_van(stand, gegevens, vraag, Invoer(**inhoud))
    return [(fout.veld, fout.melding) for fout in gevangen.value.fouten]


@pytest.fixture(scope="module")
def gegevens(repo: Path) -> Path:
    """The facts."""
    return repo / "data"


def test_without_a_file_nothing_is_computed_and_it_is_told_what_would(stand: Stand, gegevens: Path) -> None:
    antwoord = factoren_van(stand, gegevens, VRAAG, Invoer())
    assert [een["factor"] for een in antwoord["factoren"]] == list(FACTOREN)
    for een in antwoord["factoren"]:
        assert (een["status"], een["uitkomst"]) == ("niet-berekend", None)
        assert "staat niet in de gegevens" in een["waarom"] and "CSV met de kolommen" in een["nodig"]


# -- flows ----------------------------------------------------------------------------------------


def test_flows_across_the_border_that_moves(stand: Stand, gegevens: Path) -> None:
    """Zuidlaren goes from VO2001 to VO2201: to Assen is inside from then on, to Groningen no more."""
    antwoord = uitkomst(stand, gegevens, "leerlingstromen", STROMEN)
    po, vo = antwoord["sectoren"]
    assert (vo["leerlingen"], vo["overEenGrens"], vo["onzeker"]) == (155, {"voor": 120, "na": 30}, {"voor": 0, "na": 0})
    assert vo["paren"] == [
        {"van": "VO2001", "naar": "VO2201", "voor": 120, "na": 0},
        {"van": "VO2201", "naar": "VO2001", "voor": 0, "na": 30},
    ]
    zelf = {een["code"]: (een["voor"], een["na"]) for een in vo["zelfvoorziening"]}
    assert zelf["VO2001"][0] == {"wonen": 155, "blijven": 35, "aandeel": round(35 / 155, 6), "instroom": 0}
    assert zelf["VO2001"][1] == {"wonen": 0, "blijven": 0, "aandeel": None, "instroom": 30}
    assert zelf["VO2201"][1] == {"wonen": 155, "blijven": 125, "aandeel": round(125 / 155, 6), "instroom": 0}
    assert (po["leerlingen"], po["zelfvoorziening"]) == (50, [])


def test_flows_that_name_no_sector_are_laid_beside_both(stand: Stand, gegevens: Path) -> None:
    antwoord = uitkomst(stand, gegevens, "leerlingstromen", "van,naar,leerlingen\n9471,9401,7\n")
    assert not antwoord["metSector"]
    assert [sector["leerlingen"] for sector in antwoord["sectoren"]] == [7, 7]


PC4S = ("1001", "1002", "2001", "2004", "3003", "5001", "5004")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_pupil_is_counted_once_and_as_by_hand(mini_basis: Basis, data: st.DataObject) -> None:
    """Beside a count of its own, over whatever moves."""
    stappen: list[Stap] = data.draw(reeksen(mini_basis))
    na = stappen[-1][1] if stappen else mini_basis.beeld
    paren = data.draw(st.lists(st.tuples(st.sampled_from(PC4S), st.sampled_from(PC4S)), min_size=1, unique=True))
    regels = "".join(f"{van},{naar},{nummer + 1},VO\n" for nummer, (van, naar) in enumerate(paren))
    gelezen = stromen.lees_stromen(Bestand("a", f"van,naar,leerlingen,sector\n{regels}".encode()), mini_basis)
    antwoord = stromen.bereken(gelezen, mini_basis.beeld, na)["sectoren"][1]
    for kant, beeld in (("voor", mini_basis.beeld), ("na", na)):
        geteld: Counter[str] = Counter()
        for nummer, (van, naar) in enumerate(paren):
            hier, daar = (beeld.lagen["VO"][beeld.basis.op_pc4[pc4][0]] for pc4 in (van, naar))
            soort = "onzeker" if len(hier) != 1 or len(daar) != 1 else "binnen" if hier == daar else "overEenGrens"
            geteld[soort] += nummer + 1
        assert {soort: antwoord[soort][kant] for soort in ("onzeker", "binnen", "overEenGrens")} == {
            soort: geteld[soort] for soort in ("onzeker", "binnen", "overEenGrens")
        }


# -- schools --------------------------------------------------------------------------------------


def test_schools_and_who_has_one_near(stand: Stand, gegevens: Path) -> None:
    po, vo = uitkomst(stand, gegevens, "scholen", SCHOLEN)["sectoren"]
    verbanden = {een["code"]: een for een in vo["samenwerkingsverbanden"]}
    niets = {"scholen": 0, "plaatsen": 0}
    assert verbanden["VO2001"]["voor"] == {
        "cluster3": {"scholen": 1, "plaatsen": 100},
        "cluster4": {"scholen": 1, "plaatsen": 0},
    }
    assert verbanden["VO2001"]["na"]["cluster4"] == niets
    assert verbanden["VO2201"]["na"]["cluster4"]["scholen"] == 1
    assert po["bereik"][0]["kinderen"] == 0  # no ground of PO changes
    drie, vier = vo["bereik"]
    assert (vier["kinderen"], vier["voor"], vier["na"]) == (744, 744, 744)
    assert drie["kinderen"] == 744


@pytest.mark.parametrize("km", [5.0, 12.5, 15.0])
def test_the_reach_is_that_of_a_count_by_hand(stand: Stand, gegevens: Path, km: float) -> None:
    """From the facts themselves: children, points and the SWV of the day."""
    drie = uitkomst(stand, gegevens, "scholen", SCHOLEN, afstand_km=km)["sectoren"][1]["bereik"][0]
    plek = punten(gegevens, stand.kenmerk)
    kinderen = dict(zip(stand.pc4s, stand.telling("kinderen_12_17").tolist(), strict=True))

    def nabij(pc4: str, school: str) -> bool:
        (x, y), (u, v) = plek[pc4], plek[school]
        return hypot(x - u, y - v) <= km * 1000

    grond = TYNAARLO["grond"]["postcodes"]
    assert drie["voor"] == sum(kinderen[pc4] for pc4 in grond if nabij(pc4, "9712"))  # Groningen, in VO2001
    assert drie["na"] == sum(kinderen[pc4] for pc4 in grond if nabij(pc4, "9401"))  # Assen, in VO2201


def test_postcodes_without_a_point_are_left_out_and_named(stand: Stand) -> None:
    maat: Maatstaf = maatstaf(stand, DAG)
    gelezen = scholen.lees_scholen(Bestand("a", b"naam,postcode,cluster\nDe Eik,9471,4\n"), maat.basis)
    antwoord = scholen.bereken(gelezen, maat, beeld_van(stand, VRAAG), {"9472": (240000.0, 566000.0)}, 15)
    vo = antwoord["sectoren"][1]
    assert antwoord["scholenZonderPunt"] == ["9471"]
    assert vo["postcodesZonderPunt"] == ["9471", "9473", "9474", "9475"]
    assert vo["bereik"][1]["kinderen"] > 0 and vo["bereik"][1]["voor"] == vo["bereik"][1]["na"] == 0


def test_with_another_edition_the_points_are_read_again(stand: Stand, gegevens: Path, tmp_path: Path) -> None:
    nieuw = tmp_path / "data"
    shutil.copytree(gegevens / "postcodes", nieuw / "postcodes")
    assert uitkomst(stand, nieuw, "scholen", SCHOLEN)["scholenZonderPunt"] == []
    for tabel in nieuw.glob("postcodes/postcodes*.csv"):
        regels = tabel.read_text(encoding="utf-8").splitlines(keepends=True)
        tabel.write_text("".join(regel for regel in regels if not regel.startswith("9712,")), encoding="utf-8")
    assert uitkomst(stand, nieuw, "scholen", SCHOLEN)["scholenZonderPunt"] == [], "it is still the same edition"
    ander = copy(stand)
    ander.kenmerk = "een andere editie"
    assert uitkomst(ander, nieuw, "scholen", SCHOLEN)["scholenZonderPunt"] == ["9712"]


def test_a_school_of_one_sector_counts_there_alone(stand: Stand, gegevens: Path) -> None:
    tekst = "naam;postcode;cluster;sector\nDe Eik;9471;4;VO\nDe Es;9471;4;\n"
    po, vo = uitkomst(stand, gegevens, "scholen", tekst)["sectoren"]
    assert (po["scholen"], vo["scholen"]) == (1, 2)


# -- labour-market regions ------------------------------------------------------------------------


def per_gemeente(stand: Stand, indeling: str) -> str:
    """A division of the day as the CSV of a user."""
    lagen = stand.indeling("gemeente", date.fromisoformat(DAG)), kies(stand, indeling, DAG).indeling
    rijen = {g[0]: r[0] for g, r in zip(*map(list, lagen), strict=True) if len(g) == len(r) == 1}
    return "gemeente;regio\n" + "".join(f"{gemeente};{regio}\n" for gemeente, regio in sorted(rijen.items()))


@pytest.mark.parametrize("indeling", ["jeugdregio", "rmc"])
def test_the_figures_are_those_of_the_effects(stand: Stand, gegevens: Path, indeling: str) -> None:
    """A known division brought as a file is measured to the same figures, also after a herindeling."""
    wijdemeren = {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "naam": "Hilversum"}
    zetten = [TYNAARLO, {**wijdemeren, "delen": [{"gemeente": "GM1696"}]}]
    vraag = Vraag(DAG, zetten)
    eigen = uitkomst(stand, gegevens, "arbeidsmarkt", per_gemeente(stand, indeling), vraag, onvolledig=True)
    bekend = {rij["indeling"]: rij for rij in effecten_van(stand, vraag)["congruentie"] if rij["met"] == indeling}
    for rij in eigen["congruentie"]:
        for kant in ("voor", "na"):
            assert rij[kant] == {maat: bekend[rij["sector"]][kant][maat] for maat in rij[kant]}
        assert rij["verschilV"] == bekend[rij["sector"]]["verschilV"]
    assert eigen["congruentie"][1]["verschilV"] != 0


def test_a_gemeente_that_leaves_the_swv_of_its_region(stand: Stand, gegevens: Path) -> None:
    tekst = "gemeente,regio,naam\nGroningen,g,Groningen\nTynaarlo,g,\nAssen,d,Drenthe\n"
    vraag = Vraag(DAG, [{**TYNAARLO, "naar": "VO2201"}])
    (rij,) = uitkomst(stand, gegevens, "arbeidsmarkt", tekst, vraag, onvolledig=True)["gemeenten"]
    assert (rij["code"], rij["regio"]["naam"]) == ("GM1730", "Groningen")
    assert rij["verbandVanRegio"] == {"voor": "VO2001", "na": "VO2001"}
    assert rij["uitkomst"] == "verlaat" and rij["aandeel"]["na"] == 0 and rij["kinderen"]["voor"] == 744
    (terug,) = uitkomst(
        stand, gegevens, "arbeidsmarkt", tekst.replace("Tynaarlo,g", "Tynaarlo,d"), vraag, onvolledig=True
    )["gemeenten"]
    assert terug["uitkomst"] == "meer" and terug["aandeel"]["na"] == 1


def test_regions_by_postcode_stay_where_they_are(stand: Stand, gegevens: Path) -> None:
    tekst = "pc4;regio\n" + "".join(f"{pc4};{pc4[0]}\n" for pc4 in stand.pc4s)
    samen = {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "naam": "Hilversum"}
    vraag = Vraag(DAG, [{**samen, "delen": [{"gemeente": "GM1696"}]}])
    for rij in uitkomst(stand, gegevens, "arbeidsmarkt", tekst, vraag)["congruentie"]:
        assert rij["voor"] == rij["na"] and 0 < rij["voor"]["v"] < 1


# -- faults ---------------------------------------------------------------------------------------


def test_every_fault_of_every_file_with_its_line(stand: Stand, gegevens: Path) -> None:
    stroom = "van,naar,leerlingen,sector\n9471,1000,1.000,\n94,9471,3,PO\n9471,9471,1,VO\n9471,9471,2,VO\n1,2\n"
    school = "naam,postcode,cluster,plaatsen\n,9471,1,veel\nA,9471,3,1\nA,9471,3,1\n"
    regio = "gemeente;regio\nNergens;x\nAssen;\nTynaarlo;x\n"
    alle = fouten(stand, gegevens, leerlingstromen=stroom, scholen=school, arbeidsmarkt=regio)
    per = {naam: [melding for veld, melding in alle if veld == naam] for naam in FACTOREN}
    regels = [melding.partition(":")[0] for melding in per["leerlingstromen"]]
    assert regels == ["Regel 2"] * 3 + ["Regel 3", "Regel 5", "Regel 6"]
    assert "postcode 1000" in per["leerlingstromen"][0] and "regel 4" in per["leerlingstromen"][4]
    assert [melding.partition(":")[0] for melding in per["scholen"]] == ["Regel 2"] * 3 + ["Regel 4"]
    assert any("clusters 1 en 2 doen niet mee" in melding for melding in per["scholen"])
    assert per["arbeidsmarkt"][0].startswith("Regel 2: gemeente Nergens") and "Regel 3" in per["arbeidsmarkt"][1]
    assert "Van de 342 gemeenten" in per["arbeidsmarkt"][2] and "geef --onvolledig" in per["arbeidsmarkt"][2]


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        (b"", "leeg"),
        (b"van,naar,leerlingen\n", "geen enkele rij"),
        (b"van,naar\n9471,9471\n", "Er ontbreekt: leerlingen"),
        (b"van,naar,leerlingen,naam\n9471,9471,1,Jan\n", "kolom 4"),
        (b'van,naar,leerlingen\n9471,9471,"1\n', "aanhalingsteken"),
        (b"PK\x03\x04\x00\x00", "binair"),
        (b"van,naar,leerlingen\n\x81,\x8d,1\n", "UTF-8"),
        (b"x" * (MEESTE_BYTES + 1), "groter dan 5 MB"),
    ],
)
def test_a_file_that_is_no_table(stand: Stand, gegevens: Path, tekst: bytes, deel: str) -> None:
    ((veld, melding),) = fouten(stand, gegevens, leerlingstromen=tekst)
    assert veld == "leerlingstromen" and deel in melding


def test_faults_beyond_a_number_are_only_counted(stand: Stand, gegevens: Path) -> None:
    alle = fouten(stand, gegevens, leerlingstromen="van,naar,leerlingen\n" + "x,9471,1\n" * 10_000)
    assert len(alle) == MEESTE_FOUTEN + 1
    assert alle[-1][1] == "En nog 9.950 fouten."


def test_a_file_from_an_older_spreadsheet(stand: Stand, gegevens: Path) -> None:
    tekst = "naam;postcode;cluster\r\nDe Één;9471;3\r\n".encode("cp1252")
    assert uitkomst(stand, gegevens, "scholen", tekst)["scholen"] == 1
    met_bom = b"\xef\xbb\xbf" + STROMEN.encode()
    assert uitkomst(stand, gegevens, "leerlingstromen", met_bom)["leerlingen"] == 205


@pytest.mark.parametrize("km", [0, -1, 201, float("nan"), float("inf")])
def test_a_distance_that_no_school_is_away(stand: Stand, gegevens: Path, km: float) -> None:
    with pytest.raises(Vraagfout) as gevangen:
        factoren_van(stand, gegevens, VRAAG, Invoer(afstand_km=km))
    assert [fout.veld for fout in gevangen.value.fouten] == ["afstandKm"]
