"""The set of maps of an edition: made once at build time, read as ready bytes when served."""
