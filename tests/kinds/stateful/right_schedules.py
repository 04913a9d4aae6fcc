import math


def triangular(epoch, base_lr, max_lr, step_size):
    cycle = math.floor(1 + epoch / (2 * step_size))
    x = abs(epoch / step_size - 2 * cycle + 1)
    return base_lr + (max_lr - base_lr) * max(0, 1 - x)


class CyclicLR:
    def __init__(self, min_lr=0.1, max_lr=0.5, step_size=4):
        self.min_lr, self.max_lr, self.step_size = min_lr, max_lr, step_size

    def get_lr(self, step):
        return triangular(step, self.min_lr, self.max_lr, self.step_size)


class OnOptimizer:
    def __init__(self, optimizer, base_lr, max_lr, stepsize):
        self.optimizer, self.base_lr, self.max_lr, self.stepsize = optimizer, base_lr, max_lr, stepsize

    def step(self, epoch):
        for group in self.optimizer.param_groups:
            group["lr"] = triangular(epoch, self.base_lr, self.max_lr, self.stepsize)


class KeepsIt:
    def __init__(self, base_lr=0.1, max_lr=0.5, step_size=4):
        self.base_lr, self.max_lr, self.step_size, self.lr = base_lr, max_lr, step_size, base_lr

    def __call__(self, iteration):
        self.lr = triangular(iteration, self.base_lr, self.max_lr, self.step_size)
