"""The page about herindelingen: its form, its view and its words."""
