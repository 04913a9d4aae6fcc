"""What it takes to drive a search for settings: an objective, a space, and what comes back."""
