"""Right torch loops on a given model, as courses, tutorials and learners write them."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
import torch.nn.functional as F


def train(model, loader, criterion, optimizer, device, epochs):
    history = []
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for inputs, targets in loader:
            inputs, targets = inputs.to(device), targets.to(device)
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item()
        history.append(total / len(loader))
    return history


def train_loop(dataloader, model, loss_fn, optimizer):
    size = len(dataloader.dataset)
    model.train()
    for batch, (X, y) in enumerate(dataloader):
        pred = model(X)
        loss = loss_fn(pred, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if batch % 100 == 0:
            loss, current = loss.item(), batch * len(X)
            print(f"loss: {loss:>7f}  [{current:>5d}/{size:>5d}]")


def train_step(model, dataloader, loss_fn, optimizer, device):
    model.train()
    train_loss, train_acc = 0, 0
    for batch, (X, y) in enumerate(dataloader):
        X, y = X.to(device), y.to(device)
        y_pred = model(X)
        loss = loss_fn(y_pred, y)
        train_loss += loss.item()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        y_pred_class = torch.argmax(torch.softmax(y_pred, dim=1), dim=1)
        train_acc += (y_pred_class == y).sum().item() / len(y_pred)
    return train_loss / len(dataloader), train_acc / len(dataloader)


def train_one_epoch(model, loader, optimizer, criterion, scheduler=None):
    running_loss, correct, seen = 0.0, 0, 0
    for images, labels in loader:
        optimizer.zero_grad(set_to_none=True)
        outputs = model(images)
        loss = criterion(outputs, labels)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        running_loss += loss.item() * images.size(0)
        correct += (outputs.argmax(1) == labels).sum().item()
        seen += labels.size(0)
    if scheduler is not None:
        scheduler.step()
    return running_loss / len(loader.dataset), correct / seen


def fit(model, X, y, epochs=100, lr=1e-2):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(X), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return model, losses


def train_manual(model, x_train, y_train, lr, n_epochs):
    for epoch in range(n_epochs):
        out = model(x_train).squeeze()
        loss = ((out - y_train) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
                p.grad = None
    return loss


class Trainer:
    def __init__(self, model, optimizer, loss_fn, device="cuda"):
        self.model = model.to(device)
        self.optimizer = optimizer
        self.loss_fn = loss_fn
        self.device = device
        self.history = {"train_loss": [], "val_loss": []}

    def _epoch(self, loader, train=True):
        self.model.train(train)
        total = 0
        with torch.set_grad_enabled(train):
            for x, y in loader:
                x, y = x.to(self.device), y.to(self.device)
                loss = self.loss_fn(self.model(x), y)
                if train:
                    self.optimizer.zero_grad()
                    loss.backward()
                    self.optimizer.step()
                total += loss.item() * len(x)
        return total / len(loader.dataset)

    def fit(self, train_loader, val_loader, num_epochs):
        for epoch in range(num_epochs):
            self.history["train_loss"].append(self._epoch(train_loader))
            self.history["val_loss"].append(self._epoch(val_loader, train=False))
        return self.history


def train_val(net, train_dl, val_dl, epochs, lr, weight_decay=1e-4):
    optimizer = torch.optim.AdamW(net.parameters(), lr=lr, weight_decay=weight_decay)
    criterion = nn.CrossEntropyLoss()
    sched = torch.optim.lr_scheduler.StepLR(optimizer, 1, gamma=0.5)
    for e in range(epochs):
        net.train()
        for xb, yb in train_dl:
            optimizer.zero_grad()
            criterion(net(xb), yb).backward()
            optimizer.step()
        sched.step()
        net.eval()
        with torch.no_grad():
            acc = sum((net(xb).argmax(dim=1) == yb).float().mean().item() for xb, yb in val_dl) / len(val_dl)
        print(e, acc)


def train_bce(model, train_loader, optimizer, epochs):
    loss_fn = nn.BCEWithLogitsLoss()
    for e in range(epochs):
        for xb, yb in train_loader:
            logits = model(xb).squeeze(1)
            loss = loss_fn(logits, yb.float())
            optimizer.zero_grad(); loss.backward(); optimizer.step()


def train_dataset(model, dataset, batch_size=16, epochs=5, lr=0.1, shuffle=True):
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for data, target in loader:
            opt.zero_grad()
            loss = F.nll_loss(model(data), target)
            loss.backward()
            opt.step()


def train_mnist(model, device, train_loader, optimizer, epoch, log_interval=10):
    model.train()
    for batch_idx, (data, target) in enumerate(train_loader):
        data, target = data.to(device), target.to(device)
        optimizer.zero_grad()
        output = model(data)
        loss = F.nll_loss(output, target)
        loss.backward()
        optimizer.step()
        if batch_idx % log_interval == 0:
            print('Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}'.format(
                epoch, batch_idx * len(data), len(train_loader.dataset),
                100. * batch_idx / len(train_loader), loss.item()))


def batch_step(model, batch, optimizer, loss_fn):
    x, y = batch
    model.train()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def train_d2l(net, train_iter, loss, num_epochs, trainer=None, lr=0.1):
    opt = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            l = loss(net(X), y)
            opt.zero_grad()
            l.mean().backward()
            opt.step()


def train_closure(model, loader, loss_fn, optimizer, n_epochs):
    for _ in range(n_epochs):
        for x, y in loader:
            def closure():
                optimizer.zero_grad()
                loss = loss_fn(model(x), y)
                loss.backward()
                return loss
            optimizer.step(closure)


def train_amp(model, loader, loss_fn, optimizer, scaler, device, epochs, writer):
    for e in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
        writer.add_scalar("loss", loss.item(), e)
    return model


def train_fixed(model, loader):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    criterion = nn.MSELoss()
    for epoch in range(3):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y.unsqueeze(1))
            loss.backward()
            optimizer.step()


def train_nested(model, train_loader, val_loader, criterion, optimizer, scheduler, num_epochs=25, patience=3):
    best, waited, history = float("inf"), 0, {"train": [], "val": []}
    for epoch in range(num_epochs):
        for phase, loader in (("train", train_loader), ("val", val_loader)):
            model.train() if phase == "train" else model.eval()
            running = 0.0
            for inputs, labels in loader:
                optimizer.zero_grad()
                with torch.set_grad_enabled(phase == "train"):
                    loss = criterion(model(inputs), labels)
                    if phase == "train":
                        loss.backward()
                        optimizer.step()
                running += loss.item() * inputs.size(0)
            history[phase].append(running / len(loader.dataset))
        scheduler.step()
        if history["val"][-1] < best:
            best, waited = history["val"][-1], 0
        else:
            waited += 1
            if waited >= patience:
                break
    return model, history
