# My first real training! 3 classes, 4 features, like the iris data but made up.
# just run:  python train_iris_like.py
import numpy as np

from nets.activations import relu, relu_derivative
from nets.layers import Dense

EPOCHS = 3000
LR = 0.05
HIDDEN = 16

np.random.seed(42)


def make_flowers(n_per_class=50):
    centers = np.array([[5.0, 3.4, 1.5, 0.2],
                        [5.9, 2.8, 4.3, 1.3],
                        [6.6, 3.0, 5.6, 2.0]])
    X, y = [], []
    for k in range(3):
        X.append(centers[k] + 0.3 * np.random.randn(n_per_class, 4))
        y += [k] * n_per_class
    return np.concatenate(X), np.array(y)


def softmax(z):
    # subtract the max of each row so that exp does not overflow
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def one_hot(labels, n_classes):
    out = np.zeros((len(labels), n_classes))
    out[np.arange(len(labels)), labels] = 1
    return out


def accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred)


X, y = make_flowers()
X = (X - X.mean(axis=0)) / X.std(axis=0)
Y = one_hot(y, 3)
print("data:", X.shape, Y.shape)

layer1 = Dense(4, HIDDEN, seed=1)
layer2 = Dense(HIDDEN, 3, seed=2)

for epoch in range(EPOCHS):
    # forward
    z1 = layer1.forward(X)
    a1 = relu(z1)
    probs = softmax(layer2.forward(a1))
    loss = -np.mean(np.log(probs[np.arange(len(y)), y] + 1e-12))

    # backward
    grad = (probs - Y) / len(y)
    grad = layer2.backward(grad)
    layer1.backward(grad * relu_derivative(z1))

    layer1.update(LR)
    layer2.update(LR)

    if epoch % 500 == 0:
        print("epoch", epoch, "loss", round(loss, 4), "acc", accuracy(y, probs.argmax(axis=1)))

print("done! final accuracy:", accuracy(y, probs.argmax(axis=1)))
np.savez("weights.npz", w1=layer1.w_mat, b1=layer1.b_vec, w2=layer2.w_mat, b2=layer2.b_vec)
print("saved weights.npz")
