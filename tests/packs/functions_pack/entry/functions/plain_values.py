"""Plain values: texts, mappings, files and several results, as parts of later skills have them.

Why it matters: not everything that a learner writes is an array.
"""

import wave
from collections import Counter

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    OneOf,
    Pieces,
    Value,
    all_of,
    assert_alike,
    fresh_file,
    function,
    skill,
)

WORDS = ["a", "tree", "stands", "there", "über", "it's"]


def _text(sizes, rng):
    return " ".join(rng.choice(WORDS, size=sizes["t"]))


@function(names=["tokenise", "split_words"], spelled={"text": ["sentence", "string", "s", "document"]})
def tokenize(text: Given(_text, axes=("t",))) -> Value("list of text"):
    """The words between blanks, in lower case."""
    return text.lower().split()


@tokenize.mistake("the text is split into letters")
def letters(text):
    return list(text)


@tokenize.mistake("each word is kept once")
def unique_words(text):
    return list(dict.fromkeys(text.split()))


@tokenize.mistake("the last word is left out")
def without_last(text):
    return text.split()[:-1]


def _texts(sizes, rng):
    return [_text(sizes, rng) for _ in range(3)]


@function(
    names=["build_vocab", "make_vocabulary"],
    spelled={"texts": ["corpus", "sentences", "documents"]},
    attributes={"": ["stoi", "token_to_id", "word2idx"]},
)
def build_vocabulary(texts: Given(_texts, axes=("t",))) -> Value("mapping"):
    """Numbers the words by how often they come."""
    counts = Counter(word for text in texts for word in text.split())
    return {word: index for index, word in enumerate(sorted(counts, key=lambda word: (-counts[word], word)))}


@build_vocabulary.mistake("the numbers begin at one")
def from_one(texts):
    return {word: index + 1 for word, index in build_vocabulary(texts).items()}


@build_vocabulary.mistake("the words are sorted by the alphabet")
def by_alphabet(texts):
    return {word: index for index, word in enumerate(sorted(build_vocabulary(texts)))}


@build_vocabulary.mistake("words and numbers are exchanged")
def exchanged(texts):
    return {index: word for word, index in build_vocabulary(texts).items()}


@function(names=["describe", "summary"], spelled={"column": ["values", "data", "x", "series"]})
def summarize(column: Float["t"]) -> Value("mapping"):
    """The least, the greatest, and the mean."""
    return {"minimum": min(column), "maximum": max(column), "mean": float(np.mean(column))}


def _sound(sizes, rng):
    samples = rng.integers(-(2**15), 2**15, size=sizes["t"]).astype("<i2")
    path = fresh_file("sound.wav", about=f"a mono WAV of {len(samples)} samples")
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
    return path


@function(names=["read_wav", "load_wav"], spelled={"path": ["file", "filename", "wav_path", "fname"]})
def load_audio(path: Given(_sound, axes=("t",))) -> Pieces(samples=Int["frames"], rate=Value("number")):
    """The samples and how many there are in a second."""
    with wave.open(path, "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        return {"samples": samples.astype(int), "rate": file.getframerate()}


@function(
    names=["windows", "sliding_windows", "create_sequences"],
    spelled={"series": ["data", "x", "sequence"], "window": ["window_size", "lookback", "n_steps"]},
    sizes={"t": 11},
)
def make_windows(series: Float["t"], window: Count(1, 3)) -> Pieces(x=Float["m window"], y=Float["m"]):
    """Each stretch of the series, and the value after it."""
    count = max(len(series) - window, 0)
    return {
        "x": np.array([series[start : start + window] for start in range(count)]).reshape(count, window),
        "y": np.array([series[start + window] for start in range(count)]),
    }


@make_windows.mistake("the target is the last value of its window")
def leaking(series, window):
    right = make_windows(series, window)
    return {"x": right["x"], "y": right["x"][:, -1]}


@make_windows.mistake("the last window is left out")
def one_less(series, window):
    right = make_windows(series, window)
    return {"x": right["x"][:-1], "y": right["y"][:-1]}


@make_windows.mistake("each window is turned round")
def backwards(series, window):
    right = make_windows(series, window)
    return {"x": right["x"][:, ::-1], "y": right["y"]}


@function(
    names=["resize", "rescale_image"],
    packed={"size": ["height", "width"], "shape": ["height", "width"]},
    spelled={"image": ["img", "x"], "height": ["h", "new_h"], "width": ["w", "new_w"]},
)
def resize_image(image: Float["h w c"], height: Count(1, 9), width: Count(1, 9)) -> Float["height width c"]:
    """Takes the nearest pixel."""
    rows = np.arange(height) * image.shape[0] // height
    columns = np.arange(width) * image.shape[1] // width
    return image[rows][:, columns]


def _one_hot(sizes, rng):
    return np.eye(sizes["k"])[rng.integers(sizes["k"], size=sizes["n"])]


def _shares(sizes, rng):
    raw = rng.uniform(1, 5, size=(sizes["n"], sizes["k"]))
    return raw / raw.sum(axis=1, keepdims=True)


@function(names=["categorical_cross_entropy"], interchangeable=["target", "prediction"])
def log_loss(
    target: Given(_one_hot, axes=("n", "k")), prediction: Given(_shares, axes=("n", "k"))
) -> Float[""]:
    """The mean of minus the logarithm of what was predicted for the right class."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(np.sum(target * np.log(prediction), axis=1))


@log_loss.mistake("the sum is taken over the batch")
def summed_loss(target, prediction):
    return -np.sum(target * np.log(prediction))


@function(spelled={"p": ["drop_prob", "rate"]})
def thinned(x: Float["n i"], p: OneOf(0.25, 0.75)) -> Float["n i"]:
    """What is left on average when a share p is dropped."""
    return x * (1 - p)


def _keeps(code):
    return float(code(np.array([[1.0]]), 0.25)[0, 0]) < 0.5


@thinned.reading("p", "the share to keep", spelled=["keep_prob", "keep"], told_by=_keeps)
def share_to_keep(p):
    return 1 - p


@function(names=["brightness"], spelled={"image": ["img", "x"]})
def mean_colour(image: Float["n c h w"]) -> Float["n c"]:
    """The mean of each channel."""
    return image.mean(axis=(2, 3))


@function(names=["mat_mul"])
def product(a: Float["n k"], b: Float["k m"]) -> Float["n m"]:
    """Rows times columns."""
    return a @ b


@product.mistake("numbers are multiplied place by place")
def by_place(a, b):
    return a * b


@product.mistake("the second matrix is transposed")
def transposed(a, b):
    return a @ b.T


@product.mistake("the factors are exchanged")
def exchanged_factors(a, b):
    return b @ a


@function(names=["normalised"], mixes="k")
def shares_of(weights: Float["k"].between(1, 4)) -> Float["k"]:
    """Each over their sum: on one axis alone."""
    return weights / weights.sum()


@shares_of.mistake("they are divided by how many there are")
def over_the_count(weights):
    return weights / len(weights)


@shares_of.mistake("they are divided by the largest")
def over_the_largest(weights):
    return weights / weights.max()


@shares_of.mistake("nothing is divided")
def as_they_are(weights):
    return weights


@tokenize.check(hint="What stands between two blanks is a word.")
def gives_the_words_back(tokenize, text):
    """Joined by blanks, the tokens are the text."""
    assert_alike(" ".join(tokenize(text)), text.lower())


skill(
    needs=all_of(
        tokenize,
        build_vocabulary,
        summarize,
        load_audio,
        make_windows,
        resize_image,
        log_loss,
        thinned,
        mean_colour,
        product,
        shares_of,
    )
)
