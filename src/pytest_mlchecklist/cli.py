"""The command `mlchecklist`: what may be typed, and its help.

Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pytest_mlchecklist.errors import ChecklistError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from click.shell_completion import CompletionItem

    from pytest_mlchecklist.catalogue import Catalogue

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_SHELLS = ("bash", "zsh", "fish")


class _Commands(click.Group):
    """A group that puts what a learner can mend into one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click ends in silence when nobody reads on
            raise
        except (ChecklistError, OSError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pytest-mlchecklist")
def main() -> None:
    """Show the machine-learning checklist, and what your code has of it.

    \b
    Examples:
      mlchecklist discover              what of your code is found, and why
      mlchecklist list --found          the skills that you have begun
      mlchecklist explain leaky_relu    what a part is, and what is checked
      mlchecklist init                  write a manifest from what is found
      pytest --mlchecklist              check all of it
    """


def _completed(names: str) -> Any:
    """Return what completes a word from the catalogue: 'parts', or 'all' for skills as well."""

    def complete(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from pytest_mlchecklist.commands.repository import open_repository

        try:
            catalogue = open_repository().catalogue
        except ChecklistError:
            return []
        offered = _parts(catalogue) if names == "parts" else {**_skills(catalogue), **_parts(catalogue)}
        return [CompletionItem(name, help=about) for name, about in offered.items() if name.startswith(typed)]

    return complete


def _parts(catalogue: Catalogue) -> dict[str, str]:
    return {name: catalogue.skill_of[name].title for name in catalogue.parts}


def _skills(catalogue: Catalogue) -> dict[str, str]:
    # A last step that two skills share is offered too: the command then asks which is meant.
    ids: Iterable[str] = (
        name for skill in catalogue.skills for name in (skill.id, skill.id.rsplit("/", 1)[-1])
    )
    titles = {skill.id.rsplit("/", 1)[-1]: skill.title for skill in catalogue.skills}
    return {name: titles[name.rsplit("/", 1)[-1]] for name in ids}


@main.command()
@click.argument("path", type=_FOLDER, default=".")
@click.option("--yes", is_flag=True, help="Ask nothing: write all that is found.")
def init(path: Path, *, yes: bool) -> None:
    """Write mlchecklist.toml from what is found in PATH.

    It shows what it found and asks once; a manifest that is there is never changed.

    \b
    Examples:
      mlchecklist init
      mlchecklist init ~/course --yes
    """
    from pytest_mlchecklist.commands import init as command
    from pytest_mlchecklist.commands.repository import open_repository

    command.init(open_repository(path), ask=not yes)


@main.command()
@click.argument("path", type=_FOLDER, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--all", "everything", is_flag=True, help="Name also what was not found.")
def discover(path: Path | None, *, as_json: bool, everything: bool) -> None:
    """Show which code in PATH is found for which part, and why.

    Nothing of yours is run or imported. Without PATH it is the repository that you are in.

    \b
    Examples:
      mlchecklist discover
      mlchecklist discover --all
      mlchecklist discover ~/course --json | jq -r '.parts[].target'
    """
    from pytest_mlchecklist.commands import discover as command
    from pytest_mlchecklist.commands.repository import open_repository

    command.discover(open_repository(path), as_json=as_json, everything=everything)


@main.command()
@click.argument("skill", nargs=-1, required=True, shell_complete=_completed("all"))
def explain(skill: tuple[str, ...]) -> None:
    """Say what SKILL is and what is checked.

    SKILL is an id, the last step of one, words of a title, or the name of a part or of your code.

    \b
    Examples:
      mlchecklist explain entry/networks/dense_neural_networks
      mlchecklist explain dense neural
      mlchecklist explain leaky_relu
    """
    from pytest_mlchecklist.commands import explain as command
    from pytest_mlchecklist.commands.repository import open_repository

    command.explain(open_repository(), " ".join(skill))


@main.command(name="list")
@click.option("--level", help="Only the skills of this level, such as entry.")
@click.option("--category", help="Only the skills of this category, such as networks.")
@click.option("--found", is_flag=True, help="Only the skills for which code is found.")
def list_(level: str | None, category: str | None, *, found: bool) -> None:
    """List the skills, what is found for each, and how far it is.

    \b
    Examples:
      mlchecklist list
      mlchecklist list --level entry --category networks
      mlchecklist list --found
    """
    from pytest_mlchecklist.commands import listing
    from pytest_mlchecklist.commands.repository import open_repository

    listing.list_skills(open_repository(), listing.Wish(level, category, found=found))


@main.command()
@click.argument("part", shell_complete=_completed("parts"))
@click.option("--file", type=_NEW_FILE, help="The new file; PART.py unless you say otherwise.")
def start(part: str, file: Path | None) -> None:
    """Write a new file to begin PART with.

    Its docstring says what the part takes, gives, and has to fulfil. Nothing is ever overwritten.

    \b
    Examples:
      mlchecklist start dense_layer
      mlchecklist start dense_layer --file nets/layers.py
    """
    from pytest_mlchecklist.commands import start as command
    from pytest_mlchecklist.commands.repository import open_repository

    command.start(open_repository(), part, file)


@main.command()
@click.argument("part", shell_complete=_completed("parts"))
@click.argument("target")
@click.option("--file", type=_NEW_FILE, help="Write it into this new file instead of printing it.")
def adapter(part: str, target: str, file: Path | None) -> None:
    """Print a function to finish that shows TARGET as PART.

    It is for code that could not be called as it is. TARGET is "path/file.py:Symbol", from the
    repository's folder.

    \b
    Examples:
      mlchecklist adapter dense_layer nets/layers.py:Dense
      mlchecklist adapter train loops.py:Trainer.run --file adapters.py
    """
    from pytest_mlchecklist.commands import adapter as command
    from pytest_mlchecklist.commands.repository import open_repository

    command.adapter(open_repository(), part, target, file=file)


@main.command()
@click.argument("path", type=_FOLDER, required=False)
def kata(path: Path | None) -> None:
    """Write three small training programs, each with a fault to find and mend.

    Which faults they have depends on the repository, PATH or the one that you are in. Nothing is
    ever overwritten.

    \b
    Examples:
      mlchecklist kata
      mlchecklist kata ~/course
    """
    from pytest_mlchecklist.commands import kata as command
    from pytest_mlchecklist.commands.repository import open_repository

    command.kata(open_repository(path))


@main.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print what lets SHELL complete commands, skills and parts.

    \b
    Examples:
      mlchecklist completion bash >> ~/.bashrc
      mlchecklist completion zsh >> ~/.zshrc
      mlchecklist completion fish > ~/.config/fish/completions/mlchecklist.fish
    """
    from click.shell_completion import get_completion_class

    cls = get_completion_class(shell)
    assert cls is not None  # noqa: S101 - every shell of _SHELLS has one
    click.echo(cls(main, {}, "mlchecklist", "_MLCHECKLIST_COMPLETE").source())


if __name__ == "__main__":
    main()
