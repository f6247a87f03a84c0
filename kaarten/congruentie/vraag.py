"""What a visitor asks of the page about congruence: two divisions, a weight, a day and an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from kaarten.teksten import opsomming, voor_lezers
from regio.fouten import Fout

INDELINGEN = {
    "PO": "PO: basisonderwijs",
    "VO": "VO: voortgezet onderwijs",
    "jeugdregio": "Jeugdregio’s (peildatum)",
    "jeugdregio-2015": "Jeugdregio’s van 2015",
    "jeugdregio-2016": "Jeugdregio’s van 2016",
    "jeugdregio-2025": "Jeugdregio’s van 2025",
    "rmc": "RMC-regio’s (peildatum)",
    "rmc-2012": "RMC-regio’s van 2012",
    "rmc-2013": "RMC-regio’s van 2013",
    "rmc-2014": "RMC-regio’s van 2014",
    "provincie-2014": "Provincies (2014)",
    "gemeente": "Gemeenten (peildatum)",
}
WEGINGEN = {
    "kinderen": "Kinderen (schatting)",
    "inwoners": "Inwoners (2021)",
    "oppervlakte": "Oppervlakte",
    "bouwstenen": "Postcodes (even zwaar)",
    "leerlingen": "Leerlingen (als geladen)",
}
VELDEN = ("indeling", "met", "weging", "peildatum", "volgorde")
# Columns of the table; with ``-`` before it the order is descending. The first is the usual one.
KOLOMMEN = ("code", "oordeel", "partner", "partners", "grens", "verplaats", "aandeel")
EERST = "-verplaats"
# How the service calls a field of the form.
_ELDERS = {"geldigOp": "peildatum", "datum": "peildatum"}
_TWEEMAAL = "Kies twee verschillende indelingen: een indeling valt altijd samen met zichzelf."


@dataclass(frozen=True, slots=True)
class Formulier:
    """The form as the visitor left it; ``peildatum`` as typed, empty for today.

    ``fouten`` are the sentences per field; under ``""`` those about the address itself.
    """

    indeling: str = "PO"
    met: str = "jeugdregio"
    weging: str = "kinderen"
    peildatum: str = ""
    volgorde: str = EERST
    fouten: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kolom(self) -> str:
        """The column that the table is sorted by."""
        return self.volgorde.removeprefix("-")

    @property
    def aflopend(self) -> bool:
        """Whether the largest comes first."""
        return self.volgorde.startswith("-")

    def adres(self, pad: str = "/congruentie", **anders: str) -> str:
        """The address of the same question elsewhere; what is as usual is left out, but for the divisions."""
        velden = {"indeling": self.indeling, "met": self.met, "weging": self.weging, "peildatum": self.peildatum}
        if self.volgorde != EERST and pad == "/congruentie":
            velden["volgorde"] = self.volgorde
        return f"{pad}?{urlencode({naam: waarde for naam, waarde in {**velden, **anders}.items() if waarde})}"


def lees(vraag: Iterable[tuple[str, str]]) -> Formulier:
    """The form in the pairs of a query string, with a fault per field that is not understood."""
    waarden: dict[str, str] = {}
    onbekend: list[str] = []
    for naam, waarde in vraag:
        if naam in VELDEN:
            waarden[naam] = waarde.strip()
        elif naam[:40] not in onbekend:
            onbekend.append(naam[:40])
    uit, fouten = _gekozen(waarden)
    if onbekend:
        fouten[""] = [f"De pagina begrijpt {opsomming(onbekend)} in dit adres niet. Maak hieronder uw keuze."]
    return replace(uit, fouten=fouten)


def _gekozen(waarden: Mapping[str, str]) -> tuple[Formulier, dict[str, list[str]]]:
    """The choices that are known, and the faults of those that are not."""
    fouten: dict[str, list[str]] = {}
    gekozen: dict[str, str] = {}
    for veld, keuzes in (("indeling", INDELINGEN), ("met", INDELINGEN), ("weging", WEGINGEN)):
        naam = waarden.get(veld, "")
        bekend = {keuze.casefold(): keuze for keuze in keuzes}.get(naam.casefold())
        if bekend:
            gekozen[veld] = bekend
        elif naam:
            fouten[veld] = [
                f"Deze {'weging' if veld == 'weging' else 'indeling'} kennen we niet. Kies er een uit de lijst."
            ]
    volgorde = waarden.get("volgorde", "")
    if volgorde.removeprefix("-") in KOLOMMEN:
        gekozen["volgorde"] = volgorde
    gekozen["peildatum"] = waarden.get("peildatum", "")[:40]
    uit = replace(Formulier(), **gekozen)  # type: ignore[arg-type]
    if not fouten and uit.indeling == uit.met:
        fouten["met"] = [_TWEEMAAL]
    return uit, fouten


def met_fouten(formulier: Formulier, fouten: Iterable[Fout]) -> Formulier:
    """The form with what the service says is wrong, at the field where it belongs."""
    uit = {veld: list(regels) for veld, regels in formulier.fouten.items()}
    for fout in fouten:
        veld = _ELDERS.get(fout.veld, fout.veld)
        regels = uit.setdefault(veld if veld in VELDEN else "", [])
        if (tekst := voor_lezers(fout)) not in regels:
            regels.append(tekst)
    return replace(formulier, fouten=uit)
