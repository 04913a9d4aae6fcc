"""Networks as users of JAX write them."""
import jax
import jax.numpy as jnp
from jax import random


def random_layer_params(m, n, key, scale=0.5):
    w_key, b_key = random.split(key)
    return scale * random.normal(w_key, (n, m)), scale * random.normal(b_key, (n,))


def init_network_params(sizes, key):
    keys = random.split(key, len(sizes))
    return [random_layer_params(m, n, k) for m, n, k in zip(sizes[:-1], sizes[1:], keys)]


def predict(params, image):
    """Of one example."""
    activations = image
    for w, b in params[:-1]:
        activations = jnp.tanh(jnp.dot(w, activations) + b)
    w, b = params[-1]
    return jnp.dot(w, activations) + b
