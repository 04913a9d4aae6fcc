import numpy as np

from first_steps.metrics import accuracy


def test_accuracy_of_a_perfect_prediction():
    assert accuracy(np.array([0, 1]), np.array([0, 1])) == 1
