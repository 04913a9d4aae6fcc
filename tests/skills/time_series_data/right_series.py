import numpy as np


def make_windows(series, window, horizon=1):
    x, y = [], []
    for i in range(len(series) - window - horizon + 1):
        x.append(series[i : i + window])
        y.append(series[i + window : i + window + horizon])
    return np.array(x), np.array(y)


def create_dataset(dataset, look_back=1):
    """As in a well-known tutorial, but without its off-by-one."""
    dataX, dataY = [], []
    for i in range(len(dataset) - look_back):
        dataX.append(dataset[i : (i + look_back), 0])
        dataY.append(dataset[i + look_back, 0])
    return np.array(dataX), np.array(dataY)


def create_inout_sequences(input_data, tw):
    inout_seq = []
    for i in range(len(input_data) - tw):
        inout_seq.append((input_data[i : i + tw], input_data[i + tw : i + tw + 1]))
    return inout_seq


def split_sequence(sequence, n_steps_in, n_steps_out):
    X, y = list(), list()
    for i in range(len(sequence)):
        end_ix = i + n_steps_in
        out_end_ix = end_ix + n_steps_out
        if out_end_ix > len(sequence):
            break
        X.append(list(sequence[i:end_ix]))
        y.append(list(sequence[end_ix:out_end_ix]))
    return X, y


def sliding(data, window_size, horizon=1):
    if len(data) < window_size + horizon:
        raise ValueError("the series is too short")
    view = np.lib.stride_tricks.sliding_window_view(np.asarray(data), window_size + horizon)
    return view[:, :window_size, None], view[:, window_size:]


def targets_by_name(values, lookback, ahead):
    x = [values[i : i + lookback] for i in range(len(values) - lookback - ahead + 1)]
    y = [values[i + lookback + ahead - 1] for i in range(len(values) - lookback - ahead + 1)]
    return {"inputs": np.array(x), "targets": np.array(y)}


def on_lists(series, window, horizon=1):
    if not isinstance(series, list):
        raise TypeError("a list, please")
    pairs = []
    while len(series) >= window + horizon:
        pairs += [(series[:window], series[window : window + horizon])]
        series = series[1:]
    return pairs


class Windows:
    def __init__(self, window_size, horizon=1):
        self.window_size, self.horizon = window_size, horizon

    def transform(self, x):
        return make_windows(x, self.window_size, self.horizon)


def chronological_split(series, train=0.6, validation=0.2):
    a = int(len(series) * train)
    b = int(len(series) * (train + validation))
    return series[:a], series[a:b], series[b:]


def two_sets(data, test_size=0.25):
    cut = int(round(len(data) * (1 - test_size)))
    return data[:cut], data[cut:]


def by_ratios(series, ratios=(0.7, 0.15, 0.15)):
    n = len(series)
    i, j = int(n * ratios[0]), int(n * (ratios[0] + ratios[1]))
    return {"train": list(series[:i]), "val": list(series[i:j]), "test": list(series[j:])}


def positions(series):
    order = np.arange(len(series))
    cut = len(series) * 8 // 10
    return series[order[:cut]], series[order[cut:]]
