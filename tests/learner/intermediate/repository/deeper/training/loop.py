import torch


def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    return total / count


def train_model(model, train_loader, val_loader, criterion, optimizer, num_epochs=10, device="cpu"):
    history = {"train_loss": [], "val_loss": []}
    model.to(device)
    for epoch in range(num_epochs):
        model.train()
        running, seen = 0.0, 0
        for inputs, targets in train_loader:
            inputs, targets = inputs.to(device), targets.to(device)
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = criterion(outputs, targets)
            loss.backward()
            optimizer.step()
            running += loss.item() * len(inputs)
            seen += len(inputs)
        history["train_loss"].append(running / seen)
        history["val_loss"].append(evaluate(model, val_loader, criterion))
    return history
