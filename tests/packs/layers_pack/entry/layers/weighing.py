"""Layers that look around: each example, or each step, takes from the others what it needs.

Why it matters: what a word or an atom means, its neighbours say.
"""

import numpy as np

from pytest_mlchecklist.api import Float, all_of, assert_close, layer, skill


def softmax(z):
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


SMALL = Float["d d"].between(-1, 1)


@layer(names=["self_attention", "attention", "scaled_dot_product_attention"])
def attention_layer(
    x: Float["n t d"].between(-2, 2), w_q: SMALL, w_k: SMALL, w_v: SMALL, w_o: SMALL
) -> Float["n t d"]:
    """Each step's query meets all keys; the values are mixed by how well they meet (Vaswani et al. 2017)."""
    scores = (x @ w_q) @ (x @ w_k).transpose(0, 2, 1) / np.sqrt(x.shape[2])
    return softmax(scores) @ (x @ w_v) @ w_o


@attention_layer.check(hint="Each step meets every other: their order says nothing.")
def does_not_mind_the_order(attention, x, w_q, w_k, w_v, w_o):
    """Steps in another order give the same results in that order."""
    turned = attention(x[:, ::-1], w_q, w_k, w_v, w_o)
    assert_close(turned, attention(x, w_q, w_k, w_v, w_o)[:, ::-1], scale=100)


@attention_layer.mistake("the scores are not divided by the root of the width")
def attention_unscaled(x, w_q, w_k, w_v, w_o):
    return softmax((x @ w_q) @ (x @ w_k).transpose(0, 2, 1)) @ (x @ w_v) @ w_o


@attention_layer.mistake("the softmax runs over the queries")
def attention_over_queries(x, w_q, w_k, w_v, w_o):
    scores = (x @ w_q) @ (x @ w_k).transpose(0, 2, 1) / np.sqrt(x.shape[2])
    return softmax(scores.transpose(0, 2, 1)).transpose(0, 2, 1) @ (x @ w_v) @ w_o


@attention_layer.mistake("the last product is left out")
def attention_without_output(x, w_q, w_k, w_v, w_o):
    return attention_layer(x, w_q, w_k, w_v, np.eye(len(w_o)))


@layer(names=["graph_layer", "gcn_layer", "graph_convolution"], mixes_batch=True)
def gnn_layer(x: Float["n d"], adjacency: Float["n n"], w: Float["d o"]) -> Float["n o"]:
    """What the neighbours hold, summed, times the weights."""
    return adjacency @ x @ w


@gnn_layer.check(hint="Without links there is nothing to sum.")
def sees_its_neighbours_only(gnn, x, adjacency, w):
    """Without links nothing comes."""
    assert_close(gnn(x, adjacency * 0, w), np.zeros((len(x), w.shape[1])))


@gnn_layer.mistake("the links are turned around")
def gnn_turned(x, adjacency, w):
    return adjacency.T @ x @ w


@gnn_layer.mistake("each node sees itself only")
def gnn_of_itself(x, adjacency, w):
    return x @ w


@gnn_layer.mistake("a ReLU is applied to the result")
def gnn_with_relu(x, adjacency, w):
    return np.maximum(adjacency @ x @ w, 0)


skill(needs=all_of(attention_layer, gnn_layer))
