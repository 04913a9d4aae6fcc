def compute_stats(data):
    return data.mean(axis=0), data.std(axis=0) + 1e-8


def apply_normalization(data, mean, std):
    return (data - mean) / std
