"""Language models: predict the next token from those before it, and write by doing so repeatedly.

Why it matters: The assistants that everybody talks to rest on this one task. A tiny version on
your own machine has the same moving parts.

Next step: train yours on a book that you like, and read what it writes after one, ten and a hundred minutes.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    Value,
    all_of,
    assert_close,
    assert_that,
    language_model,
    shown,
    skill,
)

TOKENS = 11
SURE = 9.0 * np.eye(TOKENS)
MODELS = ["language_model", "gpt", "mini_gpt", "nano_gpt", "tiny_gpt", "bigram_language_model",
          "bigram_model",
          "char_rnn", "rnn_language_model", "lstm_language_model", "transformer_language_model",
          "char_lm",
          "gpt_language_model", "gpt_model", "decoder_only_transformer", "rnnlm", "lm", "bigram",
          "transformer_lm", "char_gpt", "toy_gpt", "small_gpt",
          "rnn_lm", "trigram_language_model"]  # fmt: skip
WRITERS = ["generate_text", "sample", "sample_text", "generate_tokens", "complete", "generate_text_simple",
           "generate_sequence", "generate_sample", "sample_sequence"]  # fmt: skip


@language_model(names=MODELS)
def next_token_logits(tokens: Given(lambda _, rng: rng.integers(0, TOKENS, (2, 5)))) -> Value("anything"):
    """A row of a table for each token: what may follow it."""
    return np.sin(np.arange(TOKENS * TOKENS)).reshape(TOKENS, TOKENS)[np.asarray(tokens)]


@next_token_logits.outline
class LanguageModel:
    """Says which token may come next."""

    def __init__(self, vocab_size):
        """Make what it learns."""

    def forward(self, tokens):
        """Return (n, t, vocab_size): after each of the (n, t) tokens, a number for each that may be next."""


@next_token_logits.operation
def fit(tokens):
    """The logits of a table that has counted which token follows which context of two."""
    return {"logits": SURE[np.asarray(tokens)[:, 1:]], "how": "by counting"}


@next_token_logits.check(
    examples=5,
    time_limit=30,
    hint="Print the shape of what comes for two rows of five tokens.",
    reveals="the logits of some positions are missing",
)
def gives_logits_for_each_position(model, rows: Count(1, 3), length: Count(1, 8), seed: Count(0, 99)):
    """For n rows of t tokens it gives a number for each possible next token after each of them."""
    tokens = tokens_for(model, rows, length, seed)
    came = np.shape(model(tokens))
    expected = (*tokens.shape, model.facts.get("vocabulary", TOKENS))
    assert_that(came == expected, came=f"the shape {came}", expected=f"the shape {expected}")


@next_token_logits.check(
    examples=8,
    time_limit=30,
    hint="Which tokens may a position look at?",
    reveals="it sees the tokens that it is to predict",
)
def does_not_see_the_future(model, length: Count(2, 8), at: Count(1, 7), seed: Count(0, 99)):
    """What it says at a position does not change when later tokens do."""
    tokens = tokens_for(model, 2, length, seed)
    at = min(at, tokens.shape[1] - 1)
    changed = tokens.copy()
    changed[:, at:] = (tokens[:, at:] + 1 + seed % 3) % model.facts.get("vocabulary", TOKENS)
    before = np.asarray(model(tokens))[:, :at]
    assert_close(np.asarray(model(changed))[:, :at], before, scale=10 * (1 + np.abs(before).max()))


@next_token_logits.check(
    examples=4,
    time_limit=30,
    hint="Does what it says depend on the tokens at all?",
    reveals="it does not look at the last token",
)
def sees_the_last_token(model, seed: Count(0, 99)):
    """What it says depends on the token that came last."""
    tokens = tokens_for(model, 1, 4, seed)
    vocabulary = model.facts.get("vocabulary", TOKENS)
    others = [(tokens[0, -1] + step) % vocabulary for step in range(1, vocabulary)]
    changed = [np.append(tokens[:, :-1], [[other]], axis=1) for other in others]
    before = np.asarray(model(tokens))[0, -1]
    differ = any(not np.allclose(np.asarray(model(other))[0, -1], before, atol=1e-12) for other in changed)
    assert_that(differ, came="the same logits after any last token", expected="others")


@next_token_logits.check(
    examples=2,
    time_limit=30,
    hint="How large are the logits of a model that knows nothing yet?",
    reveals="it is sure of itself before it has learnt anything",
)
def starts_without_a_preference(model, seed: Count(0, 99)):
    """Before it has learnt anything, its loss is near the logarithm of the number of tokens."""
    if model.facts.get("is_fixed"):
        model.note("its model is ready made, so that its first loss could not be seen")
        return
    tokens = tokens_for(model, 4, 8, seed)
    logits = np.asarray(model(tokens), dtype=float)
    # Averaged over all tokens that might come next, no model is better than the logarithm. Logits with a
    # deviation of 1 cost half a nat more, with one of 2 two nats.
    loss = float(-_log_shares(logits).mean())
    least = np.log(logits.shape[-1])
    expected = f"about {shown(least)}, the logarithm of {logits.shape[-1]} tokens"
    assert_that(loss <= least + 1.5, came=f"a loss of {shown(loss)}", expected=expected)


@next_token_logits.check(
    examples=1,
    time_limit=120,
    hint="Compare the logits at a position with the token that comes after it, not with its own.",
    reveals="it does not learn",
)
def learns_a_tiny_corpus(model):
    """It can learn ten tokens by heart."""
    vocabulary, length = model.facts.get("vocabulary", TOKENS), model.facts.get("length", 10)
    # What may follow a token is told by that token alone, so that a bigram model can learn it, too.
    corpus = np.array([[(7 * place) % vocabulary for place in range(min(10, vocabulary, length + 1))]])
    came = model.fit(tokens=corpus)
    model.note(f"ten tokens learnt {came['how']}")
    shares = _log_shares(np.asarray(came["logits"], dtype=float))
    loss = float(-np.take_along_axis(shares, corpus[:, 1:, None], axis=-1).mean())
    assert_that(loss < 0.5, came=f"a loss of {shown(loss)} after training", expected="less than 0.5")


def _log_shares(logits):
    top = logits - logits.max(axis=-1, keepdims=True)
    return top - np.log(np.exp(top).sum(axis=-1, keepdims=True))


def tokens_for(model, rows, length, seed):
    """Tokens of the model's vocabulary, no more in a row than it takes."""
    shape = (rows, min(length, model.facts.get("length", 10)))
    return np.random.default_rng(seed).integers(0, model.facts.get("vocabulary", TOKENS), shape)


@next_token_logits.mistake("it sees the tokens that it is to predict")
def without_a_mask(tokens):
    return next_token_logits(tokens) + next_token_logits(tokens).mean(axis=1, keepdims=True)


@next_token_logits.mistake("the logits of some positions are missing")
def last_position_only(tokens):
    return next_token_logits(tokens)[:, -1:]


@next_token_logits.mistake("it does not look at the last token")
def always_the_same(tokens):
    return np.zeros((*np.shape(tokens), TOKENS)) + np.sin(np.arange(TOKENS))


@next_token_logits.mistake("it is sure of itself before it has learnt anything")
def too_large_a_start(tokens):
    return 40.0 * next_token_logits(tokens)


@next_token_logits.mistake("it does not learn", operation="fit")
def learns_its_input(tokens):
    return {"logits": SURE[np.asarray(tokens)[:, :-1]], "how": "by counting"}


PROBABLE = np.sin(np.outer(np.arange(1, TOKENS + 1), np.arange(TOKENS)))
"""The logits of the reference's own little model, for each token that came last."""
LIKELIEST = PROBABLE.argmax(axis=1).tolist()
COLD = {"temperature": 0.0001, "sure": True}


@language_model(names=WRITERS, does="generate")
def generate(
    prompt: Given(lambda _, rng: rng.integers(0, TOKENS, 3)),
    length: Count(1, 9),
    temperature: Given(lambda *_: 1.0),
    seed: Count(0, 99),
) -> Value("list"):
    """One token after another, drawn from what a softmax makes of the logits over the temperature."""
    rng, tokens = np.random.default_rng(seed), list(map(int, prompt))
    for _ in range(length):
        scores = PROBABLE[tokens[-1]] / temperature
        shares = np.exp(scores - scores.max())
        tokens.append(int(rng.choice(TOKENS, p=shares / shares.sum())))
    return tokens


@generate.outline
def generate_outline(model, prompt, max_len, temperature=1.0):
    """Return max_len tokens: the prompt, and others after it that are drawn as the model has it."""


@generate.operation
def greedy(prompt, length):
    """The likeliest tokens, and a temperature at which hardly any other is drawn."""
    tokens = list(map(int, prompt))
    for _ in range(length):
        tokens.append(LIKELIEST[tokens[-1]])
    return {"tokens": tokens, **COLD}


@generate.check(
    examples=8,
    time_limit=30,
    hint="What you write goes behind what was there.",
    reveals="the prompt is lost",
)
def keeps_the_prompt(generate, prompt, length, temperature, seed):
    """What it writes begins with the prompt."""
    if generate.facts.get("counts") == "only new":
        generate.note("it gives only what is new, without the prompt")
    prompt = fitting(generate, prompt)
    came = generate(prompt, length, temperature, seed)[: len(prompt)]
    assert_that(came == prompt.tolist(), came=f"{came}", expected=f"{prompt.tolist()} at its beginning")


@generate.check(
    examples=8,
    time_limit=30,
    hint="Count the turns of your loop.",
    reveals="it has another length than asked for",
)
def has_the_length_that_was_asked_for(generate, prompt, length, temperature, seed):
    """It writes as many tokens as were asked for."""
    prompt = fitting(generate, prompt)
    came = len(generate(prompt, length, temperature, seed))
    assert_that(came == len(prompt) + length, came=f"{came - len(prompt)} new tokens", expected=f"{length}")


@generate.check(
    examples=8,
    time_limit=30,
    hint="Print the largest and the smallest number that may come.",
    reveals="it writes tokens that are not in the vocabulary",
)
def stays_in_its_vocabulary(generate, prompt, length, temperature, seed):
    """Every token that it writes is one of the vocabulary."""
    came = generate(fitting(generate, prompt), length, temperature, seed)
    vocabulary = generate.facts.get("vocabulary", TOKENS)
    strange = [token for token in came if not 0 <= token < vocabulary]
    assert_that(not strange, came=f"{shown(strange)}", expected=f"tokens from 0 to {vocabulary - 1}")


@generate.check(
    examples=6,
    time_limit=30,
    hint="Follow one token by hand: which position's logits, and what is done to them?",
    reveals="it does not follow the model's own logits",
)
def becomes_greedy_as_it_cools(generate, prompt, length, seed):
    """At a temperature near zero, or without one, it writes the likeliest token each time."""
    prompt = fitting(generate, prompt)
    is_warm = not generate.facts.get("has_temperature", True)
    length = max(3 if is_warm else 1, min(length, generate.facts.get("length", 99) - len(prompt)))
    expected = generate.greedy(prompt=prompt, length=length)
    if not expected["sure"] and generate.facts.get("has_temperature"):
        return  # two tokens are so alike that a plain softmax would overflow
    # Of three tokens that are drawn, twenty times come the same with a chance below 10^-6, were each of them
    # as likely as four in five.
    seeds = range(seed, seed + (20 if is_warm else 2))
    came = [generate(prompt, length, expected["temperature"], other) for other in seeds]
    if {len(tokens) for tokens in came} != {len(prompt) + length} or came[0][
        : len(prompt)
    ] != prompt.tolist():
        return  # other checks tell that
    if is_warm and any(tokens != came[0] for tokens in came):
        generate.note("it draws its tokens, and takes no temperature")
        return
    assert_that(
        came == [expected["tokens"]] * len(came),
        came=f"{came[0]} at a temperature of {shown(expected['temperature'])}",
        expected=f"{expected['tokens']}, the likeliest after each other",
    )


@generate.operation
def drawn(prompt, seed):
    """Tokens that were drawn one by one, the logits of each, and the temperature."""
    del seed
    return drawn_at(WARM, prompt)


def drawn_at(temperature, prompt):
    written = [generate(prompt, TOGETHER, temperature, turn) for turn in range(TURNS)]
    logits = [PROBABLE[token] for tokens in written for token in tokens[len(prompt) - 1 : -1]]
    tokens = [token for row in written for token in row[len(prompt) :]]
    return {"tokens": tokens, "logits": np.array(logits), "temperature": temperature}


WARM, TOGETHER, TURNS = 0.5, 7, 60
RARE = np.log(2e6)


@generate.check(
    examples=1,
    time_limit=60,
    hint="Count how often each token comes after the same prompt, and compare with the softmax.",
)
def draws_by_the_shares_of_a_softmax(generate, prompt, seed):
    """What it draws comes as often as a softmax of the logits over the temperature says."""
    came = generate.drawn(prompt=fitting(generate, prompt)[:2], seed=seed)
    tokens, logits, temperature = np.array(came["tokens"]), came["logits"], came["temperature"]
    greedy = bool(np.all(tokens == logits.argmax(axis=1)))
    if temperature is None and greedy:
        generate.note("it always writes the likeliest token, and takes no temperature")
        return
    if generate.facts.get("truncates") or len(tokens) != len(logits):
        generate.note("it leaves unlikely tokens out, so that shares could not be compared")
        return
    surplus, bound = _surplus(tokens, logits / (temperature or 1.0))
    mistake = "it always writes the likeliest token" if greedy else ""
    others = [] if greedy or temperature is None else [logits, logits * temperature]
    if [bool(np.less_equal(*_surplus(tokens, scores))) for scores in others] == [True, False]:
        mistake = "the temperature changes nothing"
    told = f"{shown(surplus)} more than a softmax at {shown(temperature or 1.0)} gives"
    wanted = f"{shown(bound)} more or less, of {len(tokens)} draws"
    assert_that(surplus <= bound, came=f"scores that sum to {told}", expected=wanted, mistake=mistake)


def _surplus(tokens, scores):
    """By how much the scores of the tokens that were drawn differ from what a softmax lets expect, and may.

    The differences are a martingale: by Freedman's inequality (1975) the bound is passed once in 10^6.
    """
    shares = np.exp(_log_shares(scores))
    centred = scores - (shares * scores).sum(axis=1, keepdims=True)
    variance, largest = (shares * centred**2).sum(), RARE * np.abs(centred).max() / 3
    surplus = abs(float(centred[np.arange(len(tokens)), tokens].sum()))
    return surplus, float(largest + np.sqrt(largest**2 + 2 * RARE * variance))


@generate.check(
    examples=3,
    severity="remark",
    time_limit=30,
    hint="How far back can your model look?",
)
def writes_on_beyond_its_context(generate, temperature, seed):
    """It can write more tokens than the model can look at."""
    prompt = np.zeros(2, dtype=int)
    came = generate(prompt, 2 * generate.facts.get("length", 10), temperature, seed)
    assert_that(len(came) > len(prompt), came=f"{len(came)} tokens", expected="many")


def fitting(generate, prompt):
    """A prompt of the model's vocabulary."""
    return np.asarray(prompt) % generate.facts.get("vocabulary", TOKENS)


@generate.mistake("the prompt is lost")
def starts_anew(prompt, length, temperature, seed):
    return [0] * len(prompt) + generate(prompt, length, temperature, seed)[len(prompt) :]


@generate.mistake("it has another length than asked for")
def one_too_few(prompt, length, temperature, seed):
    return generate(prompt, length - 1, temperature, seed)


@generate.mistake("it writes tokens that are not in the vocabulary")
def counts_from_one(prompt, length, temperature, seed):
    return [*generate(prompt, length - 1, temperature, seed), TOKENS]


@generate.mistake("it does not follow the model's own logits")
def multiplies_by_the_temperature(prompt, length, temperature, seed):
    return generate(prompt, length, 1 / temperature, seed)


@generate.mistake("it always writes the likeliest token", operation="drawn")
def never_draws(prompt, seed):
    came = drawn(prompt, seed)
    return came | {"tokens": came["logits"].argmax(axis=1).tolist()}


@generate.mistake("the temperature changes nothing", operation="drawn")
def without_a_temperature(prompt, seed):
    return drawn_at(1.0, prompt) | {"temperature": 0.25}


skill(needs=all_of(next_token_logits, generate))
