from PIL import Image


def on_lists(filename):
    with Image.open(filename) as img:
        img = img.convert("RGB")
        w, h = img.size
        return [[list(img.getpixel((x, y))) for x in range(w)] for y in range(h)]


def loops(image):
    h, w = len(image), len(image[0])
    return [[int(0.2126 * r + 0.7152 * g + 0.0722 * b) for r, g, b in row] for row in image]
