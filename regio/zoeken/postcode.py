"""The answer for a postcode that does or does not lie in the edition."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from regio.fouten import NietGevonden
from regio.stand.ligging import OP_POSTCODE
from regio.stand.stand import Stand

Json = dict[str, Any]
_BUREN = 3


def antwoord_postcode(stand: Stand, pc4: str, datum: str, ligging: bytes = OP_POSTCODE) -> Json:
    """The answer for a PC4 on a day. Raises NietGevonden with what is known of it."""
    plek = stand.plek(pc4)
    if plek is None:
        raise onbekende_postcode(stand, pc4)
    return stand.postcode(plek, datum, ligging)


def onbekende_postcode(stand: Stand, pc4: str) -> NietGevonden:
    """The error for a well-formed postcode without a bouwsteen, naming its nearest numbers."""
    midden = bisect_left(stand.pc4s, pc4)
    rondom = stand.pc4s[max(0, midden - _BUREN) : midden + _BUREN]
    buren = sorted(rondom, key=lambda ander: (abs(int(ander) - int(pc4)), ander))[:_BUREN]
    melding = (
        f"Postcode {pc4} staat niet in de regeling en niet bij de postcodes die er later bij zijn gekomen. "
        "Misschien is hij nieuw, of alleen voor postbussen. Controleer de cijfers of zoek op gemeente of adres."
    )
    return NietGevonden(melding, {"postcode": pc4, "dichtbij": sorted(buren)})
