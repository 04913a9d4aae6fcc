"""One training step that torch.compile (or XLA) takes as a whole: no .item(), no if on a value."""
import torch


def compiled_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.detach()


def main():
    model = torch.nn.Linear(8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    step = torch.compile(compiled_step)
    x, y = torch.randn(256, 8), torch.randn(256, 1)
    for rows in torch.randperm(256).view(-1, 32):  # all batches have one shape
        step(model, x[rows], y[rows], torch.nn.functional.mse_loss, optimizer)


if __name__ == "__main__":
    main()
