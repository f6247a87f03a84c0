"""The pages about scenarios: from what the service says to HTML and pictures."""
