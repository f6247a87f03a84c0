"""Reading the tables of the effects back from their HTML."""

from __future__ import annotations

from html.parser import HTMLParser

Rijen = dict[tuple[str, str], list[str]]


class Tabellezer(HTMLParser):
    """Per table its rows: the head of the group and of the row, to the cells: a figure where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.tabellen: dict[str, Rijen] = {}
        self._tabel = self._groep = self._kop = ""
        self._waar: str | None = None
        self._tekst = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        velden = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "table":
            self._tabel, self._groep = velden["data-tabel"], ""
            self.tabellen[self._tabel] = {}
        elif tag == "th" and velden.get("scope") in ("rowgroup", "row"):
            self._waar, self._tekst = velden["scope"], ""
        elif tag == "td":
            self._waar, self._tekst = velden.get("data-waarde", "td"), ""

    def handle_data(self, data: str) -> None:
        self._tekst += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("th", "td") or self._waar is None:
            return
        tekst = self._tekst.strip()
        if tag == "th" and self._waar == "rowgroup":
            self._groep = tekst
        elif tag == "th":
            self._kop = tekst
            self.tabellen[self._tabel][self._groep, tekst] = []
        else:
            self.tabellen[self._tabel][self._groep, self._kop].append(tekst if self._waar == "td" else self._waar)
        self._waar = None


def lees_tabellen(html: str) -> dict[str, Rijen]:
    """The tables in some HTML, by their names."""
    lezer = Tabellezer()
    lezer.feed(html)
    return lezer.tabellen
