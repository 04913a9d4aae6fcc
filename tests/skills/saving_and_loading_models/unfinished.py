def save_model(model, path):
    raise NotImplementedError


def load_model(path):
    pass
