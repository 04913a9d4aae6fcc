def read_csv_metadata(path):
    """Read a CSV file."""
    pass


def read_json_metadata(path):
    raise NotImplementedError
