from pathlib import Path


def one_file_each(folder: Path):
    notes = folder / "notes" / "papers"
    notes.mkdir(parents=True)
    (notes / "README.md").write_text("# My papers\n\nWhat I read, and what I think of it.\n")
    for name, number in {"adam": "1412.6980", "resnet": "1512.03385v1", "vae": "1312.6114"}.items():
        (notes / f"{name}.md").write_text(
            f"---\ntitle: {name}\narxiv: {number}\nread on: 2026-05-02\n---\n\n"
            f"## TL;DR\nThe {name} paper makes deep networks easier to train than they were before.\n\n"
            f"## What I take from it\nUse {name} as a first attempt.\n\n"
            "## What puzzles me\nWhether it holds for small data as well.\n"
        )


def as_toml(folder: Path):
    text = "\n".join(
        f"[[paper]]\ntitle = '{name}'\ndoi = '10.1000/{name}'\n"
        f"abstract = 'They compare {name} with nine other ways of doing the same thing.'\n"
        f"conclusion = 'For large data {name} is best.'\nquestion = 'Is {name} best for small data too?'\n"
        for name in ("boosting", "bagging", "stacking")
    )
    (folder / "papers.toml").write_text(text)


def as_yaml(folder: Path):
    text = "\n".join(
        f"- title: {name}\n  id: 1706.0376{number}\n"
        f"  summary: The paper on {name} shows that it can be left out without any harm.\n"
        f"  takeaway: Leave {name} out first.\n  questions:\n    - Why was {name} there at all?\n"
        for number, name in enumerate(["recurrence", "dropout", "warmup"])
    )
    (folder / "papers.yml").write_text(text)


def as_a_table(folder: Path):
    rows = "".join(
        f"| {name} | arXiv:1512.0338{number} | It adds what came in to what goes out of each {name} block. "
        f"| Deeper {name} networks train well. | What do {name} blocks learn that others do not? |\n"
        for number, name in enumerate(["plain", "wide", "narrow"])
    )
    head = "| Title | arXiv | Summary | Conclusion | Open question |\n| --- | --- | --- | --- | --- |\n"
    (folder / "reading_log.md").write_text("# Reading log\n\n" + head + rows)


def as_keys(folder: Path):
    text = "".join(
        f"## {name}\n- **Link:** https://arxiv.org/pdf/1607.0645{number}\n"
        f"- **Summary:** Normalise {name} each example over its own features, not over the batch.\n"
        f"- **Conclusion:** {name} works with a batch of one.\n"
        f"- **Question:** Does {name} help images as much?\n\n"
        for number, name in enumerate(["layers", "groups", "instances"])
    )
    (folder / "papers.md").write_text("# Papers I read\n\n" + text)


def freely_written(folder: Path):
    text = "".join(
        f"## {name}\n\narXiv:1301.378{number}\n\nWords get vectors by guessing their neighbours from {name}, "
        f"and sums of vectors mean something. I conclude that simple {name} models on much text beat "
        f"large ones on little. How would {name} treat a word with two meanings?\n\n"
        for number, name in enumerate(["bags", "skips", "windows"])
    )
    (folder / "papers.md").write_text("# Papers\n\n" + text)


def begun_on_more(folder: Path):
    as_keys(folder)
    text = (folder / "papers.md").read_text()
    (folder / "papers.md").write_text(text + "## To read\n- https://arxiv.org/abs/2005.14165\n- arXiv:2010.11929\n")


def in_german(folder: Path):
    text = "".join(
        f"## {name}\nDOI: 10.1162/neco.199{number}.9.8\n\n### Zusammenfassung\nEine Zelle mit {name} behält, "
        f"was lange vorher kam, und vergisst den Rest.\n\n### Fazit\nMit {name} lernt man lange Folgen.\n\n"
        f"### Offene Frage\nWozu braucht man {name} heute noch?\n\n"
        for number, name in enumerate(["Toren", "Gedächtnis", "Aufmerksamkeit"])
    )
    (folder / "papers.md").write_text("# Artikel\n\n" + text)


def in_chinese(folder: Path):
    text = "".join(
        f"## {name}\narXiv:1706.0376{number}\n\n### 摘要\n{name}只用注意力机制就能翻译，比循环网络更快也更好。\n\n"
        f"### 结论\n可以完全去掉循环结构。\n\n### 问题\n句子很长的时候{name}会怎么样？\n\n"
        for number, name in enumerate(["模型", "编码器", "解码器"])
    )
    (folder / "papers.md").write_text("# 论文\n\n" + text, encoding="utf-8")


def told_below_the_title(folder: Path):
    text = "".join(
        f"## {name}\n*arXiv 1706.0376{number}*, 2017\n\nThey show that {name} can be learnt from examples alone, "
        f"if there are enough of them.\n\n### Takeaway\nMore data for {name} beats better rules.\n\n"
        f"### Unclear\nHow much data does {name} need?\n\n"
        for number, name in enumerate(["syntax", "meaning", "style"])
    )
    (folder / "papers.md").write_text("# Papers\n\n" + text)
