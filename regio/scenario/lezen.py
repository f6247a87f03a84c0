"""Reading moves from JSON: every fault of form in every move is told at once.

Texts that somebody typed are not repeated in messages, except codes and postcodes that have the
right form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.zetten import SECTOREN, SOORTEN, Grond, Zet
from regio.tijdlijn.peildatum import lees_datum

MEESTE_ZETTEN = 500
MEESTE_STUKKEN = 5_000  # there are some four thousand bouwstenen
LANGSTE_NOTITIE = 2_000
LANGSTE_NAAM = 200
_SWV = re.compile(r"(?:PO|VO)\d{4}", re.ASCII)
_GEMEENTE = re.compile(r"GM\d{4}", re.ASCII)
_PC4 = re.compile(r"[1-9]\d{3}", re.ASCII)
_BOUWSTEEN = re.compile(r"[1-9]\d{3}-[1-9]\d?", re.ASCII)
_SURROGAAT = re.compile("[\ud800-\udfff]")
NAAMUITLEG = "een naam is één regel gewone tekst, zonder < en > en zonder spaties eromheen."
_KAN = ("naam", "notitie", "aanname")
# Members of every kind of move, in the order in which faults are told.
VELDEN = {
    "verplaats": ("sector", "grond", "naar"),
    "voegsamen": ("sector", "van", "naar"),
    "splits": ("sector", "van", "nieuw", "naam", "grond"),
    "nieuw": ("sector", "nieuw", "naam", "grond"),
    "hernoem": ("sector", "code", "naam"),
    "herindeel": ("datum", "naar", "naam", "delen"),
}


@dataclass(frozen=True, slots=True)
class Gebrek:
    """One fault of a move: the member it stands in, a stable code, what to do, and the unknown code it is ``over``."""

    veld: str
    code: str
    melding: str
    over: str = ""

    def als_fout(self, nummer: int, plek: str = "body") -> Fout:
        """As a fault of the move at an index, counted from 0."""
        veld = f"zetten[{nummer}].{self.veld}" if self.veld else f"zetten[{nummer}]"
        return Fout(veld, self.code, self.melding, plek, nummer)


class Gebreken(Exception):
    """A move cannot be read; ``lijst`` are its faults."""

    def __init__(self, *lijst: Gebrek) -> None:
        super().__init__(*lijst)
        self.lijst = lijst


@dataclass(frozen=True, slots=True)
class Rest:
    """What could be read of a move with faults of form: its kind, empty where that is not known, and its members."""

    soort: str
    velden: Mapping[str, Any]

    @property
    def maakt(self) -> set[str]:
        """The codes that the move may have made."""
        namen = {"": ("nieuw", "naar"), "splits": ("nieuw",), "nieuw": ("nieuw",), "herindeel": ("naar",)}
        codes = (self.velden.get(naam) for naam in namen.get(self.soort, ()))
        return {code for code in codes if isinstance(code, str) and code}

    @property
    def bronnen(self) -> list[tuple[str, Grond]]:
        """The ground that it names, each by its member."""
        delen = [(f"delen[{nr}]", deel) for nr, deel in enumerate(self.velden.get("delen", ()))]
        if "grond" in self.velden:
            delen.append(("grond", self.velden["grond"]))
        return [(veld, grond) for veld, grond in delen if grond != Grond()]

    @property
    def bestaande(self) -> dict[str, str]:
        """The SWVs that must exist, by code the member in which they stand first."""
        if self.soort in ("", "herindeel"):
            return {}
        van = self.velden.get("van", ())
        paren = [(f"van[{nr}]", code) for nr, code in enumerate(van)] if isinstance(van, tuple) else [("van", van)]
        paren += [(naam, self.velden.get(naam, "")) for naam in ("naar", "code")]
        return {code: veld for veld, code in reversed(paren) if code}


@dataclass(frozen=True, slots=True)
class Gelezen:
    """Moves as far as they could be read, in order, and the faults of form."""

    delen: tuple[Zet | Rest, ...]
    fouten: tuple[Fout, ...]

    @property
    def zetten(self) -> tuple[Zet, ...]:
        """Those of a right form."""
        return tuple(deel for deel in self.delen if not isinstance(deel, Rest))


def lees_zetten(waarde: object, plek: str = "body") -> tuple[Zet, ...]:
    """Moves from decoded JSON, a list; raises Vraagfout naming every fault with the index of its move."""
    gelezen = lees_wat_kan(waarde, plek)
    if gelezen.fouten:
        raise Vraagfout(*gelezen.fouten)
    return gelezen.zetten


def lees_wat_kan(waarde: object, plek: str = "body") -> Gelezen:
    """The same with what is wrong beside what is right; raises Vraagfout only for what is no list of moves."""
    if not isinstance(waarde, Sequence) or isinstance(waarde, str | bytes):
        raise Vraagfout(Fout("zetten", "geen-lijst", "Geef de zetten als lijst.", plek))
    if len(waarde) > MEESTE_ZETTEN:
        melding = f"Een scenario heeft ten hoogste {MEESTE_ZETTEN} zetten; dit zijn er {len(waarde)}."
        raise Vraagfout(Fout("zetten", "te-veel", melding, plek))
    gelezen = [lees_deels(een) for een in waarde]
    fouten = (gebrek.als_fout(nummer, plek) for nummer, (_, lijst) in enumerate(gelezen) for gebrek in lijst)
    return Gelezen(tuple(deel for deel, _ in gelezen), tuple(fouten))


def lees_zet(waarde: object) -> Zet:
    """One move from decoded JSON; raises Gebreken with every fault of its form."""
    deel, gebreken = lees_deels(waarde)
    if isinstance(deel, Rest):
        raise Gebreken(*gebreken)
    return deel


def lees_deels(waarde: object) -> tuple[Zet | Rest, list[Gebrek]]:
    """One move from decoded JSON, or what could be read of it with every fault of its form."""
    if not isinstance(waarde, Mapping):
        return Rest("", {}), [Gebrek("", "geen-object", "geef een zet als object met een soort.")]
    soort = waarde.get("soort")
    if not isinstance(soort, str) or soort not in SOORTEN:
        gebrek = Gebrek("soort", "soort-onbekend", f"kies als soort: {', '.join(SOORTEN)}.")
        return Rest("", {naam: waarde.get(naam) for naam in ("nieuw", "naar")}), [gebrek]
    lezer = _Lezer(soort, waarde)
    velden = lezer.velden()
    return (Rest(soort, velden) if lezer.gebreken else SOORTEN[soort](**velden)), lezer.gebreken


class _Lezer:
    """Reads the members of one move and gathers what is wrong with them."""

    def __init__(self, soort: str, waarde: Mapping[object, object]) -> None:
        self.soort, self._waarde = soort, waarde
        self.gebreken: list[Gebrek] = []
        self._sector: str | None = None

    def velden(self) -> dict[str, Any]:
        """Every member that could be read."""
        namen = (*VELDEN[self.soort], "notitie", "aanname")
        if any(naam not in (*namen, "soort") for naam in self._waarde):
            self._meld("", "veld-onbekend", f"een {self.soort} heeft alleen: soort, {', '.join(namen)}.")
        uit: dict[str, Any] = {}
        for naam in namen:
            if naam in self._waarde:
                uit[naam] = self._lees(naam, self._waarde[naam])
            elif naam not in _KAN or (self.soort, naam) == ("hernoem", "naam"):
                self._meld(naam, "ontbreekt", f"{naam} ontbreekt.")
        self._overlap(uit)
        return uit

    def _lees(self, naam: str, waarde: object) -> object:
        if naam in ("van", "naar", "nieuw", "code"):
            return self._codes(naam, waarde)
        lezers: dict[str, Callable[[str, object], object]] = {
            "sector": self._lees_sector,
            "naam": self._lees_naam,
            "notitie": self._lees_notitie,
            "aanname": self._lees_aanname,
            "datum": self._lees_datum,
            "grond": self._lees_grond,
            "delen": self._lees_delen,
        }
        return lezers[naam](naam, waarde)

    def _meld(self, veld: str, code: str, melding: str) -> None:
        self.gebreken.append(Gebrek(veld, code, melding))

    def _lees_sector(self, veld: str, waarde: object) -> str:
        if isinstance(waarde, str) and waarde in SECTOREN:
            self._sector = waarde
            return waarde
        self._meld(veld, "sector-onbekend", "kies als sector PO of VO.")
        return ""

    def _codes(self, veld: str, waarde: object) -> object:
        if self.soort == "herindeel":
            return self._gemeente(veld, waarde)
        if (self.soort, veld) != ("voegsamen", "van"):
            return self._swv(veld, waarde)
        return tuple(self._swv(f"{veld}[{nr}]", een) for nr, een in enumerate(self._lijst(veld, waarde)))

    def _swv(self, veld: str, waarde: object) -> str:
        if not isinstance(waarde, str) or not _SWV.fullmatch(waarde):
            self._meld(veld, "swv-vorm", "een samenwerkingsverband is PO of VO met vier cijfers, zoals VO2201.")
            return ""
        if self._sector and not waarde.startswith(self._sector):
            self._meld(veld, "verkeerde-sector", f"{waarde} is geen verband in de sector {self._sector}.")
        return waarde

    def _gemeente(self, veld: str, waarde: object) -> str:
        if isinstance(waarde, str) and _GEMEENTE.fullmatch(waarde):
            return waarde
        self._meld(veld, "gemeente-vorm", "een gemeente is GM met vier cijfers, zoals GM1730.")
        return ""

    def _lijst(self, veld: str, waarde: object) -> Sequence[object]:
        if not isinstance(waarde, Sequence) or isinstance(waarde, str | bytes) or not waarde:
            self._meld(veld, "lijst-leeg", f"geef {veld} als lijst met minstens één waarde.")
            return ()
        if len(waarde) > MEESTE_STUKKEN:
            self._meld(veld, "te-veel", f"geef in {veld} ten hoogste {MEESTE_STUKKEN} waarden.")
            return ()
        return waarde

    def _lees_naam(self, veld: str, waarde: object) -> str:
        tekst = self._tekst(veld, waarde, LANGSTE_NAAM)
        if tekst and not is_naam(tekst):
            self._meld(veld, "naam-vorm", NAAMUITLEG)
        return tekst

    def _lees_notitie(self, veld: str, waarde: object) -> str:
        tekst = self._tekst(veld, waarde, LANGSTE_NOTITIE).replace("\r\n", "\n").replace("\r", "\n")
        if any(not teken.isprintable() and teken not in "\n\t" for teken in tekst):
            self._meld(veld, "notitie-tekens", "in de notitie staan tekens die niet te zien zijn; haal die weg.")
        return tekst

    def _tekst(self, veld: str, waarde: object, langste: int) -> str:
        if not isinstance(waarde, str) or _SURROGAAT.search(waarde):
            self._meld(veld, "geen-tekst", f"geef {veld} als tekst.")
            return ""
        if len(waarde) > langste:
            self._meld(veld, "te-lang", f"{veld} is {len(waarde)} tekens; ten hoogste {langste} mag.")
            return ""
        return waarde

    def _lees_aanname(self, veld: str, waarde: object) -> bool:
        if not isinstance(waarde, bool):
            self._meld(veld, "geen-ja-nee", "aanname is true of false.")
        return waarde is True

    def _lees_datum(self, veld: str, waarde: object) -> date | None:
        try:
            return lees_datum(waarde if isinstance(waarde, str) else "", veld)
        except Vraagfout as fout:
            self._meld(veld, fout.fouten[0].code, fout.fouten[0].melding)
            return None

    def _lees_delen(self, veld: str, waarde: object) -> tuple[Grond, ...]:
        return tuple(self._lees_grond(f"{veld}[{nr}]", een) for nr, een in enumerate(self._lijst(veld, waarde)))

    def _lees_grond(self, veld: str, waarde: object) -> Grond:
        goed = isinstance(waarde, Mapping) and frozenset(waarde) in _GRONDVORMEN
        if not isinstance(waarde, Mapping) or not goed:
            self._meld(veld, "grond-vorm", "geef als grond een gemeente, postcodes, beide, of bouwstenen.")
            return Grond()
        gemeente = self._gemeente(f"{veld}.gemeente", waarde["gemeente"]) if "gemeente" in waarde else ""
        postcodes = self._stukken(f"{veld}.postcodes", waarde, _PC4, "een postcode is vier cijfers, zoals 9471.")
        uitleg = "een bouwsteen is een postcode en een volgnummer, zoals 9471-1."
        return Grond(gemeente or None, postcodes, self._stukken(f"{veld}.bouwstenen", waarde, _BOUWSTEEN, uitleg))

    def _stukken(
        self, veld: str, waarde: Mapping[object, object], vorm: re.Pattern[str], uitleg: str
    ) -> tuple[str, ...]:
        naam = veld.rpartition(".")[2]
        if naam not in waarde:
            return ()
        lijst = self._lijst(veld, waarde[naam])
        goed = [een for een in lijst if isinstance(een, str) and vorm.fullmatch(een)]
        if len(goed) < len(lijst):
            self._meld(veld, f"{naam}-vorm", uitleg)
        if dubbel := sorted(een for een, keer in Counter(goed).items() if keer > 1):
            self._meld(veld, "dubbel", f"{opgesomd(dubbel)} staat er meer dan eens.")
        return tuple(goed)

    def _overlap(self, velden: Mapping[str, object]) -> None:
        """Codes that stand twice in one move."""
        van = velden.get("van", ())
        bronnen = van if isinstance(van, tuple) else (van,)
        if self.soort == "voegsamen" and len(set(bronnen)) < len(bronnen):
            self._meld("van", "dubbel", "een verband staat er meer dan eens.")
        for doel in ("naar", "nieuw"):
            if velden.get(doel) and velden[doel] in bronnen:
                self._meld(doel, "overlap", f"{velden[doel]} staat ook bij van; kies een ander verband.")


def is_naam(tekst: str) -> bool:
    """Whether a text may be a name."""
    vorm = tekst == tekst.strip() and tekst.isprintable() and "<" not in tekst and ">" not in tekst
    return 0 < len(tekst) <= LANGSTE_NAAM and vorm


_GRONDVORMEN = frozenset(
    frozenset(namen) for namen in (("gemeente",), ("postcodes",), ("gemeente", "postcodes"), ("bouwstenen",))
)
_GENOEMD = 10


def opgesomd(lijst: Iterable[str]) -> str:
    """Codes in a sentence: at most ten by name, the rest as a number."""
    alle = list(lijst)
    rest = len(alle) - _GENOEMD
    return ", ".join(alle[:_GENOEMD]) + (f" en nog {rest}" if rest > 0 else "")
