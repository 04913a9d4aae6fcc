"""Custom layers: write a layer of your own that trains, saves and composes like the built-in ones.

Why it matters: Sooner or later an idea will not fit the boxes on the shelf. Being able to build
the box yourself is a quiet kind of freedom.
"""
