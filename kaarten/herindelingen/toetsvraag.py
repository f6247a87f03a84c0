"""What a visitor wants tested: gemeenten and parts of them that become one gemeente on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kaarten.scenarios.formulier import Invoer, met_fouten
from regio.fouten import Fout, Vraagfout
from regio.tijdlijn.peildatum import lees_datum
from regio.tijdlijn.voorstel import Aanvraag

PAD = "/herindelingen/toets"
VELDEN = ("samenvoegen", "delen", "naam", "datum")
OPTIES = ("laten", "samen-po", "samen-vo", "samen-po-vo")
# What an address can hold of a field; longer than any proposal that can be read.
LANGST = {"samenvoegen": 5_000, "delen": 15_000, "naam": 1_000, "datum": 40}
VOORBEELDEN = (
    (
        "Wijdemeren bij Hilversum op 1 januari 2027 (voorgenomen)",
        {"samenvoegen": "Wijdemeren, Hilversum", "naam": "Hilversum", "datum": "2027-01-01"},
    ),
    (
        "Wijdemeren verdeeld: alleen de postcodes 1231 en 1241 bij Hilversum",
        {"delen": "Wijdemeren: 1231, 1241", "naam": "Hilversum", "datum": "2027-01-01"},
    ),
    (
        "Weesp bij Amsterdam, zoals het ging op 24 maart 2022",
        {"samenvoegen": "Weesp, Amsterdam", "naam": "Amsterdam", "datum": "2022-03-24"},
    ),
)
_TUSSEN_GEMEENTEN, _TUSSEN_DELEN = re.compile(r"[,;\n]"), re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Toetsvraag:
    """The form as the visitor left it, with the option that is chosen; ``invoer`` holds what is wrong."""

    velden: dict[str, str]
    optie: str = ""
    invoer: Invoer = field(default_factory=Invoer)

    @property
    def leeg(self) -> bool:
        """Whether nothing is asked yet."""
        return not any(self.velden.values())

    @property
    def aanvraag(self) -> Aanvraag:
        """The proposal as typed."""
        gemeenten = _los(_TUSSEN_GEMEENTEN, self.velden["samenvoegen"])
        delen = _los(_TUSSEN_DELEN, self.velden["delen"])
        return Aanvraag(self.velden["naam"], self.velden["datum"], gemeenten, delen)

    def adres(self, deel: str = "", **meer: str) -> str:
        """Where the same question is answered; ``deel`` is what comes behind the path."""
        return adres({**self.velden, **meer}, deel)

    def met_fouten(self, fouten: Iterable[Fout]) -> Toetsvraag:
        """The form with what is wrong at its fields."""
        # A field for a day takes nothing but a day.
        toonbaar = {**self.velden, "datum": self.velden["datum"] if _is_dag(self.velden["datum"]) else ""}
        return Toetsvraag(toonbaar, self.optie, met_fouten("toets", toonbaar, fouten, VELDEN))


def lees(vraag: Iterable[tuple[str, str]]) -> Toetsvraag:
    """The form in the pairs of a query string; of a field that comes more often all is taken."""
    velden, optie, fouten = dict.fromkeys(VELDEN, ""), "", list[Fout]()
    for naam, waarde in vraag:
        if naam in velden and len(velden[naam]) > LANGST[naam]:
            continue  # It is refused as it is; joining more would take longer with every one.
        if naam in velden:
            velden[naam] = ";".join(deel for deel in (velden[naam], waarde.strip()) if deel)
        elif naam == "optie" and waarde in OPTIES:
            optie = waarde
        else:
            melding = "De pagina begrijpt dit adres niet helemaal. Controleer hieronder wat u wilt toetsen."
            fouten.append(Fout("", "onbekend", melding))
    for naam, waarde in velden.items():
        if len(waarde) > LANGST[naam]:
            velden[naam] = waarde[: LANGST[naam]]
            fouten.append(Fout(naam, "te-lang", f"Dit is te lang: ten hoogste {LANGST[naam]} tekens."))
    kaal = Toetsvraag(velden, optie)
    return kaal.met_fouten(dict.fromkeys(fouten)) if fouten else kaal


def adres(velden: dict[str, str], deel: str = "") -> str:
    """The address of a test."""
    return f"{PAD}{deel}?{urlencode({naam: waarde for naam, waarde in velden.items() if waarde})}"


def _is_dag(tekst: str) -> bool:
    try:
        lees_datum(tekst)
    except Vraagfout:
        return False
    return True


def _los(tussen: re.Pattern[str], tekst: str) -> list[str]:
    return [deel.strip() for deel in tussen.split(tekst) if deel.strip()]
