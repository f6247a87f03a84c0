"""Numbers as the page about congruence writes them: Dutch, and never more exact than they are."""

from __future__ import annotations

from kaarten.teksten import getal, procent

ONBEKEND = "–"
BANDUITLEG = (
    "De V-maat telt gemeenten waarvan het gebied openstaat niet mee; de band telt ze wel mee en loopt van de laagste "
    "tot de hoogste uitkomst die mogelijk is. De V-maat kan daardoor buiten de band liggen."
)


def heel(waarde: float) -> str:
    """A weight in whole units: ``618.135``; a little is never nothing."""
    return "minder dan 1" if 0 < waarde < 0.5 else getal(round(waarde))


def komma(waarde: float, cijfers: int) -> str:
    """``0.87312`` with three digits as ``0,873``."""
    return f"{waarde:.{cijfers}f}".replace(".", ",")


def verschil(waarde: float, cijfers: int) -> str:
    """A change with its sign: ``+0,004``, ``−0,012``; in words where nothing is left of it in so many digits."""
    rond = round(waarde, cijfers)
    if not rond:
        return "vrijwel gelijk" if waarde else "gelijk"
    return f"{'+' if rond > 0 else '−'}{komma(abs(rond), cijfers)}"


def km(meters: float) -> str:
    """A length in kilometres: ``57,3 km``, whole ones from a hundred on."""
    kilometers = meters / 1000
    return f"{getal(round(kilometers))} km" if kilometers >= 100 else f"{komma(kilometers, 1)} km"


def deel(aandeel: float | None) -> str:
    """A share in percents; a dash where there is nothing to take a share of."""
    return ONBEKEND if aandeel is None else procent(aandeel)


def stuk(aandeel: float | None) -> str:
    """A share of a whole that has ground elsewhere too: all or nothing of what was counted is neither."""
    return ONBEKEND if not aandeel else "bijna alles" if aandeel >= 1 else deel(aandeel)


def geteld(waarde: float) -> str:
    """The weight of ground: ground without any counted is ground all the same."""
    return heel(waarde) if waarde else "geen geteld"


def band(laag: float, hoog: float, cijfers: int) -> str:
    """``0,840 tot 0,860``, or ``ongeveer 0,875`` where both round alike."""
    een, ander = komma(laag, cijfers), komma(hoog, cijfers)
    return f"ongeveer {een}" if een == ander else f"{een} tot {ander}"


def met_hoofdletter(tekst: str) -> str:
    """The text with its first letter as a capital."""
    return tekst[:1].upper() + tekst[1:]
