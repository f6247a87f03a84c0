"""One question in free text: what decides, and what comes back for the unlucky ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regio.adressen import Adres, GeenGeocoder
from regio.fouten import NietGevonden, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.zoek import LANGSTE_VRAAG, lijkt_op, zoek

DAG = "2026-11-22"
Maker = Callable[..., Any]


def codes(antwoord: dict[str, Any]) -> set[str]:
    """The SWVs of an answer."""
    return {deel["code"] for deel in antwoord["samenwerkingsverbanden"]}


@pytest.fixture
def vraag(stand: Stand, geocoder: Maker) -> Callable[..., dict[str, Any]]:
    """Asks; a geocoder that is asked all the same makes the test fail."""

    def stel(tekst: str, dag: str = DAG) -> dict[str, Any]:
        nep = geocoder()
        uitkomst = zoek(stand, tekst, dag, nep)
        assert nep.vragen == []
        return uitkomst

    return stel


@pytest.mark.parametrize(
    "tekst",
    [
        "9471",
        "9471 RM",
        "9471rm",
        " 9471\tRM\n",
        "Larikslaan 2, 9471 RM Zuidlaren",
        "Tynaarlo 9471 RM",
        "GM0014, 9471 RM",
        "９４７１ ＲＭ",
    ],
)
def test_a_postcode_in_the_text_decides(vraag: Maker, tekst: str) -> None:
    uitkomst = vraag(tekst)
    (antwoord,) = uitkomst["antwoorden"]
    assert (uitkomst["soort"], antwoord["ligging"], antwoord["postcode"]) == ("postcode", "postcode", "9471")
    assert codes(antwoord) == {"PO2201", "VO2001"}
    assert uitkomst["geldigOp"] == antwoord["geldigOp"] == DAG


@pytest.mark.parametrize("tekst", ["PO2203", "po2203", " Po 2203 "])
def test_a_samenwerkingsverband_is_told_apart_and_not_geocoded(vraag: Maker, tekst: str) -> None:
    with pytest.raises(NietGevonden, match=r"^PO2203 is een samenwerkingsverband; hier zoekt u op") as gevangen:
        vraag(tekst)
    assert gevangen.value.bekend == {"samenwerkingsverband": "PO2203"}
    with pytest.raises(NietGevonden, match=r"^Er is geen samenwerkingsverband VO9999\.") as gevangen:
        vraag("VO9999")
    assert gevangen.value.bekend == {}


def test_two_postcodes_are_two_answers(vraag: Maker) -> None:
    uitkomst = vraag("9471 RM of 9761 EN")
    assert [a["postcode"] for a in uitkomst["antwoorden"]] == ["9471", "9761"]
    assert uitkomst["meldingen"][0]["code"] == "meer-mogelijkheden"


def test_a_postcode_that_does_not_exist_is_named_beside_the_others(vraag: Maker) -> None:
    uitkomst = vraag("9471, 8888")
    assert [a["postcode"] for a in uitkomst["antwoorden"]] == ["9471"]
    ((code, tekst),) = [(m["code"], m["tekst"]) for m in uitkomst["meldingen"]]
    assert code == "postcode-onbekend" and tekst.startswith("Postcode 8888 staat niet in de regeling")
    with pytest.raises(NietGevonden, match=r"Postcode 8888 .* Postcode 1000 ") as gevangen:
        vraag("8888, 1000")
    assert gevangen.value.bekend["postcode"] == "8888"


def test_a_postcode_that_does_not_exist_names_its_neighbours(vraag: Maker) -> None:
    with pytest.raises(NietGevonden, match="Postcode 1000 staat niet in de regeling") as gevangen:
        vraag("1000 AA")
    assert gevangen.value.bekend == {"postcode": "1000", "dichtbij": ["1011", "1012", "1013"]}


@pytest.mark.parametrize("tekst", ["GM1730", "gm1730", "Gm 1730", "Tynaarlo", "TYNAARLO", "Tynaarloo"])
def test_a_gemeente_by_code_name_or_alias(vraag: Maker, tekst: str) -> None:
    (antwoord,) = vraag(tekst)["antwoorden"]
    assert (antwoord["ligging"], antwoord["code"]) == ("gemeente", "GM1730")
    assert codes(antwoord) == {"PO2201", "VO2001", "VO2201"}


def test_an_unknown_code_is_not_found(vraag: Maker) -> None:
    with pytest.raises(NietGevonden, match="Geen gemeente met code GM9999"):
        vraag("GM9999")


@pytest.mark.parametrize(("tekst", "ligging"), [("5.1, 52.1", "punt-schets"), ("241570 568010", "punt-schets")])
def test_a_point_in_degrees_or_rd(vraag: Maker, tekst: str, ligging: str) -> None:
    uitkomst = vraag(tekst)
    assert uitkomst["soort"] == "punt"
    assert uitkomst["antwoorden"][0]["ligging"] == ligging


def test_points_that_are_swapped_abroad_or_at_sea(vraag: Maker) -> None:
    with pytest.raises(Vraagfout, match="verwisseld"):
        vraag("52.1, 5.1")
    with pytest.raises(Vraagfout, match="buiten Nederland"):
        vraag("2.35, 48.85")
    with pytest.raises(NietGevonden, match="geen Nederlandse postcode"):
        vraag("3.3, 53.6")


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Bergen", [("gemeente", "GM0373"), ("gemeente", "GM0893")]),
        ("Bergen (NH.)", [("gemeente", "GM0373")]),
        ("Bergen NH", [("gemeente", "GM0373")]),
        ("Bergen (L)", [("gemeente", "GM0893")]),
        ("Hengelo", [("gemeente", "GM0164"), ("plaats", "Hengelo (Gld)")]),
        ("Den Haag", [("gemeente", "GM0518")]),
        ("’s-Gravenhage", [("gemeente", "GM0518")]),
        ("Laren", [("gemeente", "GM0417"), ("plaats", "Laren")]),
        ("Beek", [("gemeente", "GM0888"), ("plaats", "Beek"), ("plaats", "Beek")]),
        ("Rijswijk", [("gemeente", "GM0603"), ("plaats", "Rijswijk (GLD)"), ("plaats", "Rijswijk (NB)")]),
        ("Haaren", [("gemeente", "GM0788"), ("plaats", "Haaren")]),
        ("St.Anthonis", [("gemeente", "GM1702"), ("plaats", "Sint Anthonis")]),
        ("Nes", [("plaats", "Nes")] * 3),
        ("Zuidlaren", [("plaats", "Zuidlaren")]),
        ("Bergen Limburg", [("gemeente", "GM0893")]),
        ("Hengelo ov", [("gemeente", "GM0164")]),
        ("HENGELO GLD", [("plaats", "Hengelo (Gld)")]),
        ("LAREN NH", [("gemeente", "GM0417")]),
        ("BEEK GEM MONTFERLAND", [("plaats", "Beek")]),
        ("De Friese Meren", [("gemeente", "GM1921")]),
        ("De Fryske Marren", [("gemeente", "GM1940")]),
        ("Groesbeek", [("gemeente", "GM0241")]),
    ],
)
def test_a_name_answers_with_everything_that_bears_it(
    vraag: Maker, tekst: str, verwacht: list[tuple[str, str]]
) -> None:
    uitkomst = vraag(tekst)
    gevonden = [(a["ligging"], a.get("code") or a["plaats"]) for a in uitkomst["antwoorden"]]
    assert gevonden == verwacht
    assert [m["code"] for m in uitkomst["meldingen"]] == ["meer-mogelijkheden"] * (len(verwacht) > 1)


def test_a_former_gemeente_comes_after_and_says_so(vraag: Maker) -> None:
    eerste, _ = vraag("Haaren")["antwoorden"]
    assert eerste["bestaat"] is False and eerste["geldigTot"] == "2021-01-01"
    assert {o["naam"] for o in eerste["opvolgers"]} == {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}
    assert eerste["opmerkingen"][0]["code"] == "gemeente-bestaat-niet"
    (toen,) = vraag("Haaren", "2020-12-31")["antwoorden"]
    assert toen["bestaat"] is True and toen["opmerkingen"] == []


@pytest.mark.parametrize(
    ("tekst", "dag", "opvolger"),
    [
        ("De Friese Meren", "2014-06-01", "GM1940"),
        ("De Friese Meren", DAG, "GM1940"),
        ("Groesbeek", "2015-03-01", "GM1945"),
        ("Groesbeek", DAG, "GM1945"),
    ],
)
def test_a_renamed_gemeente_is_one_answer_with_its_successor(vraag: Maker, tekst: str, dag: str, opvolger: str) -> None:
    (antwoord,) = vraag(tekst, dag)["antwoorden"]
    assert antwoord["naam"] == tekst and [o["code"] for o in antwoord["opvolgers"]] == [opvolger]
    assert antwoord["bestaat"] is (dag != DAG)


@pytest.mark.parametrize("tekst", ["Rotterdam Gelderland", "Hengelo Limburg", "Bergen (Drenthe)", "Beek gem Rotterdam"])
def test_a_name_that_does_not_lie_there_is_not_found(vraag: Maker, tekst: str) -> None:
    with pytest.raises(NietGevonden, match="in de provincie of gemeente die erachter staat") as gevangen:
        vraag(tekst)
    suggesties = gevangen.value.bekend["suggesties"]
    assert isinstance(suggesties, list) and suggesties[0].startswith(tekst.split(maxsplit=1)[0])


@pytest.mark.parametrize("tekst", ["Andijk", "Tynaarlo", "GM1730", "Haaren"])
def test_a_gemeente_is_answered_from_2011(vraag: Maker, tekst: str) -> None:
    uitkomst = vraag(tekst, "2011-01-01")
    assert (uitkomst["soort"], uitkomst["geldigOp"]) == ("gemeente", "2011-01-01")
    assert uitkomst["antwoorden"][0]["samenwerkingsverbanden"] == []


@pytest.mark.parametrize("tekst", ["9471", "Zuidlaren", "5.1, 52.1", "Esweg 21, Groningen", "Nergenshuizen"])
def test_anything_else_is_refused_before_the_regeling(stand: Stand, geocoder: Maker, tekst: str) -> None:
    nep = geocoder()
    with pytest.raises(Vraagfout, match="bekend vanaf 2013-01-01") as gevangen:
        zoek(stand, tekst, "2012-12-31", nep, "peildatum")
    assert [(f.veld, f.code) for f in gevangen.value.fouten] == [("peildatum", "datum-te-vroeg")]
    assert nep.vragen == []


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("", "leeg"),
        (" \t\n ", "leeg"),
        ("a" * (LANGSTE_VRAAG + 1), "te-lang"),
        ("9471 RM" + "!" * 200, "te-lang"),
        ("😀", "geen-letters"),
        ("?!;--", "geen-letters"),
        ("'\"%_", "geen-letters"),
        ("0123", "postcode-nul"),
        ("94711", "postcode-vorm"),
        ("123", "postcode-vorm"),
        ("9471 SS", "postcode-letters"),
    ],
)
def test_an_unusable_question_says_why(vraag: Maker, tekst: str, code: str) -> None:
    with pytest.raises(Vraagfout) as gevangen:
        vraag(tekst)
    assert [fout.code for fout in gevangen.value.fouten] == [code]


@pytest.mark.parametrize(
    "tekst", ["'; DROP TABLE cel; --", "<b onclick=alert()>x</b>", "{{ config }}", "../etc/passwd", "Nergenshuizen 😀"]
)
def test_strange_texts_are_simply_not_found(stand: Stand, geocoder: Maker, tekst: str) -> None:
    nep = geocoder()
    with pytest.raises(NietGevonden, match="Niets gevonden") as gevangen:
        zoek(stand, tekst, DAG, nep)
    assert tekst not in str(gevangen.value)
    assert nep.vragen == [tekst]


def test_a_name_almost_right_is_a_hint_and_no_answer(stand: Stand, geocoder: Maker) -> None:
    with pytest.raises(NietGevonden) as gevangen:
        zoek(stand, "Zuidlaaren", DAG, geocoder())
    assert gevangen.value.bekend["suggesties"] == lijkt_op(stand, "Zuidlaaren")
    assert "Zuidlaren" in lijkt_op(stand, "Zuidlaaren")
    assert lijkt_op(stand, "qqqqqqqq") == []


ESWEG = Adres("Esweg 21, 9761EN Eelde", postcode="9761EN")


def test_an_address_answers_by_its_postcode(stand: Stand, geocoder: Maker) -> None:
    uitkomst = zoek(stand, "Esweg 21, Eelde", DAG, geocoder(ESWEG))
    (antwoord,) = uitkomst["antwoorden"]
    assert (uitkomst["soort"], antwoord["ligging"], antwoord["postcode"]) == ("adres", "geocoder", "9761")
    assert antwoord["adres"] == "Esweg 21, 9761EN Eelde" and codes(antwoord) == {"PO2201", "VO2201"}
    assert uitkomst["meldingen"] == []


def test_several_addresses_are_all_shown(stand: Stand, geocoder: Maker) -> None:
    ander = Adres("Esweg 21, 9471RM Zuidlaren", postcode="9471RM")
    uitkomst = zoek(stand, "Esweg 21", DAG, geocoder(ESWEG, ander, meer=True))
    assert [a["postcode"] for a in uitkomst["antwoorden"]] == ["9761", "9471"]
    assert [m["code"] for m in uitkomst["meldingen"]] == ["meer-mogelijkheden", "meer-adressen"]
    eerste, tweede = (m["tekst"] for m in uitkomst["meldingen"])
    assert eerste == "De eerste 2 van meer mogelijkheden. Kies zelf welke u bedoelt."
    assert tweede.startswith("Er passen meer adressen bij deze vraag")


def test_an_address_without_a_known_postcode_answers_by_its_point(stand: Stand, geocoder: Maker) -> None:
    kaal = Adres("Esweg 21, Eelde", lon=6.56389, lat=53.13472)
    rd = Adres("Esweg 21, Eelde", x=234_730.0, y=572_230.0)
    rd_beter = Adres("Esweg 21, Eelde", lon=3.3, lat=53.6, x=234_730.0, y=572_230.0)
    nieuw = Adres("Esweg 21, Eelde", postcode="1000AA", lon=6.56389, lat=53.13472)
    for adres in (kaal, rd, rd_beter, nieuw):
        (antwoord,) = zoek(stand, "Esweg 21", DAG, geocoder(adres))["antwoorden"]
        assert (antwoord["ligging"], antwoord["postcode"]) == ("punt-schets", "9761")


@pytest.mark.parametrize(
    "adres",
    [
        Adres("niets"),
        Adres("nieuw", postcode="1000AA"),
        Adres("zee", lon=3.3, lat=53.6),
        Adres("Parijs", lon=2, lat=48),
    ],
)
def test_an_address_that_lies_nowhere_is_not_found(stand: Stand, geocoder: Maker, adres: Adres) -> None:
    with pytest.raises(NietGevonden, match="Niets gevonden"):
        zoek(stand, "Esweg 21", DAG, geocoder(adres))


def test_during_an_outage_the_place_in_the_address_is_kept(stand: Stand, kapot: Any) -> None:
    uitkomst = zoek(stand, "Esweg 21, Zuidlaren", DAG, kapot)
    assert [a["plaats"] for a in uitkomst["antwoorden"]] == ["Zuidlaren"]
    assert uitkomst["meldingen"] == [{"code": "adres-niet-opgezocht", "tekst": kapot.uitkomst.niet_opgezocht}]


def test_a_place_of_several_words_at_the_end_is_kept_whole(stand: Stand, kapot: Any) -> None:
    (antwoord,) = zoek(stand, "Hoofdstraat 12 Alphen aan den Rijn", DAG, kapot)["antwoorden"]
    assert antwoord["code"] == "GM0484"


def test_during_an_outage_a_house_number_alone_answers_nothing_and_says_so(stand: Stand, kapot: Any) -> None:
    uitkomst = zoek(stand, "Esweg 21", DAG, kapot)
    assert uitkomst["antwoorden"] == []
    assert uitkomst["meldingen"][0]["code"] == "adres-niet-opgezocht"


def test_during_an_outage_words_that_are_no_name_say_what_was_not_looked_up(stand: Stand, kapot: Any) -> None:
    with pytest.raises(NietGevonden, match="Niets gevonden") as gevangen:
        zoek(stand, "Esweg", DAG, kapot)
    assert str(gevangen.value).endswith(kapot.uitkomst.niet_opgezocht)
    assert gevangen.value.bekend["nietOpgezocht"] == kapot.uitkomst.niet_opgezocht


def test_a_search_that_was_made_has_nothing_left_to_look_up(stand: Stand, geocoder: Maker) -> None:
    with pytest.raises(NietGevonden) as gevangen:
        zoek(stand, "Esweg", DAG, geocoder())
    assert "nietOpgezocht" not in gevangen.value.bekend


def test_without_a_geocoder_words_that_are_no_name_are_not_found(stand: Stand) -> None:
    with pytest.raises(NietGevonden):
        zoek(stand, "Esweg", DAG, GeenGeocoder())
    assert zoek(stand, "Esweg 21", DAG, GeenGeocoder())["meldingen"][0]["code"] == "adres-niet-opgezocht"
