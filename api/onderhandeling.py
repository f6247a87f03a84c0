"""What a client wants most and what it has: the headers Accept, Accept-Encoding and If-None-Match."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.types import Scope

IDENTITEIT = "identity"
# Anyone can read bytes as they are, but who names an encoding would rather have that.
_LIEVER_NIET = 0.0001


def kies_vorm(accept: str, aangeboden: Sequence[str]) -> str | None:
    """The offered media type with the highest weight, the first of equals; None when none will do.

    The most specific range counts for a type. Without a readable range anything goes.
    """
    gewichten = _gewichten(accept) or {"*/*": 1.0}

    def gewicht(soort: str) -> float:
        ruim = f"{soort.partition('/')[0]}/*"
        return next((gewichten[naam] for naam in (soort, ruim, "*/*") if naam in gewichten), 0.0)

    beste = max(aangeboden, key=gewicht)
    return beste if gewicht(beste) > 0 else None


def kies_codering(accept_encoding: str, aangeboden: Sequence[str]) -> str:
    """The offered content coding with the highest weight, the first of equals; ``identity`` if none will do."""
    gewichten = _gewichten(accept_encoding)

    def gewicht(naam: str) -> float:
        zonder = _LIEVER_NIET if naam == IDENTITEIT else 0.0
        return gewichten.get(naam, gewichten.get("*", zonder))

    beste = max((*aangeboden, IDENTITEIT), key=gewicht)
    return beste if gewicht(beste) > 0 else IDENTITEIT


def heeft(scope: Scope, etag: bytes) -> bool:
    """Whether the client says that it has this ETag."""
    for naam, waarde in scope["headers"]:
        if naam == b"if-none-match":
            if waarde == etag:
                return True
            delen = [deel.strip().removeprefix(b"W/") for deel in waarde.split(b",")]
            if etag in delen or b"*" in delen:
                return True
    return False


def _gewichten(kop: str) -> dict[str, float]:
    """The weight of every name in a header that lists them; parts with an unreadable weight are left out."""
    uit: dict[str, float] = {}
    for deel in kop.split(","):
        naam, *opties = (stuk.strip().lower() for stuk in deel.split(";"))
        gewicht = _gewicht(opties)
        if naam and gewicht is not None:
            uit[naam] = max(gewicht, uit.get(naam, 0.0))
    return uit


def _gewicht(opties: Sequence[str]) -> float | None:
    for optie in opties:
        soort, _, waarde = optie.partition("=")
        if soort.strip() == "q":
            try:
                gewicht = float(waarde)
            except ValueError:
                return None
            return gewicht if 0 <= gewicht <= 1 else None
    return 1.0
