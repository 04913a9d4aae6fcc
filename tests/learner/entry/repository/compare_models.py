# Run me: python compare_models.py
import numpy as np

from first_steps.data.flowers import load_flowers
from first_steps.data.labels import encode_labels
from first_steps.metrics import accuracy
from first_steps.models.svm import LinearSVM
from first_steps.nets.dense import NeuralNetwork

np.random.seed(0)
rows, kinds = load_flowers()
X = np.array(rows)
X = (X - X.mean(axis=0)) / X.std(axis=0)
y, classes = encode_labels(kinds)

svm = LinearSVM(learning_rate=0.01)
svm.fit(X, np.where(y == 1, 1, -1))
print("svm:", accuracy(y, svm.predict(X) == 1))

net = NeuralNetwork([2, 8, 1])
net.fit(X, y)
print("network:", accuracy(y, net.predict(X)[:, 0] > 0.5))
