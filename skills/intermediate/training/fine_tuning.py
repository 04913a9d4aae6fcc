"""Fine-tuning: unfreeze part of a trained model and adapt it with small, careful steps.

Why it matters: Large steps would wash away what took weeks of computing. Gentle ones bend it to
your task and leave the rest alone.
"""
