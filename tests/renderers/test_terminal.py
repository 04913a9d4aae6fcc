from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from pytest_mlchecklist.renderers import terminal

from .hostile import FRAGMENTS, few, filled, hostile_texts
from .sample import empty, environment, sample


def test_the_summary_is_what_a_learner_reads_last() -> None:
    """The summary counts, shows the first failure of each part, the remarks, and what is nearest."""
    assert """\
ML checklist first_repo
3 of 9 skills ticked (33 %): 2 verified, 1 attested
Entry level         ━━━━━━──────────────  1 of 3
Intermediate level  ━━━━━───────────────  1 of 4
Advanced level      ━━━━━━━━━━──────────  1 of 2, 1 attested
✓ Dense Neural Networks, Creating splits, Research
Only some of the checks were chosen: what was left out counts as missing.

✓ dense_layer verified · Dense Neural Networks · src/layers.py:Dense
  remark It changes its input: x[0, 0] was 1.0 and is 3.0 after the call.

! custom_layer could not run · Custom layers · src/layers.py:PlainLayer
  agrees_with_the_reference
    None of the ways in which a layer is called fits PlainLayer.
    We tried:
      PlainLayer(3, 5): missing argument 'spec'
      PlainLayer(weight, bias): takes 2 arguments, not 3
    An adapter anywhere in your repository, named in mlchecklist.toml, says how:

        def dense_layer(x, weight, bias):
            layer = PlainLayer({"in": weight.shape[0], "out": weight.shape[1]})
            return layer.run(x)

✗ leaky_relu failing · Activation functions · activations.py:lrelu
  has_a_gradient_below_zero
    we called    leaky_relu.derivative(x=[-1])
    it gave      [0]
    we expected  [0.01], because the slope below zero is small but not zero
    to try       The slope below zero is a number that you chose.
    Your result is what one gets when the gradient is zero below zero, as for
    ReLU.

✓ train_test_split verified · Creating splits · data/splits.py:split
  remark [bold red]A class that is absent[/] from y raises ``KeyError`` | see
  <https://example.org>.

Passed over
  1 file could not be read: notes/<old>.py.

3 skills nearest to a tick
  Custom layers: custom_layer
  Activation functions: leaky_relu, whose gradient is wrong below zero
  Custom training loops: evaluate <b>not found</b>
""" == terminal.render(sample(), width=80)


@few
@example("".join(FRAGMENTS), 80)
@given(hostile_texts, st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    """Whatever the report's texts hold, every line fits, wide letters counted as two."""
    lines = terminal.render(filled(text), width=width).split("\n")
    assert [] == [line for line in lines if cell_len(line) > width]


@few
@example("".join(FRAGMENTS))
@given(hostile_texts)
def test_no_text_is_obeyed(text: str) -> None:
    """No text of the report reaches the terminal as an escape sequence or as rich's markup."""
    plain = terminal.render(filled(text), width=100)
    coloured = terminal.render(filled(text), width=100, colour=True)
    assert [] == re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", plain)
    uncoloured = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert plain == "\n".join(line.rstrip() for line in uncoloured.split("\n"))


def test_markup_is_shown_as_it_is() -> None:
    """Square brackets and emoji names are the learner's own words."""
    shown = terminal.render(filled("[bold]x[/bold]:smile:"), width=200)
    assert "ML checklist a0[bold]x[/bold]:smile:z" == shown.split("\n")[0]


def test_colour_is_used_only_when_asked() -> None:
    """A terminal without colour gets no escape sequence; with colour it gets some."""
    assert [False, True] == ["\x1b[" in terminal.render(sample(), colour=colour) for colour in (False, True)]


def test_an_interrupted_run_is_said_to_be_one() -> None:
    """Who stopped the run reads that the counts are not the last word."""
    stopped = replace(sample(), environment=environment(interrupted=True))
    assert "The run was interrupted: what was not run counts as missing.\n" in terminal.render(stopped)


def test_a_part_that_serves_two_skills_is_shown_once() -> None:
    """A failure is not repeated under every skill that needs the part."""
    twice = replace(sample(), skills=sample().skills * 2)
    assert 1 == terminal.render(twice).count("✗ leaky_relu failing")


def test_of_many_files_that_are_passed_over_five_are_named() -> None:
    """Each is named with the reason; a hundred of them do not hide what is nearest."""
    notes = tuple(f"week {number}.py is not valid Python (line 1)" for number in range(1, 101))
    lines = terminal.render(replace(sample(), environment=replace(environment(), notes=notes))).splitlines()
    start = lines.index("Passed over") + 1
    told = [*notes[:5], "and 95 more, which the HTML page names"]
    assert [f"  {line}" for line in told] == lines[start : start + 6]


def test_an_excused_skill_is_not_spoken_of() -> None:
    """The failure of a skill that the manifest excuses is not shown."""
    skills = tuple(replace(skill, excuse="later") for skill in sample().skills)
    assert "leaky_relu" not in terminal.render(replace(sample(), skills=skills))


def test_an_empty_checklist_is_reported_too() -> None:
    """Nothing of nothing is 0 of 0."""
    nothing = replace(empty(), environment=replace(environment(), notes=()))
    assert "ML checklist\n0 of 0 skills ticked (0 %): 0 verified\n" == terminal.render(nothing)
