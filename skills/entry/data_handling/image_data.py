"""Image data: read a picture file into an array of pixels, exactly as it was stored.

Why it matters: A swapped channel or a flipped axis still looks like data to a network, which
will happily learn from the wrong picture.
"""
