"""What weighed in 2011 and has no data here: computed as soon as a user brings a file, and never kept."""
