"""Code that saves and loads models: what it is given to save, where, and how what came back is asked."""
