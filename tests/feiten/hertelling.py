"""``python -m tests.feiten.hertelling``: verdicts and measures of 2015-04-23, counted again from the CSV files alone.

Nothing of the product is imported: what it says of the samenwerkingsverbanden of 2015-04-23 beside the jeugdregio's
of 2015 is held against this.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import fsum, log
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
KINDEREN = {"PO": "kinderen_4_11", "VO": "kinderen_12_17"}
Codes = Sequence[str | None]
Cellen = dict[tuple[str, str], float]


def tabel(naam: str) -> list[dict[str, str]]:
    """The rows of a CSV file in ``data/``."""
    with (DATA / naam).open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


BOUWSTENEN = tabel("postcodes/bouwstenen.csv")


def swv(sector: str) -> Codes:
    """Per bouwsteen the SWV of the table of 2015, or of the list of newer postcodes."""
    cel = {rij["pc4"]: rij[sector.lower()] for rij in tabel("swv/postcodes_na_regeling.csv")}
    cel |= {rij["pc4"]: rij[sector.lower()] for rij in tabel("swv/regeling_2015-04-23.csv")}
    return [code if (code := cel[rij["pc4"]]).startswith(sector) else None for rij in BOUWSTENEN]


def jeugdregio() -> Codes:
    """Per bouwsteen the jeugdregio of 2015 of its gemeente (parts of a PC4 are known on the gemeenten of 2016)."""
    regio: dict[str, str] = {}
    for rij in sorted(tabel("jeugdregios/gemeente_jeugdregio.csv"), key=lambda rij: rij["peildatum"]):
        regio.setdefault(rij["gemeente_code"], rij["jeugdregio"])
    return [regio[rij["gemeente"]] for rij in BOUWSTENEN]


def mensen(kolom: str) -> list[float]:
    """Per bouwsteen the people of its postcode, all at its first part; an unknown figure counts as 0."""
    getal = {rij["pc4"]: float(rij[kolom] or 0) for rij in tabel("postcodes/postcodes.csv")}
    return [getal.get(rij["pc4"], 0.0) * (rij["deel"] == "1") for rij in BOUWSTENEN]


def hectare() -> list[float]:
    """Per bouwsteen its share, by area, in the area of its postcode; an unknown area counts as 0."""
    getal = {rij["pc4"]: float(rij["hectare"] or 0) for rij in tabel("postcodes/oppervlakten.csv")}
    return [getal.get(rij["pc4"], 0.0) * float(rij["aandeel"]) for rij in BOUWSTENEN]


def gewichten(sector: str) -> dict[str, list[float]]:
    """The weight of every bouwsteen, by four weights."""
    return {
        "kinderen": mensen(KINDEREN[sector]),
        "inwoners": mensen("inwoners_2021"),
        "oppervlakte": hectare(),
        "bouwstenen": [1.0] * len(BOUWSTENEN),
    }


def kruis(a: Codes, b: Codes, gewicht: Sequence[float]) -> Cellen:
    """The contingency table, over the ground that has a region in both; cells that weigh nothing too."""
    cellen: dict[tuple[str, str], list[float]] = defaultdict(list)
    for een, ander, g in zip(a, b, gewicht, strict=True):
        if een and ander:
            cellen[een, ander].append(g)
    return {cel: fsum(alle) for cel, alle in cellen.items()}


def oordelen(cellen: Cellen) -> dict[str, str]:
    """The verdict on every region of A, by which cells there are."""
    rijen, kolommen = defaultdict(set), defaultdict(set)
    for een, ander in cellen:
        rijen[een].add(ander)
        kolommen[ander].add(een)

    def oordeel(een: str) -> str:
        partners = rijen[een]
        if all(kolommen[ander] == {een} for ander in partners):
            return "identiek" if len(partners) == 1 else "unie"
        return "binnen" if len(partners) == 1 else "doorsneden"

    return {een: oordeel(een) for een in rijen}


def entropie(delen: Sequence[float]) -> float:
    """The entropy of parts of a whole, in nats."""
    return -fsum(deel / fsum(delen) * log(deel / fsum(delen)) for deel in delen if deel)


def maten(cellen: Cellen) -> tuple[float, float, float]:
    """Homogeneity, completeness and V, from the three entropies."""
    rij, kolom = defaultdict[str, float](float), defaultdict[str, float](float)
    for (een, ander), g in cellen.items():
        rij[een] += g
        kolom[ander] += g
    h_a, h_b = entropie(list(rij.values())), entropie(list(kolom.values()))
    samen = h_a + h_b - entropie(list(cellen.values()))
    h, c = samen / h_a, samen / h_b
    return h, c, 2 * h * c / (h + c)


def buiten_hoofdpartner(cellen: Cellen) -> dict[str, float]:
    """Per region of A the share of its weight that lies outside the region of B that has most of it."""
    van: dict[str, list[float]] = defaultdict(list)
    for (een, _), g in cellen.items():
        van[een].append(g)
    return {een: 1 - max(delen) / fsum(delen) for een, delen in van.items() if fsum(delen)}


def hoofd() -> None:
    """Print what the docs say of 2015-04-23."""
    b = jeugdregio()
    for sector in KINDEREN:
        a = swv(sector)
        alle = {naam: kruis(a, b, gewicht) for naam, gewicht in gewichten(sector).items()}
        oordeel = oordelen(alle["bouwstenen"])
        print(sector, dict(Counter(oordeel.values())))
        for naam, cellen in alle.items():
            print(f"  {naam:12} h, c, V = " + ", ".join(f"{maat:.6f}" for maat in maten(cellen)))
        klein = {een: deel for een, deel in buiten_hoofdpartner(alle["kinderen"]).items() if deel < 0.01}
        klein = {een: deel for een, deel in klein.items() if oordeel[een] == "doorsneden"}
        print("  doorsneden, for less than 1 % of the children:", {een: f"{deel:.3%}" for een, deel in klein.items()})


if __name__ == "__main__":
    hoofd()
