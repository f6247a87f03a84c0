"""Styles for QGIS: every indeling has its own colour and its own line, and the undecided are hatched."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

KOP = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSIE = "3.34.0"


@dataclass(frozen=True, slots=True)
class Stijl:
    """A line that differs in colour, width (millimetres) and dashes; the fill is the same colour, thin."""

    kleur: str
    breedte: float
    lijn: str


STIJLEN = {
    "PO": Stijl("0,90,156", 0.66, "solid"),
    "VO": Stijl("176,66,0", 0.66, "dash"),
    "gemeente": Stijl("96,96,96", 0.2, "solid"),
    "jeugdregio": Stijl("0,110,80", 0.5, "dot"),
    "rmc": Stijl("120,40,140", 0.5, "dash dot"),
}


def qml(indeling: str) -> str:
    """The style of an indeling in the format of QGIS: one rule for certain regions, one for the rest."""
    stijl = STIJLEN[indeling]
    wortel = Element("qgis", version=_VERSIE, styleCategories="Symbology|Labeling", labelsEnabled="1")
    tekenaar = SubElement(
        wortel, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0", enableorderby="0"
    )
    regels = SubElement(tekenaar, "rules", key="regels")
    SubElement(regels, "rule", key="zeker", filter='"zeker"', symbol="0", label=f"{indeling}: vastgesteld")
    SubElement(regels, "rule", key="open", filter="ELSE", symbol="1", label=f"{indeling}: meer dan één mogelijk")
    tekens = SubElement(tekenaar, "symbols")
    _teken(tekens, "0", stijl, "solid")
    _teken(tekens, "1", stijl, "b_diagonal")
    _opschrift(wortel)
    return KOP + tostring(wortel, encoding="unicode")


def _teken(tekens: Element, naam: str, stijl: Stijl, vulling: str) -> None:
    teken = SubElement(tekens, "symbol", type="fill", name=naam, alpha="1", clip_to_extent="1", force_rhr="0")
    laag = SubElement(teken, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"})
    doorzicht = 40 if vulling == "solid" else 160
    _opties(
        laag,
        color=f"{stijl.kleur},{doorzicht}",
        joinstyle="round",
        outline_color=f"{stijl.kleur},255",
        outline_style=stijl.lijn,
        outline_width=str(stijl.breedte),
        outline_width_unit="MM",
        style=vulling,
    )


def _opties(ouder: Element, **waarden: str) -> None:
    lijst = SubElement(ouder, "Option", type="Map")
    for naam, waarde in waarden.items():
        SubElement(lijst, "Option", type="QString", name=naam, value=waarde)


def _opschrift(wortel: Element) -> None:
    """The code of a region as its label: a name may be missing, a code never is."""
    opschriften = SubElement(wortel, "labeling", type="simple")
    instelling = SubElement(opschriften, "settings", calloutType="simple")
    letter = SubElement(
        instelling, "text-style", fieldName="code", fontSize="8", fontSizeUnit="Point", textColor="0,0,0,255"
    )
    SubElement(
        letter, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferColor="255,255,255,255"
    )
    SubElement(instelling, "placement", placement="1", centroidInside="1")
