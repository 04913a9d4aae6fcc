"""Same idea as nets/ but with pytorch, on the two moons data."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from helpers.data_stuff import make_two_moons, stratified_three_way_split


class MoonClassifier(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.fc1 = nn.Linear(2, hidden)
        self.fc2 = nn.Linear(hidden, hidden)
        self.out = nn.Linear(hidden, 2)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = torch.relu(self.fc2(x))
        return self.out(x)  # logits! CrossEntropyLoss does the softmax


def train_one_epoch(model, loader, criterion, optimizer, device):
    model.train()
    running_loss = 0.0
    n_seen = 0
    for xb, yb in loader:
        xb = xb.to(device)
        yb = yb.to(device)
        optimizer.zero_grad()
        loss = criterion(model(xb), yb)
        loss.backward()
        optimizer.step()
        running_loss += loss.item() * len(xb)
        n_seen += len(xb)
    return running_loss / n_seen


@torch.no_grad()
def evaluate(model, loader, device):
    model.eval()
    correct = 0
    total = 0
    for xb, yb in loader:
        preds = model(xb.to(device)).argmax(dim=1).cpu()
        correct += (preds == yb).sum().item()
        total += len(yb)
    return correct / total


def to_loader(X, y, batch_size=32, shuffle=False):
    ds = TensorDataset(torch.tensor(X, dtype=torch.float32), torch.tensor(y))
    return DataLoader(ds, batch_size=batch_size, shuffle=shuffle)


def main():
    torch.manual_seed(0)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    print("using", device)

    X, y = make_two_moons()
    X_train, y_train, X_val, y_val, X_test, y_test = stratified_three_way_split(X, y)
    train_loader = to_loader(X_train, y_train, shuffle=True)
    val_loader = to_loader(X_val, y_val)
    test_loader = to_loader(X_test, y_test)

    model = MoonClassifier().to(device)
    criterion = nn.CrossEntropyLoss()
    opt = torch.optim.Adam(model.parameters(), lr=0.01)

    for epoch in range(30):
        train_loss = train_one_epoch(model, train_loader, criterion, opt, device)
        if epoch % 5 == 0:
            print(f"epoch {epoch}: loss {train_loss:.4f}, val acc {evaluate(model, val_loader, device):.3f}")
    print("test accuracy:", evaluate(model, test_loader, device))


if __name__ == "__main__":
    main()
