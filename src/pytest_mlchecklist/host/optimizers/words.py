"""The names that learners give to what an optimizer takes."""

from __future__ import annotations

import re

from ..naming import Words, vocabulary

HYPERPARAMETERS: Words = vocabulary(
    learning_rate="learningrate lr eta stepsize lrate learnrate rate learningrates alpha gamma",
    momentum=("momentum mu mom momentumcoefficient momentumcoeff beta gamma rho beta1 alpha decay friction"),
    beta1="beta1 b1 rho1 decay1 decayrate1 betaone betam momentum beta",
    beta2="beta2 b2 rho2 decay2 decayrate2 betatwo betav ridgemomentum rho",
    rho="rho decayrate decay beta gamma alpha beta2 smoothing discount discountfactor forgetting",
    epsilon="epsilon eps e tiny smallvalue delta stability",
    weight_decay="weightdecay wd decay lambda lambd lamda lam l2 regularization reg l2reg weightdecayrate",
)
SWITCHED_OFF = {
    **dict.fromkeys(("weightdecay", "wd", "l2", "l2reg", "lambda", "lambd", "regularization"), 0.0),
    **dict.fromkeys(("momentum", "mu", "mom", "nesterov", "amsgrad", "decay"), 0.0),
}
"""What a contract does not ask for, and what leaves it out, where a learner's default would put it in."""

PAIRS = {"betas": ("beta1", "beta2"), "beta": ("beta1", "beta2")}
"""Parameters that take two of them together, where their default is a pair."""

STEP: Words = vocabulary(
    bias_gradients="db dbias dbiases biasgrad biasgrads gradb gradbias biasgradient gradbiases gradientbias",
    bias="b bias biases",
    gradients=(
        "gradients grads gradient grad dw dws dweights dweight g gs dparams weightsgrad weightgrad "
        "paramgrad paramgrads gradw gradsw dtheta gradparams gradweights gradweight weightsgradient "
        "weightgradient gradientweights paramsgrads gradswrtw gradwrtw derivative derivatives dwdt dx "
        "gt gradientt newgrad gradientvalues currentgradient paramgradient lossgrad gradval"
    ),
    gradient_function=(
        "gradfunc gradfn gradientfn gradientfunc gradientfunction gradfunction gradf fgrad gradientof "
        "computegrad computegradient getgrad getgradient gradientat gradat"
    ),
    weights=(
        "weights w ws weight params parameters param parameter theta thetas variables vars x var "
        "variable wts p currentweights values value point position"
    ),
    layer="layer model net network module obj target nn layers trainablelayer",
    pairs="gradsandvars gradsvars gradientsandvariables gradsandparams pairs paramsandgrads",
    key=(
        "name key paramname layername paramid index idx layerindex layeridx layerid id i l paramkey "
        "varname paramindex"
    ),
    t="t iteration iter timestep timesteps step epoch it niter k currentstep iterations stepcount",
    batch="batchsize",
    config="config hyperparams hyperparameters hyperparam opts options optimconfig settings hyper",
)
DESCENT: Words = vocabulary(
    steps=(
        "niters iterations niter steps nsteps numsteps epochs nepochs maxiter maxiters numiterations "
        "numiters niterations itermax maxiterations maxsteps n"
    ),
    gradient=(
        "grad gradient gradf fgrad gradfn gradientfn gradfunc gradientfunc gradientfunction "
        "gradfunction df dfdx fprime gradientf dfunc jac dfn derivative"
    ),
    start=(
        "x0 start init initial w0 theta0 startpoint startingpoint initialpoint xinit initx winit "
        "initialweights initialtheta x w theta initialparams weights params point xstart initialx "
        "initialw"
    ),
    objective="f func function objective fn cost costfunction loss lossfn costfn lossfunction",
    tolerance="tol tolerance precision threshold eps epsilon",
)
"""The names of a whole descent, which asks a function for gradients."""

STATES = re.compile(
    r"^(\w*states?|s|h|r|c|cache[sd]?|vel\w*|mom\w*|state\w*|m[twb]?|v[twb]?|v(prev|dw|db)|s(dw|db)|m(prev|dw|db)|"
    r"prev\w*|mem\w*|accum\w*|eg2?|g2|hist\w*|sqg\w*|sqr\w*|squared\w*|avg\w*|gradsquared\w*|gradssum|sumsq\w*|"
    r"mean|variance|exp\w*|moment\d?|firstmoment|secondmoment|moving\w*|buf\w*|last\w*|old\w*|delta\w*)$"
)
"""What a function keeps between two steps and is given again."""

METHODS = (
    "step", "update", "apply_gradients", "apply", "update_params", "update_weights", "update_parameters",
    "optimize", "update_weight", "apply_grads", "apply_gradient", "get_updated_params", "minimize", "run",
    "update_param", "optimise", "step_param", "get_update", "get_updates", "compute_update", "calculate",
    "compute", "next_step", "__call__",
)  # fmt: skip
BEFORE = ("pre_update_params", "pre_update", "before_update", "begin_step")
AFTER = ("post_update_params", "post_update", "after_update", "end_step")
SETUPS = (
    "setup",
    "initialize",
    "init",
    "build",
    "set_params",
    "set_parameters",
    "register",
    "add_params",
    "attach",
)
INITIALISES = re.compile(
    r"^(init\w*|create|make|new|zero\w*)_?(adam|velocit|momentum|state|optim|cache|v$|s$|rms|ada|moments?)"
    r"|(adam|momentum|rmsprop|adagrad|sgd|optimi[sz]er)_init$|^init_\w*_states?$",
    re.IGNORECASE,
)
"""Functions beside the optimizer that make its first state."""
