"""Working with metadata files: read the CSV and JSON files that describe a dataset, commas and gaps included.

Why it matters: Labels, file names and licences often live beside the data in such files, and
one stray quote can shift a whole row.
"""
