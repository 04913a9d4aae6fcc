"""The names that learners give to what a tracker takes and does."""

from __future__ import annotations

from ..naming import vocabulary

WORDS = vocabulary(
    config="config params hyperparameters hparams configuration cfg settings parameters hyperparams",
    metrics="metrics logs values results scores metricsdict data entry record row",
    value="value val v scalar metricvalue y",
    key="key metric metricname tag name k",
    step="step epoch iteration globalstep i it index t",
    run="runid run runname id experimentid experiment experimentname name title project tag",
    folder=(
        "logdir dir folder dirpath directory root basedir rundir savedir outputdir outdir storage path "
        "logpath basepath trackingdir experimentdir resultsdir"
    ),
    path="filepath file filename logfile db database jsonpath csvpath",
)
OF_RUNS = {role: words for role, words in WORDS.items() if role not in {"key", "value"}}
"""Only what takes a value has keys: elsewhere a name is that of the run."""
STARTS = ("start", "start_run", "init", "begin", "new_run", "create_run", "init_run", "__enter__")
LOGS = (
    "log", "log_metrics", "log_metric", "log_scalars", "log_scalar", "add_scalar", "record", "track", "write",
    "append", "add", "log_step", "log_epoch", "update",
)  # fmt: skip
CONFIGS = (
    "log_config", "log_params", "log_hyperparams", "log_hyperparameters", "save_config", "set_config",
    "log_param", "set_params", "add_config",
)  # fmt: skip
ENDS = ("finish", "end", "end_run", "close", "stop", "finalize", "save", "flush")
LOADS = (
    "load", "load_run", "read", "get_run", "read_run", "get_history", "get_metrics", "load_metrics", "fetch",
    "history", "get", "results", "summary", "open_run", "from_file",
)  # fmt: skip
IDS = ("run_id", "id", "run_name", "name", "current_run", "run_dir", "path")
