"""Facts of a repository: what lies there and what stands in it, each with its place.

Understood are texts, TOML, JSON and YAML, the files in which pip, uv, Poetry and conda look for packages,
modules of Python, and what git keeps. Looked at are the learner's own files alone: not what .gitignore
leaves out, virtual environments, or vendored code. Nothing of them is imported; where something is run,
that happens in a process of its own, at the root.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist import sources
from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.facts import parsing, requirement_files, running
from pytest_mlchecklist.facts.git import Git
from pytest_mlchecklist.facts.matching import matching, names

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence
    from pathlib import Path

    from packaging.requirements import Requirement

    from pytest_mlchecklist.facts.git import Commit, Tracked
    from pytest_mlchecklist.facts.running import Finished

LARGEST_TEXT = 5_000_000


class Repository:
    """What a check of a repository part gets.

    A path is a text with forward slashes, from the root. A file that does not parse fails
    the check that reads it, with its line; a check that does not mind catches AssertionError.

    Attributes:
        root: Its folder.
        looked_at: What the running check has read, in order, and whether that was only a search.
        notes: What `found` told.
    """

    def __init__(self, root: Path, *, python: str | None = None) -> None:
        self.root = root
        self.looked_at: dict[str, bool] = {}
        self.notes: dict[str, None] = {}
        self._python = python or sys.executable
        self._git = Git(root)

    def begin(self) -> None:
        """Forget what the last check has read."""
        self.looked_at.clear()
        self.notes.clear()

    def found(self, what: str, path: str, line: int = 0) -> None:
        """Say beside the verdict which file, and which line of it, a fact came from."""
        self.notes[f"{what}: {path}:{line}" if line else f"{what}: {path}"] = None

    def files(self, *patterns: str) -> list[str]:
        """Return the learner's own files that a pattern means, spelt as in .gitignore; without any, all.

        `*.py` lies in any folder, `/README*` at the root; capitals make no difference. What
        .gitignore leaves out, virtual environments and vendored code are not theirs.
        """
        self._look(f"the files {', '.join(patterns)}" if patterns else "all files", is_search=True)
        return matching(self.names, patterns or ("*",))

    def text(self, path: str) -> str:
        """Return the text of a file.

        Raises:
            Mismatch: It isn't there, is no UTF-8, or is too large to be written by hand.
        """
        self._look(path)
        try:
            if (self.root / path).stat().st_size > LARGEST_TEXT:
                raise Mismatch(f"{path} is larger than {LARGEST_TEXT // 1_000_000} MB", "a text")
            content = (self.root / path).read_bytes()
            # PowerShell writes `pip freeze > requirements.txt` so, and pip reads it.
            encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
            return content.decode(encoding).replace("\r\n", "\n")
        except OSError as error:
            raise Mismatch(f"{path} cannot be read: {error.strerror}", f"a file {path}") from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise Mismatch(f"{path}:{line} is not UTF-8", "a text") from None

    def toml(self, path: str) -> dict[str, Any]:
        """Return what a TOML file says."""
        return parsing.read_toml(path, self.text(path))

    def json(self, path: str) -> Any:
        """Return what a JSON file says."""
        return parsing.read_json(path, self.text(path))

    def yaml(self, path: str) -> list[Any]:
        """Return the documents of a YAML file."""
        return parsing.read_yaml(path, self.text(path))

    def requirements(self, path: str) -> list[Requirement]:
        """Return the packages that a file asks for, whether for pip, uv, Poetry or conda."""
        return requirement_files.read_requirements(path, self.text(path))

    def trees(self) -> dict[str, ast.Module]:
        """Return the syntax trees of the modules that parse, by path."""
        self._look("the files *.py")
        return {name: tree for name, (tree, _) in self._parsed.items() if tree is not None}

    def broken(self) -> dict[str, str]:
        """Return why a module does not parse, by path: 'is not valid Python (line 3: …)'."""
        self._look("the files *.py")
        return {name: problem for name, (_, problem) in self._parsed.items() if problem}

    def commits(self) -> tuple[Commit, ...]:
        """Return the commits, the newest first.

        Raises:
            NotStarted: There is no git repository, or no commit yet.
            CannotRun: It was cloned without its history.
        """
        self._look("the git history")
        return self._git.commits

    def last_commit(self) -> str:
        """Return the id of the last commit, '' before the first; NotStarted without a git repository."""
        self._look("the git history")
        return self._git.last

    def tracked(self) -> tuple[Tracked, ...]:
        """Return the files that git keeps; NotStarted without a git repository."""
        self._look("the files that git keeps")
        return self._git.tracked

    def blob(self, tracked: Tracked) -> bytes:
        """Return the content that git keeps of a file."""
        return self._git.content(tracked.blob)

    def ignored(self, path: str) -> bool:
        """Whether git would leave a path out; the path of a folder ends with a slash.

        The file need not be there. The user's own rules for all repositories don't count.
        """
        self._look(".gitignore")
        return self._git.ignores(path)

    def run(self, command: Sequence[str], *, timeout: float = 60) -> Finished:
        """Run a command at the root and return its status and output.

        It runs in a process of its own, which is ended with all that it started. 'python' as
        the first word is the interpreter that runs the learner's code.

        Raises:
            CannotRun: It could not be started, did not end in time, or printed without end.
        """
        self._look(f"`{running.in_words(command)}`")
        words = [self._python, *command[1:]] if command[0] == "python" else command
        return running.run(words, self.root, timeout=timeout)

    def close(self) -> None:
        """Close what is open."""
        self._git.close()

    def _look(self, what: str, *, is_search: bool = False) -> None:
        self.looked_at.pop(what, None)  # what was looked at last, and maybe again, tells most
        self.looked_at[what] = is_search

    @cached_property
    def names(self) -> list[str]:
        """The paths of all files that belong to it, in a fixed order."""
        return names(self.root)

    @property
    def has_git(self) -> bool:
        """Whether it is, or lies in, a git repository."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.parents))

    @cached_property
    def _parsed(self) -> dict[str, tuple[ast.Module | None, str]]:
        return {name: self._parse(name) for name in matching(self.names, ["*.py"])}

    def _parse(self, name: str) -> tuple[ast.Module | None, str]:
        source = sources.read(self.root / name, self.root)
        return (None, source.problem) if source.problem else sources.parse(source.pieces[0])
