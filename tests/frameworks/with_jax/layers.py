"""Dense layers as users of JAX write them."""
import jax
import jax.numpy as jnp
from jax import random


def dense(x, w, b):
    return jnp.dot(x, w) + b


@jax.jit
def dense_layer(params, x):
    return x @ params["w"] + params["b"]


def tuple_dense(params, x):
    w, b = params
    return jnp.dot(w, x) + b


def init_layer(key, n_in, n_out):
    return {"W": random.normal(key, (n_in, n_out)), "b": jnp.zeros(n_out)}


def apply_layer(x, layer):
    return x @ layer["W"] + layer["b"]


class Linear:
    def __init__(self, in_features, out_features, key=random.PRNGKey(0)):
        self.weight = random.normal(key, (out_features, in_features))
        self.bias = jnp.zeros((out_features,))

    def __call__(self, x):
        return x @ self.weight.T + self.bias


def dense_without_bias(params, x):
    return x @ params["w"]


def dense_bias_subtracted(params, x):
    w, b = params
    return x @ w - b


class Detached:
    def __init__(self, n_in, n_out, key=random.PRNGKey(0)):
        self.weight = random.normal(key, (n_in, n_out))
        self.scale = jnp.ones((n_out,))

    def __call__(self, x):
        return x @ jax.lax.stop_gradient(self.weight) * self.scale
