"""The tables of the XML of a law (BWB) or of the Staatscourant: CALS tables, with or without namespaces.

Read with expat itself: nothing outside the file is fetched, and a file that declares entities is refused at the first
one, so that none is ever written out.
"""

from __future__ import annotations

from html.entities import name2codepoint
from xml.parsers import expat

from regio.bijlage.raster import MEESTE_KOLOMMEN, MEESTE_RIJEN, Cel, Tabel, Tabelrij
from regio.fouten import Vraagfout
from regio.scenario.bestand import heel_bestand

MEESTE_DIEP = 100
_AFGEKAPT = ("no element found", "unclosed token", "unclosed CDATA section")
_CODERING = ("unknown encoding", "encoding specified in XML declaration is incorrect", "partial character")
_NOOT = "noot"


def lees_xml(inhoud: bytes) -> list[Tabel]:
    """Every table, in order. Raises Vraagfout for a file that is no whole XML or declares entities."""
    lezer = _Lezer()
    try:
        lezer.parser.Parse(inhoud, True)  # noqa: FBT003 - takes no names
    except expat.ExpatError as fout:
        raise _in_gewone_taal(fout) from None
    except (LookupError, UnicodeError):  # an encoding that Python does not know either
        raise heel_bestand("codering", "De codering die het bestand noemt, is niet bekend.") from None
    return lezer.tabellen


def _in_gewone_taal(fout: expat.ExpatError) -> Vraagfout:
    wat = expat.errors.messages.get(fout.code, "")
    if wat in _AFGEKAPT:
        return heel_bestand("afgekapt", f"Het bestand houdt op regel {fout.lineno} midden in de XML op.")
    if wat in _CODERING:
        return heel_bestand("codering", f"Op regel {fout.lineno} klopt de codering van het bestand niet.")
    if wat == "undefined entity":
        return heel_bestand("entiteit", f"Op regel {fout.lineno} staat een verwijzing (&…;) die niets betekent.")
    uitleg = "Het staat in een andere codering dan het zegt, of het is beschadigd."
    return heel_bestand("geen-xml", f"Op regel {fout.lineno} is het bestand geen goede XML. {uitleg}")


class _Lezer:
    """Collects tables; a group of columns (tgroup) is a table of its own."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        # Lets references that only a DTD elsewhere defines come to SkippedEntityHandler; none is fetched.
        self.parser.UseForeignDTD()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._einde
        self.parser.CharacterDataHandler = self._tekst
        self.parser.EntityDeclHandler = self._entiteit
        self.parser.SkippedEntityHandler = self._overgeslagen
        self.tabellen: list[Tabel] = []
        self._kolommen: dict[str, int] = {}
        self._spannen: dict[str, tuple[str, str]] = {}
        self._laatste_kolom = -1
        self._cel: Cel | None = None
        self._diep = self._noot = 0

    def _begin(self, naam: str, attrs: dict[str, str]) -> None:
        self._diep += 1
        if self._diep > MEESTE_DIEP:
            regel = self.parser.CurrentLineNumber
            raise heel_bestand("te-diep", f"Op regel {regel} staan te veel onderdelen in elkaar.")
        soort = _kaal(naam)
        if soort == "tgroup":
            self.tabellen.append([])
            self._kolommen, self._spannen, self._laatste_kolom = {}, {}, -1
        elif soort == "colspec":
            self._kolom(attrs)
        elif soort == "spanspec":
            self._spannen[attrs.get("spanname", "")] = (attrs.get("namest", ""), attrs.get("nameend", ""))
        elif soort == "row" and self.tabellen:
            self.tabellen[-1].append(Tabelrij(self.parser.CurrentLineNumber))
        elif soort == "entry" and self.tabellen and self.tabellen[-1]:
            self._cel = self._nieuwe_cel(attrs)
            self.tabellen[-1][-1].cellen.append(self._cel)
        elif soort == _NOOT:
            self._noot += 1
        else:
            self._tekst(" ")  # a paragraph or a new line in a cell

    def _kolom(self, attrs: dict[str, str]) -> None:
        nummer = attrs.get("colnum", "")
        self._laatste_kolom = int(nummer) - 1 if _is_getal(nummer) and int(nummer) else self._laatste_kolom + 1
        if naam := attrs.get("colname"):
            self._kolommen[naam] = min(self._laatste_kolom, MEESTE_KOLOMMEN)

    def _nieuwe_cel(self, attrs: dict[str, str]) -> Cel:
        van, tot = self._spannen.get(attrs.get("spanname", ""), (attrs.get("namest", ""), attrs.get("nameend", "")))
        begin = self._kolommen.get(van or attrs.get("colname", ""))
        einde = self._kolommen.get(tot)
        breed = einde - begin + 1 if begin is not None and einde is not None and einde > begin else 1
        meer = attrs.get("morerows", "")
        return Cel(breed, 1 + (min(int(meer), MEESTE_RIJEN) if _is_getal(meer) else 0), begin)

    def _einde(self, naam: str) -> None:
        self._diep -= 1
        soort = _kaal(naam)
        if soort == "entry":
            self._cel = None
        elif soort == _NOOT:
            self._noot -= 1
        else:
            self._tekst(" ")

    def _tekst(self, tekst: str) -> None:
        # A note is no part of what a cell says.
        if self._cel is not None and not self._noot:
            self._cel.stukken.append(tekst)

    def _entiteit(self, *_: object) -> None:
        regel = self.parser.CurrentLineNumber
        melding = f"Op regel {regel} bepaalt het bestand eigen verwijzingen (ENTITY); dat wordt niet gelezen."
        raise heel_bestand("entiteit", melding)

    def _overgeslagen(self, naam: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        if naam not in name2codepoint:
            regel = self.parser.CurrentLineNumber
            raise heel_bestand("entiteit", f"Op regel {regel} staat een verwijzing (&…;) die niets betekent.")
        self._tekst(chr(name2codepoint[naam]))


def _kaal(naam: str) -> str:
    """The name of an element without its namespace."""
    return naam.rpartition(":")[2].casefold()


def _is_getal(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdigit() and len(tekst) < 10
