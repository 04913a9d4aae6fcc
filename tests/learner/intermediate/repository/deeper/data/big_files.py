import csv


def read_csv_in_chunks(filename, chunk_size=1000):
    """For files that don't fit into memory: lists of rows, one list at a time."""
    with open(filename, newline="") as f:
        chunk = []
        for row in csv.reader(f):
            chunk.append(row)
            if len(chunk) == chunk_size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk
