"""Ours: shows the package's training without the scaling and the stop that it adds by itself."""

from rslearn.linear_model._LinearRegression import LinearRegression


def train(x, y, weight, bias, epochs, lr):
    model = LinearRegression(
        lr=lr, max_itr=epochs, weights=weight.copy(), bias=bias, min_loss=0.0, hard_scale_off=True
    )
    model.fit(x, y)
    return model.weights, model.bias
