"""Bayes' rule for single numbers."""

def bayes(p_a, p_b_given_a, p_b):
    return p_b_given_a * p_a / p_b


def positive_predictive_value(prior, sensitivity, specificity):
    true_positives = sensitivity * prior
    false_positives = (1 - specificity) * (1 - prior)
    return true_positives / (true_positives + false_positives)


def disease_given_positive(prevalence, tpr, fpr):
    if not 0 <= prevalence <= 1:
        raise ValueError("a probability lies between 0 and 1")
    return tpr * prevalence / (tpr * prevalence + fpr * (1 - prevalence))


def bayes_theorem(likelihood, prior, evidence):
    posterior = likelihood * prior / evidence
    if posterior > 1:
        raise ValueError("these can not be probabilities of the same two events")
    return posterior


class Hypothesis:
    def __init__(self, prior):
        self.prior = prior

    def update(self, likelihood, evidence):
        return self.prior * likelihood / evidence
