"""What a scenario changes, in a few sentences of plain Dutch; made of the JSON of the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kaarten.congruentie.getallen import komma, met_hoofdletter, verschil
from kaarten.teksten import getal, opsomming

Json = Mapping[str, Any]
JEUGDREGIO = "jeugdregio"
# A move of some postcodes is only seen in the fourth digit of V.
CIJFERS_V, CIJFERS_TABEL = 3, 4


def verandert(effecten: Json) -> bool:
    """Whether anything differs at all."""
    anders = effecten["verschil"]
    return bool(
        anders["wissels"] or anders["verdwenen"] or anders["nieuw"] or anders["hernoemd"] or effecten["gemeenten"]
    )


def samenvatting(effecten: Json) -> tuple[str, ...]:
    """What changes, the outcome first."""
    if not verandert(effecten):
        return ("Er verandert niets aan de indeling.",)
    zinnen = [_wat_verandert(effecten), *_splitsingen(effecten), *_over_congruentie(effecten)]
    return tuple(zinnen)


def _wat_verandert(effecten: Json) -> str:
    verschoven = effecten["verschil"]["postcodes"]
    pc4s = sorted({pc4 for sector in ("PO", "VO") for pc4 in verschoven[sector]})
    verbanden = _per_sector(effecten["samenwerkingsverbanden"])
    delen = []
    if verbanden:
        delen.append(f"{verbanden} {'verandert' if verbanden.startswith('1 ') else 'veranderen'}")
    if pc4s:
        delen.append(f"{_aantal(len(pc4s), 'postcode komt', 'postcodes komen')} in een ander verband")
    if verschoven["gemeente"]:
        in_een = "postcode komt", "postcodes komen"
        delen.append(f"{_aantal(len(verschoven['gemeente']), *in_een)} in een andere gemeente")
    if not pc4s:
        delen.append("geen postcode wisselt van verband")
    return f"{met_hoofdletter(opsomming(delen))}."


def _per_sector(rijen: Sequence[Json]) -> str:
    aantallen = {sector: sum(rij["sector"] == sector for rij in rijen) for sector in ("PO", "VO")}
    wie = [f"{aantal} {sector}" for sector, aantal in aantallen.items() if aantal]
    return f"{_aantal(len(rijen), 'verband', 'verbanden')} ({', '.join(wie)})" if rijen else ""


def _splitsingen(effecten: Json) -> Iterator[str]:
    """How many gemeenten come to sit at more tables, or at fewer."""
    for sector in ("PO", "VO"):
        soorten = [rij["splitsing"] for rij in effecten["gemeenten"] if rij["sector"] == sector]
        nieuw, heel_ = soorten.count("nieuw-gesplitst"), soorten.count("geheeld")
        delen = [f"{_aantal(nieuw, 'gemeente', 'gemeenten')} nieuw gesplitst"] if nieuw else []
        delen += [f"{_aantal(heel_, 'gemeente', 'gemeenten')} niet langer gesplitst"] if heel_ else []
        if delen:
            yield f"Voor {sector}: {opsomming(delen)}."


def _over_congruentie(effecten: Json) -> Iterator[str]:
    for rij in effecten["congruentie"]:
        if rij["met"] == JEUGDREGIO and rij["verschilV"]:
            was, wordt = (komma(rij[kant]["v"], CIJFERS_V) for kant in ("voor", "na"))
            hoe = "hoger" if rij["verschilV"] > 0 else "lager"
            naar = f"gaat van {was} naar {wordt}: {hoe}"
            if was == wordt:
                naar = f"blijft vrijwel gelijk: {was} ({_iets(rij['verschilV'])})"
            yield f"De congruentie van {rij['indeling']} met de jeugdregio’s (V-maat) {naar}."


def _iets(rest: float) -> str:
    """A small difference of V: its sign is always told."""
    klein = 10**-CIJFERS_TABEL
    if abs(rest) >= klein:
        return verschil(rest, CIJFERS_TABEL)
    return f"minder dan {komma(klein, CIJFERS_TABEL)} {'hoger' if rest > 0 else 'lager'}"


def _aantal(aantal: int, een: str, meer: str) -> str:
    return f"{getal(aantal)} {een if aantal == 1 else meer}"
