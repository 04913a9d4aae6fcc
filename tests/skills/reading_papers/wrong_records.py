from pathlib import Path


def paper_notes__a_list_of_links(folder: Path):
    links = "".join(f"- https://arxiv.org/abs/1706.0376{number}\n" for number in range(5))
    (folder / "papers.md").write_text("# Papers I read\n\n" + links)


def paper_notes__only_titles(folder: Path):
    text = "".join(
        f"## {name}\n\n### Abstract\nThe paper shows how {name} helps deep networks to learn quickly.\n\n"
        f"### Conclusion\nUse {name} wherever you can.\n\n### Question\nWhen does {name} fail?\n\n"
        for name in ("dropout", "momentum", "padding")
    )
    (folder / "papers.md").write_text(text)


def paper_notes__links_to_blogs(folder: Path):
    text = "".join(
        f"## {name}\nhttps://towardsdatascience.com/{name}\n\n### Abstract\nThe post shows how {name} helps deep "
        f"networks to learn.\n\n### Conclusion\nUse {name} wherever you can.\n\n### Question\nWhen does it fail?\n\n"
        for name in ("dropout", "momentum", "padding")
    )
    (folder / "papers.md").write_text(text)


def paper_notes__same_paper_again(folder: Path):
    text = "".join(
        f"## Attention {number}\narXiv:1706.03762v{number}\n\n### Abstract\nReading it {number} times shows that it "
        f"is about nothing but attention.\n\n### Conclusion\nAttention is enough, after all.\n\n"
        f"### Question\nWhat else is there?\n\n"
        for number in range(1, 4)
    )
    (folder / "papers.md").write_text(text)


def paper_notes__no_question_in_yaml(folder: Path):
    text = "\n".join(
        f"- title: {name}\n  arxiv: 1706.0376{number}\n"
        f"  summary: The paper on {name} shows that it can be left out without any harm.\n"
        f"  takeaway: Leave {name} out first.\n"
        for number, name in enumerate(["recurrence", "dropout", "warmup"])
    )
    (folder / "papers.yml").write_text(text)


def paper_notes__question_for_two_of_three(folder: Path):
    text = "".join(
        f"## {name}\narXiv:1706.0376{number}\n\n### Abstract\nThe paper shows how {name} helps deep networks to "
        f"learn.\n\n### Conclusion\nUse {name} wherever you can.\n\n### Open questions\n"
        + ("\n" if number == 1 else f"When does {name} fail?\n\n")
        for number, name in enumerate(["dropout", "momentum", "padding"])
    )
    (folder / "papers.md").write_text(text)


def paper_notes__template_half_filled(folder: Path):
    text = "".join(
        f"## {name}\narXiv:1706.0376{number}\n\n### Abstract\n<your own words>\n\n### Conclusion\nIt helps {name} "
        f"a great deal.\n\n### Open question\nWhen does {name} fail?\n\n"
        for number, name in enumerate(["dropout", "momentum", "padding"])
    )
    (folder / "papers.md").write_text(text)
