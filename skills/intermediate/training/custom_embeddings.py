"""Custom embeddings: learn a vector for each word, so that words used alike lie close together.

Why it matters: Once similarity is a distance, search, recommendation and even translation
become geometry.

Next step: learn vectors of a book, and list the five nearest neighbours of ten words that you choose.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    OneOf,
    Unavailable,
    Value,
    all_of,
    assert_close,
    assert_equal,
    assert_that,
    layer,
    shown,
    skill,
    word_vectors,
)

GROUPS = {
    "animal": (["cat", "dog", "cow", "pig", "hen", "bee", "fox", "owl"], ["eats", "sleeps", "runs"]),
    "food": (["bread", "rice", "soup", "cake", "jam", "pie", "corn", "stew"], ["tasty", "cooked", "salty"]),
}
SENTENCES = 240


def planted(seed=0):
    """Sentences in which the words of a group stand among the same others."""
    rng = np.random.default_rng(seed)
    groups = list(GROUPS.values())
    picked = [groups[turn % len(groups)] for turn in range(SENTENCES)]
    return [[str(rng.choice(of)), str(rng.choice(words)), str(rng.choice(of))] for words, of in picked]


@word_vectors(names=["word2vec", "train_word2vec", "skip_gram", "skipgram", "cbow", "train_skipgram",
                     "train_skip_gram", "learn_embeddings", "train_word_vectors", "word_embeddings",
                     "glove", "embedding_trainer", "skip_gram_model", "train_cbow",
                     "svd_embeddings"])  # fmt: skip
def train_embeddings(corpus: Given(lambda *_: planted()), dim: OneOf(8, 10), seed: OneOf(0, 1)) -> Value(
    "mapping"
):
    """The directions in which counts of neighbours vary most (Levy and Goldberg 2014, section 5)."""
    tokens = sorted({token for sentence in corpus for token in sentence})
    counts = np.zeros((len(tokens), len(tokens)))
    for sentence in corpus:
        places = [tokens.index(token) for token in sentence]
        counts[np.ix_(places, places)] += 1.0
    u, s, _ = np.linalg.svd(counts)
    return {token: (u * s)[place, :dim] for place, token in enumerate(tokens)}


@train_embeddings.check(
    examples=2, time_limit=60, hint="Which number of your settings is the length of a vector?",
    reveals="the vectors have another length than asked for",
)  # fmt: skip
def gives_vectors_of_the_length(train, corpus, dim, seed):
    """Each token has a vector, as long as was asked for."""
    came = train.once(corpus, dim, seed)
    lengths = sorted({len(vector) for vector in came.values()})
    assert_that(lengths == [dim], came=f"vectors of the lengths {lengths}", expected=f"the length {dim}")


@train_embeddings.check(
    examples=2, time_limit=60, hint="Which words does your loss pull together, and which does it push apart?"
)
def brings_words_of_like_use_together(train, corpus, dim, seed):
    """Words that stand among the same others come to lie closer than words that do not."""
    vectors = train.once(corpus, dim, seed)
    _, order = np.unique(np.concatenate(list(vectors.values())), return_index=True)
    alike = all(np.allclose(vector, next(iter(vectors.values()))) for vector in vectors.values())
    mistake = "all words have the same vector" if alike else "words of like use are no closer than others"
    inside, across = _similarities(vectors)
    # Of random vectors the two differ by 0.065 (a standard deviation, with 56 and 64 pairs in 8 dimensions):
    # by six of these once in 10^9.
    came = f"a cosine of {shown(inside)} within a group, {shown(across)} across"
    right = len(order) > 1 and inside > across + 0.4
    assert_that(right, came=came, expected="clearly more within a group", mistake=mistake)


def _similarities(vectors):
    """The mean cosines of words of one group, and of words of two, around their common mean."""
    words = [word for group, _ in GROUPS.values() for word in group]
    rows = np.array([vectors[word] for word in words], dtype=float)
    rows = rows - rows.mean(axis=0)
    rows = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12)
    cosines, half = rows @ rows.T, len(words) // 2
    inside = [cosines[:half, :half], cosines[half:, half:]]
    pairs = np.triu_indices(half, 1)
    return float(np.mean([block[pairs] for block in inside])), float(cosines[:half, half:].mean())


@train_embeddings.check(
    examples=1, time_limit=60, hint="Where does chance come in, and what does it start from?",
    reveals="it can't be repeated",
)  # fmt: skip
def can_be_repeated(train, corpus, dim, seed):
    """Trained twice from the same seed, it gives the same vectors."""
    one, other = train.once(corpus, dim, seed), train(corpus, dim, seed)
    alike = one.keys() == other.keys() and all(
        np.allclose(one[token], other[token], atol=1e-6) for token in one
    )
    assert_that(alike, came="other vectors the second time", expected="the same")


@train_embeddings.mistake("the vectors have another length than asked for")
def always_eight_and_one(corpus, dim, seed):
    return {token: np.append(vector, 0) for token, vector in train_embeddings(corpus, dim, seed).items()}


@train_embeddings.mistake("words of like use are no closer than others")
def untrained(corpus, dim, seed):
    rng = np.random.default_rng(seed)
    return {token: rng.standard_normal(dim) for token in sorted({t for row in corpus for t in row})}


@train_embeddings.mistake("all words have the same vector")
def all_alike(corpus, dim, seed):
    return {token: np.ones(dim) for token in {t for row in corpus for t in row}}


@train_embeddings.mistake("it can't be repeated")
def by_chance(corpus, dim, seed):
    turn = np.random.default_rng().choice([-1.0, 1.0], size=dim)
    return {token: vector * turn * np.random.default_rng().uniform(0.9, 1.1)
            for token, vector in train_embeddings(corpus, dim, seed).items()}  # fmt: skip


@layer(
    names=["embedding_lookup", "embed", "embedding_layer", "embedding_forward", "embedding", "word_embedding",
           "token_embedding", "my_embedding", "embed_id"],
    sizes={"v": 8, "d": 5, "n": 3},
)  # fmt: skip
def lookup(ids: Int["n"].between(0, 3), table: Float["v d"].at_least(v=4)) -> Float["n d"]:
    """The rows of the table that the numbers name: as a product of one-hot rows with it."""
    return np.eye(len(table))[ids] @ table


@lookup.operation
def gradients(ids, table, upstream):
    """Each row of the table gets what came for its own number."""
    return {"table": np.eye(len(table))[ids].T @ upstream}


@lookup.check(hint="An id is the number of a row, not a value to compute with.")
def gives_alike_ids_alike_rows(lookup, table):
    """The same number gives the same row, wherever it stands."""
    came = lookup(np.array([1, 0, 1]), table)
    assert_equal(came[0], came[2])


@lookup.check(hint="Which rows had a part in the output, and how often?", reveals="the gradient is wrong")
def sends_gradients_to_the_rows_it_used(lookup, ids, table, upstream: Float["n d"]):
    """The gradient touches only the rows that were used, and a row used twice gets both."""
    try:
        came = lookup.gradients(ids=ids, table=table, upstream=upstream)
    except Unavailable:
        lookup.note("it has no backward pass")
        return
    expected = np.eye(len(table))[ids].T @ upstream
    if "table" in came and np.any(ids == 0) and not np.any(came["table"][0]):
        lookup.note("it keeps the row of 0 for padding, which is not trained")
        expected[0] = 0
    if "table" in came:
        averaged = np.allclose(came["table"], expected / len(ids))
        divisor = len(ids) if averaged else 1
        assert_close(came["table"], expected / divisor, scale=4 * (1 + np.abs(upstream).max()))


@lookup.mistake("numbers count from one")
def from_one(ids, table):
    return table[ids - 1]


@lookup.mistake("each row is multiplied by its number")
def times_the_id(ids, table):
    return table[ids] * ids[:, None]


@lookup.mistake("the rows are scaled to length one")
def of_length_one(ids, table):
    return table[ids] / np.maximum(np.linalg.norm(table[ids], axis=1, keepdims=True), 1e-9)


@lookup.mistake("the gradient is wrong", operation="gradients")
def only_the_last_use_counts(ids, table, upstream):
    gradient = np.zeros_like(table)
    gradient[ids] = upstream
    return {"table": gradient}


skill(needs=all_of(train_embeddings, lookup))
