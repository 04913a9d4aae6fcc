import numpy as np
from PIL import Image


def load_image(path):
    return np.array(Image.open(path).convert("RGB"))[:, :, ::-1]


def grey(path):
    return np.array(Image.open(path).convert("L"))


def resized(path, size=(64, 64)):
    return np.array(Image.open(path).convert("RGB").resize(size))


def own_range(path):
    img = np.array(Image.open(path)).astype(float)
    return (img - img.min()) / (img.max() - img.min() + 1e-9)


def by_its_maximum(path):
    img = np.array(Image.open(path)).astype(float)
    return img / max(img.max(), 1)


def columns_first(path):
    img = Image.open(path)
    pixels = np.zeros((img.width, img.height, 3), dtype=np.uint8)
    img = img.convert("RGB")
    for x in range(img.width):
        for y in range(img.height):
            pixels[x, y] = img.getpixel((x, y))
    return pixels


def reshaped(path):
    """Rows as long as the picture is high."""
    img = Image.open(path).convert("RGB")
    return np.frombuffer(img.tobytes(), dtype=np.uint8).reshape(img.width, img.height, 3)


def swallows(path):
    try:
        return np.array(Image.open(path))
    except Exception:
        return None


def signed_bytes(path):
    return np.array(Image.open(path)).astype(np.int8)


def to_grayscale(image):
    return image.sum(axis=2)


def green(image):
    return image[:, :, 1]


def largest(image):
    return np.max(image, axis=2)


def overall(image):
    return np.mean(image)


def weights_too_small(image):
    return image @ np.array([0.2, 0.5, 0.1])


def wrong_axis(image):
    return image.mean(axis=0)
