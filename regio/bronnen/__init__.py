"""Reading official files and the fact tables, with the manifest that says where each came from."""
