"""Numbers in answers and in sentences: within their bounds, never NaN, and in Dutch."""

from __future__ import annotations

from collections.abc import Sequence


def deel(waarde: float) -> float:
    """A measure between 0 and 1, without the crumbs of floating point outside of it."""
    return min(1.0, max(0.0, float(waarde)))


def aandeel(waarde: float | None) -> float | None:
    """A share to six decimals, None where there is none."""
    return None if waarde is None else round(deel(waarde), 6)


def verhouding(stuk: float, geheel: float) -> float | None:
    """A share of a whole, None when the whole is nothing."""
    return aandeel(stuk / geheel) if geheel > 0 else None


def gewicht(waarde: float) -> float:
    """A weight to three decimals: thousandths of a child are the crumbs of shares."""
    return round(float(waarde), 3)


def meters(waarde: float) -> float:
    """A length to a decimetre."""
    return round(max(0.0, float(waarde)), 1)


def heel(waarde: float) -> str:
    """A whole number as Dutch writes it: ``1.452.965``."""
    return f"{round(waarde):,}".replace(",", ".")


def maat(waarde: float) -> str:
    """A measure as Dutch writes it: ``0,934``; only what is 1 or 0 is written so."""
    tekst = f"{waarde:.3f}"
    if tekst == "1.000" and waarde < 1:
        tekst = "0.999"
    if tekst == "0.000" and waarde > 0:
        tekst = "0.001"
    return tekst.replace(".", ",")


def tussen(laag: float, hoog: float) -> str:
    """A band of a measure: ``tussen 0,875 en 0,880``, or ``ongeveer 0,875`` where both round alike."""
    een, ander = maat(laag), maat(hoog)
    return f"ongeveer {een}" if een == ander else f"tussen {een} en {ander}"


def verschil(waarde: float) -> str:
    """A difference between two measures with its sign: ``+0,0004``; nothing is ``0``."""
    tekst = f"{waarde:+.4f}".replace(".", ",").replace("-", "\u2212")
    return "0" if tekst[1:] == "0,0000" else tekst


def procent(waarde: float) -> str:
    """A share in words: whole per cents, and never rounded to nothing or to all."""
    if waarde <= 0 or waarde >= 1:
        return "100 procent" if waarde >= 1 else "0 procent"
    if waarde < 0.01:
        return "minder dan 1 procent"
    if waarde > 0.99:
        return "meer dan 99 procent"
    return f"{round(100 * waarde)} procent"


def opsomming(delen: Sequence[str], verbinding: str = "en") -> str:
    """Several things in a row: ``a, b en c``."""
    *eerste, laatste = delen
    return f"{', '.join(eerste)} {verbinding} {laatste}" if eerste else laatste


def kort(delen: Sequence[str], hoogstens: int, wat: str) -> str:
    """Several things in a row, those beyond a number only counted: ``a, b en nog 4 postcodes``."""
    if len(delen) <= hoogstens + 1:
        return opsomming(delen)
    return opsomming([*delen[:hoogstens], f"nog {len(delen) - hoogstens} {wat}"])


def geteld(aantal: int, een: str, meer: str) -> str:
    """How many there are of something: ``1 zet``, ``1.200 zetten``."""
    return f"{heel(aantal)} {een if aantal == 1 else meer}"
