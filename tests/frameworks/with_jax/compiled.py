"""Steps for a compiler: the first two are right."""
import jax
import jax.numpy as jnp

steps = 0


def loss(params, x, y):
    return jnp.mean((x @ params["w"] + params["b"] - y) ** 2)


@jax.jit
def train_step(params, batch):
    x, y = batch
    value, grads = jax.value_and_grad(loss)(params, x, y)
    return jax.tree_util.tree_map(lambda p, g: p - 0.1 * g, params, grads), value


def update(params, x, y, lr=0.1):
    def squared(params):
        w, b = params
        return jnp.mean((x @ w + b - y) ** 2)

    return [p - lr * g for p, g in zip(params, jax.grad(squared)(params))]


def looks_at_the_loss(params, batch):
    x, y = batch
    grads = jax.grad(loss)(params, x, y)
    if loss(params, x, y) > 0:
        params = {name: params[name] - 0.1 * grads[name] for name in params}
    return params


def other_precision(params, batch):
    x, y = batch
    grads = jax.grad(loss)(params, x, y)
    return {name: (params[name] - 0.1 * grads[name]).astype(jnp.float16) for name in params}


def counts_outside(params, batch):
    global steps
    steps += 1
    x, y = batch
    grads = jax.grad(loss)(params, x, y)
    return {name: params[name] - 0.1 * grads[name] for name in params}
