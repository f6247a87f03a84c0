"""Parts of our own in a folium map; imports folium, so it is imported late itself."""

from __future__ import annotations

from typing import Any

from branca.element import Element, MacroElement
from folium.template import Template


class Aanroep(MacroElement):
    """A call of a function of ``analyse.js`` with the part of the map it stands in, and with data."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this.functie }}({{ this._parent.get_name() }}, {{ this.gegevens|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, functie: str, gegevens: Any = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Aanroep"
        self.functie, self.gegevens = functie, gegevens


def nummer(begin: Element) -> None:
    """Count the elements instead of drawing their names by lot: equal sheets are equal bytes."""
    rij = [begin]
    for plek, deel in enumerate(rij):
        deel._id = str(plek)  # noqa: SLF001 - there is no other way to name an element
        rij += deel._children.values()  # noqa: SLF001
