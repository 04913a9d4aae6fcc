"""The names that learners give to what such an object takes and keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..naming import Words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

MADE_WITH: Words = vocabulary(
    patience=(
        "patience maxpatience patiencelimit npatience tolerance wait maxwait "
        "maxepochswithoutimprovement epochstowait earlystoppingpatience stopafter n"
    ),
    min_delta=(
        "mindelta delta minimprovement minchange improvementthreshold threshold mindiff tol tolerance "
        "eps epsilon margin"
    ),
    mode="mode direction",
    every=(
        "every everynepochs saveevery period savefreq saveperiod savefrequency freq frequency "
        "interval saveinterval"
    ),
    base_lr=(
        "baselr minlr low lo lowest lowlr lrlow initiallr initlr lr learningrate eta0 lr0 lrmin base "
        "initiallearningrate"
    ),
    max_lr="maxlr high hi highest highlr lrhigh peak toplr lrmax peaklr etamax maxlearningrate",
    min_lr="minlr etamin lrmin finallr endlr minlearningrate",
    learning_rate="learningrate lr initiallr initiallearningrate baselr lr0 eta0 initlr startlr",
    step_size=(
        "stepsize half halfcycle halfperiod stepsizeup cyclelength period dropevery epochsdrop decaysteps "
        "step"
    ),
    factor="factor gamma decay decayrate droprate rate drop multiplier k alpha",
    warmup="warmup warmupsteps nwarmup warmupepochs numwarmupsteps",
    total=("total totalsteps tmax maxsteps nsteps numsteps epochs totalepochs maxepochs numtrainingsteps"),
)

LOWER = (
    "valloss validationloss currentvalloss valloss currentloss vloss loss epochloss newloss testloss "
    "valerror validationerror error devloss lossval avgvalloss avgloss meanloss rmse mse mae "
    "perplexity"
)
HIGHER = (
    "valacc acc accuracy valaccuracy validationaccuracy currentacc f1 f1score valf1 auc bleu r2 iou "
    "dice reward"
)
EITHER = (
    "score valscore metric valmetric value current currentvalue currentscore metricvalue "
    "monitorvalue monitored newscore currentmetric x val measure quantity result"
)
STEP: Words = vocabulary(
    history=(
        "losses vallosses validationlosses losshistory vallosshistory valhistory history errors "
        "scores vallosslist losslist allvallosses values"
    ),
    lower=LOWER,
    higher=HIGHER,
    either=EITHER,
    train="trainloss trainingloss trainacc",
    logs="logs log metrics results stats metricsdict evalmetrics",
    model="model net network module nn agent estimator m",
    optimizer="optimizer opt optim",
    scheduler="scheduler lrscheduler sched",
    epoch="epoch ep step iteration t epochnum currentepoch epochidx globalstep i it epochindex batch",
    best="bestloss bestvalloss best bestscore minloss minvalloss lowestloss bestmetric",
    counter=(
        "counter wait count patiencecounter noimprovement epochsnoimprove noimprove numbadepochs "
        "triggertimes trigger badepochs epochswithoutimprovement noimprovecount esccounter"
    ),
    path=(
        "path savepath filepath filename file checkpointpath modelpath ckptpath fname savefile "
        "modelname savename"
    ),
    folder=(
        "dirpath dir directory folder savedir checkpointdir ckptdir outputdir logdir modeldir savefolder root"
    ),
    trainer="trainer pltrainer",
)

FIXED: Mapping[str, Any] = {
    **dict.fromkeys(("mode", "direction"), "min"),
    **dict.fromkeys(("monitor", "metric", "metricname", "monitorname", "key", "quantity"), "val_loss"),
    **dict.fromkeys(
        (
            "higherisbetter", "maximize", "greaterisbetter", "maximise", "higherbetter", "verbose",
            "restorebestweights", "restorebest", "savebestonlyweights",
        ),
        False,
    ),
    **dict.fromkeys(("minimize", "lowerisbetter", "minimise", "lowerbetter"), True),
    **dict.fromkeys(("tracefunc", "printfn", "logger", "logfn", "printfunc"), lambda *_, **__: None),
}  # fmt: skip
"""What is passed to a constructor besides: a loss is watched, and lower is better."""

METHODS = (
    "__call__", "step", "update", "check", "on_epoch_end", "should_stop", "early_stop", "check_early_stop",
    "check_early_stopping", "on_validation_end", "on_validation_epoch_end", "check_stop", "is_stop", "stop",
    "add", "monitor", "observe", "register", "evaluate", "call", "maybe_save", "save_if_best", "save_best",
    "save_checkpoint", "save", "checkpoint", "on_epoch_finished", "epoch_end", "get_lr", "on_batch_end",
    "on_train_batch_end", "lr", "schedule",
)  # fmt: skip
BEGINS = ("on_train_begin", "on_fit_start", "begin", "start", "reset", "on_train_start")
TRUTHS = (
    "early_stop", "should_stop", "stop_training", "stop", "stopped", "earlystop", "is_stopped", "stop_flag",
    "triggered", "early_stopped", "has_stopped", "is_stop", "done", "finished", "should_stop_training",
    "stopping", "isStop", "earlyStop", "flag", "halt",
)  # fmt: skip
"""Attributes, properties and methods that say whether training is to stop."""

NUMBERS = (
    "lr", "learning_rate", "current_lr", "get_lr", "get_last_lr", "get_learning_rate", "last_lr", "_last_lr",
    "current_learning_rate", "value", "rate",
)  # fmt: skip
"""Attributes and methods that hold the number of the step."""

LOGGED = re.compile(r"['\"]([A-Za-z_][\w/]*)['\"]")
"""Strings in the text of a class: some are keys of the logs."""
