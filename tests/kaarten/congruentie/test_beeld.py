"""From the JSON of an answer to what the page shows: sentences, tables, order, and nothing invented."""

from __future__ import annotations

import pytest

from api.modellen_congruentie import Congruentie, CongruentieTijdreeks, RegioCongruentie
from kaarten.congruentie.beeld import maak_paar
from kaarten.congruentie.getallen import band, deel, geteld, heel, km, stuk, verschil
from kaarten.congruentie.regiobeeld import maak_regio
from kaarten.congruentie.tabel import bekend_als
from kaarten.congruentie.tijd import maak_tijd
from kaarten.congruentie.vraag import INDELINGEN, KOLOMMEN, WEGINGEN, Formulier, lees, met_fouten
from regio.congruentie.indelingen import NAMEN
from regio.fouten import Fout
from tests.kaarten.congruentie.voorbeeld import KOP, PAAR, REEKS, REGIO, VERPLAATSING, punt, regio

GEMEENTEN = {"PO0101": ["A", "B", "C", "D", "E", "F"], "PO0103": ["G"]}


def test_the_examples_are_answers_of_the_service() -> None:
    Congruentie.model_validate(PAAR)
    RegioCongruentie.model_validate(REGIO)
    CongruentieTijdreeks.model_validate(REEKS)


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(0, "0"), (0.2, "minder dan 1"), (0.5, "0"), (0.6, "1"), (1234.5, "1.234")]
)
def test_a_weight_is_never_nothing_unless_it_is(waarde: float, tekst: str) -> None:
    assert heel(waarde) == tekst


def test_numbers_as_dutch_writes_them() -> None:
    assert [km(57_300), km(999), km(123_456), km(1_693_842)] == ["57,3 km", "1,0 km", "123 km", "1.694 km"]
    assert [verschil(x, 3) for x in (0.0042, -0.01, 0.0, 0.0001)] == ["+0,004", "−0,010", "gelijk", "vrijwel gelijk"]
    assert [deel(None), deel(0.004), deel(1.0)] == ["–", "minder dan 1%", "100%"]
    assert [stuk(None), stuk(0.0), stuk(0.4), stuk(1.0)] == ["–", "–", "40%", "bijna alles"]
    assert [geteld(0.0), geteld(0.2), geteld(30.0)] == ["geen geteld", "minder dan 1", "30"]
    assert [band(0.84, 0.86, 3), band(0.8749, 0.8752, 3)] == ["0,840 tot 0,860", "ongeveer 0,875"]


# -- the question ---------------------------------------------------------------------------------


def test_every_division_and_weight_of_the_service_can_be_chosen() -> None:
    assert tuple(INDELINGEN) == NAMEN
    assert set(WEGINGEN) == set(Congruentie.model_fields["weging"].annotation.model_fields["naam"].annotation.__args__)  # type: ignore[union-attr]


def test_without_a_question_the_usual_one() -> None:
    assert lees([]) == Formulier("PO", "jeugdregio", "kinderen", "", "-verplaats", {})


def test_names_are_read_whatever_their_case() -> None:
    gelezen = lees([("indeling", " vo "), ("met", "JEUGDREGIO-2016"), ("weging", "Inwoners"), ("volgorde", "code")])
    assert (gelezen.indeling, gelezen.met, gelezen.weging) == ("VO", "jeugdregio-2016", "inwoners")
    assert (gelezen.kolom, gelezen.aflopend, gelezen.fouten) == ("code", False, {})


def test_every_fault_at_its_field() -> None:
    fouten = lees([("indeling", "provincie"), ("met", "x"), ("weging", "ponden"), ("foo", "1"), ("foo", "2")]).fouten
    assert set(fouten) == {"indeling", "met", "weging", ""}
    assert fouten[""] == ["De pagina begrijpt foo in dit adres niet. Maak hieronder uw keuze."]
    assert set(lees([("indeling", "vo"), ("met", "VO")]).fouten) == {"met"}


def test_what_the_service_says_comes_at_the_field_of_the_form() -> None:
    fouten = (Fout("geldigOp", "x", "Bekend vanaf 2013-01-01."), Fout("elders", "y", "Iets anders."))
    vol = met_fouten(Formulier(), (*fouten, fouten[0]))
    assert vol.fouten == {"peildatum": ["Bekend vanaf 1 januari 2013."], "": ["Iets anders."]}


def test_an_address_keeps_the_question() -> None:
    vraag = Formulier("VO", "PO", "inwoners", "2015-04-23", "code")
    assert vraag.adres() == "/congruentie?indeling=VO&met=PO&weging=inwoners&peildatum=2015-04-23&volgorde=code"
    assert vraag.adres("/x", weging="") == "/x?indeling=VO&met=PO&peildatum=2015-04-23"


# -- the pair -------------------------------------------------------------------------------------


def test_the_worst_region_comes_first_and_what_it_says() -> None:
    tabel = maak_paar(PAAR, Formulier(), GEMEENTEN).tabel
    assert [rij.code for rij in tabel.rijen] == ["PO0101", "PO0102", "PO0103"]
    assert [cel.tekst for cel in tabel.rijen[0].cellen] == [
        *("PO0101", "doorsneden", "Noord (JZ01)", "2", "48%", "30", "30%")
    ]
    assert tabel.rijen[0].cellen[0].onder == "A, B, C, D en 2 andere"
    assert tabel.rijen[0].cellen[4].onder == "57,3 van 120 km"
    assert tabel.rijen[1].cellen[0].onder == "Stichting <i>Rijk</i>"
    assert tabel.rijen[2].cellen[1].onder == "niet zeker"
    assert tabel.rijen[2].cellen[4].tekst == "–"
    assert tabel.rijen[0].adres.startswith("/congruentie/regios/PO0101?indeling=PO&met=jeugdregio")


@pytest.mark.parametrize(
    ("volgorde", "codes"),
    [
        ("code", "123"),
        ("-code", "321"),
        ("oordeel", "132"),
        ("-oordeel", "231"),
        ("partner", "321"),
        ("partners", "231"),
        ("-partners", "123"),
        ("grens", "123"),
        ("-grens", "123"),
        ("verplaats", "231"),
        ("aandeel", "231"),
    ],
)
def test_every_order(volgorde: str, codes: str) -> None:
    rijen = maak_paar(PAAR, Formulier(volgorde=volgorde), {}).tabel.rijen
    assert "".join(rij.code[-1] for rij in rijen) == codes


def test_a_heading_turns_its_own_order_round() -> None:
    koppen = {kop.kolom: kop for kop in maak_paar(PAAR, Formulier(), {}).tabel.koppen}
    assert tuple(koppen) == KOLOMMEN
    assert koppen["verplaats"].volgorde == "descending"
    assert koppen["verplaats"].adres.endswith("volgorde=verplaats#tabel")
    assert (koppen["grens"].volgorde, koppen["code"].volgorde) == ("", "")
    assert koppen["grens"].adres.endswith("volgorde=-grens#tabel")
    assert koppen["code"].adres.endswith("volgorde=code#tabel")
    assert koppen["partner"].titel == "Ligt het meest in jeugdregio"


def test_a_region_without_a_name_goes_by_its_gemeenten() -> None:
    assert bekend_als("PO0103", None, GEMEENTEN) == "G"
    assert bekend_als("JZ01", None, GEMEENTEN) == ""
    assert bekend_als("PO0103", "Naam", GEMEENTEN) == "Naam"


def test_borders_measures_and_what_is_left_out() -> None:
    beeld = maak_paar(PAAR, Formulier(), {})
    assert beeld.schets
    assert beeld.grenzen[0].tekst == "Van 3.099 km grens valt 1.694 km samen: 55%."
    assert beeld.grenzen[0].buiten == (
        "Telt niet mee: kust, rijksgrens en water tussen postcodes 2.211 km, niet zeker 29,5 km."
    )
    assert beeld.grenzen[1].tekst == "Deze indeling heeft geen grens in het land."
    assert [(naam, aantal) for naam, aantal, _ in beeld.oordelen] == [
        *(("identiek", 1), ("unie", 0), ("binnen", 1), ("doorsneden", 1))
    ]
    assert beeld.maten[0][1:] == (
        "0,850",
        "Eén getal voor het geheel: 1 is gelijk, 0 is zonder verband. "
        "Met gemeenten waarvan het gebied openstaat: 0,840 tot 0,860.",
    )
    assert beeld.buiten == ["Niet meegeteld: 1 stukken grond, 5 kinderen (minder dan 1% van het geheel).", "Europoort."]
    assert "Stand van 1 januari 2015." in beeld.kop.uitleg[1][1]
    assert beeld.kop.opmerkingen == ["Let op sinds 1 januari 2015."]
    assert beeld.conclusie[1] == "Gemeten op 23 april 2015."


def test_moves_the_heaviest_first_with_postcodes_in_a_row() -> None:
    (lijst,) = maak_paar(PAAR, Formulier(), {}).verplaatsingen
    assert lijst.titel == "Zodat geen gebied meer doorsneden is"
    assert lijst.omvang == "30 kinderen (10% van het geheel), in 3 stukken grond. Een kleinere lijst is er niet."
    assert [stuk.gemeente for stuk in lijst.stukken] == ["Groot (GM0002)", "<b>Klein</b> (GM0001)"]
    assert lijst.stukken[0].postcodes == "1000 t/m 1002; een deel van 1009"
    assert lijst.stukken[1].gewicht == "minder dan 1"


def test_moves_that_reach_two_aims_are_told_once() -> None:
    twee = {**PAAR, "verplaatsingen": [VERPLAATSING, {**VERPLAATSING, "doel": "binnen"}]}
    (lijst,) = maak_paar(twee, Formulier(), {}).verplaatsingen
    assert lijst.titel == "Zodat geen gebied meer doorsneden is, en zodat alle gebieden binnen één jeugdregio liggen"
    assert lijst.toelichting.endswith("beide lijsten zijn hier dezelfde.")
    anders = {**VERPLAATSING, "doel": "binnen", "gemeenten": VERPLAATSING["gemeenten"][:1]}
    assert len(maak_paar({**PAAR, "verplaatsingen": [VERPLAATSING, anders]}, Formulier(), {}).verplaatsingen) == 2


def test_what_v_leaves_out_is_said_only_where_ground_is_open() -> None:
    assert maak_paar(PAAR, Formulier(), {}).band.endswith("buiten de band liggen. De band is hier 0,840 tot 0,860.")
    maten = {**PAAR["maten"], "vMin": 0.8501, "vMax": 0.8502}
    assert maak_paar({**PAAR, "maten": maten}, Formulier(), {}).band.endswith("De band is hier ongeveer 0,850.")
    vast = {**PAAR["maten"], "vMin": 0.85, "vMax": 0.85}
    assert maak_paar({**PAAR, "maten": vast}, Formulier(), {}).band == ""
    assert maak_tijd(REEKS).band and not maak_tijd({**REEKS, "reeksen": REEKS["reeksen"][:1]}).band


def test_lines_that_use_a_list_ahead_of_its_time_are_named_once() -> None:
    eerste = punt("2013-01-01", "2013-10-01", 0.8, None, kenmerk="met de regio's van 2015")
    lijn = {"punten": [eerste, {**eerste, "vanaf": "2013-10-01", "tot": None}]}
    reeksen = [{**REEKS["reeksen"][0], **lijn, "titel": "een"}, {**REEKS["reeksen"][0], **lijn, "titel": "twee"}]
    rijen = maak_tijd({**REEKS, "reeksen": reeksen}).rijen
    assert [rij.wat for rij in rijen] == [
        ["De lijnen ‘een’ en ‘twee’ rekenen dan al met de regio's van 2015."],
        [],
    ]


def test_a_band_that_rounds_to_one_number_is_about_that_number() -> None:
    smal = punt("2013-01-01", None, 0.9, None, vMin=0.87501, vMax=0.87503, band=True)
    assert maak_tijd({**REEKS, "reeksen": [{**REEKS["reeksen"][0], "punten": [smal]}]}).rijen[0].waarden[0].v == (
        "ongeveer 0,8750"
    )


def test_one_region() -> None:
    beeld = maak_regio(REGIO, GEMEENTEN)
    assert (beeld.code, beeld.naam, beeld.oordeel) == ("PO0101", None, "doorsneden")
    assert beeld.gemeenten == GEMEENTEN["PO0101"]
    assert beeld.grens == (
        "57,3 km van 120 km valt samen (48%). Kust, rijksgrens en water tussen postcodes, 4,0 km, tellen niet mee."
    )
    assert [(p.naam, p.code, p.aandeel, p.heel) for p in beeld.partners] == [
        *(("Noord", "JZ01", "70%", "een deel"), ("", "JZ02", "30%", "een deel"))
    ]
    assert beeld.verplaatsingen[0].titel == "Zodat PO0101 binnen één jeugdregio ligt"
    niet_zeker = maak_regio({**REGIO, "regio": PAAR["regios"][2]}, {})
    assert niet_zeker.oordeel == "binnen (niet zeker)"


# -- parts of postcodes: ground, but nobody is counted on it --------------------------------------

DEEL = {**VERPLAATSING["gemeenten"][0], "naar": "", "postcodes": [], "postcodesDeel": ["1003"], "gewicht": 0.0}
LIJST = {**VERPLAATSING, "doel": "binnen", "gewicht": 0.0, "aandeel": 0.0, "bouwstenen": 1, "gemeenten": [DEEL]}
PARTNERS = [
    {**REGIO["regio"]["partners"][0], "gewicht": 100.0, "aandeel": 1.0},
    {**REGIO["regio"]["partners"][1], "gewicht": 0.0, "aandeel": 0.0, "aandeelVanPartner": 0.0},
]
NET = regio("PO0104", "doorsneden", PARTNERS, 0.0)


def test_who_is_cut_through_comes_before_who_fits() -> None:
    """In either direction what is cut through stands with what does not fit."""
    paar = {**PAAR, "regios": [*PAAR["regios"], NET, {**PAAR["regios"][1], "code": "PO0105", "bouwstenen": 9}]}

    def codes(volgorde: str) -> str:
        return "".join(rij.code[-1] for rij in maak_paar(paar, Formulier(volgorde=volgorde), {}).tabel.rijen)

    assert [codes(volgorde) for volgorde in ("-verplaats", "-aandeel")] == ["14523", "14523"]
    assert codes("verplaats") == "23541"
    rijen = {rij.code: rij for rij in maak_paar(paar, Formulier(), {}).tabel.rijen}
    assert [cel.tekst for cel in rijen["PO0104"].cellen[5:]] == ["geen geteld", "–"]
    assert rijen["PO0104"].cellen[2].onder == "bijna alles"
    assert [cel.tekst for cel in rijen["PO0102"].cellen[5:]] == ["0", "0%"]
    assert rijen["PO0102"].cellen[2].onder == "100%"


def test_a_region_cut_through_by_a_part_of_a_postcode() -> None:
    beeld = maak_regio({**REGIO, "regio": NET, "verplaatsingen": [LIJST]}, {})
    assert [(p.gewicht, p.aandeel, p.van_partner) for p in beeld.partners] == [
        *(("100", "bijna alles", "50%"), ("geen geteld", "–", "–"))
    ]
    (lijst,) = beeld.verplaatsingen
    assert lijst.omvang == "Geen getelde kinderen, in 1 stuk grond. Een kleinere lijst is er niet."
    (stukje,) = lijst.stukken
    assert (stukje.naar, stukje.postcodes, stukje.gewicht) == (
        *("geen ander gebied heeft daar grond", "een deel van 1003", "geen geteld"),
    )


# -- through time ---------------------------------------------------------------------------------


def test_a_row_for_every_day_on_which_a_line_changes() -> None:
    tijd = maak_tijd(REEKS)
    assert [rij.vanaf for rij in tijd.rijen] == ["1 januari 2013", "23 april 2015", "1 januari 2019"]
    assert [[een.v for een in rij.waarden] for rij in tijd.rijen] == [
        *(["0,8770", "0,8770"], ["0,8812", "0,8770"], ["0,8812", "0,8740 tot 0,8790"])
    ]
    assert [een.verschil for een in tijd.rijen[1].waarden] == ["+0,0042", ""]
    assert [rij.wat for rij in tijd.rijen] == [
        ["De lijn ‘jeugdregio's van de dag zelf’ rekent dan al met de regio's van 2015."],
        ["Versie van 23 april 2015."],
        ["Herindeling."],
    ]


def test_a_line_that_began_later_has_no_number_before() -> None:
    later = {
        **REEKS,
        "reeksen": [REEKS["reeksen"][0], {**REEKS["reeksen"][1], "punten": REEKS["reeksen"][1]["punten"][1:]}],
    }
    assert maak_tijd(later).rijen[0].waarden[1].v == "–"
    assert KOP["weging"]["eenheid"] == "kinderen"
