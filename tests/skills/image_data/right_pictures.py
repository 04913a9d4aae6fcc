from PIL import Image, ImageOps


def load_image(path):
    return Image.open(path)


def to_grayscale(image):
    return image.convert("L")


def with_ops(img):
    return ImageOps.grayscale(img)
