"""The public pages: what they show, their templates, styles and scripts. Knows no web framework."""
