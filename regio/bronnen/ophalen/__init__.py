"""Fetching the official borders of CBS and Kadaster from PDOK into a folder that can be loaded."""
