"""Reading papers: take notes on articles: what they claim, what they found, what you still wonder.

Why it matters: New ideas appear as papers years before they reach a textbook. A habit of small
notes makes that stream drinkable.

Next step: Take the question that puzzles you most, and look in the papers that cite this one for
an answer.
"""

import re
from collections import Counter

from pytest_mlchecklist.api import all_of, assert_that, evidence, shown, skill

LEAST = 3
# A sentence, a half one, a question: two letters of a script without blanks count as a word.
LENGTHS = {"abstract": 8, "conclusion": 4, "question": 3}
SECTIONS = {
    "abstract": [
        "about", "what it is about", "what is it about", "gist", "idea", "key idea", "core idea",
        "in a nutshell", "problem", "contribution", "key contribution", "summary in my own words",
        "what they claim", "what they do", "zusammenfassung", "worum es geht", "idee", "résumé", "resumen",
        "riassunto", "resumo", "摘要", "总结", "概要",
    ],
    "conclusion": [
        "take away", "key takeaways", "what they found", "what i take from it", "what i take away", "lesson",
        "lessons", "verdict", "my opinion", "bottom line", "fazit", "schluss", "ergebnis", "conclusión",
        "conclusioni", "conclusão", "结论", "結論",
    ],
    "question": [
        "what i still wonder", "what i wonder", "i wonder", "what puzzles me", "not understood",
        "what i did not understand", "what i do not understand", "unanswered", "open problem",
        "open problems", "frage", "fragen", "offene frage", "offene fragen", "pregunta", "preguntas",
        "pregunta abierta", "domande", "pergunta", "问题", "疑问", "疑問",
    ],
}  # fmt: skip
ABSTRACT = ("abstract", "claim", "method", "why", "what")
CONCLUSION = ("conclusion", "result", "evidence")
CONCLUDES = re.compile(
    r"(?i)\b(?:conclu\w+|take-?aways?|in short|overall|all in all|therefore|thus|hence|the upshot"
    r"|so (?:one|we|i|it|the)|fazit|daher|also)\b"
)
WIDE = "\uff1f"  # the question mark of Chinese and Japanese
DENSE = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
KEYED = r"(?m)^\s*(?:[-*+]\s+)?[*_]{0,2}[^\W\d_][\w ]{0,20}[*_]{0,2}:.*$"
COPIED = re.compile(r"(?i)\bin this (?:paper|work|article|study),? we\b|\bwe (?:propose|introduce|present)\b")

NOTE = """
## {title}
{identifier}

### Abstract
{abstract}

### Conclusion
{conclusion}

### Open question
{question}
"""
PAPERS = [
    {
        "title": "Attention is all you need",
        "identifier": "arXiv:1706.03762",
        "abstract": "A network that only attends translates better than those that read word by word.",
        "conclusion": "One can leave recurrence out and train faster.",
        "question": "How does it treat sentences longer than those it has seen?",
    },
    {
        "title": "Adam",
        "identifier": "https://arxiv.org/abs/1412.6980",
        "abstract": "Each weight gets steps of its own size, from means of its gradient and its square.",
        "conclusion": "The usual settings work for many networks.",
        "question": "Why does it sometimes generalise worse than plain descent?",
    },
    {
        "title": "Deep learning",
        "identifier": "https://doi.org/10.1038/nature14539",
        "abstract": "Layers learn representations by themselves, and the article tells how that came about.",
        "conclusion": "Learning without labels will matter more than it does now.",
        "question": "What of this was wrong ten years later?",
    },
]


def write_notes(folder, count=LEAST, **changed):
    notes = (NOTE.format(**paper | changed) for paper in PAPERS[:count])
    (folder / "papers.md").write_text("# Papers\n" + "".join(notes))


@evidence(
    files=[
        "papers.md", "papers.toml", "papers.y*ml", "paper_notes.md", "paper-notes.md", "papers/**/*.md",
        "paper*notes/**/*.md", "notes/paper*.md", "notes/papers/**/*.md", "reading/**/*.md", "reading*.md",
        "reading*.toml", "literature.md", "literature/**/*.md", "papers.txt",
    ],
    sections=SECTIONS,
)  # fmt: skip
def paper_notes(folder):
    """Three notes, each with an identifier, an abstract, a conclusion and an open question."""
    write_notes(folder)


@paper_notes.check(
    hint="Copy the number from the paper's page, as arXiv:1706.03762 or as a DOI that begins with 10."
)
def name_three_papers(notes):
    """There are notes on three papers at least, each with an arXiv id or a DOI."""
    papers, named = _papers(notes), [note for note in notes if _identifier(note)]
    nameless = [note for note in notes if not _identifier(note)]
    came = f"{_counted(papers, 'paper')}, {', '.join(papers)}" if papers else "no paper"
    if nameless:
        came += f"; {nameless[0].place} {shown(nameless[0].title)} has no identifier that parses"
    mistake = "there are notes on fewer than three papers"
    if len(notes) >= LEAST:
        mistake = "a note has no identifier that parses" if nameless else "several notes are on one paper"
    assert_that(len(papers) >= LEAST, came=came, expected="three papers", mistake=mistake)
    assert_that(named, came=came, expected="a paper")


@paper_notes.check(hint="Close the paper, and tell a friend in two or three sentences what it is about.")
def tell_what_they_are_about(notes):
    """A note on each of three papers tells in the learner's own words what it is about."""
    best = _best(notes)
    for note in best:
        text = _abstract(note)
        came = f"{note.place} {shown(note.title)} {_little(text)}"
        is_long = _length(text) >= LENGTHS["abstract"]
        mistake = "the abstract is missing"
        assert_that(is_long, came=came, expected="a sentence on what it is about", mistake=mistake)
        came, mistake = f"{note.place} quotes somebody", "the abstract is a quotation"
        assert_that(not _is_quoted(text), came=came, expected="the learner's own words", mistake=mistake)
    told = Counter(" ".join(_abstract(note).lower().split()) for note in best)
    came = (
        f"one text for {max(told.values(), default=0)} papers: {shown(best[0].title)} and others"
        if best
        else ""
    )
    is_own = max(told.values(), default=1) == 1
    assert_that(is_own, came=came, expected="a text for each", mistake="one text serves several papers")


@paper_notes.check(
    hint="What would you do differently now, or believe, having read it?", reveals="the conclusion is missing"
)
def conclude(notes):
    """A note on each of three papers says what to conclude from it."""
    for note in _best(notes):
        text = _conclusion(note)
        came = f"{note.place} {shown(note.title)} {_little(text)}"
        assert_that(_length(text) >= LENGTHS["conclusion"], came=came, expected="a conclusion")


@paper_notes.check(
    hint="Where did you stop and read a sentence twice?", reveals="nothing is asked that is still open"
)
def leave_something_open(notes):
    """A note on each of three papers has a question that is still open."""
    for note in _best(notes):
        text = _question(note)
        came = f"{note.place} {shown(note.title)} asks nothing"
        assert_that(_length(text) >= LENGTHS["question"], came=came, expected="an open question")


@paper_notes.check(severity="remark", hint="Say it of them, as you would tell it to a friend: they …")
def speak_of_the_authors_as_others(notes):
    """No abstract speaks as the paper's own abstract does."""
    copied = [note for note in _best(notes) if COPIED.search(_abstract(note))]
    came = f"{copied[0].place}: {shown(COPIED.search(_abstract(copied[0]))[0])}" if copied else ""
    assert_that(not copied, came=came, expected="the learner's own words")


def _identifier(note):
    """Return the paper that a note names, without the number of its version; '' when it names none."""
    found = (one.value for one in note.identifiers if one.kind in ("arxiv", "doi"))
    return re.sub(r"v\d+$", "", next(found, ""))


def _papers(notes):
    """Return for each paper the fullest note on it."""
    found = {}
    for note in sorted(notes, key=_fullness, reverse=True):
        if _identifier(note):
            found.setdefault(_identifier(note), note)
    return found


def _best(notes):
    """Return the three fullest notes; who has begun on more papers loses nothing by it."""
    papers = _papers(notes)
    return sorted(papers.values() if papers else notes, key=_fullness, reverse=True)[:LEAST]


def _fullness(note):
    texts = {"abstract": _abstract(note), "conclusion": _conclusion(note), "question": _question(note)}
    return sum(_length(text) >= LENGTHS[name] for name, text in texts.items())


def _abstract(note):
    return note.said(*ABSTRACT) or _own_text(note)


def _conclusion(note):
    if text := note.said(*CONCLUSION):
        return text
    free = re.split(r"(?<=[.!?])\s+|\n+", _own_text(note))
    return " ".join(sentence for sentence in free if CONCLUDES.search(sentence))


def _question(note):
    """Return what is asked: under a heading, or in any sentence that ends so."""
    asked = re.findall(rf"(?:[^.!?{WIDE}\n]|\.(?=\S))+[?{WIDE}]", re.sub(r"https?://\S+", " ", note.text))
    return note.said("question") or " ".join(asked)


def _own_text(note):
    """Return what stands in a note before its first inner heading, without its keys."""
    return re.sub(KEYED, "", re.split(r"(?m)^#", note.text)[0])


def _length(text):
    """Return how many words somebody wrote; where none are set apart, as in Chinese, two letters are one."""
    seen = re.sub(
        r"<!--.*?-->|https?://\S+|\b(?:TODO|TBD|TBA|FIXME)\b.*|<[^<>\n]{1,80}>", " ", text, flags=re.DOTALL
    )
    seen = "" if "lorem ipsum" in seen.lower() else seen
    dense = len(re.findall(DENSE, seen))
    return dense // 2 + len(re.findall(r"[^\W\d_]{2,}", re.sub(DENSE, " ", seen)))


def _little(text):
    return f"says only {shown(text)}" if text else "says nothing"


def _is_quoted(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return all(line.startswith(">") for line in lines) or bool(
        re.fullmatch(r'["“„«].*["”“»]', text, re.DOTALL)
    )


def _counted(things, word):
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


@paper_notes.mistake("there are notes on fewer than three papers")
def two_notes(folder):
    write_notes(folder, 2)


@paper_notes.mistake("a note has no identifier that parses")
def month_13(folder):
    write_notes(folder)
    text = (folder / "papers.md").read_text()
    (folder / "papers.md").write_text(text.replace("1412.6980", "1413.6980"))


@paper_notes.mistake("several notes are on one paper")
def one_paper(folder):
    write_notes(folder, identifier="arXiv:1706.03762")


@paper_notes.mistake("the abstract is missing")
def no_abstract(folder):
    write_notes(folder, abstract="<!-- in your own words -->\nTODO")


@paper_notes.mistake("the abstract is a quotation")
def quoted(folder):
    write_notes(folder)
    text = (folder / "papers.md").read_text()
    (folder / "papers.md").write_text(text.replace("### Abstract\n", "### Abstract\n> "))


@paper_notes.mistake("one text serves several papers")
def one_text(folder):
    write_notes(folder, abstract="A very interesting paper about deep learning and its applications.")


@paper_notes.mistake("the conclusion is missing")
def no_conclusion(folder):
    write_notes(folder, conclusion="")


@paper_notes.mistake("nothing is asked that is still open")
def no_question(folder):
    write_notes(folder, question="none")


skill(needs=all_of(paper_notes))
