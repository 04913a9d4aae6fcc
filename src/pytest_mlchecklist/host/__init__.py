"""What runs in the host: the process in which the learner's code lives."""
