"""The lines of which lists are made, one shape a line.

``§T`` stands for a title, ``§A`` for a URL of arXiv's, ``§I`` for an identifier, ``§N`` for names, ``§D`` for a date,
``§Q`` for an abstract, and a character of ``UNSEEN`` for what one does not see.
"""

from __future__ import annotations

from typing import Final

UNSEEN: Final = {
    "⏎": "\n",
    "␉": "\t",
    "␍": "\r",
    "␌": "\x0c",
    "␋": "\x0b",
    "␂": "\ufeff",
    "␟": "\u200b",
    "␛": "\u202e",
    "␀": "\u200d",
}

BULLETS: Final = r"""
- [§T](§A)
* [§T](§A) §N, §D
+ [**§T**](§A). _§N._ Arxiv §D.
1. [§T](§A)
12) §T [[pdf]](§A)
- **§T** [paper](§A)
- "§T", §D, [[paper](§A)]
- “§T.” §N. [[pdf]](§A) [[code]](https://github.com/a/b)
- (§D) **§T** [paper](§A)
- [§D] §T [[Paper](§A)]
- §T, Lovelace et al., ICLR 2023 [[arXiv]](§A)
- §N. §T. arXiv preprint arXiv:§I, 2022.
- §N, _§T_, preprint available as [cs.CL/§I](§A)
- §T: §A
- §A
- [§A](§A) - §T
- <§A> §T
- [Paper](§A)
- RankIt [paper](§A)
- [RankIt](§A): §T
- arXiv:§I
- §T | §N | **[CVPR' 14]** |[`[pdf]`](§A)
- 🔥 [§T ](§A) ![](https://img.shields.io/github/stars/a/b)
- [ ] [§T](§A)
- [x] §T §A
- [§T](§A), [§T](§A)
- [§T](§A) and [§T](§A) by §N
- §T [v1](§A) [v2](§A)
- 《§T》 [论文](§A)
- 大規模言語モデルの順位付け [[論文](§A)]
- **[RankIt]** §T ([paper](§A))
- Paper: §T §A
- [![arXiv](https://img.shields.io/badge/arXiv-§I-b31b1b)](§A) §T
- **§T**:[§I](§A)
- §T([pdf](§A))
- [§T](https://blog.a.org/2020/01/02/x) ([Paper](§A))
- `§T` [paper](§A)
- ~~§T~~ [paper](§A)
-
- .
- §T<br>§N<br>[PDF](§A)
- [§T][label]
- [§T][] §N
- §T [[1]](§A)[[2]](§A)
- **§T**⏎  §N⏎  §A
"""
NESTED: Final = r"""
  - [[Paper]](§A)
  - Paper: §A
  - §N
    - Code: https://github.com/a/b
   §N [[pdf]](§A)
␉- §A
      - - - [§T](§A)
   > §Q
  > §T
  ```⏎  - [§T](§A)⏎  ```
  §N, §D
  * §T [link](§A)
   | Title | Link |⏎   |---|---|⏎   | §T | [pdf](§A) |
    code [§T](§A)
  <br>§T <a href='§A'>pdf</a>
"""
BLOCKS: Final = r"""
**§T** \⏎*§N* \⏎arXiv §D. [[Paper](§A)] \⏎§D
**§T**  ⏎§N  ⏎[PDF](§A)
**§T**<br>*§N*<br>[[PDF](§A)]
[§T](§A)
§T. §N. §D. §A
As shown by [Lovelace et al., 2022](§A), ranks help.
§T⏎§N⏎§A
**§T**
For background, see [the paper](§A) and [§T](§A).
[RankIt](§A) is a dataset of ranks.
§N (arXiv:§I)
§T
*§T*, §N, [§I](§A)
[^1]: §T [pdf](§A)
Words with a note.[^1]
[label]: §A
[§T]: §A '§T'
§A
§A §A §A
![figure](https://a.org/x.png)
> §Q
> **§T**⏎> [pdf](§A)
> - [§T](§A)⏎> - §T
>> §T §A
§T⏎: §N⏎: [pdf](§A)
---
***
```bibtex⏎@article{a, title={§T}, url={§A}}⏎```
    [§T](§A)
$x_1 <$ §A
10.48550/arXiv.§I
https：//arxiv.org/abs/§I
[§T](arxiv.org//abs/§I.pdf%E4%B8%AD)
[§T] (§A)
[]( §A )
"""
PARAGRAPHS: Final = r"""
**§T** \⏎*§N* \⏎arXiv §D. [[Paper](§A)] \⏎§D
**§T** \⏎*§N* \⏎[[Paper](https://arxiv.org/abs/2205.09726)] \⏎19 May 2022
**§T**  ⏎§N  ⏎[PDF](https://arxiv.org/pdf/2001.08361)
§T. §N. §D. [pdf](https://arxiv.org/abs/1706.03762v5)
*§T*, §N, [§T](https://arxiv.org/abs/2001.08361)
[[pdf](https://arxiv.org/abs/2205.09726)] [code](https://github.com/a/b)
[§T](https://arxiv.org/abs/2205.09726)
Link: [pdf](https://arxiv.org/abs/2001.08361)
Title: §T
Authors: §N
**§T**
§T
§N
![figure](https://a.org/x.png)
> §Q
"""
TABLES: Final = r"""
| Title | Venue | Code |⏎|---|---|---|
| Date | Title | Paper |⏎|:--|:-:|--:|
|题目|会议|链接|⏎|-|-|-|
| | | |⏎|---|---|---|
|Publish Date|Title|Authors|PDF|⏎|---|---|---|---|
Model | Score | Paper⏎-|-|-
| Title | Authors | Abstract | Link |⏎|---|---|---|---|
| §T |⏎|---|
|Paper|Year|⏎|---|---|
|-|-|-|
| [§T](§A) | ICML | - |
|§D|🔥[**RankIt**] §T(@MIT etc)|[[pdf]](§A)|
| §T | ICML | [论文](§A) |
||||
| RankIt (Lovelace, 2022) | 91.2 | [§T](§A) |
| RankIt | 91.2 | [Lovelace et al., 2022](§A) |
|§T|§A|
|**§D**|**§T**|Ada Lovelace et.al.|[§I](§A)|
| [§T](§A) <br> §N | note \| more | - |
§T | §N | §A
|
| §T | §N | §Q | [pdf](§A) |
| [RankIt-7B](§A)<br>([7b](https://a.org)) | 2024 | Llama |
| [§T](§A) [§T](§A) | §A | `x|y` | $a|b$ | | |
| "§T" | “§T” | <a href="§A">§T</a> |
| 1 | [a][label] | b |
"""
HTML: Final = r"""
<table><tr><td>§T</td><td><a href="§A">Paper</a></td></tr></table>
<table>
</table>
<tr><th>Title</th>
<tr><td><a href="§A">§T</a> (§D)</td><td>§N</td></tr>
<ul>⏎<li><a href="§A">§T</a></li>⏎</ul>
</tr>
<td>§T
<li><b>§T</b><br><i>§N</i> <a href="§A">pdf
<details><summary>§T</summary>
</details>
<div>
<a href="§A"><img src="https://a.org/i.svg"></a> §T
<p align=center>§T</p>
<td><a href="§A">[1]</a></td>
<b>§T</b> [pdf](§A)<br/>
<i>§N</i>
<!-- - [§T](§A) -->
<!--
-->
<pre>
</pre>
&lt;§T&gt; §A
<!-- papersync: off -->
<!-- papersync: on -->
<!-- papersync: ignore[PS203] -->
<a name="x"></a>
<br>
"""
HEADINGS: Final = r"""
# List
## Models
### §T [ArXiv](§A)
### §T [[ArXiv](§A)], [[GitHub](https://github.com/a/b)]
#### §T
### [§T](§A)
## §N §D: §T
§T⏎===
§T [pdf](§A)⏎---
###### §T
#
### Models [site](https://a.org)
### §T §A
### Comment on arXiv:§I
*§N*
§D
## 2023 年
### <a name='a'></a>§T [ArXiv](§A)
#### [§T][label]
"""
DAMAGED: Final = r"""
<<<<<<< ours
||||||| base
=======
>>>>>>> theirs
[§T(§A)
[§T](§A
**§T [pdf](§A)
- [[[§T](§A)
_§T* [pdf](§A)
- "§T [pdf](§A)
- “§T” ” “ [pdf](§A)
- (§T [pdf](§A)
```
~~~ x
\
|||[x](§A)|
[[
- §T\
- §T &amp; &#x41; &bad; [pdf](§A)
\- \[§T\](§A)
- §T [pdf](§A)␟
- ␛§T [pdf](§A)
- 👩␀🔬🔥📄 **§T**👍🏽 [pdf](§A)
- Ａ§Ｔ：§T【论文】(§A)
␌
␋- [§T](§A)
- §T␍§A
␂- [§T](§A)
- ] §T [ [pdf](§A) ) (
- ,,, §T ... ;;; [pdf](§A) !!!
- **a** *b* `c` ~d~ “e” §T §A
[§T](<§A> 'x')
- §A§A
"""
