"""Functions: the derivatives that learners write for them, and autograd."""
