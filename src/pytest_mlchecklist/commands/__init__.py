"""What the command `mlchecklist` does: one module for each of its commands, and what they share."""
