"""The tables of a web page, such as that of the regeling on wetten.overheid.nl."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from regio.bijlage.raster import MEESTE_KOLOMMEN, MEESTE_RIJEN, Cel, Tabel, Tabelrij
from regio.scenario.bestand import heel_bestand

MEESTE_DIEP = 20
# The annex with its four thousand rows takes some sixty thousand.
MEESTE_TAGS = 500_000
_CODERINGEN = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    # As browsers do: what calls itself Latin-1 is what Windows made of it.
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_KOPSTUK = 4096
_NIEUW_STUK = ("br", "p", "div", "li")
_STIL = ("script", "style")


def lees_webpagina(inhoud: bytes) -> list[Tabel]:
    """Every table, in order, also those inside another. Raises Vraagfout for a page that cannot be read whole."""
    if inhoud.count(b"<") > MEESTE_TAGS:
        raise heel_bestand("geen-html", "Dit is geen pagina met de bijlage: er staan veel te veel onderdelen in.")
    lezer = _Lezer()
    try:
        lezer.feed(_tekst(inhoud))
    except AssertionError:  # what html.parser raises for half a declaration
        raise heel_bestand("geen-html", f"Vanaf regel {lezer.getpos()[0]} is het bestand geen goede HTML.") from None
    # Not close(): what is left is half a tag, and to go on guessing in it takes the square of its length.
    open_ = lezer.open_tabel
    if "<" in lezer.rawdata or open_ is not None:
        waar = f" De tabel die op regel {open_} begint, wordt niet gesloten." if open_ is not None else ""
        raise heel_bestand("afgekapt", f"Het bestand houdt midden in de pagina op.{waar} Haal het opnieuw op.")
    return lezer.tabellen


def _tekst(inhoud: bytes) -> str:
    """The page in the encoding that it names, UTF-8 if it names none."""
    gevonden = _CHARSET.search(inhoud[:_KOPSTUK])
    naam = gevonden[1].decode("ascii").casefold() if gevonden else "utf-8"
    codering = "utf-16" if inhoud[:2] in (b"\xff\xfe", b"\xfe\xff") else _CODERINGEN.get(naam)
    if codering is None:
        raise heel_bestand("codering", "De codering die de pagina noemt, is niet bekend; sla haar op in UTF-8.")
    try:
        return inhoud.decode("utf-8-sig" if codering == "utf-8" else codering)
    except UnicodeDecodeError as fout:
        regel = inhoud.count(b"\n", 0, fout.start) + 1
        melding = f"Op regel {regel} staan tekens die niet in de codering van de pagina bestaan; sla haar op in UTF-8."
        raise heel_bestand("codering", melding) from None


class _Open:
    """A table that is being read."""

    def __init__(self, regel: int) -> None:
        self.regel = regel
        self.rijen: Tabel = []
        self.cel: Cel | None = None


class _Lezer(HTMLParser):
    """Collects tables; end tags of rows and cells may be left out, as HTML allows."""

    rawdata: str

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tabellen: list[Tabel] = []
        self._stapel: list[_Open] = []
        self._stil = 0

    @property
    def open_tabel(self) -> int | None:
        """The line on which a table begins that was not closed."""
        return self._stapel[0].regel if self._stapel else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        regel, _ = self.getpos()
        if tag in _STIL:
            self._stil += 1
        elif tag == "table":
            self._begin(regel)
        elif not self._stapel:
            return
        elif tag == "tr":
            self._stapel[-1].rijen.append(Tabelrij(regel))
            self._stapel[-1].cel = None
        elif tag in ("td", "th"):
            self._cel(regel, dict(attrs))
        elif tag in _NIEUW_STUK:
            self._voeg_toe(" ")

    def _begin(self, regel: int) -> None:
        if len(self._stapel) >= MEESTE_DIEP:
            raise heel_bestand("te-diep", f"Op regel {regel} staan te veel tabellen in elkaar.")
        self._stapel.append(_Open(regel))
        self.tabellen.append(self._stapel[-1].rijen)

    def _cel(self, regel: int, attrs: dict[str, str | None]) -> None:
        tabel = self._stapel[-1]
        if not tabel.rijen:
            tabel.rijen.append(Tabelrij(regel))
        breed = _getal(attrs.get("colspan"), MEESTE_KOLOMMEN)
        # A span of 0 rows reaches to the end.
        hoog = MEESTE_RIJEN if attrs.get("rowspan") == "0" else _getal(attrs.get("rowspan"), MEESTE_RIJEN)
        tabel.cel = Cel(breed, hoog)
        tabel.rijen[-1].cellen.append(tabel.cel)

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        if tag in _STIL:
            self._stil = max(0, self._stil - 1)
        elif self._stapel and tag == "table":
            self._stapel.pop()
        elif self._stapel and tag in ("td", "th", "tr"):
            self._stapel[-1].cel = None

    def handle_data(self, data: str) -> None:
        """Text, in the cell that is open."""
        if not self._stil:
            self._voeg_toe(data)

    def _voeg_toe(self, tekst: str) -> None:
        if self._stapel and self._stapel[-1].cel is not None:
            self._stapel[-1].cel.stukken.append(tekst)


def _getal(tekst: str | None, hoogste: int) -> int:
    """The number of rows or columns of a span; 1 for what is no number."""
    schoon = (tekst or "").strip()
    return min(max(int(schoon), 1), hoogste) if schoon.isascii() and schoon.isdigit() and len(schoon) < 10 else 1
