import torch
from torch.optim import SGD, Adagrad, Adam, AdamW, RMSprop


class MySGD(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, momentum=0.0, dampening=0.0, nesterov=False):
        super().__init__(params, dict(lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                d = p.grad
                if group["momentum"] != 0:
                    state = self.state[p]
                    if "buf" not in state:
                        state["buf"] = d.clone()
                    else:
                        state["buf"].mul_(group["momentum"]).add_(d, alpha=1 - group["dampening"])
                    d = d + group["momentum"] * state["buf"] if group["nesterov"] else state["buf"]
                p.add_(d, alpha=-group["lr"])


class DampenedSGD(MySGD):
    def __init__(self, params, lr=1e-2, momentum=0.9):
        super().__init__(params, lr, momentum, dampening=momentum)

    def step(self):
        for group in self.param_groups:
            group["dampening"] = group["momentum"]
        super().step()


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


class MyAdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.params = list(params)
        self.lr, self.betas, self.eps, self.wd, self.t = lr, betas, eps, weight_decay, 0
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        self.t += 1
        for p, m, v in zip(self.params, self.m, self.v):
            m.mul_(self.betas[0]).add_(p.grad, alpha=1 - self.betas[0])
            v.mul_(self.betas[1]).addcmul_(p.grad, p.grad, value=1 - self.betas[1])
            m_hat = m / (1 - self.betas[0] ** self.t)
            v_hat = v / (1 - self.betas[1] ** self.t)
            p.mul_(1 - self.lr * self.wd)
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))


class MyAdagrad:
    def __init__(self, params, lr=0.01):
        self.params, self.lr = list(params), lr
        self.state = [torch.zeros_like(p) for p in self.params]

    def step(self):
        with torch.no_grad():
            for p, s in zip(self.params, self.state):
                s += p.grad.square()
                p -= self.lr * p.grad / torch.sqrt(s + 1e-6)
