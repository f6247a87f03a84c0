"""Looking up: from what somebody typed to answers of a Stand."""
