"""What each layout reads: the shapes in which lists write entries, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.entries.reading import read

ABS = "https://arxiv.org/abs/2205.09726"
PDF = "https://arxiv.org/pdf/2205.09726.pdf"
OTHER = "https://arxiv.org/abs/2001.08361"
T = "Ranking What Models Write"
LONG = "An Image of Words: How Gradual Change Reaches Large Models"
TABLE = "|---|---|---|"

CASES = [
    # A bullet or a number whose title is the link.
    pytest.param(f"- [{T}]({ABS})", "linked-title", T, id="linked-title"),
    pytest.param(f"* [{T}]({ABS}) [[DOI](https://doi.org/10.1/x)] (2021)", "linked-title", T, id="linked-with-doi"),
    pytest.param(
        f"1. [**{T}.**]({ABS}) _Ada Lovelace, Alan Turing._ Arxiv 2023.", "linked-title", T, id="bold-in-link"
    ),
    pytest.param(f"- **[{T}]({ABS})**", "linked-title", T, id="link-in-bold"),
    pytest.param(f"- Paper: [{T}]({ABS})", "linked-title", T, id="label-before-the-link"),
    pytest.param(
        f"- 🔥 [{T} ]({ABS}) ![](https://img.shields.io/github/stars/a/b)", "linked-title", T, id="blank-inside"
    ),
    pytest.param(f"- [12. {T}]({ABS})", "linked-title", T, id="number-inside-the-link"),
    pytest.param(f"- [{T} (ICML 2022)]({ABS})", "linked-title", T, id="venue-inside-the-link"),
    pytest.param(f"- [{T}, ICLR 2020]({ABS})", "linked-title", T, id="venue-behind-a-comma-in-the-link"),
    pytest.param(f"- [“{T}”]({ABS})", "linked-title", T, id="quotes-inside-the-link"),
    pytest.param(
        f"- [RankIt]({ABS}): Ranking What Large Models Write",
        "linked-title",
        "RankIt: Ranking What Large Models Write",
        id="name-linked-rest-behind",
    ),
    pytest.param(f"- [RankIt]({ABS}): a model by somebody", "linked-title", None, id="name-linked-gloss-behind"),
    pytest.param(f"- [RankIt-7B]({ABS})", "linked-title", None, id="name-only"),
    pytest.param(f"- [{T}](https://a.org) ([Paper]({PDF}))", "labelled-title", T, id="title-linked-elsewhere"),
    pytest.param(
        f"- [How We Rank Things](https://blog.a.org/2020/01/02/x) ([Paper]({PDF}))", None, None, id="title-of-a-post"
    ),
    pytest.param(f"[{T}]({ABS})", "linked-title", T, id="paragraph-that-is-the-link"),
    pytest.param(
        f"- [Title broken over\n  two Lines]({ABS})", "linked-title", "Title broken over\ntwo Lines", id="wrapped"
    ),
    pytest.param(f"- [{T}][rank]\n\n[rank]: {ABS}", "linked-title", T, id="link-by-label"),
    # Title as text, then a label.
    pytest.param(f"- (2023-05) **{T}** [paper]({ABS})", "labelled-title", T, id="date-bold-label"),
    pytest.param(f'- "{T}", 2023-05, arXiv [[paper]({ABS})]', "labelled-title", T, id="quoted"),
    pytest.param(f"- {T} [[pdf]]({ABS}) [[code]](https://github.com/a/b)", "labelled-title", T, id="plain"),
    pytest.param(f"- [2023/05] {T} [[Paper]({ABS})]", "labelled-title", T, id="date-in-brackets"),
    pytest.param(f"- nips2016, {T} [[pdf]]({ABS})", "labelled-title", T, id="venue-before"),
    pytest.param(
        f"- {T}. *Ada Lovelace, Alan Turing*. NIPS 2015. [[pdf]({ABS})]", "labelled-title", T, id="fields-behind"
    ),
    pytest.param(
        f"- {T}, Lovelace et al., ICLR 2023 [[arXiv]]({ABS})", "labelled-title", T, id="et-al-and-venue-behind"
    ),
    pytest.param(f"- {T} | Ada Lovelace, et al. | **[CVPR' 14]** |[`[pdf]`]({PDF})", "labelled-title", T, id="pipes"),
    pytest.param(f"- {T} (from Apple) (NeurIPS'23) [paper]({ABS})", "labelled-title", T, id="notes-in-brackets"),
    pytest.param(f"- **RankIt**: {LONG} [paper]({ABS})", "labelled-title", f"RankIt: {LONG}", id="bold-name-then-rest"),
    pytest.param(f"- **[RankIt]** {T} [paper]({ABS})", "labelled-title", T, id="bold-tag"),
    pytest.param(f"- 《{T}》 [论文]({ABS})", "labelled-title", T, id="chinese-quotes-and-label"),
    pytest.param(
        f"- 大規模言語モデルの順位付け [[論文]({ABS})]", "labelled-title", "大規模言語モデルの順位付け", id="japanese"
    ),
    pytest.param(f"- [arXiv]({ABS}) **{T}**", "labelled-title", T, id="label-first"),
    pytest.param(
        f"- **{T}** [![arXiv](https://img.shields.io/badge/arXiv-2205.09726-b31b1b)]({ABS})",
        "labelled-title",
        T,
        id="badge",
    ),
    pytest.param(f"- RankIt [paper]({ABS})", "labelled-title", None, id="labelled-name-only"),
    # Bold title, lines below.
    pytest.param(
        f"**{T}** \\\n*Ada Lovelace, Alan Turing* \\\narXiv 2022. [[Paper]({ABS})] \\\n25 Aug 2022",
        "bold-block",
        T,
        id="hard-breaks",
    ),
    pytest.param(f"**{T}**  \nAda Lovelace  \n[PDF]({PDF})", "bold-block", T, id="two-blanks"),
    pytest.param(f"**{T}**<br>*Ada Lovelace, Alan Turing*<br>[[PDF]({PDF})]", "bold-block", T, id="break-tags"),
    # Title, then fields.
    pytest.param(
        f"- **{T}**\n  - Ada Lovelace and Alan Turing\n  - [[Paper]]({ABS})\n",
        "title-then-fields",
        T,
        id="nested-fields",
    ),
    pytest.param(
        f"**{T}**\n\n- Paper: {ABS}\n- Code: https://github.com/a/b\n", "title-then-fields", T, id="list-below"
    ),
    pytest.param(
        f"#### {LONG}\n\n- arXiv: <{ABS}>\n- Code: https://github.com/a/b\n",
        "title-then-fields",
        LONG,
        id="heading-above-fields",
    ),
    pytest.param(
        f"### Lovelace et al. 2023: {LONG}\n\nSome words of mine.\n\n[{ABS}]({ABS})\n",
        "title-then-fields",
        LONG,
        id="heading-with-authors-far-above",
    ),
    pytest.param(f"9. {T}. A nice overview.\n  - {ABS}\n", "title-then-fields", T, id="nested-too-little"),
    # Numbered title, indented lines.
    pytest.param(
        f"10. {T}\n\n   Ada Lovelace. [[pdf]({ABS})]", "numbered-lines", T, id="numbered-three-blanks-are-few"
    ),
    pytest.param(f"10. {T}\n\n[pdf]({ABS})", None, None, id="numbered-and-a-paragraph-of-its-own"),
    pytest.param(f"> 10. {T}\n>\n> [pdf]({ABS})", None, None, id="the-same-in-a-quote"),
    pytest.param(f"1. **{T}**\n   Ada Lovelace, Alan Turing [[pdf]]({PDF})", "numbered-lines", T, id="indented-line"),
    pytest.param(
        f"1. {T}\n\n   *Ada Lovelace, Alan Turing*. [[pdf]]({PDF})", "numbered-lines", T, id="indented-paragraph"
    ),
    # Citations.
    pytest.param(
        f"- {{#Love}} [[Ada Lovelace]], [[Alan Turing]] and [[Grace Hopper]], _{T}_ , J. Words 2 ([arXiv]({ABS}))",
        "labelled-title",
        T,
        id="wiki-links-for-names",
    ),
    pytest.param(
        f"- {{#Love}} A. Lovelace, section 7 of _Ranked Words_ ([arXiv]({ABS}))",
        "labelled-title",
        "Ranked Words",
        id="two-words-in-italics-behind-a-place-in-them",
    ),
    pytest.param(
        f"- [[Ada Lovelace]], _{T}_, talk at [NIM 98](https://a.org) ([arXiv:2205.09726]({ABS}))",
        "labelled-title",
        T,
        id="where-it-was-heard-is-linked",
    ),
    pytest.param(
        f"- Ada Lovelace *et al.* (inc. **Alan M. Turing**), [*{T}*]({ABS}), arXiv:2205.09726 [cs.CL]",
        "linked-title",
        T,
        id="whom-of-the-authors-one-knows",
    ),
    pytest.param(
        f"- Ada Lovelace, _{T}_, preprint available as [cs.CL/2205.09726]({ABS})", "citation", T, id="italics"
    ),
    pytest.param(
        f"- A. Lovelace, A. Turing. {T}. arXiv preprint arXiv:2205.09726, 2022.", "citation", T, id="sentences"
    ),
    pytest.param(
        f"- Lovelace et al: RankIt (older than RankMe) - ranks what a model\n  writes for QA\n  ({ABS})[{ABS}]",
        "citation",
        "RankIt (older than RankMe) - ranks what a model\nwrites for QA",
        id="wrapped-behind-et-al",
    ),
    pytest.param(
        f'1. Lovelace, Ada, et al. "**{T}**." arXiv preprint (2022). [[pdf]]({PDF})',
        "labelled-title",
        T,
        id="bold-in-quotes",
    ),
    # Bare URLs.
    pytest.param(f"- {T}: {ABS}", "bare-url", T, id="colon-then-url"),
    pytest.param(f"- {T} by Ada Lovelace, Alan Turing: {ABS}", "bare-url", T, id="by-authors"),
    pytest.param(f"- {T} - Ada Lovelace\n  {ABS}", "bare-url", T, id="authors-behind-a-dash"),
    pytest.param(f"- {ABS} {T}", "bare-url", T, id="url-first"),
    pytest.param(f"- [{ABS}]({ABS}) - {T}", "bare-url", T, id="url-as-its-own-text"),
    # Tables.
    pytest.param(
        f"| Title | Venue | Code |\n{TABLE}\n| [{T}]({ABS}) | ICML | - |", "table-linked-title", T, id="title-cell"
    ),
    pytest.param(
        f"| | | |\n{TABLE}\n| [{T}]({ABS}) <br> Ada Lovelace | note | - |", "table-linked-title", T, id="no-heads"
    ),
    pytest.param(
        f"| Date | Title | Paper |\n{TABLE}\n|2023.06|🔥[**RankIt**] {T}(@MIT etc)|[[pdf]]({PDF})|",
        "table-paper-column",
        T,
        id="paper-column",
    ),
    pytest.param(
        f"| 题目 | 会议 | 链接 |\n{TABLE}\n| {T} | ICML | [论文]({ABS}) |", "table-paper-column", T, id="chinese-heads"
    ),
    pytest.param(
        f"| | | |\n{TABLE}\n| {LONG} | ICML | [pdf]({ABS}) |\n| {T} Again | ICLR | [pdf]({OTHER}) |",
        "table-paper-column",
        LONG,
        id="column-known-by-content",
    ),
    pytest.param(
        f"| Model | Score | Paper |\n{TABLE}\n| RankIt (Lovelace, 2022) | 91.2 | [{T}]({ABS}) |",
        "table-linked-title",
        T,
        id="results-table",
    ),
    pytest.param(
        f"| Model | Score | Paper |\n{TABLE}\n| RankIt | 91.2 | [Lovelace et al., 2022]({ABS}) |",
        "table-paper-column",
        None,
        id="citation-as-label",
    ),
    pytest.param(
        f"| Model | Year | Base |\n{TABLE}\n| [RankIt-7B]({ABS})<br>([7b](https://a.org)) | 2024 | Llama |",
        "table-paper-column",
        None,
        id="table-of-models",
    ),
    pytest.param(
        "|Publish Date|Title|Authors|PDF|\n|---|---|---|---|\n"
        f"|**2022-05-19**|**{T}**|Ada Lovelace et.al.|[2205.09726v1](http://arxiv.org/abs/2205.09726v1)|",
        "daily-table",
        T,
        id="daily-table",
    ),
    # HTML.
    pytest.param(
        f'<table><tr><td>{T}</td><td><a href="{ABS}">Paper</a></td></tr></table>', "html-table", T, id="html-cells"
    ),
    pytest.param(f'<table><tr><td><a href="{ABS}">{T}</a> (2022)</td></tr></table>', "html-table", T, id="html-linked"),
    pytest.param(
        f'<table><tr><td> 1. Ranks &amp; Rows: {T}</td><td><a href="{ABS}">Paper</a></td></tr></table>',
        "html-table",
        f"Ranks & Rows: {T}",
        id="html-number-and-entity",
    ),
    pytest.param(f'<ul>\n<li><a href="{ABS}">{T}</a></li>\n</ul>', "html-table", T, id="html-list"),
    pytest.param(
        f'<table><tr><td><a href="{ABS}">RankIt</a> (Lovelace, 2018)</td><td>36.27</td><td>98</td></tr></table>',
        "html-table",
        None,
        id="html-name-and-scores",
    ),
    pytest.param(
        f'<table><tr><td><a href="https://a.org/rankit.pt">RankIt++-IR</a></td><td><a href="{ABS}">Lovelace et al., '
        "ICML'22</a></td><td>2D Seg</td></tr></table>",
        "html-table",
        None,
        id="html-name-in-two-parts-and-a-few-words",
    ),
    # A whole citation inside the link, or inside other marks.
    pytest.param(f"- [Lovelace et al., *{T}* (2017)]({ABS})", "linked-title", T, id="italics-in-a-linked-citation"),
    pytest.param(f"- [Hopper, *{LONG}* (2019)]({ABS})", "linked-title", LONG, id="surname-before-italics-in-a-link"),
    pytest.param(f"- [{T}, Hopper and Turing (2017)]({ABS}), ranks", "linked-title", T, id="authors-end-the-link"),
    pytest.param(f"[{T} by Ada Lovelace, et al., 2015]({ABS})", "linked-title", T, id="by-and-others-end-the-link"),
    pytest.param(f"- [Lovelace et al., *RankIt*]({ABS})", None, None, id="name-in-a-linked-citation"),
    pytest.param(
        f'*[2]: Hopper, Grace, and Alan Turing. "{T}." arXiv preprint arXiv:2205.09726 (2014).*',
        "labelled-title",
        T,
        id="quotes-in-italics",
    ),
    pytest.param(f'Ada Lovelace, and Alan Turing, "[{T}]({ABS})," in Proc.', "linked-title", T, id="link-in-quotes"),
    pytest.param(f"- [[2205.09726] {T} - arXiv.org]({ABS})", "linked-title", T, id="title-of-a-page"),
    pytest.param(f"- [[2205.09726\\] {T} (arxiv.org)]({ABS})", "linked-title", T, id="escaped-identifier"),
    # What ends a title, and what leads to it.
    pytest.param(f"1. Do Models Rank? ICML 2021. [[paper]]({ABS})", "labelled-title", "Do Models Rank?", id="question"),
    pytest.param(
        f"Hopper G, Turing A, et al. {T}[J]. arXiv preprint, 2017. [[pdf]]({PDF})", "citation", T, id="gb-t-7714"
    ),
    pytest.param(
        f"[^8]: Hopper et al. RankIt: a Quick, Small Ranker. [[pdf]]({PDF})",
        "citation",
        "RankIt: a Quick, Small Ranker",
        id="comma-in-the-title-behind-others",
    ),
    pytest.param(f"- {T}, **#ranks #words**, [[pdf]]({PDF})", "labelled-title", T, id="tags-in-bold"),
    pytest.param(f"1. {T},\n**ICML (2026) (Oral Presentation)** [[PDF]]({PDF})", "numbered-lines", T, id="bold-venue"),
    pytest.param(f"* [[Ada Lovelace]], remark 9.9 in _{T}_ ([pdf]({PDF}))", "labelled-title", T, id="place-in-a-work"),
    pytest.param(
        f"- **RankIt** — Hopper, G., & Turing, A. (2022). *{LONG}*. ICML. [[Paper]]({ABS})",
        "labelled-title",
        LONG,
        id="apa",
    ),
    pytest.param(
        f'A. Turing et al., "An Image of\nWords," ICML, [paper]({ABS}).',
        "citation",
        "An Image of\nWords",
        id="quotes-over-two-lines",
    ),
    pytest.param(f"{T}:link:{ABS}", "bare-url", T, id="label-glued-to-the-url"),
    pytest.param(
        f"- Words by Gradual Change Minimization. Ada Lovelace, Alan Turing, Grace Hopper. [[arxiv]({ABS})]",
        "labelled-title",
        "Words by Gradual Change Minimization",
        id="by-in-the-title-before-names",
    ),
    pytest.param(
        f"Ada Lovelace, Alan Turing, and Grace Hopper. Quick, small ranks: words in 1 hour. arXiv preprint\n{ABS}",
        "citation",
        "Quick, small ranks: words in 1 hour",
        id="comma-in-the-title-behind-the-last-name",
    ),
    pytest.param(
        f"- {T} (**Neural Words**) [[paper]({ABS})]", "labelled-title", T, id="bold-venue-in-brackets-ends-the-title"
    ),
    pytest.param(
        f"This page contains code for:  \n{LONG}, **Trends in Words**, 2021.  \n[Ada](https://a.org)\\\n[arXiv]({ABS})",
        "labelled-title",
        LONG,
        id="bold-journal-between-title-and-year",
    ),
    pytest.param(
        f"- **Ranks of Words** — Ranker; Sorter (2022, arXiv:2205.09726); Orderer ([x]({OTHER})); X (arXiv:2001.08362)",
        "labelled-title",
        None,
        id="topic-that-several-papers-are-about",
    ),
    pytest.param(
        f"- {T}, ICML2016, A. Turing et\n  al. [[PDF]({ABS})]", "labelled-title", T, id="initial-before-others"
    ),
    pytest.param(
        f"- [RankIt] Ranking what small models write with\n  rows, ICML 2018 A. Turing et al.\n  [[PDF]({ABS})]",
        "numbered-lines",
        "Ranking what small models write with\nrows",
        id="last-word-on-the-line-of-the-authors",
    ),
    pytest.param(
        f"3. Ada Lovelace†, **Alan Turing†**, et al.  \n   **{T}.**  \n   *Words*, 2026.  \n   [arXiv]({ABS})",
        "numbered-lines",
        T,
        id="bold-author-with-a-mark",
    ),
    pytest.param(
        f"Official implementation of the paper {T} [:page_facing_up:]({ABS})", "labelled-title", T, id="code-of-a-paper"
    ),
    pytest.param(f'- Artículo: {ABS} ("{T}", Ada Lovelace y Alan Turing)', "bare-url", T, id="quoted-in-brackets"),
    pytest.param(
        f"- [Words for Beginners. A Tour of Ranks, Rows, TensorRank (2017)]({ABS})",
        "linked-title",
        "Words for Beginners. A Tour of Ranks, Rows, TensorRank",
        id="words-in-a-row-and-a-year-end-the-link",
    ),
    pytest.param(f"- [Hopper, de Morgan, Turing (2023). {T}]({ABS})", "linked-title", T, id="surnames-begin-the-link"),
    pytest.param(f"- [Hopper, de Morgan, Turing (2023). RankIt-VC]({ABS})", None, None, id="surnames-before-a-name"),
    pytest.param(
        f"* [Hopper et al., 2019] [Hopper, G., Turing, A., and Lovelace, B. (2019). Ranks: rows of words. "
        f"arXiv preprint arXiv:2205.09726.]({ABS})",
        "linked-title",
        "Ranks: rows of words",
        id="whole-reference-is-the-link",
    ),
    pytest.param(
        f"- [Hopper et al. (2023). Direct Rank Order]({ABS}) — ranks; words of 2026",
        "linked-title",
        "Direct Rank Order",
        id="few-words-behind-others-in-the-link",
    ),
    pytest.param(
        f"[3] Hopper, G., Turing, A., & Lovelace, B. C. (2019). Ranks of words: A survey. arXiv, 2019. [paper]({ABS})",
        "labelled-title",
        "Ranks of words: A survey",
        id="reference-longer-than-its-title",
    ),
    pytest.param(f"- [Hopper, *New J. Words* **4**, 17 (2002)]({ABS})", None, None, id="journal-in-a-linked-citation"),
    pytest.param(f"- [2]({ABS}) Phys. Rev. B 97, 205107 (2018)", None, None, id="journal-volume-and-page"),
    pytest.param(
        f"| Rank | Method |\n|---|---|\n| 4 | RankIt [(Lovelace et at, WWW'19)]({ABS}) |",
        "table-paper-column",
        None,
        id="citation-in-brackets-is-the-link",
    ),
    pytest.param(
        "| Work | Source |\n|---|---|\n| Lovelace, Turing *et al.* [arXiv:2205.09726] | TMSV (Type-II) |\n| A | B |",
        "table-paper-column",
        None,
        id="whose-paper-stands-beside-the-link",
    ),
    # Fields.
    pytest.param(
        f"**Artículo base:** A. Turing, Y. Zhao y M. Shelley, *{LONG}*, ICML 2020.\n\n- Artículo: {ABS}\n",
        "title-then-fields",
        LONG,
        id="bold-name-of-a-field-before-spanish-names",
    ),
    pytest.param(
        f"# {LONG}: A Study\n\n**{LONG}** · preprint 2026\n\nRead: [PDF]({PDF}) · [arXiv]({ABS})\n",
        "title-then-fields",
        f"{LONG}: A Study",
        id="bold-part-of-the-heading",
    ),
    pytest.param(
        f"# Rank More, Write Less: Words of Large Models\n\nRead: [arXiv]({ABS})\n",
        "title-then-fields",
        "Rank More, Write Less: Words of Large Models",
        id="heading-that-begins-like-a-name",
    ),
    pytest.param(
        f"原文标题：{LONG}\n\n原文作者：Ada Lovelace\n\n关键词：Ranks, Words, Models\n\n原文链接：{ABS}\n\n代码：无\n",
        "title-then-fields",
        LONG,
        id="fields-that-are-paragraphs",
    ),
    pytest.param(
        f"> 原文标题：{LONG}\n> 原文链接：https://a.org/x\n> 论文地址：{ABS}\n",
        "bare-url",
        LONG,
        id="title-of-the-original",
    ),
    pytest.param(
        f"- paper：{LONG}\n- arXiv：[link]({ABS})\n- code：[github](https://github.com/a/b)\n",
        "title-then-fields",
        LONG,
        id="title-in-a-field-named-paper",
    ),
    pytest.param(
        f"- **标题**：{T}\n- **链接**：[abs]({ABS}) · [PDF]({PDF})\n- **作者**：Ada Lovelace\n",
        "title-then-fields",
        T,
        id="title-in-an-item-of-fields",
    ),
    pytest.param(
        f"### Title: {LONG}\nInstitution: University of Ranks\nPaper Link:{ABS}\n",
        "title-then-fields",
        LONG,
        id="fields-on-lines-below-a-heading",
    ),
    pytest.param(
        f"# {LONG}\n\nAda Lovelace, Alan Turing, Grace Hopper\n\n- ranks: 8\n- links: [abs]({ABS}) | [pdf]({PDF})\n",
        "title-then-fields",
        LONG,
        id="authors-between-heading-and-list",
    ),
    pytest.param(
        f"**{LONG}**\n\n[Ada Lovelace](https://a.org),\n[Alan Turing](https://b.org)\n\n[[arXiv]({ABS})]\n",
        "title-then-fields",
        LONG,
        id="authors-between-title-and-link",
    ),
    pytest.param(
        f"<details>\n<summary><b>{LONG}</b></summary>\n\n* **Authors:** Ada Lovelace\n* **Links:** [[Paper]]({ABS})\n",
        "title-then-fields",
        LONG,
        id="summary-above-fields",
    ),
    pytest.param(f"{LONG}\n\n[[abstract]({ABS})]\n[[pdf]({PDF})]\n", "title-then-fields", LONG, id="plain-line-above"),
    pytest.param(
        f"- **Layers**: *{T}* (Hopper & Turing, 2019) [[arXiv]({ABS})]", "labelled-title", T, id="topic-before-italics"
    ),
    pytest.param(f"1. **Hopper, G. i in.** (2022). *{T}*. ICML. [[pdf]]({PDF})", "labelled-title", T, id="bold-author"),
    # HTML that is no table.
    pytest.param(
        f'<div>\n  Ada Lovelace <br>\n  <b>{T}</b>\n  <br>\n  ICML [<a href="{ABS}">arXiv</a>]\n</div>',
        "html-table",
        T,
        id="html-paragraph",
    ),
    pytest.param(
        f"| Model | 状态 | 能力 |\n{TABLE}\n| RankIt | [arXiv]({ABS}) | 从模型生成排名，适应多种任务 |",
        "table-paper-column",
        None,
        id="description-in-chinese",
    ),
    pytest.param(
        f"| Idea | What for |\n|---|---|\n| ranks（as in [Hopper et al., 2019]({ABS})） | words |",
        "table-paper-column",
        None,
        id="cell-that-mentions",
    ),
]


@pytest.mark.parametrize(("text", "layout", "title"), CASES)
def test_layout(text: str, layout: str | None, title: str | None) -> None:
    document, entries = read(f"## Section\n\n{text}\n")
    named = [entry for entry in entries if "2205.09726" in map(str, entry.ids)]
    assert [entry.layout for entry in named] == ([] if layout is None else [layout])
    for entry in named:
        assert (entry.title.text if entry.title else None) == title
        if entry.title is not None:
            assert entry.span.contains(entry.title.span)
            written = entry.title.span.of(document.source).decode()
            assert (written[0], written[-1]) == (entry.title.text[0], entry.title.text[-1])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"As shown by [Lovelace et al., 2022]({ABS}), ranks help.", id="citation-in-a-sentence"),
        pytest.param(
            f"As a way out, [Lovelace et al. (2018)]({ABS}) introduced the [WN](https://github.com/a/b) set.",
            id="citation-that-introduced-a-link",
        ),
        pytest.param(f"3,120 questions about trains, with answers [Lovelace et al., (2018)]({ABS}).", id="whose-data"),
        pytest.param(f"[RankIt]({ABS}) is a dataset of ranks that people wrote.", id="sentence-about-a-dataset"),
        pytest.param(f"For background, see [the InstructGPT paper]({ABS}).", id="the-paper"),
        pytest.param(
            f"- We follow the 3 steps that are outlined in the [InstructGPT paper]({ABS})", id="item-that-leads-on"
        ),
        pytest.param(
            "Ranks were introduced by Lovelace (arXiv:2205.09726) and are used since.", id="identifier-in-prose"
        ),
        pytest.param(f"- [Paper]({ABS})", id="a-label-and-nothing-else"),
        pytest.param(f"- {ABS}", id="a-url-and-nothing-else"),
        pytest.param(f"[^1]: The classes were taken from [{LONG}]({ABS}) and merged.", id="footnote"),
        pytest.param(f"If you rank words as well, please check [[Paper]({ABS})].", id="sentence-that-asks"),
        pytest.param(f"如 [ICML 2014, {LONG}]({ABS})，他们将图像转换成不同的尺度。", id="chinese-sentence"),
        pytest.param(f"- [Ranks 논문]({ABS})", id="korean-paper"),
        pytest.param(f"- **May 2026:** In our new [preprint]({ABS}), we show ranks.", id="our-new-preprint"),
        pytest.param(f"- Models that rank words: [RankIt paper]({ABS}), [code](https://github.com/a/b)", id="topic"),
        pytest.param(
            f"**What it is.** Bounds on the ranks of words in many texts, found from equations\n"
            f"together with rows of words. The method is Hopper & Turing's ([arXiv:2205.09726]({ABS})).",
            id="bold-words-that-begin-a-text",
        ),
        pytest.param(
            f"- RankIt (0.4 %, SSL): [RankIt paper (arXiv:2205.09726)]({ABS})", id="named-paper-with-its-number"
        ),
        pytest.param(
            f"- RankIt (ICML) proposes **ranks** of a word — [arXiv 2205.09726]({ABS})", id="what-it-proposes"
        ),
        pytest.param(f"**Attempt ID**: 101\n**Claim**: P=NP\n**Paper**: [arXiv:2205.09726]({ABS})", id="field-in-bold"),
        pytest.param(f"- 🌐 **Đường dẫn chính:** [arXiv:2205.09726]({ABS})", id="name-of-a-field-in-vietnamese"),
        pytest.param(f"- [Rank Kit](https://github.com/a/b) -- [Kit Paper]({ABS})", id="program-with-a-paper"),
        pytest.param(f"2019년 5월에 발표된 [논문]({ABS})", id="korean-attribute"),
        pytest.param(f"Rust uses [small type checking]({ABS}). It is a style.", id="words-of-a-sentence"),
        pytest.param(f"- [KIVI quantization]({ABS}), and more set strong floors.", id="name-and-kind"),
        pytest.param(f"**Dataset:** [Ranks on Zenodo](https://z.org/1) | **Paper:** [arXiv]({ABS})", id="other-field"),
        pytest.param(f"```\n- [{T}]({ABS})\n```", id="code"),
        pytest.param(f"<!-- - [{T}]({ABS}) -->", id="comment"),
        pytest.param(f"<!-- papersync: off -->\n- [{T}]({ABS})\n<!-- papersync: on -->", id="off"),
    ],
)
def test_no_entry(text: str) -> None:
    assert read(f"## Section\n\n{text}\n")[1] == ()


def test_quoted_words_beside_bytes_that_are_no_text() -> None:
    """Such a run cannot be cut, and the list is read all the same."""
    source = f'- "{T}",\udcff, [p]({ABS})\n  - {ABS}\n'.encode("utf-8", "surrogateescape")
    assert [str(each) for entry in read(source)[1] for each in entry.ids] == ["2205.09726"]


URLS = tuple(f"https://arxiv.org/abs/2001.0836{number}" for number in range(3))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            f"- [{T}]({ABS}), [{LONG}]({OTHER})", [("2205.09726", T), ("2001.08361", LONG)], id="two-linked-titles"
        ),
        pytest.param(
            f"- {T} [v1]({ABS}) [extended]({OTHER})", [("2205.09726 2001.08361", T)], id="one-title-two-papers"
        ),
        pytest.param(f"- [{T}]({ABS}) [[pdf]({PDF})]", [("2205.09726", T)], id="siblings-are-one-paper"),
        pytest.param(
            f"[[code]](https://a.org) [[paper]](https://b.org) **Rows of Words** [ICML 2020]  \n"
            f"[[code]](https://c.org) [[paper]]({ABS}) **{T}** [ICML 2022]  \n"
            f"[[code]](https://d.org) [[paper]](https://e.org) **Columns of Words** [ICML 2021]  \n"
            f"[[code]](https://f.org) [[paper]]({OTHER}) **{LONG}** [ICML 2023]  \n",
            [("2205.09726", T), ("2001.08361", LONG)],
            id="links-before-the-title-on-each-line",
        ),
        pytest.param(
            f"Alan Turing, and Mary Shelley. {T}. arXiv preprint arXiv:2205.09726, 2022.  \n"
            f"Ada Lovelace, Alan Turing, and Grace Hopper. Quick ranks: words. arXiv preprint arXiv:2001.08361, 2020.",
            [("2205.09726", T), ("2001.08361", "Quick ranks: words")],
            id="a-citation-each-line",
        ),
        pytest.param(
            f"[1] A. Lovelace et al. {T}. 2020. [[pdf]]({ABS}) \\\n[2] A. Turing et al. {LONG}. [[pdf]]({OTHER}) \\\n",
            [("2205.09726", T), ("2001.08361", LONG)],
            id="a-line-each",
        ),
        pytest.param(
            f"- **[2023.05.27]**\n  - Paper: [{T}]({ABS})\n  - Paper: [{LONG}]({OTHER})\n",
            [("2205.09726", T), ("2001.08361", LONG)],
            id="nested-under-a-date",
        ),
        pytest.param(f"- [{T}]({ABS})\n  - Builds on [{LONG}]({OTHER})\n", [("2205.09726", T)], id="nested-mention"),
        pytest.param(
            f"<details><summary>Old</summary>\n\n- [{T}]({ABS})\n\n</details>", [("2205.09726", T)], id="inside-details"
        ),
        pytest.param(f"> - [{T}]({ABS})\n", [("2205.09726", T)], id="inside-a-quote"),
        pytest.param(
            "".join(f"<details><summary>{T} {n}</summary>\n\n[pdf]({URLS[n]})\n\n</details>\n\n" for n in range(3)),
            [(URLS[n].rpartition("/")[2], f"{T} {n}") for n in range(3)],
            id="summaries-that-are-titles",
        ),
        pytest.param(
            "".join(
                f"<details><summary>The Whole Long Abstract</summary>\n\n[pdf]({u})\n\n</details>\n\n" for u in URLS
            ),
            [],
            id="summaries-that-all-say-the-same",
        ),
        pytest.param(
            "".join(f"<details><summary>In 201{n}</summary>\n\n[pdf]({URLS[n]})\n\n</details>\n\n" for n in range(3)),
            [],
            id="summaries-that-are-sections",
        ),
        pytest.param(
            f"### [Tasks]({OTHER})\n\n- [{T}]({ABS})\n- [{LONG}](https://arxiv.org/abs/2203.02155)\n- [Third Title](https://arxiv.org/abs/2112.11446)\n",
            [("2001.08361", "Tasks"), ("2205.09726", T), ("2203.02155", LONG), ("2112.11446", "Third Title")],
            id="list-under-a-heading-with-a-link",
        ),
        pytest.param(
            f'<ul>\n<li><a href="{ABS}">{T}</a></li>\n</ul>\n- [{T}]({OTHER})\n',
            [("2205.09726", T)],
            id="what-goes-on-in-raw-html-behind-a-list-has-no-title-of-its-items",
        ),
    ],
)
def test_several(text: str, found: list[tuple[str, str | None]]) -> None:
    _, entries = read(f"## Section\n\n{text}\n")
    named = [(" ".join(map(str, entry.ids)), entry.title.text if entry.title else None) for entry in entries]
    assert named == found
    for entry, following in pairwise(entries):
        assert entry.span.end <= following.span.start


HTML_HEADING = "<table><tr><th>Title<th>Authors<th>Date</tr>\n"


@pytest.mark.parametrize(
    ("text", "authors", "date"),
    [
        pytest.param(
            f"- [{T}]({ABS}), Lovelace et al., CVPR 2021 | [bibtex](./b.txt)", "Lovelace et al.", "2021", id="behind"
        ),
        pytest.param(
            f"- [{T}]({ABS})\n  - Ada Lovelace, Alan Turing, Grace Hopper\n",
            "Ada Lovelace, Alan Turing, Grace Hopper",
            None,
            id="nested",
        ),
        pytest.param(
            f"**{T}** \\\n*Ada Lovelace* \\\narXiv 2022. [[Paper]({ABS})] \\\n25 Aug 2022",
            "Ada Lovelace",
            "25 Aug 2022",
            id="lines",
        ),
        pytest.param(f"- (2023-05) **{T}** [paper]({ABS})", None, "2023-05", id="month-first"),
        pytest.param(
            f"|Date|Title|Authors|PDF|\n|-|-|-|-|\n|**2022-05-19**|**{T}**|Ada Lovelace et.al.|[2205.09726]({ABS})|",
            "Ada Lovelace et.al.",
            "2022-05-19",
            id="columns",
        ),
        pytest.param(
            f"{HTML_HEADING}<tr><td><a href='{ABS}'>{T}</a><td>Ada Lovelace<td>2021</tr>",
            "Ada Lovelace",
            "2021",
            id="html-columns-end-where-the-next-begins",
        ),
        pytest.param(
            f"{HTML_HEADING}<tr><td><a href='{ABS}'><b>Ranking</b> What Models Write</a><td>Ada Lovelace<td>2021</tr>",
            "Ada Lovelace",
            "2021",
            id="html-columns-behind-a-link-in-two-parts",
        ),
        pytest.param(
            f"{HTML_HEADING}<tr><td><a href='{ABS}'>{T}</a> (2021)</td></tr>", None, "2021", id="html-row-that-is-short"
        ),
        pytest.param(f"- [{T}]({ABS}) `Google` `2018`", None, "2018", id="year-in-code"),
        pytest.param(f"- [{T}]({ABS}). *Technical Report*", None, None, id="italics-that-name-nobody"),
        pytest.param(f"- [{T}]({ABS}), trained on ImageNet 2012 data", None, None, id="year-of-something-else"),
    ],
)
def test_beside(text: str, authors: str | None, date: str | None) -> None:
    _, (entry,) = read(f"## Section\n\n{text}\n")
    assert (entry.authors.text if entry.authors else None) == authors
    assert (entry.date.text if entry.date else None) == date


WORDS = (
    "We rank what models write and find that ranks help where words alone do not, in seven tasks and four languages."
)


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        pytest.param(f"- [{T}]({ABS})\n\n  > {WORDS}\n", WORDS, id="quote-in-an-item"),
        pytest.param(f"- [{T}]({ABS})\n\n  > Only fifty sentences.\n", None, id="short-quote-is-a-note"),
        pytest.param(f"**{T}** [paper]({ABS})\n\n> {WORDS}\n", WORDS, id="quote-below-a-line"),
        pytest.param(f"|Title|Abstract|\n|-|-|\n|[{T}]({ABS})|{WORDS}|", WORDS, id="column"),
    ],
)
def test_abstract(text: str, abstract: str | None) -> None:
    _, (entry,) = read(f"## Section\n\n{text}\n")
    assert (entry.abstract.text if entry.abstract else None) == abstract


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(b'- "\xed\xa0\x80 of Models" https://arxiv.org/abs/2205.09726\n', [], id="no-text-inside"),
        pytest.param(
            b'- [RankIt](https://arxiv.org/abs/2205.09726) "One" \xff "Two" https://arxiv.org/abs/2001.08361\n',
            [None],
            id="no-text-between",
        ),
        pytest.param(
            b'- "Ranking What \xe2\x80\x9cModels\xe2\x80\x9d Write" \xff https://arxiv.org/abs/2205.09726\n',
            [],
            id="no-text-behind",
        ),
    ],
)
def test_quotation_marks_among_bytes_that_are_no_text(text: bytes, titles: list[str | None]) -> None:
    assert [entry.title.text if entry.title else None for entry in read(text)[1]] == titles


def test_habit_of_a_list() -> None:
    """Where words do not tell a title from names, the items beside do."""
    sure = "".join(
        f"- On the {word} of Ranked Words, Ada Lovelace, Alan Turing, 2022 [[pdf](https://arxiv.org/abs/2205.0{at}726)]\n"
        for at, word in enumerate(("Shape", "Length", "Order"))
    )
    doubtful = f"- Coend Calculus, Grace Hopper, 2020 [[pdf]({OTHER})]\n"
    assert [entry.title.text for entry in read(sure + doubtful)[1] if entry.title] == [
        "On the Shape of Ranked Words",
        "On the Length of Ranked Words",
        "On the Order of Ranked Words",
        "Coend Calculus",
    ]
    assert read(doubtful)[1] == ()
