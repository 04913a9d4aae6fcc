"""Activations as users of JAX write them; the last three have a mistake."""
import jax
import jax.numpy as jnp


@jax.jit
def leaky_relu(x, slope=0.01):
    return jnp.where(x > 0, x, slope * x)


def elu(x, alpha=1.0):
    return jnp.where(x > 0, x, alpha * jnp.expm1(x))


def _swish(x, beta):
    return x / (1 + jnp.exp(-beta * x))


swish = jax.vmap(jax.vmap(_swish, in_axes=(0, None)), in_axes=(0, None))
softplus = jax.jit(lambda x: jnp.logaddexp(0.0, x))


def sigmoid(x: float) -> float:
    """Of one number."""
    return 1 / (1 + jnp.exp(-x)) if x > 0 else jnp.exp(x) / (1 + jnp.exp(x))


@jax.custom_jvp
def tanh(x):
    return jnp.tanh(x)


tanh.defjvp(lambda primals, tangents: (jnp.tanh(primals[0]), (1 - jnp.tanh(primals[0]) ** 2) * tangents[0]))


def softmax(logits):
    """Of one vector; `batched_softmax` takes a batch."""
    powers = jnp.exp(logits - logits.max())
    return powers / powers.sum()


batched_softmax = jax.vmap(softmax)


@jax.jit
def returns_its_slope(x, slope=0.01):
    return jnp.where(x > 0, x, slope)


@jax.custom_jvp
def with_a_wrong_gradient(x):
    return 1 / (1 + jnp.exp(-x))


@with_a_wrong_gradient.defjvp
def with_a_wrong_gradient_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    return with_a_wrong_gradient(x), x * (1 - x) * t


@jax.jit
def over_the_batch(z):
    return jnp.exp(z) / jnp.exp(z).sum(axis=0)
