"""Convolutional Neural Networks: one small filter slides over the picture and looks for one thing.

Why it matters: A cat in the corner is still a cat. Sharing a filter across all positions builds
that in, with far fewer weights than a separate one for each pixel.

Next step: Draw the kernels of your first layer as small pictures, before and after training, and
find one that looks for upright edges.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Index,
    all_of,
    assert_close,
    assert_that,
    exact,
    layer,
    model,
    skill,
)

NAMES = ["conv2d", "conv", "convolution", "conv_forward", "convolutional_layer", "conv_layer_forward",
         "conv_forward_naive", "convolution_layer", "convolution2d", "conv2d_layer", "conv2d_forward",
         "convolutional", "conv_forward_fast"]  # fmt: skip
IMAGES = Float["n c h w"].at_least(h=5, w=5)


def fitting(sizes, rng):
    """Return a stride at which the last window ends where the image does: some code takes no other."""
    both_even = all((sizes[side] - sizes["k"]) % 2 == 0 for side in "hw")
    return 1 + int(both_even and rng.random() < 0.8)


STRIDE = Given(fitting, axes=("h", "w", "k"))


@layer(names=NAMES, sizes={"n": 3, "c": 5, "h": 8, "w": 12, "o": 4, "k": 2})
def conv_layer(
    x: IMAGES, kernel: Float["o c k k"], bias: Float["o"], stride: STRIDE = 1, padding: Count(0, 2) = 0
) -> Float["n o ho wo"]:
    """Each number is the sum over a window of the padded image, times the kernel, plus the bias."""
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    return slid(padded, kernel, stride) + bias[:, None, None]


def slid(x, kernel, stride=1):
    """The products of the kernel with every window, summed: windows stand `stride` apart."""
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape[2:], axis=(2, 3))
    return np.einsum("ncpqhw,ochw->nopq", windows[:, :, ::stride, ::stride], kernel)


@conv_layer.variant("convolution with its kernel turned upside down, as mathematics writes it")
def with_turned_kernel(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel[:, :, ::-1, ::-1], bias, stride, padding)


@conv_layer.check(hint="Between the first and the last window lie h + 2 · padding - k rows.", examples=30)
def has_as_many_places_as_the_formula_says(conv, x, kernel, bias, stride, padding):
    """From h rows, (h + 2 · padding - k) / stride + 1 come out; the same for columns."""
    rows, columns = ((size + 2 * padding - kernel.shape[2]) // stride + 1 for size in x.shape[2:])
    expected = (len(x), len(kernel), rows, columns)
    came = np.shape(conv(x, kernel, bias, stride, padding))
    assert_that(came == expected, came=f"the shape {came}", expected=f"the shape {expected}")


@conv_layer.check(severity="remark", hint="What is left over at the end holds no whole window.", examples=15)
def leaves_out_what_holds_no_window(conv, x, kernel, bias, stride: Count(2, 3), padding):
    """Where the stride does not fit, the last rows and columns are left out."""
    expected = conv.reference(x, kernel, bias, stride, padding)
    assert_close(conv(x, kernel, bias, stride, padding), expected, scale=10 * size_of(x, kernel, bias))


@conv_layer.check(hint="The bias goes in once for every place, after the sum over the window.", examples=20)
def adds_its_bias(conv, x, kernel, bias, stride, padding, more: Float["o"]):
    """A larger bias moves every place of its channel by just as much."""
    larger = exact(bias + more)
    moved = conv(x, kernel, bias, stride, padding) + (larger - bias)[:, None, None]
    assert_close(conv(x, kernel, larger, stride, padding), moved, scale=10 * size_of(x, kernel, bias, more))


@conv_layer.check(
    hint="Each output channel has its own kernel, with one slice for every input channel.", examples=20
)
def keeps_its_kernels_apart(conv, x, kernel, bias, stride, padding, j: Index["o"]):
    """Another kernel for one channel changes that channel only."""
    changed = kernel.copy()
    changed[j] = exact(changed[j] + 1)
    came, before = conv(x, changed, bias, stride, padding), conv(x, kernel, bias, stride, padding)
    others = [channel for channel in range(len(kernel)) if channel != j]
    assert_close(came[:, others], before[:, others], scale=10 * size_of(x, kernel, bias))


@conv_layer.check(
    hint="The same kernel is laid on every place: which of your numbers knows where it is?", examples=20
)
def shifts_with_its_image(conv, x: Float["n c h w"].at_least(h=6, w=6), kernel, bias):
    """An image that is shifted comes out shifted."""
    came, shifted = conv(x, kernel, bias), conv(x[:, :, 1:, 1:], kernel, bias)
    assert_close(shifted, came[:, :, 1:, 1:], scale=10 * size_of(x, kernel, bias))


@conv_layer.check(
    hint="A place at (p, q) sees the rows from p · stride - padding on, and k of them.", examples=20
)
def sees_its_window_only(conv, x, kernel, bias, stride, padding, p: Index["h"], q: Index["w"]):
    """Another pixel changes nothing where the window does not reach it."""
    changed = x.copy()
    changed[:, :, p, q] += 1
    unseen = np.zeros_like(x)
    unseen[:, :, p, q] = 1
    reached = conv_layer(unseen, np.ones_like(kernel), bias * 0, stride, padding) != 0
    came, before = conv(changed, kernel, bias, stride, padding), conv(x, kernel, bias, stride, padding)
    assert_close(
        np.where(reached, 0, came), np.where(reached, 0, before), scale=10 * size_of(x, kernel, bias)
    )


@conv_layer.check(
    severity="remark",
    examples=15,
    hint="Each place sends its gradient to the window that it saw, and to the bias; add up what meets.",
)
def sends_gradients_back(conv, x, kernel, bias, stride, padding):
    """Its backward pass, where it has one, gives the gradients of images, kernels and biases."""
    upstream = exact(np.cos(np.arange(conv_layer(x, kernel, bias, stride, padding).size))).reshape(
        np.shape(conv(x, kernel, bias, stride, padding))
    )
    came = conv.gradients(x=x, kernel=kernel, bias=bias, stride=stride, padding=padding, upstream=upstream)
    right = gradients(x, kernel, bias, upstream, stride, padding)
    for name in came:
        share = len(x) if conv.facts.get("gradients_averaged") and name != "x" else 1
        assert_close(came[name], right[name] / share, scale=size_of(x, kernel, upstream) * upstream.size)


@conv_layer.operation
def gradients(x, kernel, bias, upstream, stride=1, padding=0):
    size, edge = kernel.shape[2], [(0, 0), (0, 0), (padding, padding), (padding, padding)]
    padded, of_kernel = np.pad(x, edge), np.zeros_like(kernel)
    of_image = np.zeros_like(padded)
    for p, q in np.ndindex(upstream.shape[2:]):
        window = np.s_[:, :, p * stride : p * stride + size, q * stride : q * stride + size]
        of_kernel += np.einsum("nchw,no->ochw", padded[window], upstream[:, :, p, q])
        of_image[window] += np.einsum("ochw,no->nchw", kernel, upstream[:, :, p, q])
    inside = np.s_[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
    return {"x": of_image[inside], "kernel": of_kernel, "bias": upstream.sum(axis=(0, 2, 3))}


@conv_layer.mistake("the bias is left out")
def without_bias(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel, bias * 0, stride, padding)


@conv_layer.mistake("only the first channel is looked at")
def of_one_channel(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x[:, :1], kernel[:, :1], bias, stride, padding)


@conv_layer.mistake("the window is averaged instead of summed")
def averaged(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel / kernel[0].size, bias, stride, padding)


@conv_layer.mistake("the bias is added once for every channel of the image")
def with_many_biases(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel, bias * x.shape[1], stride, padding)


@conv_layer.mistake("the stride is left out")
def without_stride(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel, bias, 1, padding)


@conv_layer.mistake("the padding is left out")
def without_padding(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel, bias, stride, 0)


@conv_layer.mistake("the padding stands at one end only")
def padded_at_one_end(x, kernel, bias, stride=1, padding=0):
    return conv_layer(np.pad(x, [(0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)]), kernel, bias, stride)


@conv_layer.mistake("the kernel is mirrored from left to right only")
def mirrored(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel[..., ::-1], bias, stride, padding)


@conv_layer.mistake("the kernel's rows and columns are exchanged")
def turned_on_its_side(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, kernel.transpose(0, 1, 3, 2), bias, stride, padding)


@conv_layer.mistake("a ReLU is applied to the output")
def relu_inside(x, kernel, bias, stride=1, padding=0):
    return np.maximum(conv_layer(x, kernel, bias, stride, padding), 0)


@conv_layer.mistake("every channel uses the first kernel")
def one_kernel_for_all(x, kernel, bias, stride=1, padding=0):
    return conv_layer(x, np.repeat(kernel[:1], len(kernel), axis=0), bias, stride, padding)


def size_of(*arrays):
    """Return the size of the largest product that can occur: what rounding is relative to."""
    return float(np.prod([max(1.0, float(np.max(np.abs(array)))) for array in arrays]))


SMALLEST = (1, 8, 8)
SEEN, UNSEEN = 40, 16
"""At how many places bars of one direction stand in training, at most; and at how many others after it."""
NETWORK_NAMES = ["cnn", "conv_net", "convolutional_neural_network", "convolutional_network", "le_net",
                 "le_net5", "simple_cnn", "simple_conv_net", "cnn_model", "conv_model", "image_classifier",
                 "build_cnn", "create_cnn", "vgg", "res_net", "alex_net"]  # fmt: skip


@model(names=NETWORK_NAMES)
def conv_network(images: Float["n c h w"].at_least(h=8, w=8)) -> Float["n k"]:
    """Kernels, a bend, the largest response of each kernel wherever it is; then a dense layer."""
    return features(images) @ np.random.default_rng(1).standard_normal((17, 3))


def features(images, kernels=16):
    rng = np.random.default_rng(0)
    responses = slid(images, rng.standard_normal((kernels, images.shape[1], 3, 3)))
    return np.insert(np.maximum(responses, 0).max(axis=(2, 3)), 0, 1, axis=1)


@conv_network.operation
def layers(images=None):
    """The shapes of the weights, in their order."""
    return {"weights": [[16, 1, 3, 3], [17, 3]]}


@conv_network.operation
def fit(images, y, unseen):
    """The outputs for both, after the dense layer has been fitted by least squares."""
    seen = features(images)
    weights = np.linalg.lstsq(seen.T @ seen + 0.01 * np.eye(17), seen.T @ np.eye(3)[y], rcond=None)[0]
    return {"outputs": seen @ weights, "unseen": features(unseen) @ weights, "how": "least squares"}


@conv_network.check(examples=5, hint="What is flattened, and which axis counts the images?")
def gives_one_row_for_each_image(network, images):
    """For n images it gives n rows of numbers."""
    shown = [np.shape(network(images_for(network, images[:count]))) for count in (1, len(images))]
    rows = [shape[0] if len(shape) == 2 else None for shape in shown]
    assert_that(
        rows == [1, len(images)],
        came=f"the shapes {shown[0]} and {shown[1]} for 1 and {len(images)} images",
        expected="one row for each image",
    )


@conv_network.check(
    examples=5, hint="An image among others is the same image: is anything summed over the batch?"
)
def looks_at_each_image_alone(network, images):
    """An image gets the same outputs alone and among others."""
    several = images_for(network, images)
    together, alone = network(several), network(several[:1])
    # Different batch sizes may be summed in another order, in float32.
    assert_close(alone, together[:1], relative=1e-3, scale=1e3 * float(np.abs(together).max()))


@conv_network.check(
    examples=1, hint="A kernel is a few pixels wide, and the same one slides over all of the image."
)
def has_kernels_smaller_than_its_images(network):
    """Its first weights are fewer than those of a dense layer that does the same."""
    weights = network.layers()["weights"]
    if not weights:
        network.note("its weights were not found, so its parameters were not counted")
        return
    pixels = int(np.prod(network.facts.get("image", SMALLEST)))
    kernels = [shape for shape in weights if len(shape) > 3]
    # One kernel for each channel that comes out, which is likely the longest axis.
    of_one = min((int(np.prod(shape)) // max(shape) for shape in kernels), default=0)
    first = kernels[0] if kernels else weights[0]
    is_dense = not kernels and pixels in first  # kernels may lie flat, in rows
    assert_that(
        not is_dense and of_one < pixels,
        came=f"weights of the shape {tuple(first)} for images of {pixels} numbers",
        expected="kernels: fewer weights for each output than the image has numbers",
        mistake="there is no convolution, each neuron has a weight for every pixel" if is_dense else "",
    )


@conv_network.check(
    examples=1,
    time_limit=90,
    hint="Do the gradients reach the kernels? Print a kernel before and after a step.",
    reveals="it does not learn",
)
def sees_bars_wherever_they_stand(network):
    """It learns whether there is a bar, and which way, and sees it where it has never seen one."""
    shape = network.facts.get("image", SMALLEST)
    classes = 3 if network.facts.get("outputs", 3) > 2 else 2
    images, y, unseen, unseen_y = bars(shape, classes)
    fitted = network.fit(images=images, y=y, unseen=unseen)
    network.note(f"bars: {fitted['how']}")
    seen, never_seen = share_right(fitted["outputs"], y), share_right(fitted["unseen"], unseen_y)
    # Guessing is right in a third or a half; both shares at once are reached by guessing in less than 1e-12.
    assert_that(
        seen >= 0.95, came=f"{seen:.0%} of the bars it was trained on", expected="all of them",
        mistake="it does not learn",
    )  # fmt: skip
    assert_that(
        never_seen >= 1 / classes + 0.25,
        came=f"{never_seen:.0%} of bars at places where it had seen none, {seen:.0%} of the others",
        expected="far more than guessing gives, at both",
        mistake="it only knows the places that it was shown",
    )


def bars(shape, classes):
    """Pictures of bars and their classes (lying, upright, none); and others, with bars at other places."""
    rng = np.random.default_rng(0)
    seen, unseen = [], []
    for kind in range(classes):
        pictures = [(picture(kind, place, shape, rng), kind) for place in rng.permutation(places(shape))]
        unseen += pictures[:UNSEEN]
        seen += pictures[UNSEEN : UNSEEN + SEEN]
    seen = [seen[index] for index in rng.permutation(len(seen))]
    return tuple(np.array(one) for pairs in (seen, unseen) for one in zip(*pairs, strict=True))


def places(shape):
    """Where a bar can begin: half as long as the image is wide, an eighth as thick."""
    side = min(shape[1:])
    return [(line, start) for line in range(side - side // 8 + 1) for start in range(side - side // 2 + 1)]


def picture(kind, place, shape, rng):
    line, start = place
    side = min(shape[1:])
    image = np.zeros((side, side))
    if kind < 2:
        image[line : line + side // 8, start : start + side // 2] = 1
    image = np.pad(image.T if kind else image, [(0, size - side) for size in shape[1:]])
    return exact(np.broadcast_to(0.95 * image + 0.05 * rng.random(image.shape), shape))


def share_right(outputs, y):
    """The share of pictures whose class has the largest output; of one output, the larger half is class 1."""
    outputs = np.asarray(outputs)
    if outputs.shape[1] == 1:
        middle = (outputs[y == 0].mean() + outputs[y == 1].mean()) / 2
        return float(np.mean((outputs[:, 0] > middle) == y))
    return float(np.mean(outputs.argmax(axis=1) == y))


def images_for(network, images):
    """The images, in the size that the network takes."""
    shape = network.facts.get("image") or images.shape[1:]
    return exact(np.resize(images, (len(images), *shape)))


@conv_network.mistake("it gives one row for all images")
def rows_flattened(images):
    return conv_network(images).reshape(1, -1)


@conv_network.mistake("what it says of an image depends on the others")
def mixed_images(images):
    came = conv_network(images)
    return came - came.mean(axis=0)


@conv_network.mistake("there is no convolution, each neuron has a weight for every pixel", operation="layers")
def dense_layers(images=None):
    return {"weights": [[64, 16], [16, 3]]}


@conv_network.mistake("it does not learn", operation="fit")
def never_learns(images, y, unseen):
    return {"outputs": np.ones((len(images), 3)), "unseen": np.ones((len(unseen), 3)), "how": "least squares"}


@conv_network.mistake("it only knows the places that it was shown", operation="fit")
def learns_by_heart(images, y, unseen):
    return {"outputs": np.eye(3)[y], "unseen": np.ones((len(unseen), 3)), "how": "least squares"}


skill(needs=all_of(conv_layer, conv_network))
