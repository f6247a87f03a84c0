"""Maps for analysts: one sheet per question, written as a standalone HTML file or as a picture for a report."""
