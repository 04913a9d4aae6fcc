"""Mathematical notation: read a formula full of sums and products, and write it down as code.

Why it matters: Papers and manuals speak in symbols; once you can turn one into four lines of
code, they stop being walls.
"""
