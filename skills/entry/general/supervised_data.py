"""Supervised data: give every class a number and every sample its own label, and mix up neither.

Why it matters: Networks believe whatever label you hand them. When the pairs slip by one row,
no architecture can repair that.

Next step: Look at twenty of your samples beside their labels, in pictures or in text, before you
train on them.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    Int,
    LearnerError,
    Pieces,
    Value,
    all_of,
    assert_equal,
    assert_that,
    function,
    shown,
    skill,
)

CLASSES = ("cat", "dog", "bird", "Cat", "house cat", "Füchsin", "3", "10")


def _labels(sizes, rng):
    """A label for each sample, in which no class needs to come."""
    known = rng.permutation(CLASSES)[: sizes["k"]]
    return [str(label) for label in rng.choice(known, size=sizes["n"])]


LABELS = Given(_labels, axes=("n", "k"))
ENCODE_NAMES = """
    label_encode encode_targets encode_classes encode_target labels_to_ids labels_to_indices label_encoder
    labels_to_ints labels_to_integers class_to_index class_indices factorize encode_label integer_encode
    encode_y encode_categories ordinal_encode
"""
LABEL_WORDS = (
    "y labels label targets target classes names categories y_train column values data texts items Y"
)
CLASS_WORDS = """
    classes_ classes class_names label_names categories_ categories mapping_ mapping class_to_idx class_to_id
    class_to_index label_to_id label_to_index label2id label_map vocab names_ names
"""


@function(
    names=ENCODE_NAMES.split(),
    spelled={"labels": LABEL_WORDS.split()},
    attributes={"classes": CLASS_WORDS.split()},
)
def encode_labels(labels: LABELS) -> Pieces(ids=Int["n"], classes=Value("list of names")):
    """The classes in some order, each once; a label's number is its class's place there."""
    classes = sorted(set(labels))
    return {"ids": np.array([classes.index(label) for label in labels]), "classes": classes}


@encode_labels.result
def in_alphabetical_order(came, labels):
    """Any order of the classes will do: put them into that of the alphabet, and the numbers with them."""
    ids, classes = np.asarray(came["ids"]), list(came["classes"])
    is_numbering = ids.dtype.kind in "iu" or np.array_equal(ids, np.round(ids))
    if not is_numbering or ids.size == 0 or ids.min() < 0 or ids.max() >= len(classes):
        return came
    order = sorted(range(len(classes)), key=lambda place: classes[place])
    return {"ids": np.argsort(order)[ids.astype(int)], "classes": [classes[place] for place in order]}


@encode_labels.check(hint="Look each number up among the classes: whose name stands there?")
def gives_the_labels_back(encode_labels, labels):
    """The name that stands at a number's place among the classes is the label."""
    came = encode_labels(labels)
    back = [came["classes"][int(number)] for number in came["ids"] if 0 <= number < len(came["classes"])]
    assert_that(back == labels, came=f"{shown(came)}, which stands for {shown(back)}", expected=shown(labels))


@encode_labels.check(hint="With k classes, which numbers are there? Count them on your fingers, from zero.")
def counts_up_from_zero(encode_labels, labels):
    """The numbers are 0, 1, 2 and so on, one for each class."""
    expected = list(range(len(set(labels))))
    came = sorted({int(number) for number in encode_labels(labels)["ids"]})
    shifted = "the numbers begin at one" if came == [number + 1 for number in expected] else ""
    of_its_own = len(came) == len(labels) > len(expected)
    mistake = "every sample gets a number of its own" if of_its_own else shifted
    assert_that(came == expected, came=f"the numbers {came}", expected=f"{expected}", mistake=mistake)


@encode_labels.check(hint="How often should a class stand among the classes?")
def names_each_class_once(encode_labels, labels):
    """The classes are the different labels, each once."""
    assert_equal(sorted(encode_labels(labels)["classes"]), sorted(set(labels)), what="classes:")


@encode_labels.mistake("the numbers begin at one")
def from_one(labels):
    right = encode_labels(labels)
    return {"ids": right["ids"] + 1, "classes": right["classes"]}


@encode_labels.mistake("every sample gets a number of its own")
def one_each(labels):
    return {"ids": np.arange(len(labels)), "classes": sorted(set(labels))}


@encode_labels.mistake("the classes come in another order than their numbers")
def out_of_step(labels):
    return {"ids": encode_labels(labels)["ids"], "classes": list(dict.fromkeys(labels))}


@encode_labels.mistake("capital letters are lost, so that two classes become one")
def in_lower_case(labels):
    return encode_labels([label.lower() for label in labels])


@encode_labels.mistake("a label's first place among the samples is taken for its number")
def first_places(labels):
    return {"ids": np.array([labels.index(label) for label in labels]), "classes": sorted(set(labels))}


KNOWN = "img_1 img_2 img_3 img_12 img_21 img_23 img_31 img_32"


def _samples(sizes, rng):
    """Names of files without their endings, in no order."""
    return [str(name) for name in rng.permutation(KNOWN.split())[: sizes["n"]]]


def _mapping(sizes, rng):
    """A label for every name there can be; those that matter are in no order, among others."""
    return {str(name): str(rng.choice(CLASSES[: 1 + sizes["k"]])) for name in rng.permutation(KNOWN.split())}


SAMPLES, MAPPING = Given(_samples, axes=("n",)), Given(_mapping, axes=("k",))
SAMPLE_WORDS = "files filenames file_names images names paths x X data items sample_ids ids keys"
MAPPING_WORDS = """
    labels label_map labels_by_name label_by_name label_dict y annotations label_mapping lookup targets
    labels_map name_to_label sample_to_label metadata table
"""
PAIR_NAMES = """
    pair_samples attach_labels match_labels label_samples assign_labels pair_samples_with_labels join_labels
    merge_labels make_pairs map_labels add_labels align_labels pair_data pair_images_with_labels link_labels
    pair_samples_and_labels match_samples_to_labels get_labels_for_samples label_data
"""


@function(
    names=PAIR_NAMES.split(),
    spelled={"samples": SAMPLE_WORDS.split(), "mapping": MAPPING_WORDS.split()},
)
def pair_labels(samples: SAMPLES, mapping: MAPPING) -> Value("anything"):
    """Each sample beside the label that the mapping has under its name."""
    return [(sample, mapping[sample]) for sample in samples]


@pair_labels.result
def as_pairs(came, samples, mapping):
    """Pairs may come as such, as labels, as two lists or a mapping; a list of what has no label besides."""
    if isinstance(came, dict) and set(came) <= {*samples} and came:
        return [[sample, came[sample]] for sample in samples if sample in came]
    if isinstance(came, dict):
        return as_pairs(list(came.values()), samples, mapping) if len(came) in (2, 3) else came
    if isinstance(came, np.ndarray):
        came = came.tolist()
    if not isinstance(came, (list, tuple)):
        return came
    for form in (_of_two, _of_labels, _of_columns, _of_records):
        if (pairs := form(list(came), samples)) is not None:
            return [[sample, _plain(label)] for sample, label in pairs]
    with_rest = [item for item in came if isinstance(item, (list, tuple, dict, np.ndarray)) and len(item)]
    return (
        as_pairs(with_rest[0], samples, mapping) if 0 < len(with_rest) < len(came) or len(came) == 2 else came
    )


def _plain(label):
    return label.item() if isinstance(label, np.generic) else label


def _of_two(came, samples):
    """(sample, label) or (label, sample), for each sample."""
    if not all(isinstance(item, (list, tuple, np.ndarray)) and len(item) == 2 for item in came):
        return None
    for sample, label in ((0, 1), (1, 0)):
        if came and all(isinstance(item[sample], str) and item[sample] in samples for item in came):
            return [(str(item[sample]), item[label]) for item in came]
    return None


def _of_labels(came, samples):
    """A label for each sample."""
    is_flat = all(item is None or isinstance(item, (str, int, float, np.generic)) for item in came)
    return list(zip(samples, came, strict=True)) if is_flat and len(came) == len(samples) else None


def _of_columns(came, samples):
    """The samples and the labels, in this order or the other; what stands behind them has no label."""
    lists = [list(item) for item in came if isinstance(item, (list, tuple, np.ndarray))]
    if len(lists) < 2 or len(lists[0]) != len(lists[1]):
        return None
    for names, labels in (lists[:2], lists[1::-1]):
        is_flat = not any(isinstance(label, (list, tuple, dict)) for label in labels)
        if names and is_flat and all(isinstance(name, str) and name in samples for name in names):
            return list(zip(map(str, names), labels, strict=True))
    return None


def _of_records(came, samples):
    """A mapping for each sample, in which one value is its name and another its label."""
    if not came or not all(isinstance(item, dict) and len(item) == 2 for item in came):
        return None
    return _of_two([list(item.values()) for item in came], samples)


@pair_labels.check(
    hint="Take one sample by its name: which label stands beside that name, wherever it stands?"
)
def goes_by_name_and_not_by_place(pair_labels, samples, mapping):
    """Samples in another order keep their labels."""
    first, turned = pair_labels(samples, mapping), pair_labels(samples[::-1], mapping)
    same = isinstance(turned, list) and turned[::-1] == first
    came = f"{shown(first)}, and from the other end {shown(turned)}"
    assert_that(same, came=came, expected="the same pairs in the other order")


@pair_labels.check(hint="Does your code look at names, or only at how many labels there are?")
def does_not_mind_the_order_of_the_labels(pair_labels, samples, mapping):
    """It does not matter in which order the labels were written down."""
    turned = dict(reversed(mapping.items()))
    assert_equal(
        pair_labels(samples, turned), pair_labels(samples, mapping), what="with the labels turned round:"
    )


@pair_labels.check(
    hint="What becomes of a sample whose name the labels don't know? Nobody must take it for another's.",
    reveals="a sample without a label gets another's",
)
def gives_nobody_elses_label(pair_labels, samples, mapping):
    """A sample that has no label gets nobody else's."""
    known = {name: label for name, label in mapping.items() if name != samples[0]}
    try:
        came = pair_labels(samples, known)
    except LearnerError:
        return
    pairs = came if isinstance(came, list) else []
    given = [pair[1] for pair in pairs if isinstance(pair, list) and pair[:1] == samples[:1]]
    wrong = [label for label in given if label in {*mapping.values()}]
    assert_that(
        not wrong,
        came=f"{samples[0]}, which has no label, as {shown(wrong[:1])}",
        expected="an error, or no label",
    )
    others = [pair for pair in pairs if isinstance(pair, list) and pair[:1] != samples[:1]]
    slipped = [pair for pair in others if pair[0] in known and pair[1] != known[pair[0]]]
    assert_that(
        not slipped, came=f"{shown(slipped[:1])} beside a sample without a label", expected="its own label"
    )


@pair_labels.check(
    severity="remark",
    hint="Raise an error that names the sample, or list what has no label: dropped in silence it is lost.",
)
def tells_what_has_no_label(pair_labels, samples, mapping):
    """A sample that has no label is refused, or told apart."""
    known = {name: label for name, label in mapping.items() if name != samples[0]}
    try:
        pair_labels(samples, known)
    except LearnerError:
        return
    came = pair_labels.calls[-1].raw
    is_told = any(word in str(came) for word in (repr(samples[0]), "None", "nan"))
    assert_that(is_told, came=shown(came), expected=f"an error, or {samples[0]} among what has no label")


@pair_labels.mistake("labels are handed out in the order in which they were written down")
def by_place(samples, mapping):
    return list(zip(samples, mapping.values(), strict=False))


@pair_labels.mistake("the samples are sorted, but their labels are not")
def sorted_alone(samples, mapping):
    return list(zip(sorted(samples), [mapping[sample] for sample in samples], strict=True))


@pair_labels.mistake("a sample without a label gets another's")
def default_label(samples, mapping):
    usual = next(iter(mapping.values()))
    return [(sample, mapping.get(sample, usual)) for sample in samples]


@pair_labels.mistake("the labels have slipped by one row")
def slipped_by_one(samples, mapping):
    labels = [mapping[sample] for sample in samples]
    return list(zip(samples, labels[1:] + labels[:1], strict=True))


@pair_labels.mistake("a part of a name is taken for the whole")
def by_part(samples, mapping):
    return [(sample, next(mapping[name] for name in mapping if sample in name)) for sample in samples]


def _ids(sizes, rng):
    """Numbers of three classes, each of which comes: some code finds out by itself how many there are."""
    return rng.permutation([0, 1, 2, *rng.integers(0, 3, size=sizes["n"])])


ID_WORDS = " ids x indices index a v j vec vector t X"
K_WORDS = """
    n_classes num_classes classes c C n_class depth n num_labels n_labels number_of_classes class_num n_col
    size num_class vocab_size
"""
ONE_HOT_NAMES = """
    to_one_hot one_hot_encode to_categorical convert_to_one_hot one_hot_encoding onehot_encode get_one_hot
    make_one_hot
    one_hot_encoder one_hot_labels onehot_encoding one_hot_vectors
"""


@function(
    names=ONE_HOT_NAMES.split(),
    sizes={"n": 5},
    forms=["rows", "columns"],
    spelled={"ids": (LABEL_WORDS + ID_WORDS).split(), "k": K_WORDS.split()},
)
def one_hot(ids: Given(_ids, axes=("n",)), k: Count(3, 6) = 3) -> Int["n k"]:
    """A row for each number: a one at its place and zeros at all others."""
    return np.eye(k, dtype=int)[ids]


@one_hot.variant("code with a column for each sample")
def in_columns(ids, k=3):
    return one_hot(ids, k).T


@one_hot.check(hint="Where does the largest number of a row stand? That is what argmax asks.")
def is_undone_by_argmax(one_hot, ids, k):
    """The place of the one is the number, and there is nothing else."""
    ids = np.append(ids, 2) if len(ids) == k else ids  # a square would not tell its rows from its columns
    came = np.asarray(one_hot(ids, k))
    rows = came if came.shape == (len(ids), k) else came.T
    assert_equal(np.argmax(rows, axis=1), ids, what="places of the ones:")
    assert_equal(np.abs(rows).sum(axis=1), np.ones(len(ids)), what="sums of the rows:")


@one_hot.mistake("each one stands a place too early, as if classes were counted from one")
def too_early(ids, k=3):
    return np.roll(one_hot(ids, k), -1, axis=1)


@one_hot.mistake("zeros and ones are exchanged")
def exchanged(ids, k=3):
    return 1 - one_hot(ids, k)


@one_hot.mistake("the number itself stands where a one belongs")
def numbers_for_ones(ids, k=3):
    return one_hot(ids, k) * ids[:, None]


@one_hot.mistake("there is a column only for classes that come")
def only_those_that_come(ids, k=3):
    return np.eye(3, dtype=int)[ids]


skill(needs=all_of(encode_labels, pair_labels))
