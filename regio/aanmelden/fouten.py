"""Why somebody could not sign in at the provider. Neither text is shown to a visitor; both go to the log."""

from regio.fouten import RegioFout


class AanbiederWeg(RegioFout):
    """The provider gives no usable answer; it may later. The text is a short code."""


class Geweigerd(RegioFout):
    """The answer of the provider, or of who says to come from it, is not good. The text is a short code."""


class NietDeze(Geweigerd):
    """The answer belongs to no sign-in that waits in this browser, so that one that does wait goes on."""
