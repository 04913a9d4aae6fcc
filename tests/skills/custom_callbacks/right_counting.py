"""A right cyclical learning rate that counts its own steps."""


class Triangular:
    def __init__(self, base_lr, max_lr, step_size):
        self.base_lr, self.max_lr, self.step_size = base_lr, max_lr, step_size
        self.iteration = 0
        self.lr = base_lr

    def on_batch_end(self, batch, logs=None):
        self.iteration += 1
        pos = self.iteration % (2 * self.step_size)
        if pos > self.step_size:
            pos = 2 * self.step_size - pos
        self.lr = self.base_lr + (self.max_lr - self.base_lr) * pos / self.step_size
