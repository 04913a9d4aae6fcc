from pathlib import Path


def commit_history__no_commit(folder: Path):
    from dulwich.repo import Repo

    Repo.init(str(folder)).close()


def clean_repository__no_commit(folder: Path):
    commit_history__no_commit(folder)
