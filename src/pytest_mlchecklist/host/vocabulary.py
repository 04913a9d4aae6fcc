"""The names that learners give to arguments and switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SYNONYMS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "adjacency": "a adj adjacency adjmatrix adjacencymatrix ahat adjmat edges edgeindex graph",
        "b": "b bias biases bs offset intercept biasvector ba bh bx",
        "c": "c cprev prevc cell cellstate prevcell ct c0 cx cellprev previouscell",
        "eps": "eps epsilon",
        "gamma": "gamma g scale scaler",
        "h": "h hprev prevh aprev prevh hidden state hiddenstate prevhidden hx h0 a0 prevstate initialstate "
        "previoushidden hiddenprev prevhiddenstate stateprev hstate initstate prev hinit",
        "heads": "heads numheads nheads nhead h numberofheads nhd numattentionheads",
        "ids": "ids id x idx idxs index indices tokens token tokenids input inputs wordids inputids "
        "inputindices",
        "kernel": "kernel kernels filter filters w weight weights k f wmat",
        "mask": "mask attnmask attentionmask m",
        "momentum": "momentum mom decay m",
        "p": "p rate dropout prob drop dropprob dropoutrate dropoutratio pdrop keepprob keep ratio "
        "dropoutprob dropoutp probability keepprobability keeprate dropprobability droprate proba "
        "dropoutprobability",
        "padding": "padding pad p paddings pads",
        "size": "size poolsize kernelsize k f poolshape window windowsize ksize kernel filtersize "
        "poolingsize windowshape kernelshape",
        "stride": "stride strides s step",
        "table": "table w weight weights embedding embeddings embeddingmatrix embeddingtable e emb matrix "
        "lookuptable vectors",
        "training": "training train istraining istrain trainflg trainflag trainmode trainingmode",
        "w": "w weight weights kernel theta wmat weightmatrix ws omega",
        "w_h": "wh waa whh wha recurrentkernel recurrentweight recurrentweights weighthh weightshh wrec "
        "hiddenweights whidden weightsh weighth hiddentohidden h2h hh wah",
        "w_k": "wk wkey key keyproj kproj keys kw wkeys weightk querykey tokeys tok",
        "w_o": "wo wout out outproj oproj proj wproj outputproj fcout weighto toout outputprojection",
        "w_q": "wq wquery query qproj queryproj queries qw wqueries weightq toqueries toq",
        "w_v": "wv wvalue value vproj valueproj values vw wvalues weightv tovalues tov",
        "w_x": "wx wax wxh wix wih wi inputkernel inputweight inputweights weightih weightsih win kernel "
        "weightsx weightx inputtohidden i2h xh ih wxa wa",
        "x": "x xs input inputs inp in_ z zs s a aprev prev a_prev data feature features xin layerinput "
        "xt inputt currentinput inputtensor h nodefeatures "
        "tensor values value t v net logits scores vec vector array arr inputdata xbatch batch",
        "z": "z zs x xs input inputs logits scores values vec vector a s tensor array arr",
        "slope": "slope alpha a negativeslope leak leakage negslope leaky leakyslope leakyalpha k coef "
        "coefficient c eps",
        "alpha": "alpha a scale slope coef",
        "beta": "beta b scale shift",
        "weight": "w weight weights kernel theta wmat weightmatrix ws omega",
        "bias": "b bias biases bs offset intercept biasvector",
        "y": "y ys labels label target targets classes t",
        "target": "target targets ytrue true truth actual actuals groundtruth label labels gt expected t",
        "prediction": "prediction predictions pred preds predicted ypred yhat yp output outputs out p prob "
        "probs probabilities logits a al scores estimate estimates estimated forecast",
    }.items()
}
"""Names that learners give to an argument, in lower case and without underscores."""

STATES = {"adjacency", "c", "h"}
"""Arguments that go in beside the first."""

DERIVATIVE_FLAGS = {
    "derivative", "deriv", "derive", "grad", "gradient", "prime", "isderivative", "der", "backward", "diff",
    "derivate", "derv", "returngrad", "backprop",
}  # fmt: skip
"""Switches that turn a function into its own derivative."""

CHANCE = {"rng", "generator", "seed", "randomstate", "key", "prng"}
"""Parameters from which code draws: a fresh generator of NumPy's, a seed, or a key of JAX's."""

NEUTRAL: Mapping[str, Any] = {
    **dict.fromkeys(DERIVATIVE_FLAGS, False),
    **dict.fromkeys(
        ("training", "train", "istraining", "istrain", "trainflg", "trainmode", "inplace", "cache"), False
    ),
    **dict.fromkeys(("activation", "name", "activationfunction", "activationfn", "regularizer", "act"), None),
    **dict.fromkeys(("axis", "dim"), -1),
}
"""What is passed to a parameter that must be given and stands for no argument."""
