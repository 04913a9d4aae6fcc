# Plain Python, with loops, as in a first course.
import math


def expected_value(outcomes, probs):
    total = 0
    for i in range(len(outcomes)):
        total += outcomes[i] * probs[i]
    return total


def variance(data):
    m = sum(data) / len(data)
    return sum((x - m) ** 2 for x in data) / len(data)


def sample_variance(xs):
    n = len(xs)
    mean = sum(xs) / n
    return sum([(x - mean) ** 2 for x in xs]) / (n - 1)


def magnitude(vector):
    return math.sqrt(sum(c * c for c in vector))


def product(numbers):
    result = 1
    for n in numbers:
        result *= n
    return result


def softmax(logits):
    exps = [math.exp(z) for z in logits]
    s = sum(exps)
    return [e / s for e in exps]


def geometric_mean(values):
    p = 1
    for v in values:
        p *= v
    return p ** (1 / len(values))
