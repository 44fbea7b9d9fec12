"""Titles that may be the record's or not: nothing is written."""

from __future__ import annotations

import pytest

from papersync.titles import CannotTell, Contradicts, Differs, Doubt, Evidence
from papersync.titles.compare import compare_title
from tests.titles.given import AUTHORS, paper

ATTENTION = "Attention Is All You Need"
BERT = "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"
RANKGEN = "RankGen: Improving Text Generation with Large Ranking Models"
SCALING = "Scaling Laws for Neural Language Models"
EXPLAINING = "Explaining Neural Scaling Laws"
SELF = "Self-Instruct: Aligning Language Models with Self-Generated Instructions"
INSTRUCT = "Training language models to follow instructions with human feedback"
CHAIN = "Chain-of-Thought Prompting Elicits Reasoning in Large Language Models"
DIFFUSION = "High-Resolution Image Synthesis with Latent Diffusion Models"
YOLO = "YOLOv7: Trainable bag-of-freebies sets new state-of-the-art for real-time object detectors"
LLAMA = "LLaMA: Open and Efficient Foundation Language Models"
FLAN = "Scaling Instruction-Finetuned Language Models"
WALLS = "Fast Walls for Galaxies II: Measured Distances of Nearby Groups"
OTHERS = ("Mark Someone", "Jane Other")

NICK, PART, FOREIGN, SHORT, UNSURE = Doubt.NICKNAME, Doubt.PART, Doubt.TRANSLATED, Doubt.TOO_SHORT, Doubt.UNCERTAIN
SAID = Doubt.DESCRIPTION


@pytest.mark.parametrize(
    ("words", "title", "doubt"),
    [
        pytest.param("InstructGPT", INSTRUCT, NICK, id="a name that is not in the title"),
        pytest.param("InstructGPT paper", INSTRUCT, NICK, id="a name and what it is"),
        pytest.param("GPT-3.5", INSTRUCT, NICK, id="a name with a version"),
        pytest.param("Llama 2", LLAMA, NICK, id="a successor's name"),
        pytest.param("Flan-PaLM 540B", FLAN, NICK, id="a model with its size"),
        pytest.param("Jagle-VL 2.2B", INSTRUCT, NICK, id="a model of many parts"),
        pytest.param("Qwen3-14B-Ja-Fin", INSTRUCT, NICK, id="a checkpoint"),
        pytest.param(
            "ERNIE (Baidu)", "Enhanced Representation through Knowledge Integration", NICK, id="with its maker"
        ),
        pytest.param("MS MARCO v2", "A Human Generated Machine Reading Comprehension Dataset", NICK, id="a data set"),
        pytest.param("LoRA", "Low-Rank Adaptation of Large Language Models", NICK, id="an acronym of the title"),
        pytest.param("Transformer", ATTENTION, SHORT, id="one plain word"),
        pytest.param("paper", ATTENTION, SHORT, id="a label"),
        pytest.param("this paper", ATTENTION, SHORT, id="a label in a sentence"),
        pytest.param("Scaling Law", SCALING, SHORT, id="a short name made of the title's words"),
        pytest.param("Scaling laws", EXPLAINING, SHORT, id="a topic"),
        pytest.param("RankGen", RANKGEN, PART, id="the part before the colon"),
        pytest.param("RANKGEN.", RANKGEN, PART, id="the part before the colon in capitals"),
        pytest.param("LLaMA", LLAMA, PART, id="a name before the colon"),
        pytest.param("Self Instruct", SELF, SHORT, id="the part before the colon, hyphen lost"),
        pytest.param("Self-Instruct", SELF, PART, id="the part before the colon with its hyphen"),
        pytest.param(
            "Chain-of-Thought Prompting Elicits Reasoning", f"{CHAIN[:44]}: A Study of Models", PART, id="long"
        ),
        pytest.param(
            "Is This the End", "Is This the End? On Limits of Scale", PART, id="a question before the subtitle"
        ),
        pytest.param("Know What You Are", "Know What You Are: Probing Machines", PART, id="ends as if unfinished"),
        pytest.param("按照人类反馈训练语言模型遵循指令", INSTRUCT, FOREIGN, id="Chinese"),
        pytest.param("人間のフィードバックで言語モデルを訓練する", INSTRUCT, FOREIGN, id="Japanese"),
        pytest.param("인간 피드백으로 지시를 따르는 언어 모델", INSTRUCT, FOREIGN, id="Korean"),
        pytest.param("Обучение языковых моделей следовать инструкциям", INSTRUCT, FOREIGN, id="Russian"),
        pytest.param("تدريب نماذج اللغة على اتباع التعليمات", INSTRUCT, FOREIGN, id="Arabic"),
        pytest.param(
            "Dil modellerini insan geri bildirimi ile eğitmek için yöntemler", INSTRUCT, FOREIGN, id="Turkish"
        ),
        pytest.param("Entraîner des modèles de langue avec des retours humains", INSTRUCT, FOREIGN, id="French"),
        pytest.param(
            "Sprachmodelle mit menschlicher Rückmeldung für Anweisungen trainieren", INSTRUCT, FOREIGN, id="German"
        ),
        pytest.param("Entrenar modelos de lenguaje con opiniones de las personas", INSTRUCT, FOREIGN, id="Spanish"),
        pytest.param("Addestrare modelli della lingua con il giudizio delle persone", INSTRUCT, FOREIGN, id="Italian"),
        pytest.param("RankGen: 用大型排序模型改进文本生成", RANKGEN, FOREIGN, id="a name, then Chinese"),
        pytest.param(
            "Resimden Metne Üreten Ağları İnsan Gözüyle Sınama Yolu", INSTRUCT, FOREIGN, id="Turkish words only"
        ),
        pytest.param("Dil Ormanlarına Tercihler yoluyla Bakma", INSTRUCT, FOREIGN, id="Turkish, hardly an accent"),
        pytest.param("İnsan Sözünden Dil Ağlarına İnce Ayar Verme", INSTRUCT, FOREIGN, id="a dotted capital"),
        pytest.param("L'échelle est tout ce dont vous avez besoin", ATTENTION, FOREIGN, id="a French clause"),
        pytest.param("Aufmerksamkeit ist alles was man hier braucht", ATTENTION, FOREIGN, id="a German clause"),
        pytest.param("Hukum Skala untuk Jaringan Syaraf Besar Sekali", SCALING, FOREIGN, id="Indonesian"),
        pytest.param("Wide Critic Policy Descent (WCPD)", INSTRUCT, NICK, id="a method and its acronym"),
        pytest.param("Twin Wide Critic Policy Descent", INSTRUCT, NICK, id="a method's name"),
        pytest.param("The Oxbridge Riddle Answering Dataset", INSTRUCT, NICK, id="a data set's name"),
        pytest.param("Ladder Nets for Picture Sorting", INSTRUCT, NICK, id="what it does, in five words"),
        pytest.param("Ladder Nets for Picture Sorting (LNPS)", INSTRUCT, NICK, id="what it does, and its acronym"),
        pytest.param(
            "LadderQA (an older cousin) - sorts pictures by their age", INSTRUCT, SAID, id="a name and a remark"
        ),
        pytest.param("3,120 questions about trains, with their answers", INSTRUCT, SAID, id="how much of what"),
        pytest.param("A remedy for this kind of trouble", INSTRUCT, SAID, id="a part of a sentence"),
        pytest.param("Scaling Laws for Neural", SCALING, UNSURE, id="cut between words, perhaps another title"),
        pytest.param("Scaling Laws for Neural Language Models in Chess", SCALING, UNSURE, id="the title and more"),
        pytest.param(f"We read {ATTENTION} yesterday", ATTENTION, UNSURE, id="the title in a sentence"),
        pytest.param(f"{ATTENTION} (Part 2)", ATTENTION, UNSURE, id="a part in brackets"),
        pytest.param(f"{ATTENTION} (Extended Version)", ATTENTION, UNSURE, id="another version"),
        pytest.param(f"{ATTENTION} v2", ATTENTION, UNSURE, id="a version behind"),
        pytest.param(f"{ATTENTION}, Ashish Vaswani and others", ATTENTION, UNSURE, id="authors in the slot"),
        pytest.param("Not " + ATTENTION, ATTENTION, UNSURE, id="the opposite"),
        pytest.param("https://arxiv.org/abs/1706.03762", ATTENTION, UNSURE, id="a URL in the slot"),
        pytest.param("arxiv.org abs page for the listed thing", ATTENTION, UNSURE, id="a host in the slot"),
        pytest.param("x" * 2_000, ATTENTION, UNSURE, id="no title is so long"),
        pytest.param(YOLO.replace("v7", "v8"), YOLO, UNSURE, id="near neighbour: another version"),
        pytest.param(DIFFUSION.replace("Image", "Video"), DIFFUSION, UNSURE, id="near neighbour: videos for images"),
        pytest.param(WALLS.replace("II", "III"), WALLS, UNSURE, id="near neighbour: the next part"),
        pytest.param(WALLS.replace(" II", ""), WALLS, UNSURE, id="near neighbour: no part"),
        pytest.param(
            "Learning 2D Shapes from Single Depth Views",
            "Learning 3D Shapes from Single Depth Views",
            UNSURE,
            id="near neighbour: 2D for 3D",
        ),
        pytest.param(
            "Unsupervised Learning of Visual Object Parts",
            "Supervised Learning of Visual Object Parts",
            UNSURE,
            id="near neighbour: the opposite prefix",
        ),
        pytest.param(
            "Supervised Learning of Visual Object Parts",
            "Unsupervised Learning of Visual Object Parts",
            UNSURE,
            id="near neighbour: the prefix lost",
        ),
        pytest.param(
            "Symmetric Kernels for Deep Visual Matching",
            "Asymmetric Kernels for Deep Visual Matching",
            UNSURE,
            id="near neighbour: a prefix of one letter",
        ),
        pytest.param(
            "Decoder Pruning for Large Speech Models",
            "Encoder Pruning for Large Speech Models",
            UNSURE,
            id="near neighbour: decoder for encoder",
        ),
        pytest.param(
            "Interclass Distances in Deep Metric Spaces",
            "Intraclass Distances in Deep Metric Spaces",
            UNSURE,
            id="near neighbour: inter for intra",
        ),
        pytest.param(
            "Learning Robust Policies without Expert Labels",
            "Learning Robust Policies with Expert Labels",
            UNSURE,
            id="near neighbour: without for with",
        ),
        pytest.param(
            "Translating Speech from Rare Spoken Languages",
            "Translating Speech to Rare Spoken Languages",
            UNSURE,
            id="near neighbour: the direction turned",
        ),
        pytest.param(
            "A Survey of 100 Deep Ranking Methods",
            "A Survey of 10 Deep Ranking Methods",
            UNSURE,
            id="near neighbour: another number",
        ),
        pytest.param(
            "Reasoning Benchmark Report 2.0 for Agents",
            "Reasoning Benchmark Report 20 for Agents",
            UNSURE,
            id="near neighbour: a decimal point",
        ),
        pytest.param(
            "Fast Parsing with C for Large Code Bases",
            "Fast Parsing with C++ for Large Code Bases",
            UNSURE,
            id="near neighbour: marks of a name",
        ),
        pytest.param(
            "Three Tales of Deep Ranking Models",
            "Two Tales of Deep Ranking Models",
            UNSURE,
            id="near neighbour: a number in words",
        ),
        pytest.param(
            "StyleCAN Inversion for Real Face Editing",
            "StyleGAN Inversion for Real Face Editing",
            UNSURE,
            id="near neighbour: names one letter apart",
        ),
        pytest.param(
            "Night Estimation for Urban Robot Scenes",
            "Light Estimation for Urban Robot Scenes",
            UNSURE,
            id="near neighbour: another first letter",
        ),
        pytest.param(
            "Text Sets for Large Ranking Models",
            "Test Sets for Large Ranking Models",
            UNSURE,
            id="near neighbour: short words one letter apart",
        ),
        pytest.param("Text Matching", "Text Matchings", SHORT, id="too little is equal for a plural"),
    ],
)
def test_cannot_tell(words: str, title: str, doubt: Doubt) -> None:
    assert compare_title(words, paper(title)) == CannotTell(doubt)


@pytest.mark.parametrize(
    ("words", "title", "authors"),
    [
        pytest.param(ATTENTION, EXPLAINING, (), id="nothing in common"),
        pytest.param(BERT, SCALING, (), id="one word in common"),
        pytest.param("Deep Residual Learning for Image Recognition", CHAIN, (), id="no word in common"),
        pytest.param(INSTRUCT.upper(), DIFFUSION, (), id="in capitals"),
        pytest.param(f"“{ATTENTION}” (NeurIPS 2017)", EXPLAINING, (), id="with style around it"),
        pytest.param("Deep Residual Learning", CHAIN, OTHERS, id="a short title by others"),
        pytest.param("Twin Wide Critic Policy Descent", CHAIN, OTHERS, id="a name by others"),
        pytest.param(DIFFUSION.replace("Image", "Video"), DIFFUSION, OTHERS, id="a near neighbour by others"),
        pytest.param(YOLO.replace("v7", "v8"), YOLO, OTHERS, id="another version by others"),
        pytest.param(
            "Explaining Neural Language Models", EXPLAINING, ("Someone et al.",), id="by one other and others"
        ),
    ],
)
def test_contradicts(words: str, title: str, authors: tuple[str, ...]) -> None:
    verdict = compare_title(words, paper(title), Evidence(authors=authors))
    assert isinstance(verdict, Contradicts)
    assert 0 <= verdict.likeness < 1


@pytest.mark.parametrize(
    ("words", "abstract", "sure"),
    [
        pytest.param("LadderQA: Sorting Very Many Pictures by Their Age", "We present LadderQA.", False, id="named"),
        pytest.param("LadderQA - Sorting Very Many Pictures by Their Age", "We present LadderQA.", False, id="a dash"),
        pytest.param("LadderQA: Sorting Very Many Pictures by Their Age", "Better than LadderQAs.", True, id="another"),
        pytest.param("LadderQA: Sorting Very Many Pictures by Their Age", None, True, id="no abstract"),
        pytest.param("Ladder Nets: Sorting Pictures by Their Age", None, True, id="a topic before the colon"),
        pytest.param("Sorting Very Many Pictures by Their Old Age", "Sorting is hard.", True, id="no name"),
    ],
)
def test_a_name_in_the_abstract_is_the_records(words: str, abstract: str | None, sure: bool) -> None:
    verdict = compare_title(words, paper(INSTRUCT, abstract=abstract))
    assert isinstance(verdict, Contradicts if sure else CannotTell)


@pytest.mark.parametrize(
    "authors",
    [
        pytest.param(("Ada Lovelace",), id="a name"),
        pytest.param(("Lovelace",), id="a surname"),
        pytest.param(("A. Lovelace", "G. Hopper"), id="initials"),
        pytest.param(("Lovelace, Ada",), id="turned round"),
        pytest.param(("LOVELACE et al.",), id="and others"),
        pytest.param(("Somebody New", "Emmy Noether"), id="one of two"),
        pytest.param(("Émmy Noether",), id="an accent too many"),
    ],
)
def test_another_title_by_the_same_authors_may_be_a_former_one(authors: tuple[str, ...]) -> None:
    evidence = Evidence(authors=authors)
    assert compare_title(ATTENTION, paper(EXPLAINING, version=2), evidence) == CannotTell(Doubt.RENAMED)
    known = paper(EXPLAINING, version=2, first_title_known=True)
    assert isinstance(compare_title(ATTENTION, known, evidence), Contradicts)
    assert isinstance(compare_title(ATTENTION, paper(EXPLAINING), evidence), Contradicts), "it never had another"


@pytest.mark.parametrize(
    ("words", "title", "evidence"),
    [
        pytest.param(SCALING.replace("Models", "Model"), SCALING, Evidence(authors=OTHERS), id="a typo, other authors"),
        pytest.param(RANKGEN.split(": ")[1], RANKGEN, Evidence(authors=OTHERS), id="a subtitle, other authors"),
        pytest.param("BERT: Pre-training of Deep…", BERT, Evidence(authors=OTHERS), id="cut, other authors"),
        pytest.param(SCALING.replace("Models", "Model"), SCALING, Evidence(years=(1999,)), id="a typo, an old year"),
        pytest.param(
            DIFFUSION.replace("Image", "Video"), DIFFUSION, Evidence(years=(1999,)), id="a swap, a data set's year"
        ),
        pytest.param(
            DIFFUSION.replace("Image", "Video"), DIFFUSION, Evidence(authors=("NL", "Rocq")), id="a swap, systems"
        ),
        pytest.param(
            DIFFUSION.replace("Image", "Video"), DIFFUSION, Evidence(authors=AUTHORS), id="a swap, same authors"
        ),
        pytest.param(YOLO.replace("v7", "v8"), YOLO, Evidence(authors=AUTHORS), id="another version, same authors"),
    ],
)
def test_evidence_never_makes_a_neighbour_the_paper(words: str, title: str, evidence: Evidence) -> None:
    assert isinstance(compare_title(words, paper(title), evidence), CannotTell)


@pytest.mark.parametrize(
    ("evidence", "sure"),
    [
        pytest.param(Evidence(years=(2021,)), True, id="the year of the record"),
        pytest.param(Evidence(years=(2024,)), True, id="a late venue"),
        pytest.param(Evidence(years=(2020,)), True, id="a year before"),
        pytest.param(Evidence(years=(2015,)), False, id="long before"),
        pytest.param(Evidence(years=(2015, 2021)), True, id="one of two fits"),
        pytest.param(Evidence(authors=AUTHORS, years=(2015,)), True, id="authors outweigh years"),
        pytest.param(Evidence(authors=("OpenAI",)), True, id="an institution says nothing"),
        pytest.param(Evidence(authors=("Google Research", "Stanford University")), True, id="nor do two"),
        pytest.param(Evidence(authors=("",)), True, id="an empty name says nothing"),
    ],
)
def test_what_counts_as_evidence_against(evidence: Evidence, sure: bool) -> None:
    verdict = compare_title(SCALING.replace("Models", "Model"), paper(SCALING), evidence)
    assert isinstance(verdict, Differs if sure else CannotTell)
