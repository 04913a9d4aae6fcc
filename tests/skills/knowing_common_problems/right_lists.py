"""Detectors on plain lists."""


def is_overfitting(train_losses, val_losses, patience=5):
    best = min(val_losses)
    return all(v > best * 1.05 for v in val_losses[-patience:]) and train_losses[-1] < train_losses[0]


def detect_overfitting(train_loss, val_loss):
    n = max(len(val_loss) // 4, 1)
    val_early = sum(val_loss[-2 * n : -n]) / n
    val_late = sum(val_loss[-n:]) / n
    train_early = sum(train_loss[-2 * n : -n]) / n
    train_late = sum(train_loss[-n:]) / n
    return {"overfitting": val_late > val_early and train_late < train_early, "gap": val_late - train_late}


def vanishing_layers(grad_norms, threshold=1e-5):
    return [i for i, norm in enumerate(grad_norms) if norm < threshold]


def exploding(grad_norms):
    return "exploding gradients" if max(grad_norms) > 100 else "no problem"


def mode_collapse(generated, real):
    def spread(points):
        total = 0.0
        for p in points:
            for q in points:
                total += sum((a - b) ** 2 for a, b in zip(p, q)) ** 0.5
        return total / len(points) ** 2

    return spread(generated) < 0.3 * spread(real)


def dead_units(activations):
    dead = []
    for unit in range(len(activations[0])):
        if all(row[unit] == 0 for row in activations):
            dead.append(unit)
    return dead


def check_leakage(train, test):
    seen = {tuple(row) for row in train}
    return sum(tuple(row) in seen for row in test)
