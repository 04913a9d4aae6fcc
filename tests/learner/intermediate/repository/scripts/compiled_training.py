"""One training step that torch.compile (or XLA) takes as a whole: no .item(), no if on a value."""
import torch


def compiled_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.detach()


def fixed_size_batches(x, y, batch_size):
    """Only whole ones: another shape would mean another compilation."""
    order = torch.randperm(len(x))
    for start in range(0, len(x) - batch_size + 1, batch_size):
        rows = order[start : start + batch_size]
        yield x[rows], y[rows]


def main():
    model = torch.nn.Linear(8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    step = torch.compile(compiled_step)
    x, y = torch.randn(250, 8), torch.randn(250, 1)
    for batch_x, batch_y in fixed_size_batches(x, y, 32):
        step(model, batch_x, batch_y, torch.nn.functional.mse_loss, optimizer)


if __name__ == "__main__":
    main()
