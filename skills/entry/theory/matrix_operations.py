"""Matrix operations: multiply, transpose, and fold a bias into the weights as one more row.

Why it matters: Nearly all the work of a network is matrix multiplication, and most early errors
are two shapes that do not meet.

Next step: Multiply a stack of matrices at once, and predict the shape before you run it.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    LearnerError,
    Pieces,
    all_of,
    assert_close,
    assert_equal,
    assert_that,
    exact,
    function,
    skill,
)

A = """
    A X m m1 mat1 mat_a matrix1 matrix_a left first W
"""
B = """
    B Y n m2 mat2 mat_b matrix2 matrix_b right second W other
"""


MATMUL_NAMES = """
    mat_mul matrix_multiply matrix_multiplication multiply_matrices matrix_product matrix_mul matmult
    mat_mult mm multiply_matrix matrix_mult matrix_dot
"""


@function(
    names=MATMUL_NAMES.split(),
    spelled={"a": A.split(), "b": B.split()},
)
def matmul(a: Float["i j"], b: Float["j k"]) -> Float["i k"]:
    """Each entry is a row of the first times a column of the second, added up."""
    return a @ b


@matmul.check(hint="Row i of the identity picks row i of the other matrix.")
def is_left_alone_by_the_identity(matmul, a):
    """Times the identity, on either side, a matrix stays what it is."""
    rows, columns = a.shape
    assert_close(matmul(a, np.eye(columns)), a)
    assert_close(matmul(np.eye(rows), a), a)


@matmul.check(hint="It must not matter which of two neighbouring products comes first.")
def is_associative(
    matmul, a: Float["i j"].between(-9, 9), b: Float["j k"].between(-9, 9), c: Float["k l"].between(-9, 9)
):
    """Of three matrices, (AB)C is A(BC)."""
    inner, outer = exact(matmul(a, b)), exact(matmul(b, c))
    left, right = matmul(inner, c), matmul(a, outer)
    # Rounding the inner products to float32 moves what comes by 6e-8 of the largest sum.
    assert_close(left, right, error=1e-6 * _size(a, b, c))


@matmul.check(hint="Write a product of two by two with letters, and look where each letter goes.")
def turns_round_with_its_factors(matmul, a, b):
    """The transpose of AB is the transpose of B times the transpose of A."""
    assert_close(matmul(b.T, a.T), np.transpose(matmul(a, b)), scale=_size(a, b))


@matmul.check(hint="One row times one column is a single number: the sum of the products.")
def multiplies_a_row_by_a_column(matmul, a: Float["1 j"], b: Float["j 1"]):
    """A row times a column is one number, in a matrix of one by one."""
    assert_close(matmul(a, b), [[float(np.sum(a[0] * b[:, 0]))]], scale=_size(a, b))


@matmul.check(
    severity="remark", hint="How many columns has the first, how many rows the second? Compare them first."
)
def refuses_shapes_that_do_not_meet(matmul, a: Float["i j"].at_least(j=3), b: Float["2 k"]):
    """A first with three or more columns and a second with 2 rows raise an error."""
    try:
        came, refused = f"a result of shape {np.shape(matmul(a, b))}", False
    except LearnerError:
        came, refused = "", True
    assert_that(refused, came=came, expected=f"an error: {a.shape[1]} columns do not meet 2 rows")


@matmul.mistake("numbers are multiplied place by place")
def by_place(a, b):
    return a * b


@matmul.mistake("the factors are exchanged")
def exchanged(a, b):
    return b @ a


@matmul.mistake("the second matrix is transposed")
def second_transposed(a, b):
    return a @ b.T


@matmul.mistake("the first matrix is transposed")
def first_transposed(a, b):
    return a.T @ b


@matmul.mistake("the result is transposed")
def result_transposed(a, b):
    return (a @ b).T


@matmul.mistake("only the last product of each sum is kept")
def last_product(a, b):
    return np.outer(a[:, -1], b[-1])


@matmul.mistake("the last product of each sum is left out")
def without_the_last_product(a, b):
    return a[:, :-1] @ b[:-1]


@matmul.mistake("the products are averaged instead of summed")
def averaged(a, b):
    return a @ b / a.shape[1]


TRANSPOSE_NAMES = """
    mat_transpose matrix_transpose transpose_matrix transposed matrix_transposition
"""


@function(
    names=TRANSPOSE_NAMES.split(),
    spelled={"a": [*A.split(), "x", "matrix", "mat", "arr"]},
)
def transpose(a: Float["i j"]) -> Float["j i"]:
    """Rows become columns."""
    return a.T


@transpose.check(hint="What moved from place (i, j) to (j, i) moves back the second time.")
def undoes_itself(transpose, a):
    """Transposed twice, a matrix is what it was."""
    assert_equal(transpose(np.array(transpose(a))), a, what="transposed twice:")


@transpose.check(hint="Follow one number: from row i and column j it goes to row j and column i.")
def makes_rows_of_columns(transpose, a):
    """The first column becomes the first row, and the last column the last row."""
    turned = np.asarray(transpose(a))
    assert_equal(turned[0], a[:, 0], what="first row:")
    assert_equal(turned[-1], a[:, -1], what="last row:")


@transpose.mistake("the numbers are only laid out anew")
def reshaped(a):
    return a.reshape(a.shape[::-1])


@transpose.mistake("the order of the rows is turned round as well")
def rotated(a):
    return np.rot90(a)


@transpose.mistake("the order of the columns is turned round as well")
def rotated_back(a):
    return np.rot90(a, -1)


@transpose.mistake("it flips along the other diagonal")
def anti_transposed(a):
    return a[::-1, ::-1].T


@transpose.mistake("nothing is moved: the matrix comes back as it was")
def as_it_was(a):
    return a


@transpose.mistake("numbers that were moved already are moved back: swapping in place visits each pair twice")
def swapped_half(a):
    turned = np.array(a)
    for i in range(min(a.shape)):
        for j in range(min(a.shape)):
            turned[i, j] = turned[j, i]
    return turned


BIAS_TRICK_NAMES = """
    fold_bias absorb_bias fold_bias_into_weights add_bias_trick bias_augmentation apply_bias_trick
    augment_with_bias
"""


@function(
    names=BIAS_TRICK_NAMES.split(),
    spelled={"x": ["X"], "w": ["weight", "weights", "W"], "b": ["bias", "biases"]},
    sizes={"n": 6, "i": 3, "o": 9},
)
def bias_trick(x: Float["n i"], w: Float["i o"], b: Float["o"]) -> Pieces(
    x=Float["n inputs_and_one"], w=Float["inputs_and_one o"]
):
    """A column of ones meets the bias as one more row of the weights."""
    return {"x": np.column_stack([x, np.ones(len(x))]), "w": np.vstack([w, b])}


@bias_trick.variant("bias trick with the bias in front")
def bias_in_front(x, w, b):
    return {"x": np.column_stack([np.ones(len(x)), x]), "w": np.vstack([b, w])}


@bias_trick.check(hint="Multiply the two: the ones must meet the biases.")
def gives_the_same_outputs(bias_trick, x, w, b):
    """The product of the two is x · w + b."""
    folded = bias_trick(x, w, b)
    assert_close(folded["x"] @ folded["w"], x @ w + b, scale=_size(x, w, b))


@bias_trick.check(
    hint="Count: one more column in the inputs, and one more row in the weights. Nothing else grows."
)
def adds_one_column_and_one_row(bias_trick, x, w, b):
    """The inputs get one column more, the weights one row more."""
    (rows, inputs), outputs = x.shape, w.shape[1]
    folded = bias_trick(x, w, b)
    shapes = (np.shape(folded["x"]), np.shape(folded["w"]))
    expected = ((rows, inputs + 1), (inputs + 1, outputs))
    assert_that(shapes == expected, came=f"the shapes {shapes}", expected=f"the shapes {expected}")


@bias_trick.mistake("the bias is not put into the weights")
def zeros_for_the_bias(x, w, b):
    return {"x": np.column_stack([x, np.ones(len(x))]), "w": np.vstack([w, np.zeros_like(b)])}


@bias_trick.mistake("the column is of zeros")
def column_of_zeros(x, w, b):
    return {"x": np.column_stack([x, np.zeros(len(x))]), "w": np.vstack([w, b])}


@bias_trick.mistake("the ones stand in front, the biases at the end")
def at_two_ends(x, w, b):
    return {"x": np.column_stack([np.ones(len(x)), x]), "w": np.vstack([w, b])}


@bias_trick.mistake("the ones stand at the end, the biases in front")
def at_the_other_ends(x, w, b):
    return {"x": np.column_stack([x, np.ones(len(x))]), "w": np.vstack([b, w])}


@bias_trick.mistake("a row of ones is put where the biases belong")
def ones_for_the_bias(x, w, b):
    return {"x": np.column_stack([x, np.ones(len(x))]), "w": np.vstack([w, np.ones_like(b)])}


def _size(*arrays):
    """Return the size of the largest sum of products: what rounding is relative to."""
    largest = [max(1.0, float(np.max(np.abs(array)))) for array in arrays]
    return float(np.prod(largest)) * 10


skill(needs=all_of(matmul, transpose, bias_trick))
