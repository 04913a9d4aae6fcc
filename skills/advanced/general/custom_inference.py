"""Custom inference: run a trained model in a leaner way without changing its answers.

Why it matters: Training happens once, answering may happen millions of times, so each saved
millisecond or megabyte counts again and again.
"""
