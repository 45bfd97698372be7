"""One file a change. Files are never edited once released: they say what the tables were at that time."""
