"""Generative networks: autoencoders and GANs learn to make data, not only to judge it.

Why it matters: To draw a digit you must know more about digits than to name one, and such
knowledge is useful well beyond making pictures.

Next step: walk in a straight line from one code to another, and look at what is decoded on the way.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    LearnerError,
    OneOf,
    Unavailable,
    Value,
    adversary,
    all_of,
    any_of,
    assert_close,
    assert_that,
    exact,
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
                      "undercomplete_autoencoder", "conv_ae", "convolutional_autoencoder"])  # fmt: skip
def autoencoder(x: Given(lambda *_: _examples(WIDTH, rows=5))) -> Value("anything"):
    """Something of the rows' shape: before it has learnt, nobody knows what."""
    return np.zeros_like(x)


@autoencoder.outline
class Autoencoder:
    """Squeezes rows through a code that is smaller than they are."""

    def __init__(self, n_inputs, n_code):
        """Make what turns a row into a code, and a code into a row."""

    def encode(self, x):
        """Return the codes of rows."""

    def forward(self, x):
        """Return the rows as they come back from their codes."""

    def fit(self, x):
        """Train it to give back the rows of x; a torch module needs none."""


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
    return {"before": autoencoder(x), "after": _best_of_rank(x, CODE), "how": "by its directions"}


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
           "gaussian_kl_divergence", "kl_normal", "kullback_leibler_divergence", "kl_div_loss", "kld_loss"],
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


CUT = "no gradient goes through it"
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
    """How what is drawn moves with the mean, and with the logarithm of the variance."""
    return {"mu": np.ones_like(mu), "logvar": (_drawn(mu, logvar, seed) - mu) / 2}


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
def stays_near_the_mean(
    reparameterize, mu: Float["n d"].between(-64, 64), logvar: Float["n d"].between(-2, 2)
):
    """It has the mean's shape, and is some deviations away from it at most."""
    came = np.asarray(reparameterize(mu, logvar))
    # Eight deviations: once in 10^15.
    near = came.shape == mu.shape and np.all(np.abs(came - mu) < 8 * np.exp(logvar / 2))
    assert_that(bool(near), came=shown(came), expected=f"numbers around {shown(mu)}")


@reparameterize.check(examples=3, hint="Which of the steps between mu and what is drawn know a gradient?")
def lets_gradients_through(
    reparameterize, mu: Float["1 2"].between(-3, 3), logvar: Float["1 2"].between(-2, 2), seed: OneOf(0, 1, 2)
):
    """Where it runs on tensors, what it draws moves with its mean and with its deviation."""
    if set(reparameterize.facts.get("spelt", {}).values()) & {*DEVIATION, *LOG_DEVIATION}:
        return  # its gradients are those of another argument
    mus, logvars = np.repeat(mu, ROWS, axis=0), np.repeat(logvar, ROWS, axis=0)
    try:
        came = reparameterize.slopes(mu=mus, logvar=logvars, seed=seed)
    except Unavailable:
        reparameterize.note("it runs on arrays, which know no gradients")
        return
    # Of exp(logvar / 2) · noise the slope is half of that. A mean of 40,000 squares of normal numbers is
    # further from 1 than this, eight standard errors, once in 10^14.
    moved = 4 * float(np.mean(came["logvar"] ** 2 / np.exp(logvars)))
    right = np.allclose(came["mu"], 1, atol=1e-4) and abs(moved - 1) < 8 * (ROWS**-0.5)
    told = f"slopes around {shown(came['mu'][0])} by mu, {shown(moved**0.5)} times the right ones by logvar"
    cut = "" if np.any(came["mu"]) and np.any(came["logvar"]) else CUT
    assert_that(right, came=told, expected="slopes of 1, and half of what was added", mistake=cut)


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


@reparameterize.mistake(CUT, operation="slopes")
def detached(mu, logvar, seed):
    return {"mu": np.zeros_like(mu), "logvar": np.zeros_like(mu)}


REAL = """
    real_output real_logits d_real real_pred real_preds real_predictions logits_real disc_real_output d_x
    real_scores real_score scores_real score_real dis_real real_validity y_real critic_real real_out pred_real
    prob_real p_real real_probs real_prob disc_real real_disc real_outputs d_out_real d_real_output out_real
    real_logit real_critic d_real_logits d_logits_real preds_real output_real real_result d_output_real
"""
FAKE = f"""
    {REAL.replace("real", "fake")} {REAL.replace("real", "generated")} {REAL.replace("real", "gen")} d_g_z dgz
    disc_generated_output gen_output d_gz generated g_output disc_fake_output scores logits_g pred_g
"""
CRITICS = """
    disc_loss d_loss loss_d loss_discriminator critic_loss dis_loss discr_loss loss_disc d_hinge_loss
    hinge_loss_discriminator discriminator_hinge_loss wasserstein_discriminator_loss hinge_loss_dis d_loss_fn
    discriminator_cost d_wasserstein_loss loss_critic ls_discriminator_loss gan_discriminator_loss
    discriminator_loss_fn bce_discriminator_loss
"""
GENERATORS = """
    gen_loss g_loss loss_g loss_generator generator_adversarial_loss adversarial_loss hinge_loss_generator
    generator_hinge_loss wasserstein_generator_loss g_hinge_loss hinge_loss_gen g_loss_fn generator_cost
    g_wasserstein_loss ls_generator_loss loss_gen gan_generator_loss generator_loss_fn bce_generator_loss
"""
SCORES = Float["n"].between(0.125, 0.8125).at_least(n=2)
"""Between 0 and 1 a score may be a logit, a probability or a critic's number: every family is defined."""
EPSILON = 1e-6
"""Of a small number that keeps logarithms from zero."""
FACTORS = {"halved": lambda scores: 0.5, "summed over the examples": len}


def softplus(scores):
    return np.logaddexp(0, scores)


@function(
    names=CRITICS.split(),
    spelled={"real": REAL.split(), "fake": FAKE.split()},
    forms=["columns"],
    differentiates="fake",
    error=EPSILON,
)
def discriminator_loss(real: SCORES, fake: SCORES) -> Float[""]:
    """The cross-entropy of logits with 1 for real and 0 for made examples (Goodfellow et al. 2014, eq. 1)."""
    return softplus(-real).mean() + softplus(fake).mean()


@discriminator_loss.variant("minimax loss of probabilities")
def of_probabilities(real, fake):
    return -np.log(real).mean() - np.log(1 - fake).mean()


@discriminator_loss.variant("minimax loss of logits, with a target of 0.9 for real examples")
def of_logits_smoothed(real, fake):
    return 0.9 * softplus(-real).mean() + 0.1 * softplus(real).mean() + softplus(fake).mean()


@discriminator_loss.variant("minimax loss of probabilities, with a target of 0.9 for real examples")
def of_probabilities_smoothed(real, fake):
    return -0.9 * np.log(real).mean() - 0.1 * np.log(1 - real).mean() - np.log(1 - fake).mean()


@discriminator_loss.variant("Wasserstein loss of a critic")
def of_a_critic(real, fake):
    return fake.mean() - real.mean()


@discriminator_loss.variant("hinge loss")
def of_hinges(real, fake):
    return np.maximum(0, 1 - real).mean() + np.maximum(0, 1 + fake).mean()


@discriminator_loss.variant("least squares loss")
def of_squares(real, fake):
    return ((real - 1) ** 2).mean() + (fake**2).mean()


@discriminator_loss.variant("least squares loss, with the targets 1 and -1")
def of_squares_around_zero(real, fake):
    return ((real - 1) ** 2).mean() + ((fake + 1) ** 2).mean()


@function(
    names=GENERATORS.split(),
    spelled={"fake": FAKE.split()},
    forms=["columns"],
    differentiates="fake",
    error=EPSILON,
)
def generator_loss(fake: SCORES) -> Float[""]:
    """The cross-entropy of logits with 1 for made examples: non-saturating (Goodfellow et al. 2014)."""
    return softplus(-fake).mean()


@generator_loss.variant("non-saturating loss of probabilities")
def to_likely(fake):
    return -np.log(fake).mean()


@generator_loss.variant("minimax loss of logits")
def to_unlikely_of_logits(fake):
    return -softplus(fake).mean()


@generator_loss.variant("minimax loss of probabilities")
def to_unlikely(fake):
    return np.log(1 - fake).mean()


@generator_loss.variant("Wasserstein loss, as beside a critic or a hinge loss")
def to_a_critic(fake):
    return -fake.mean()


@generator_loss.variant("least squares loss")
def to_squares(fake):
    return ((fake - 1) ** 2).mean()


def _in_other_sizes(part):
    """Add what is as right as each family: half of it, and the sum over the examples."""
    families = {"loss of the page": part.part.reference, **part.part.variants}
    for size, factor in FACTORS.items():
        for name, family in families.items():
            part.variant(f"{name}, {size}")(
                lambda family=family, factor=factor, **scores: factor(scores["fake"]) * family(**scores)
            )


_in_other_sizes(discriminator_loss)
_in_other_sizes(generator_loss)


@discriminator_loss.check(
    hint="Which of the scores should the discriminator raise, and which should it lower?"
)
def rewards_telling_them_apart(discriminator_loss, real, fake):
    """It falls when a real example scores higher, and rises when a made one does."""
    loss = float(discriminator_loss(real, fake))
    slopes = {
        "real": float(discriminator_loss(exact(real + 0.03125), fake)) - loss,
        "fake": loss - float(discriminator_loss(real, exact(fake + 0.03125))),
    }
    for side, change in slopes.items():
        mistake = f"the {SIDES[side]} do not count" if abs(change) < 1e-5 else "real and fake are swapped"
        came = f"{shown(change)} more" if side == "real" else f"{shown(-change)} more"
        wanted = f"{'less' if side == 'real' else 'more'} when the {SIDES[side]} score higher"
        assert_that(change < -1e-5, came=came, expected=wanted, mistake=mistake)


SIDES = {"real": "real examples", "fake": "made examples"}


@generator_loss.check(hint="What does the generator want the discriminator to say of what it made?")
def rewards_deceiving(generator_loss, fake):
    """It falls when what was made scores higher."""
    changes = [
        float(generator_loss(exact(at + 0.03125)) - generator_loss(at)) for at in (fake, exact(fake / 4))
    ]
    mistake = "it pays for being found out" if min(changes) > 1e-5 else ""
    told = f"{shown(changes[0])} more"
    assert_that(changes[0] < -1e-5, came=told, expected="less", mistake=mistake)


@discriminator_loss.check(hint="Try scores above 1 and below -1: where does each term end, or bend?")
def holds_for_any_discriminator_score(
    discriminator_loss, real: Float["n"].between(-3, 3).at_least(n=2), fake: Float["n"].between(-3, 3)
):
    """What takes scores instead of probabilities takes them of any size."""
    _compare_where_defined(discriminator_loss, real=real, fake=fake)


@generator_loss.check(hint="Try scores above 1 and below -1: does the formula hold for them, too?")
def holds_for_any_generator_score(generator_loss, fake: Float["n"].between(-3, 3).at_least(n=2)):
    """What takes scores instead of probabilities takes them of any size."""
    _compare_where_defined(generator_loss, fake=fake)


def _compare_where_defined(loss, **scores):
    with np.errstate(invalid="ignore"):
        ends = [loss.reference(**dict.fromkeys(scores, np.array([end, end]))) for end in (-3.0, 3.0)]
    if np.all(np.isfinite(ends)):  # a probability's logarithm is no number there
        assert_close(loss(**scores), loss.reference(**scores), scale=20 * len(scores["fake"]), error=EPSILON)


STEP = 2.0**-12


def _slopes(loss, fake, **real):
    """The slope by each score of what was made, from the difference of its neighbours."""
    moves = STEP * np.eye(len(fake))
    return np.array([(loss(**real, fake=fake + m) - loss(**real, fake=fake - m)) / (2 * STEP) for m in moves])


def _teaching(part):
    """Add the check that a loss lets a network learn: a gradient goes through it."""

    @part.check(examples=5, hint="What is detached in the loss itself has no way back to a network.")
    def has_its_slope_as_gradient(loss, **scores):
        """Where it runs on tensors, its gradient by the scores of made examples is its slope."""
        if loss.facts.get("arrays") in ("NumPy arrays", "lists"):
            loss.note("it runs on arrays, which know no gradients")
            return
        moved = float(loss(**scores | {"fake": exact(scores["fake"] + 0.03125)}))
        if abs(moved - float(loss(**scores))) < 1e-5:
            return  # another check tells that the scores do not count
        expected = _slopes(loss.reference, **scores)
        try:
            came = np.asarray(loss.gradient(**scores))
        except LearnerError:
            came = np.zeros_like(expected)
        right = np.allclose(came, expected, rtol=1e-3, atol=1e-4)  # of rounding the loss to float32
        told = f"the gradient {shown(came)}"
        assert_that(right, came=told, expected=shown(expected), mistake="" if np.any(came) else CUT)

    def gradient(**scores):
        return _slopes(part.part.reference, **scores)

    part.operation(gradient)
    part.mistake(CUT, operation="gradient")(lambda **scores: np.zeros_like(scores["fake"]))


_teaching(discriminator_loss)
_teaching(generator_loss)


@discriminator_loss.mistake("real and fake are swapped")
def swapped(real, fake):
    return discriminator_loss(fake, real)


@discriminator_loss.mistake("the made examples do not count")
def of_real_alone(real, fake):
    return softplus(-real).mean()


@discriminator_loss.mistake("the real examples do not count")
def of_fake_alone(real, fake):
    return softplus(fake).mean()


@discriminator_loss.mistake("a sigmoid is applied twice")
def squashed_twice(real, fake):
    return discriminator_loss(1 / (1 + np.exp(-real)), 1 / (1 + np.exp(-fake)))


@generator_loss.mistake("it pays for being found out")
def honest(fake):
    return softplus(fake).mean()


@generator_loss.mistake("a sigmoid is applied twice")
def squashed_again(fake):
    return generator_loss(1 / (1 + np.exp(-fake)))


NETWORKS = ("generator", "discriminator")
GAINS = dict.fromkeys(NETWORKS, 0.1)


@adversary(names=["gan_train_step", "train_gan", "gan", "train_step_gan", "dcgan", "wgan", "simple_gan",
                  "vanilla_gan", "generative_adversarial_network", "train_discriminator", "train_generator",
                  "discriminator_step", "generator_step", "train_one_step_gan", "adversarial_step",
                  "gan_training_step", "wgan_gp", "gan_trainer", "adversarial_training"])  # fmt: skip
def gan_step(seed: Count(0, 9)) -> Value("mapping"):
    """What becomes of two networks in a right step (Goodfellow et al. 2014, algorithm 1)."""
    return {
        "trained": list(NETWORKS), "stale": [], "crossed": "", "joint": False,
        "pushes": GAINS,
    }  # fmt: skip


@gan_step.check(examples=1, time_limit=30, hint="Print a parameter of each before and after the step.")
def trains_both_networks(gan_step, seed):
    """A step changes the parameters of the generator and of the discriminator."""
    for name in NETWORKS:
        learns = name in gan_step(seed)["trained"]
        assert_that(learns, came=f"the {name} as before", expected="a change", mistake=IDLE[name])


IDLE = {name: f"the {name} does not learn" for name in NETWORKS}
CROSSED = {
    "generator": "the gradient of the discriminator's loss is left in the generator",
    "discriminator": "the gradient of the generator's loss is left in the discriminator",
    "both": "one loss drives both networks",
}
STALE = "the gradients of earlier steps are never cleared"
PUSHED = {
    "generator": "the generator learns to be found out",
    "discriminator": "the discriminator learns to be deceived",
}


@gan_step.check(
    examples=1, time_limit=30, hint="Whose gradients lie in a network when its optimizer takes a step?"
)
def each_learns_from_its_own_loss(gan_step, seed):
    """The gradients with which a network is changed come from its own loss of this step alone."""
    came = gan_step(seed)
    stale = " and the ".join(came["stale"])
    assert_that(not stale, came=f"old gradients in the {stale}", expected="cleared ones", mistake=STALE)
    told = f"a gradient of both losses in the {came['crossed']}".replace("the both", "both")
    mistake = CROSSED.get(came["crossed"], "")
    assert_that(not came["crossed"], came=told, expected="a gradient of its own loss", mistake=mistake)


@gan_step.check(
    examples=1, time_limit=30, hint="Which parameters does each optimizer hold?",
    reveals="one optimizer changes both networks",
)  # fmt: skip
def each_has_an_optimizer_of_its_own(gan_step, seed):
    """A step of an optimizer changes one of the two networks."""
    joint = gan_step(seed)["joint"]
    assert_that(not joint, came="a step that changed both", expected="one network at a time")


@gan_step.check(
    examples=3, time_limit=30, hint="Which label does each of them want the made examples to get?"
)
def each_pulls_its_own_way(gan_step, seed):
    """The discriminator comes to tell real from made examples, and made ones come to score higher."""
    came = gan_step(seed)
    if came["crossed"] or came["stale"] or came["joint"]:
        return  # another check tells that
    for name, push in came["pushes"].items():
        if push is None:
            gan_step.note(f"what the {name} is after could not be measured")
            continue
        gained = "real examples over made ones" if name == "discriminator" else "made examples"
        told = f"{shown(push)} more for {gained}"
        assert_that(push > 0, came=told, expected="a score that rises", mistake=PUSHED[name])


def _instead(**record):
    return lambda seed: gan_step.part.reference(seed) | record


for _network in NETWORKS:
    _other = next(name for name in NETWORKS if name != _network)
    _pushes = GAINS | {_network: -0.1}
    gan_step.mistake(IDLE[_network])(_instead(trained=[_other], pushes={_other: 0.1}))
    gan_step.mistake(CROSSED[_network])(_instead(crossed=_network))
    gan_step.mistake(PUSHED[_network])(_instead(pushes=_pushes))
gan_step.mistake(CROSSED["both"])(_instead(crossed="both"))
gan_step.mistake(STALE)(_instead(stale=["discriminator"]))
gan_step.mistake("one optimizer changes both networks")(_instead(joint=True))


skill(
    needs=any_of(
        1,
        autoencoder,
        all_of(gaussian_kl, reparameterize),
        all_of(discriminator_loss, generator_loss, gan_step),
    )
)
