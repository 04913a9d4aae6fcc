def random_search(objective, space, n_trials, seed):
    # TODO: draw settings and keep the best
    raise NotImplementedError
