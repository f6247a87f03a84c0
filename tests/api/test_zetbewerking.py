"""Faults of moves at their lines on a page."""

from __future__ import annotations

from api.zetbewerking import bij_regel
from regio.fouten import Fout
from regio.scenario.lezen import Gebrek


def test_a_fault_stands_at_the_line_of_its_move_with_all_that_it_says() -> None:
    fout = Gebrek("soort", "soort-onbekend", "kies als soort: verplaats, splits.").als_fout(1)
    assert (fout.veld, fout.melding) == ("zetten[1].soort", "Zet 2: kies als soort: verplaats, splits.")
    op_pagina = bij_regel(fout, (0, 2))
    assert (op_pagina.veld, op_pagina.melding) == ("zet-3", "Zet 3: kies als soort: verplaats, splits.")


def test_a_fault_of_a_note_stands_at_its_own_field_with_all_that_it_says() -> None:
    fout = bij_regel(Gebrek("notitie", "te-lang", "te lang: 9 tekens.").als_fout(0), (4,))
    assert (fout.veld, fout.melding) == ("notitie", "te lang: 9 tekens.")


def test_a_fault_of_no_move_stays_as_it_is() -> None:
    fout = Fout("zetten", "te-veel", "Te veel: 501.", "body")
    assert bij_regel(fout, ()) == fout
