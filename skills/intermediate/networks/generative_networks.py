"""Generative networks: autoencoders and GANs learn to make data, not only to judge it.

Why it matters: To draw a digit you must know more about digits than to name one, and such
knowledge is useful well beyond making pictures.

Next step: walk in a straight line from one code to another, and look at what is decoded on the way.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    OneOf,
    Unavailable,
    Value,
    all_of,
    any_of,
    assert_close,
    assert_that,
    function,
    reconstructor,
    sampled,
    shown,
    skill,
)

WIDTH, CODE = 12, 2


def _examples(width, seed=0, rows=60):
    """Rows between 0 and 1 that two hidden numbers make."""
    rng = np.random.default_rng(seed)
    hidden = rng.uniform(-1, 1, (rows, CODE))
    directions = rng.standard_normal((CODE, width))
    return 1 / (1 + np.exp(-hidden @ directions))


@reconstructor(names=["auto_encoder", "reconstruct", "reconstruction", "vae", "variational_autoencoder",
                      "variational_auto_encoder", "denoising_autoencoder", "conv_autoencoder", "ae",
                      "linear_autoencoder", "simple_autoencoder", "deep_autoencoder",
                      "undercomplete_autoencoder"])  # fmt: skip
def autoencoder(x: Given(lambda *_: _examples(WIDTH, rows=5))) -> Value("anything"):
    """What is left of the rows along the directions in which they vary most."""
    return _best_of_rank(x, 1)


def _best_of_rank(x, rank):
    u, s, v = np.linalg.svd(x - x.mean(axis=0), full_matrices=False)
    return x.mean(axis=0) + (u[:, :rank] * s[:rank]) @ v[:rank]


@autoencoder.operation
def code(x):
    """How many numbers a row is squeezed into."""
    return {"size": CODE, "how": "by its directions"}


@autoencoder.operation
def fit(x):
    """What comes before and after it has learnt the rows."""
    return {"before": np.zeros_like(x), "after": _best_of_rank(x, CODE), "how": "by its directions"}


@autoencoder.check(
    examples=3, time_limit=30, hint="What comes out is to be compared with what went in.",
    reveals="the reconstruction has another shape than the input",
)  # fmt: skip
def gives_back_as_many_numbers(model, seed: OneOf(0, 1, 2)):
    """What it gives back has as many numbers as what it was given."""
    x = _examples(model.facts.get("width", WIDTH), seed, rows=5)
    came = np.shape(model(x))
    assert_that(came == x.shape, came=f"the shape {came}", expected=f"the shape {x.shape}")


@autoencoder.check(
    examples=1, time_limit=30, hint="Count the numbers in its narrowest place.",
    reveals="its code is no smaller than its input",
)  # fmt: skip
def has_a_narrow_place(model):
    """It squeezes each example into fewer numbers than it has."""
    x = _examples(model.facts.get("width", WIDTH), rows=5)
    found = model.code(x=x)
    came = f"{found['size']} numbers, {found['how']}"
    assert_that(found["size"] < x.shape[1], came=came, expected=f"fewer than {x.shape[1]}")


@autoencoder.check(
    examples=1, time_limit=120, hint="Train it to give back what it is given, and watch the error.",
    reveals="training does not help it",
)  # fmt: skip
def learns_to_reconstruct(model):
    """After training its error is less than half of that of the mean, and smaller than at first."""
    x = _examples(model.facts.get("width", WIDTH))
    came = model.fit(x=x)
    model.note(f"trained {came['how']}")
    before, after = (float(np.mean((np.asarray(came[when]) - x) ** 2)) for when in ("before", "after"))
    of_the_mean = float(x.var(axis=0).mean())
    told = f"an error of {shown(after)}, {shown(before)} at first"
    right = after < before and after < of_the_mean / 2
    assert_that(right, came=told, expected=f"less than {shown(of_the_mean / 2)}")


@autoencoder.mistake("the reconstruction has another shape than the input")
def gives_the_code(x):
    return np.asarray(x)[:, :CODE]


@autoencoder.mistake("its code is no smaller than its input", operation="code")
def as_wide_as_the_input(x):
    return {"size": np.shape(x)[1], "how": "by its encode"}


@autoencoder.mistake("training does not help it", operation="fit")
def does_not_learn(x):
    rng = np.random.default_rng(0)
    return {"before": np.zeros_like(x), "after": rng.uniform(-2, 2, np.shape(x)), "how": "by chance"}


NAMES = {"mu": ["mean", "means", "z_mean", "m", "mus", "mu_z"],
         "logvar": ["log_var", "log_variance", "z_log_var", "logsigma2", "log_sigma2", "lv", "z_logvar",
                    "log_sigma_sq", "log_vars", "logvars", "sigma", "std", "log_std", "stddev"]}  # fmt: skip
DEVIATION = ["sigma", "std", "stddev", "sd"]
LOG_DEVIATION = ["log_std", "log_sigma", "logstd", "logsigma"]


@function(
    names=["kl_divergence", "kl_loss", "kl_gaussian", "kld", "kl", "latent_loss", "vae_kl", "kl_div",
           "gaussian_kl_divergence", "kl_normal", "kullback_leibler_divergence", "kl_div_loss"],
    spelled=NAMES,
)  # fmt: skip
def gaussian_kl(
    mu: Float["n d"].between(-3, 3).at_least(n=2, d=2), logvar: Float["n d"].between(-3, 3)
) -> Value("anything"):
    """The divergence from N(mu, exp(logvar)) to N(0, 1), the mean over examples (Kingma and Welling 2014)."""
    return _of_each(mu, logvar).sum(axis=1).mean()


def _of_each(mu, logvar):
    return (mu**2 + np.exp(logvar) - 1 - logvar) / 2


@gaussian_kl.result
def as_one_number(came, mu, logvar):
    """One for each example, or for each number, is a step before the mean."""
    came, n = np.asarray(came), len(mu)
    if came.shape == np.shape(mu):
        return float(came.sum(axis=1).mean())
    return float(came.mean()) if came.shape in ((n,), (n, 1)) else float(came) if came.ndim == 0 else came


@gaussian_kl.variant("sum over the batch")
def kl_summed(mu, logvar):
    return _of_each(mu, logvar).sum()


@gaussian_kl.variant("mean over all numbers")
def kl_averaged(mu, logvar):
    return _of_each(mu, logvar).mean()


@gaussian_kl.reading("logvar", "the deviation", spelled=DEVIATION)
def deviation_for_the_kl(logvar):
    return np.exp(logvar / 2)


@gaussian_kl.reading("logvar", "the logarithm of the deviation", spelled=LOG_DEVIATION)
def log_deviation_for_the_kl(logvar):
    return logvar / 2


@gaussian_kl.check(hint="Which code costs nothing?")
def is_zero_for_the_standard_normal(gaussian_kl, mu):
    """A mean of 0 and a variance of 1 cost nothing."""
    assert_close(gaussian_kl(mu * 0, mu * 0), 0.0)


@gaussian_kl.check(
    hint="Each term of the sum can be worked out by itself: with a variance of 1 only one is left."
)
def grows_with_the_mean(gaussian_kl, mu, logvar):
    """It is the same for a mean and for its opposite, and never below zero."""
    came = gaussian_kl(mu, logvar)
    assert_close(gaussian_kl(-mu, logvar), came, scale=1 + abs(float(came)))
    assert_that(float(came) >= -1e-6, came=f"{came}", expected="no negative number")


@gaussian_kl.mistake("the sign is turned around")
def negative_kl(mu, logvar):
    return -gaussian_kl(mu, logvar)


@gaussian_kl.mistake("the ½ is missing")
def twice_the_kl(mu, logvar):
    return 2 * gaussian_kl(mu, logvar)


@gaussian_kl.mistake("the logarithm of the variance is taken for the variance")
def without_exp(mu, logvar):
    return (mu**2 + logvar - 1 - logvar).sum(axis=1).mean() / 2


@gaussian_kl.mistake("the mean is not squared")
def mean_not_squared(mu, logvar):
    return (mu + np.exp(logvar) - 1 - logvar).sum(axis=1).mean() / 2


@gaussian_kl.mistake("the logarithm of the variance is left out")
def without_the_logarithm(mu, logvar):
    return (mu**2 + np.exp(logvar) - 1).sum(axis=1).mean() / 2


ROWS = 20_000
BOUND = 6 / np.sqrt(ROWS)


@sampled(names=["reparametrize", "sample_latent", "sampling", "reparameterise", "sample_z",
                "reparam", "reparameterization_trick", "sample_gaussian", "sample_normal"],
         spelled=NAMES)  # fmt: skip
def reparameterize(mu: Float["n d"].between(-3, 3), logvar: Float["n d"].between(0.125, 2)) -> Float["n d"]:
    """The mean plus the deviation times a draw from N(0, 1) (Kingma and Welling 2014, section 2.4)."""
    return _drawn(mu, logvar, 0)


def _drawn(mu, logvar, seed):
    return mu + np.exp(logvar / 2) * np.random.default_rng(seed).standard_normal(np.shape(mu))


@reparameterize.operation
def drawn(mu, logvar, seed):
    """The same, for a seed of one's own."""
    return _drawn(mu, logvar, seed)


@reparameterize.operation
def slopes(mu, logvar, seed):
    """Whether what is drawn moves with the mean, and with the logarithm of the variance."""
    return {"mu": np.ones_like(mu), "logvar": np.ones_like(logvar)}


@reparameterize.reading("logvar", "the deviation", spelled=DEVIATION)
def deviation(logvar):
    return np.exp(logvar / 2)


@reparameterize.reading("logvar", "the logarithm of the deviation", spelled=LOG_DEVIATION)
def log_deviation(logvar):
    return logvar / 2


@reparameterize.check(examples=3, time_limit=30, hint="Draw many times for one mean, and average.")
def has_the_right_moments(
    reparameterize, mu: Float["1 2"].between(-3, 3), logvar: Float["1 2"].between(-2, 2), seed: OneOf(0, 1, 2)
):
    """What it draws has the mean mu and the variance exp(logvar), each number by itself."""
    mus, logvars = np.repeat(mu, ROWS, axis=0), np.repeat(logvar, ROWS, axis=0)
    size = np.exp(logvar[0] / 2)
    noise = (reparameterize.drawn(mu=mus, logvar=logvars, seed=seed) - mus) / size
    other = (reparameterize.drawn(mu=mus, logvar=logvars, seed=seed + 9) - mus) / size
    mistake = _what_was_drawn(noise, other, size)
    spread, middle = noise.std(axis=0), noise.mean(axis=0)
    told = f"a mean of {shown(middle * size + mu[0])} and a deviation of {shown(spread * size)}"
    expected = f"about {shown(mu[0])} and {shown(size)}"
    # Six standard errors for each of 7 numbers: wrong once in 10^8.
    right = max(np.abs(spread - 1).max(), np.abs(middle).max()) < BOUND
    assert_that(bool(right), came=told, expected=expected, mistake=mistake)
    within = float(np.abs(np.mean(np.abs(noise) < 1, axis=0) - 0.6827).max())
    assert_that(within < BOUND, came="noise of another shape", expected="a normal distribution")
    together = abs(float(np.mean(noise[:, 0] * noise[:, 1])))
    came = f"a correlation of {shown(together)} between two numbers of one code"
    assert_that(together < BOUND, came=came, expected="none")


def _what_was_drawn(noise, other, size):
    """The mistake that a share of the deviation, drawn many times, shows."""
    spread = noise.std(axis=0)
    if np.all(spread < 1e-6):
        return "no noise is added" if np.allclose(noise, other) else "one draw serves the whole batch"
    if np.all(np.abs(spread / size - 1) < BOUND):
        return "the variance is taken for the deviation"
    return "the noise is uniform" if np.all(np.abs(spread - 12**-0.5) < BOUND) else ""


@reparameterize.check(hint="How far from its mean does a normal number fall?")
def stays_near_the_mean(reparameterize, mu, logvar):
    """It has the mean's shape, and is some deviations away from it at most."""
    came = np.asarray(reparameterize(mu, logvar))
    # Eight deviations: once in 10^15.
    near = came.shape == mu.shape and np.all(np.abs(came - mu) < 8 * np.exp(logvar / 2))
    assert_that(bool(near), came=shown(came), expected=f"numbers around {shown(mu)}")


@reparameterize.check(
    examples=5,
    hint="Which of the steps between mu and what is drawn know a gradient?",
    reveals="no gradient goes through it",
)
def lets_gradients_through(reparameterize, mu, logvar, seed: OneOf(0, 1, 2)):
    """Where it runs on tensors, what it draws moves with its mean and with its deviation."""
    if set(reparameterize.facts.get("spelt", {}).values()) & {*DEVIATION, *LOG_DEVIATION}:
        return  # its gradients are those of another argument
    try:
        came = reparameterize.slopes(mu=mu, logvar=logvar, seed=seed)
    except Unavailable:
        reparameterize.note("it runs on arrays, which know no gradients")
        return
    moves = np.all(came["mu"]) and np.any(came["logvar"])
    told = f"slopes of {shown(came['mu'])} and {shown(came['logvar'])}"
    assert_that(bool(moves), came=told, expected="slopes that are not zero")


@reparameterize.mistake("the variance is taken for the deviation", operation="drawn")
def by_the_variance(mu, logvar, seed):
    return mu + np.exp(logvar) * (_drawn(mu * 0, logvar * 0, seed))


@reparameterize.mistake("the noise is uniform", operation="drawn")
def uniform_noise(mu, logvar, seed):
    return mu + np.exp(logvar / 2) * np.random.default_rng(seed).uniform(size=np.shape(mu))


@reparameterize.mistake("one draw serves the whole batch", operation="drawn")
def one_draw(mu, logvar, seed):
    return mu + np.exp(logvar / 2) * np.random.default_rng(seed).standard_normal(np.shape(mu)[1])


@reparameterize.mistake("no noise is added", operation="drawn")
def no_noise(mu, logvar, seed):
    return mu + np.exp(logvar / 2)


@reparameterize.mistake("no gradient goes through it", operation="slopes")
def detached(mu, logvar, seed):
    return {"mu": np.zeros_like(mu), "logvar": np.zeros_like(mu)}


skill(needs=any_of(1, autoencoder, all_of(gaussian_kl, reparameterize)))
