"""The pieces of the kind `estimator`."""
