"""Networks: how a learner's model is built from sizes, asked for outputs, and trained."""
