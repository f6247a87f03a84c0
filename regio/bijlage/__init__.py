"""The annex of the regeling as it is published: from a file to rows, and from rows to a new version of the facts."""
