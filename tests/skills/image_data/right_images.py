
import numpy as np
from PIL import Image


def load_image(path):
    return np.array(Image.open(path))


def always_rgb(img_path):
    img = Image.open(img_path).convert("RGB")
    return np.asarray(img, dtype=np.float32) / 255.0


class ImageLoader:
    def __init__(self, scale=True):
        self.scale = scale

    def load_image(self, file_path):
        pixels = np.asarray(Image.open(file_path)).astype("float64")
        return pixels / 255 if self.scale else pixels


def with_size(path):
    img = Image.open(path)
    return np.frombuffer(img.tobytes(), dtype=np.uint8).reshape(img.height, img.width, -1)


def to_grayscale(image):
    if image.ndim == 2:
        return image
    return np.dot(image[..., :3], [0.2989, 0.5870, 0.1140])


def mean_of_channels(img):
    return img.mean(axis=2).astype(np.uint8)


def with_pillow(image):
    return np.array(Image.fromarray(image).convert("L"))


def three_channels(img):
    grey = img[:, :, 0] * 0.3 + img[:, :, 1] * 0.59 + img[:, :, 2] * 0.11
    return np.stack((grey, grey, grey), axis=-1)


class Grayscale:
    def __call__(self, image):
        return (image[..., 0] + image[..., 1] + image[..., 2]) / 3 / 255
