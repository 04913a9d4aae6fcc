def summarize(column):
    """Minimum, maximum, mean, missing, outliers."""
    raise NotImplementedError
