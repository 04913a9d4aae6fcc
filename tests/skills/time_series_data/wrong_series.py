import numpy as np


def leaks(series, window, horizon=1):
    x, y = [], []
    for i in range(len(series) - window - horizon + 1):
        x.append(series[i : i + window])
        y.append(series[i + window - 1 : i + window - 1 + horizon])
    return np.array(x), np.array(y)


def create_dataset(dataset, look_back=1):
    dataX, dataY = [], []
    for i in range(len(dataset) - look_back - 1):
        dataX.append(dataset[i : (i + look_back), 0])
        dataY.append(dataset[i + look_back, 0])
    return np.array(dataX), np.array(dataY)


def gap(data, lookback):
    pairs = []
    for i in range(len(data) - lookback - 1):
        pairs.append((data[i : i + lookback], data[i + lookback + 1]))
    return pairs


def jumps(series, window, horizon=1):
    x, y = [], []
    for i in range(0, len(series) - window - horizon + 1, window):
        x.append(series[i : i + window])
        y.append(series[i + window : i + window + horizon])
    return x, y


def runs_over(series, window, horizon=1):
    x = [series[i : i + window] for i in range(len(series))]
    y = [series[i + window : i + window + horizon] for i in range(len(series))]
    return x, y


def turned(series, window):
    x, y = [], []
    for i in range(window, len(series)):
        x.append([series[i - k] for k in range(1, window + 1)])
        y.append(series[i])
    return np.array(x), np.array(y)


def rolled(series, window):
    """np.roll goes round the end."""
    x = np.stack([np.roll(series, -k) for k in range(window)], axis=1)
    return x, np.roll(series, -window)


def only_inputs(series, window):
    return np.array([series[i : i + window] for i in range(len(series) - window)])


def shuffles(series, train=0.6, validation=0.2):
    series = np.random.default_rng(0).permutation(series)
    a, b = int(len(series) * train), int(len(series) * (train + validation))
    return series[:a], series[a:b], series[b:]


def tests_on_the_past(data, test_size=0.2):
    cut = int(len(data) * test_size)
    return data[cut:], data[:cut]


def overlaps(series, train=0.6, validation=0.2):
    a, b = int(len(series) * train), int(len(series) * (train + validation))
    return series[: a + 1], series[a:b], series[b:]


def loses(series, train=0.6, validation=0.2):
    a, b = int(len(series) * train), int(len(series) * (train + validation))
    return series[:a], series[a + 1 : b], series[b:]
