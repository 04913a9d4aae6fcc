def accuracy(actual, predicted):
    correct = 0
    for i in range(len(actual)):
        if actual[i] == predicted[i]:
            correct += 1
    return correct / float(len(actual)) * 100.0


def accuracy_from_counts(y_true, y_pred):
    tp = tn = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        if t == 1 and p == 1:
            tp += 1
        elif t == 0 and p == 0:
            tn += 1
        elif t == 0:
            fp += 1
        else:
            fn += 1
    return (tp + tn) / (tp + tn + fp + fn)


def mse(y, y_hat):
    return sum((a - b) ** 2 for a, b in zip(y, y_hat)) / len(y)


def precision(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    return tp / (tp + fp)


def recall(pred, actual):
    tp = sum(1 for p, t in zip(pred, actual) if t == 1 and p == 1)
    fn = sum(1 for p, t in zip(pred, actual) if t == 1 and p == 0)
    if tp + fn == 0:
        return 0
    return tp / (tp + fn)
