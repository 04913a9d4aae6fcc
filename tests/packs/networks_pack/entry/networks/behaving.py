"""Networks of any design: what they compute nobody knows, how they behave is asked.

Why it matters: a kind is driven the same way, whichever page uses it.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    OneOf,
    Value,
    adversary,
    all_of,
    assert_close,
    assert_equal,
    assert_that,
    block,
    deep,
    language_model,
    reconstructor,
    skill,
    word_vectors,
)

TOKENS = 11
WORDS = [["sun", "warm", "day"], ["ice", "cold", "night"], ["sun", "hot", "day"], ["ice", "frost", "night"]]


@block()
def any_layer(seed: Count(0, 9)) -> Value("anything"):
    """Each number times three."""
    return 3.0 * np.random.default_rng(seed).standard_normal((4, 6))


@any_layer.operation
def slopes(x, seed):
    """A slope that is told, and the same one measured."""
    return {"lacks": [], "slopes": [{"name": "", "own": 3.0, "measured": 3.0, "scale": 1.0}]}


@any_layer.operation
def copied(x):
    """What two layers with one state give."""
    return {"before": 3.0 * x, "after": 3.0 * x, "how": "its weights"}


@any_layer.check(examples=2, time_limit=30, hint="Measure it.")
def tells_its_slopes(any_layer, seed):
    """Its own gradients are those that are measured."""
    came = any_layer.slopes(x=inputs(any_layer, seed), seed=seed)["slopes"]
    wrong = [one["name"] for one in came if abs((one["own"] or 0) - one["measured"]) > 1e-2 * one["scale"]]
    assert_that(
        bool(came) and not wrong, came=f"other slopes of {wrong}", expected="the same", mistake=SLOPES
    )


@any_layer.check(examples=2, hint="What is in its state?", reveals="a part of its state is lost")
def is_copied(any_layer, seed):
    """Another layer with its state gives the same."""
    came = any_layer.copied(x=inputs(any_layer, seed))
    assert_close(came["after"], came["before"])


SLOPES = "its slopes are others"


def inputs(layer, seed):
    """Examples of the shape that the layer takes."""
    rng, shape = np.random.default_rng(seed), layer.facts.get("shape", [6])
    tokens = layer.facts.get("tokens", 0)
    return rng.integers(0, tokens, (4, *shape)) if tokens else rng.standard_normal((4, *shape))


@any_layer.mistake(SLOPES, operation="slopes")
def half_of_it(x, seed):
    return {"lacks": [], "slopes": [{"name": "", "own": 1.5, "measured": 3.0, "scale": 1.0}]}


@any_layer.mistake("a part of its state is lost", operation="copied")
def forgetful(x):
    return {"before": 3.0 * x, "after": x, "how": "its weights"}


@deep()
def any_depth(depth: OneOf(12, 20)) -> Value("mapping"):
    """As many layers as asked for."""
    return {"layers": depth, "gradients": np.ones(depth), "outputs": np.ones(3)}


@any_depth.operation
def size():
    """How large it can be made."""
    return {"megabytes": 5.0, "how": "1024 wide"}


@any_depth.check(examples=2, time_limit=60, hint="Count.", reveals="it has another depth")
def is_as_deep_as_asked(any_depth, depth):
    """It has a layer more or less than asked for, for its ends."""
    came = any_depth(depth)["layers"]
    assert_that(abs(came - depth) <= 2, came=f"{came} layers", expected=f"{depth}")


@any_depth.check(examples=1, time_limit=60, hint="Make it wider.", reveals="it stays small")
def can_be_large(any_depth):
    """It can be made larger than a megabyte."""
    came = any_depth.size()["megabytes"]
    assert_that(came > 1, came=f"{came} MB", expected="more than 1")


@any_depth.mistake("it has another depth")
def always_five(depth):
    return {"layers": 5, "gradients": np.ones(5), "outputs": np.ones(3)}


@any_depth.mistake("it stays small", operation="size")
def tiny():
    return {"megabytes": 0.01, "how": "at its own width"}


@language_model()
def any_logits(tokens: Given(lambda _, rng: rng.integers(0, TOKENS, (2, 5)))) -> Value("anything"):
    """A row of a table for each token."""
    return np.sin(np.arange(TOKENS * TOKENS)).reshape(TOKENS, TOKENS)[np.asarray(tokens)]


@any_logits.check(examples=2, time_limit=30, hint="Look at its shape.", reveals="positions are missing")
def has_logits_for_each_token(any_logits, tokens):
    """It gives a row for each token."""
    came = np.shape(any_logits(np.asarray(tokens) % any_logits.facts.get("vocabulary", TOKENS)))
    assert_that(came[:2] == (2, 5), came=f"{came}", expected="(2, 5, …)")


@any_logits.mistake("positions are missing")
def only_the_last(tokens):
    return any_logits(tokens)[:, -1:]


@language_model(does="generate")
def any_writer(
    prompt: Given(lambda _, rng: rng.integers(0, TOKENS, 3)),
    length: Count(1, 5),
    temperature: Given(lambda *_: 1.0),
    seed: Count(0, 9),
) -> Value("list"):
    """The prompt, and its last token again and again."""
    return [*map(int, prompt), *[int(prompt[-1])] * length]


@any_writer.check(examples=3, time_limit=30, hint="Count.", reveals="it has another length")
def writes_as_many(any_writer, prompt, length, temperature, seed):
    """It writes as many as asked for after the prompt."""
    prompt = np.asarray(prompt) % any_writer.facts.get("vocabulary", TOKENS)
    came = any_writer(prompt, length, temperature, seed)
    assert_equal([came[:3], len(came)], [prompt.tolist(), 3 + length])


@any_writer.mistake("it has another length")
def one_more(prompt, length, temperature, seed):
    return [*any_writer(prompt, length, temperature, seed), 0]


@reconstructor()
def any_autoencoder(x: Given(lambda _, rng: rng.uniform(size=(5, 12)))) -> Value("anything"):
    """The mean of each row."""
    return np.repeat(np.mean(x, axis=1, keepdims=True), np.shape(x)[1], axis=1)


@any_autoencoder.operation
def code(x):
    """One number for each row."""
    return {"size": 1, "how": "by its mean"}


@any_autoencoder.check(examples=2, time_limit=30, hint="Count.", reveals="its code is no smaller")
def squeezes(any_autoencoder, x):
    """Fewer numbers come than there were."""
    width = any_autoencoder.facts.get("width", 12)
    came = any_autoencoder.code(x=np.resize(x, (5, width)))["size"]
    assert_that(came < width, came=f"{came}", expected=f"less than {width}")


@any_autoencoder.mistake("its code is no smaller", operation="code")
def as_wide(x):
    return {"size": 12, "how": "by its encode"}


@word_vectors()
def any_vectors(corpus: Given(lambda *_: WORDS), dim: OneOf(3, 4), seed: OneOf(0, 1)) -> Value("mapping"):
    """The place of each word's letters in the alphabet."""
    tokens = {token for row in corpus for token in row}
    return {token: np.resize([float(ord(letter)) for letter in token], dim) for token in tokens}


@any_vectors.check(examples=2, time_limit=60, hint="Count.", reveals="the length is another one")
def has_vectors(any_vectors, corpus, dim, seed):
    """Each word has a vector of the length."""
    came = {token: len(vector) for token, vector in any_vectors(corpus, dim, seed).items()}
    assert_equal(came, dict.fromkeys(sorted({token for row in corpus for token in row}), dim))


@any_vectors.mistake("the length is another one")
def one_longer(corpus, dim, seed):
    return {token: np.append(vector, 0) for token, vector in any_vectors(corpus, dim, seed).items()}


@adversary()
def any_rivals(seed: Count(0, 9)) -> Value("mapping"):
    """Both learn."""
    return {"trained": ["generator", "discriminator"], "crossed": ""}


@any_rivals.check(examples=1, time_limit=30, hint="Look at their weights.", reveals="only one learns")
def both_learn(any_rivals, seed):
    """A step trains both."""
    came = any_rivals(seed)["trained"]
    assert_that(len(came) == 2, came=f"{came}", expected="both")


@any_rivals.check(examples=1, time_limit=30, hint="Clear gradients.", reveals="gradients are mixed")
def apart(any_rivals, seed):
    """None learns from the loss of the other."""
    came = any_rivals(seed)["crossed"]
    assert_that(not came, came=f"{came}", expected="none")


@any_rivals.mistake("only one learns")
def one_alone(seed):
    return {"trained": ["generator"], "crossed": ""}


@any_rivals.mistake("gradients are mixed")
def mixed(seed):
    return {"trained": ["generator", "discriminator"], "crossed": "both"}


skill(
    needs=all_of(
        any_layer, any_depth, any_logits, any_writer, any_autoencoder, any_vectors, any_rivals
    )
)  # fmt: skip
