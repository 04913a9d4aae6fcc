"""Convolution: slide a small kernel over an image and add up the products at each place.

Why it matters: Blurring a photo, finding its edges and a modern vision network are all this one
operation, with other numbers in the kernel.

Next step: Blur a photo of your own, find its edges, and look at what happens at the border in each
of the three modes.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    all_of,
    assert_close,
    exact,
    function,
    skill,
)

IMAGE = """
    img image x X input inputs picture matrix mat data array I a photo
"""
SIGNAL = "x signal s f a data input sequence seq series array"
KERNEL = """
    k K kernel filter filt filter_ f w W weights h mask F kern
"""
NEUTRAL = {
    "mode": "valid",
    "stride": 1,
    "strides": 1,
    "padding": 0,
    "pad": 0,
    "p": 0,
    "s": 1,
    "bias": 0,
    "b": 0,
}
BORDER = 3


def odd_square(sizes, rng):
    """A kernel of one by one or three by three: these have a middle."""
    width = 1 if sizes["k"] == 1 else 3
    return rng.integers(-3, 4, size=(width, width)).astype(float)


def odd_row(sizes, rng):
    return odd_square(sizes, rng)[0]


CONVOLVE2D_NAMES = """
    convolve_2d conv2d conv_2d convolution2d convolution_2d convolve convolution conv corr2d correlate2d
    cross_correlation cross_correlate apply_kernel apply_filter apply_convolution cross_correlation_2d
    filter2d filter_2d convolve_image conv2d_naive
"""


@function(
    names=CONVOLVE2D_NAMES.split(),
    spelled={"image": IMAGE.split(), "kernel": KERNEL.split()},
    neutral=NEUTRAL,
    sizes={"h": 6, "w": 8, "k": 3},
)
def convolve2d(
    image: Float["h w"].at_least(h=3, w=3), kernel: Given(odd_square, axes=("k",))
) -> Float["rows columns"]:
    """The kernel, turned by half a circle, times every part of the image that it fits on: SciPy's 'valid'."""
    from scipy.signal import convolve2d as convolved

    return convolved(image, kernel, "valid")


@convolve2d.variant("convolution that gives the image's own size, with zeros around it ('same')")
def same_convolution(image, kernel):
    from scipy.signal import convolve2d as convolved

    return convolved(image, kernel, "same")


@convolve2d.variant("convolution of all places where the two touch ('full')")
def full_convolution(image, kernel):
    from scipy.signal import convolve2d as convolved

    return convolved(image, kernel, "full")


@convolve2d.variant(
    "cross-correlation, which does not turn the kernel, of all places where it fits ('valid')"
)
def valid_correlation(image, kernel):
    return convolve2d(image, turned(kernel))


@convolve2d.variant("cross-correlation, which does not turn the kernel, in the image's own size ('same')")
def same_correlation(image, kernel):
    return same_convolution(image, turned(kernel))


@convolve2d.variant("cross-correlation, which does not turn the kernel, of all places that touch ('full')")
def full_correlation(image, kernel):
    return full_convolution(image, turned(kernel))


def turned(kernel):
    return kernel[::-1, ::-1]


def bordered(image, kernel, border):
    """The image with as much around it as the kernel reaches beyond, so that its size is kept."""
    return np.pad(image, len(kernel) // 2, mode=border)


@convolve2d.variant("convolution in the image's own size, its border repeated")
def repeated_border(image, kernel):
    return convolve2d(bordered(image, kernel, "edge"), kernel)


@convolve2d.variant("cross-correlation in the image's own size, its border repeated")
def repeated_border_correlation(image, kernel):
    return valid_correlation(bordered(image, kernel, "edge"), kernel)


@convolve2d.variant("convolution in the image's own size, its border mirrored")
def mirrored_border(image, kernel):
    return convolve2d(bordered(image, kernel, "reflect"), kernel)


@convolve2d.variant("cross-correlation in the image's own size, its border mirrored")
def mirrored_border_correlation(image, kernel):
    return valid_correlation(bordered(image, kernel, "reflect"), kernel)


@convolve2d.variant("convolution in the image's own size, its border mirrored with itself")
def doubled_border(image, kernel):
    return convolve2d(bordered(image, kernel, "symmetric"), kernel)


@convolve2d.variant("cross-correlation in the image's own size, its border mirrored with itself")
def doubled_border_correlation(image, kernel):
    return valid_correlation(bordered(image, kernel, "symmetric"), kernel)


@convolve2d.variant("convolution in the image's own size, its border going on at the other side")
def endless_border(image, kernel):
    return convolve2d(bordered(image, kernel, "wrap"), kernel)


@convolve2d.variant("cross-correlation in the image's own size, its border going on at the other side")
def endless_border_correlation(image, kernel):
    return valid_correlation(bordered(image, kernel, "wrap"), kernel)


@convolve2d.check(hint="A kernel of a single one copies: which numbers does it copy, and to where?")
def a_single_one_copies_the_image(convolve2d, image):
    """With a kernel that is 1 in the middle and 0 around it, the image comes back."""
    copying = np.zeros((3, 3))
    copying[1, 1] = 1
    came = np.asarray(convolve2d(image, copying))
    spare = (came.shape[0] - image.shape[0]) // 2 + 1  # of the inner image, which every mode gives
    rows, columns = (slice(spare, size - spare) for size in came.shape)
    assert_close(came[rows, columns], image[1:-1, 1:-1], scale=_size(image))


@convolve2d.check(hint="Only products and sums: no power, no cut-off, no constant.")
def is_linear_in_the_image(convolve2d, image, other: Float["h w"], kernel):
    """A sum of two images gives the sum of what each gives."""
    apart = convolve2d(image, kernel) + convolve2d(other, kernel)
    reach = (np.abs(image).max() + np.abs(other).max() + 1) * (np.abs(kernel).sum() + 1)
    # Rounding the sum to float32 moves each of its numbers by 6e-8.
    assert_close(convolve2d(exact(image + other), kernel), apart, error=1e-6 * float(reach))


@convolve2d.check(hint="Each number of the kernel counts as often as it is large.")
def is_linear_in_the_kernel(convolve2d, image, kernel, more: Given(odd_square, axes=("k",))):
    """A sum of two kernels gives the sum of what each gives."""
    apart = convolve2d(image, kernel) + convolve2d(image, more)
    assert_close(convolve2d(image, kernel + more), apart, scale=_size(image, kernel, more))


@convolve2d.check(hint="The same sum everywhere: does a place of yours depend on where it is?")
def moves_with_the_image(convolve2d, image, kernel, axis: Given(lambda sizes, rng: int(rng.integers(2)))):
    """An image that is moved by one place gives what it gave, moved by one place."""
    framed = np.pad(image, BORDER)
    moved = convolve2d(np.roll(framed, 1, axis=axis), kernel)
    assert_close(moved, np.roll(convolve2d(framed, kernel), 1, axis=axis), scale=_size(image, kernel))


@convolve2d.check(
    severity="remark", hint="Take the kernel's height and width apart, and do not look for its middle."
)
def takes_kernels_of_any_shape(convolve2d, image, kernel: Float["2 3"]):
    """A kernel may be even, and need not be square."""
    if np.shape(convolve2d(image, np.ones((3, 3)))) == image.shape:
        return  # 'same': where an even kernel has its middle is a matter of taste
    assert_close(convolve2d(image, kernel), convolve2d.reference(image, kernel), scale=_size(image, kernel))


@convolve2d.mistake("the last row and the last column are left out")
def one_place_short(image, kernel):
    return convolve2d(image, kernel)[:-1, :-1]


@convolve2d.mistake("the last row and the last column are left out, and the kernel is not turned")
def correlation_one_place_short(image, kernel):
    return valid_correlation(image, kernel)[:-1, :-1]


@convolve2d.mistake("the kernel is turned over in one direction only: top to bottom")
def flipped_rows(image, kernel):
    return convolve2d(image, kernel[:, ::-1])


@convolve2d.mistake("the kernel is turned over in one direction only: left to right")
def flipped_columns(image, kernel):
    return convolve2d(image, kernel[::-1])


@convolve2d.mistake("the kernel is transposed")
def transposed_kernel(image, kernel):
    return convolve2d(image, kernel.T)


@convolve2d.mistake("the kernel is transposed, and not turned")
def transposed_correlation(image, kernel):
    return valid_correlation(image, kernel.T)


@convolve2d.mistake("the products are averaged instead of summed")
def averaged_products(image, kernel):
    return convolve2d(image, kernel) / kernel.size


@convolve2d.mistake("the products are averaged instead of summed, and the kernel is not turned")
def averaged_correlation(image, kernel):
    return valid_correlation(image, kernel) / kernel.size


@convolve2d.mistake("the result is cut off below 0 and above 255")
def cut_off(image, kernel):
    return np.clip(convolve2d(image, kernel), 0, 255)


@convolve2d.mistake("the result is cut off below 0 and above 255, and the kernel is not turned")
def cut_off_correlation(image, kernel):
    return np.clip(valid_correlation(image, kernel), 0, 255)


@convolve2d.mistake("the border is left at zero: only places where the whole kernel fits are filled in")
def zero_border(image, kernel):
    edge = kernel.shape[0] // 2
    return np.pad(convolve2d(image, kernel), edge)


@convolve2d.mistake("the border is left at zero, and the kernel is not turned")
def zero_border_correlation(image, kernel):
    edge = kernel.shape[0] // 2
    return np.pad(valid_correlation(image, kernel), edge)


CONVOLVE1D_NAMES = """
    convolve_1d conv1d conv_1d convolution1d convolution_1d correlate1d corr1d cross_correlation_1d
"""


@function(
    names=CONVOLVE1D_NAMES.split(),
    spelled={"signal": SIGNAL.split(), "kernel": [*KERNEL.split(), "g"]},
    neutral=NEUTRAL,
    sizes={"t": 8, "k": 3},
)
def convolve1d(signal: Float["t"].at_least(t=3), kernel: Given(odd_row, axes=("k",))) -> Float["places"]:
    """The kernel, turned round, times every part of the signal that it fits on."""
    return np.convolve(signal, kernel, "valid")


@convolve1d.variant("convolution that gives the signal's own length, with zeros around it ('same')")
def same_length(signal, kernel):
    return np.convolve(signal, kernel, "same")


@convolve1d.variant("convolution of all places where the two touch ('full')")
def full_length(signal, kernel):
    return np.convolve(signal, kernel, "full")


@convolve1d.variant(
    "cross-correlation, which does not turn the kernel, of all places where it fits ('valid')"
)
def valid_correlation_1d(signal, kernel):
    return np.convolve(signal, kernel[::-1], "valid")


@convolve1d.variant("cross-correlation, which does not turn the kernel, in the signal's own length ('same')")
def same_correlation_1d(signal, kernel):
    return np.convolve(signal, kernel[::-1], "same")


@convolve1d.variant("cross-correlation, which does not turn the kernel, of all places that touch ('full')")
def full_correlation_1d(signal, kernel):
    return np.convolve(signal, kernel[::-1], "full")


@convolve1d.check(hint="Only products and sums: no power, no cut-off, no constant.")
def is_linear(convolve1d, signal, kernel, factor: Float[""].between(-4, 4)):
    """A signal times a number gives the same times that number."""
    larger = exact(factor * signal)
    error = 1e-6 * _size(signal, kernel, np.array([factor]))  # of rounding the larger one to float32
    assert_close(convolve1d(larger, kernel), factor * np.asarray(convolve1d(signal, kernel)), error=error)


@convolve1d.check(hint="The same sum everywhere: does a place of yours depend on where it is?")
def moves_with_the_signal(convolve1d, signal, kernel):
    """A signal that comes one step later gives what it gave, one step later."""
    framed = np.pad(signal, BORDER)
    later = convolve1d(np.roll(framed, 1), kernel)
    assert_close(later, np.roll(convolve1d(framed, kernel), 1), scale=_size(signal, kernel))


@convolve1d.mistake("the last place is left out")
def one_step_short(signal, kernel):
    return np.convolve(signal, kernel, "valid")[:-1]


@convolve1d.mistake("the last place is left out, and the kernel is not turned")
def correlation_one_step_short(signal, kernel):
    return valid_correlation_1d(signal, kernel)[:-1]


@convolve1d.mistake("the products are averaged instead of summed")
def averaged_steps(signal, kernel):
    return np.convolve(signal, kernel, "valid") / len(kernel)


@convolve1d.mistake("the products are averaged instead of summed, and the kernel is not turned")
def averaged_correlated_steps(signal, kernel):
    return valid_correlation_1d(signal, kernel) / len(kernel)


@convolve1d.mistake("the border is left at zero: only places where the whole kernel fits are filled in")
def zeros_at_the_ends(signal, kernel):
    return np.pad(np.convolve(signal, kernel, "valid"), len(kernel) // 2)


@convolve1d.mistake("the border is left at zero, and the kernel is not turned")
def zeros_at_the_ends_of_a_correlation(signal, kernel):
    return np.pad(valid_correlation_1d(signal, kernel), len(kernel) // 2)


@convolve1d.mistake("the signal and the kernel are multiplied place by place, without sliding")
def without_sliding(signal, kernel):
    return signal[: len(kernel)] * kernel


def _size(*arrays):
    """Return the size of the largest sum of products: what rounding is relative to."""
    return float(np.prod([max(1.0, float(np.max(np.abs(array)))) for array in arrays])) * 10


skill(needs=all_of(convolve2d))
