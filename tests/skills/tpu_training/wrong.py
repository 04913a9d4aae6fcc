"""Steps that a compiler can't take."""

history = []


def skips_bad_batches(model, batch, loss_fn, optimizer):
    x, y = batch
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    if loss < 1e9:
        loss.backward()
        optimizer.step()


def keeps_losses(model, batch, loss_fn, optimizer):
    x, y = batch
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    history.append(tuple(loss.shape))


def never_steps(model, batch, loss_fn, optimizer):
    x, y = batch
    optimizer.zero_grad()
    loss_fn(model(x), y).backward()
    return model
