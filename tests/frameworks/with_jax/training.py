"""Training loops that JAX differentiates; the last goes up instead of down."""
import jax
import jax.numpy as jnp


def loss(weights, x, y):
    w, b = weights
    return -jnp.mean(y * jax.nn.log_sigmoid(x @ w + b) + (1 - y) * jax.nn.log_sigmoid(-(x @ w + b)))


def train(w, b, x, y, lr=0.1, epochs=10):
    for _ in range(epochs):
        dw, db = jax.grad(loss)((w, b), x, y)
        w, b = w - lr * dw, b - lr * db
    return w, b


def ascend(w, b, x, y, lr=0.1, epochs=10):
    for _ in range(epochs):
        dw, db = jax.grad(loss)((w, b), x, y)
        w, b = w + lr * dw, b + lr * db
    return w, b
