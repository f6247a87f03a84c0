"""The table of a version in the forms in which it is published, drawn from its rows (pc4, gemeente, PO, VO)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

Rij = tuple[str, str, str, str]
KOP = ("Postcode", "Gemeente", "PO", "VO")


def als_csv(rijen: Iterable[Rij], kop: Sequence[str] = ("PC4", "gemeente", "PO", "VO")) -> bytes:
    """Rows as CSV, as the ministry hands them over."""
    return "\n".join([";".join(kop), *(";".join(rij) for rij in rijen), ""]).encode()


def als_html(rijen: Iterable[Rij], per_tabel: int = 1500) -> bytes:
    """Rows as on wetten.overheid.nl: tables in a bijlage, each with its header, a cell of a gemeente over its rows.

    Spaces are often such as do not break, accents sometimes entities, and there are other tables around it.
    """
    alle = list(rijen)
    delen = [alle[begin : begin + per_tabel] for begin in range(0, len(alle), per_tabel)]
    tabellen = "\n".join(_html_tabel(deel) for deel in delen)
    return f"""<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Regeling &ndash; regio-indeling</title>
<style>td > p {{ margin: 0 }}</style><script>if (1 < 2) {{ document.write("<table>"); }}</script></head>
<body><table class="menu"><tr><td>Home</td><td>Zoeken</td></tr></table>
<!-- <table><tr><td>9999</td></tr> -->
<div class="bijlage"><h2>Bijlage bij artikel 1 &amp; 2</h2>
{tabellen}
</div><table><tr><td colspan=4>Datum<td>1999</table></body></html>
""".encode()


def _html_tabel(rijen: Sequence[Rij]) -> str:
    kop = "".join(f'<th scope="col"><p>{naam}&nbsp;</p></th>' for naam in KOP)
    uit = [f"<table><thead><tr>{kop}</tr></thead><tbody>"]
    for gemeente, groep in groupby(rijen, key=lambda rij: rij[1]):
        eigen = list(groep)
        for nummer, (pc4, _, po, vo) in enumerate(eigen):
            naam = escape(gemeente).replace(" ", "&nbsp;").replace("â", "&acirc;")
            cel = "" if nummer else f'<td rowspan="{len(eigen)}"><p>{naam}</p></td>\n'
            uit.append(f"<tr><td><p>{pc4}</p></td>{cel}<td>{_met_spatie(po)}</td><td>{vo}</td></tr>")
    return "\n".join([*uit, "</tbody></table>"])


def _met_spatie(cel: str) -> str:
    """A code with a space in it that does not break."""
    return f"{cel[:2]}\u00a0{cel[2:]}" if cel[2:].isdigit() else cel


def als_xml(rijen: Iterable[Rij], naamruimte: str = "") -> bytes:
    """Rows as in the XML of a law: CALS tables in a bijlage, one per half, the second going on without a header."""
    alle = list(rijen)
    midden = len(alle) // 2
    v = f"{naamruimte}:" if naamruimte else ""
    xmlns = f' xmlns:{naamruimte}="urn:voorbeeld"' if naamruimte else ""
    kop = "".join(f'<{v}entry colname="c{nr}"><{v}al>{naam}</{v}al></{v}entry>' for nr, naam in enumerate(KOP, 1))
    eerste, tweede = (_cals(deel, v) for deel in (alle[:midden], alle[midden:]))
    cols = "".join(f'<{v}colspec colname="c{nr}" colnum="{nr}"/>' for nr in range(1, 5))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE toestand SYSTEM "http://nergens.example/toestand.dtd">
<{v}toestand{xmlns}><{v}wetgeving><{v}bijlage><{v}kop><{v}titel>Bijlage&nbsp;1</{v}titel></{v}kop>
<{v}table><{v}tgroup cols="4">{cols}<{v}thead><{v}row>{kop}</{v}row></{v}thead>
<{v}tbody>{eerste}</{v}tbody></{v}tgroup></{v}table>
<{v}table><{v}tgroup cols="4">{cols}<{v}tbody>{tweede}</{v}tbody></{v}tgroup></{v}table>
</{v}bijlage></{v}wetgeving></{v}toestand>
""".encode()


def _cals(rijen: Sequence[Rij], v: str) -> str:
    uit = []
    for gemeente, groep in groupby(rijen, key=lambda rij: rij[1]):
        eigen = list(groep)
        for nummer, (pc4, _, po, vo) in enumerate(eigen):
            noot = f"<{v}noot><{v}noot.al>1</{v}noot.al></{v}noot>"
            cellen = [_entry(v, "c1", pc4), _entry(v, "c3", po + noot), _entry(v, "c4", vo)]
            if not nummer:
                cellen.insert(1, _entry(v, "c2", escape(gemeente), f' morerows="{len(eigen) - 1}"'))
            uit.append(f"<{v}row>{''.join(cellen)}</{v}row>\n")
    return "".join(uit)


def _entry(v: str, kolom: str, inhoud: str, meer: str = "") -> str:
    return f'<{v}entry colname="{kolom}"{meer}><{v}al>{inhoud}</{v}al></{v}entry>'
