"""Changes of the tables, one file each in versions/, oldest first. They are run by run.py when a store is opened."""
