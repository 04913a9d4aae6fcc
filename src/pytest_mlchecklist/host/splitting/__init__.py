"""How splitting functions are called, and how what they return is read."""
