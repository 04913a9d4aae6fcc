"""The names that learners give to what a search takes, does and finds."""

from __future__ import annotations

from ..naming import vocabulary

WORDS = vocabulary(
    objective=(
        "objective objectivefunction objectivefn objfunc objfn objectivefunc obj func fn function f evaluate "
        "evaluator evaluatefn evalfn evalfunc trainfn trainandevaluate trainandeval scorefn scorefunction "
        "lossfn lossfunction costfn costfunction cost fitness blackbox target runtrial trial score loss "
        "model train"
    ),
    space=(
        "space searchspace paramspace parameterspace paramgrid parametergrid grid paramdistributions "
        "distributions paramranges ranges range bounds pbounds parambounds domain configspace "
        "hyperparameterspace hyperparameters hyperparams params parameters paramspaces config limits choices"
    ),
    budget=(
        "budget ntrials trials niter maxevals maxevaluations nevals evaluations evals numsamples nsamples "
        "maxtrials numtrials ncalls niterations numiterations iterations maxiter maxiterations nconfigs "
        "numconfigs configs nruns maxruns samples steps nsteps iters n k"
    ),
    seed="seed randomstate randomseed rngseed",
    rng="rng generator randomgenerator random prng randomnumbergenerator gen",
    direction="direction mode goal sense",
    maximize="maximize maximise higherisbetter greaterisbetter",
    minimize="minimize minimise lowerisbetter",
    initial="ninit initpoints ninitial nrandom ninitialpoints nstartup nrandomstarts initsamples warmup",
    resource="maxresource maxepochs maxresources r maxbudget",
    workers="njobs workers maxworkers numworkers nworkers processes nprocesses numprocesses threads nthreads",
    verbose="verbose verbosity disp showprogress progress",
)
METHODS = (
    "search", "run", "optimize", "optimise", "fit", "tune", "minimize", "minimise", "maximize", "__call__",
    "execute", "find", "random_search", "grid_search", "solve", "start", "find_best", "call",
)  # fmt: skip
PARAMS = (
    "best_params", "best_params_", "best_config", "best_hyperparameters", "best_hyperparams",
    "best_parameters", "best_point", "best_x", "best_trial", "best_settings", "best", "params", "config",
    "hyperparameters", "parameters", "x", "point", "settings",
)  # fmt: skip
VALUES = (
    "best_value", "best_score", "best_score_", "best_loss", "best_objective", "best_y", "best_fitness",
    "best_cost", "best_metric", "best_result", "best_trial", "value", "score", "loss", "objective", "fun",
    "cost", "metric", "result", "best", "y",
)  # fmt: skip
HIGHEST = r"maximi[sz]|highest|greatest|higher is better"
LOWEST = r"minimi[sz]|lowest|smallest|lower is better"
"""What the text of a search says where it tells which end it looks for."""
WORSE_HIGHER = r"(?<!val_)loss|error|cost|(?<!-)\b(?:np\.|math\.)inf\b|(?<!-)float\(['\"]inf"
"""What it speaks of that is better the smaller it is."""
