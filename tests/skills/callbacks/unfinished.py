class EarlyStopping:
    def __init__(self, patience=3):
        self.patience = patience

    def step(self, val_loss):
        raise NotImplementedError


class ModelCheckpoint:
    def __init__(self, path):
        ...

    def step(self, val_loss, model):
        pass
