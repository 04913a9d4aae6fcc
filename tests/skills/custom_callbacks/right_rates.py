"""Right cyclical learning rates, as learners write them."""

import math


def cyclical_learning_rate(step, base_lr=0.001, max_lr=0.006, step_size=2000):
    cycle = math.floor(1 + step / (2 * step_size))
    x = abs(step / step_size - 2 * cycle + 1)
    return base_lr + (max_lr - base_lr) * max(0, 1 - x)


class CyclicLR:
    def __init__(self, optimizer, min_lr, max_lr, cycle_length):
        self.optimizer, self.min_lr, self.max_lr = optimizer, min_lr, max_lr
        self.cycle_length = cycle_length
        self.t = 0

    def step(self):
        phase = (self.t % self.cycle_length) / self.cycle_length
        lr = self.min_lr + (self.max_lr - self.min_lr) * (1 + math.cos(math.pi * phase)) / 2
        for group in self.optimizer.param_groups:
            group["lr"] = lr
        self.t += 1
        return lr
