import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def tune(objective, space, n_trials, seed):
    def of_trial(trial):
        return objective({name: trial.suggest_float(name, low, high) for name, (low, high) in space.items()})

    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(of_trial, n_trials=n_trials, catch=(Exception,))
    return study


def run_study(objective, n_trials, seed):  # the objective asks for its settings by itself
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=seed))
    study.optimize(objective, n_trials=n_trials, catch=(Exception,))
    return study.best_params, study.best_value


def stumbles(objective, space, n_trials, seed):
    def of_trial(trial):
        return objective({name: trial.suggest_float(name, *ends) for name, ends in space.items()})

    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(of_trial, n_trials=n_trials)
    return study.best_params, study.best_value


def unseeded(objective, space, n_trials):
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler())
    study.optimize(
        lambda trial: objective({name: trial.suggest_float(name, *ends) for name, ends in space.items()}),
        n_trials=n_trials,
        catch=(Exception,),
    )
    return study.best_params, study.best_value


study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
