"""Language models: how they are made, asked for logits, taught, and have them write."""
