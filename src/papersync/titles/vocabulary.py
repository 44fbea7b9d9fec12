"""Words that mean something to the judge, all in lower case but numerals."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of English titles that say nothing of what a paper is about.
FUNCTION: Final = _words(
    """a an the of for in on with and to from by via at using as into its their is are & through towards toward"""
)

# Those that names of methods and datasets have, too.
IN_NAMES: Final = _words("the of and &")

# Words that make a clause of a title, or say how and whence: no name has them.
CLAUSES: Final = _words(
    """is are can do does did will would should could be not you your we our it its how what why when where which who
    whom whose that as if than all only need needs by from using via through toward towards"""
)

# Words of running text that titles hardly have.
RUNNING: Final = _words("this these those was were been")

# Pairs of function words of which one turns the other's direction round.
DIRECTIONS: Final = tuple(map(_words, ("to from", "in from", "into from", "by for")))

# Words that no title ends with.
UNFINISHED: Final = _words("a an the of for with and from via using by & : - ,")

# Words that turn a title into its opposite or into its sequel.
TURNING: Final = _words(
    """not no non without beyond never against un part vol volume chapter revisited extended v version ver mini lite
    tiny nano small base large xl pro plus max turbo one two three four five six seven eight nine ten first second
    third fourth single double dual multi supplementary appendix erratum comment reply"""
)

NUMERALS: Final = _words("II III IV V VI VII VIII IX X XI XII")

# Beginnings that turn a word into another: two words that differ in nothing else are not one mistyped.
PREFIXES: Final = tuple(
    sorted(
        _words(
            """un non in im ir il dis de en anti a an pre post inter intra micro macro under over hyper hypo homo hetero
            sub super semi self mono multi uni bi tri co re out up down ex endo exo iso aniso centr decentr"""
        )
    )
)

# Words of the languages in which lists are most often translated that no English title has, and those that names
# and formulas have too, which are a sign only beside others.
FOREIGN: Final = _words(
    """les des une dans pour sur avec par aux los las una para por und mit für zur zum auf ein eine bei durch ve için
    ile bir üzerinde olarak dei delle nel alla dos uma não een het voor się och av för på til og med dont vous
    nous avez sont sans alles wie wir nicht sind ohne gegen zwischen einer einem einen eines como che sono
    più senza è dla oraz przez jest untuk dengan dan yang dari pada adalah menggunakan melalui berbasis dalam
    yoluyla kullanarak"""
)
FOREIGN_OR_NAME: Final = _words(
    "de la le du et est au el del y con en der das von im di della per da do em com um van met w z na i"
)

# Parts of names too common to tell one person from another.
NAME_PARTICLES: Final = _words("et al and others de la le van von der den del di da dos el bin jr sr ii iii")

# Words of institutions, which lists put where authors stand.
INSTITUTIONS: Final = _words(
    """ai lab labs team group research university institute college school google deepmind openai meta facebook fair
    microsoft nvidia apple amazon anthropic huggingface alibaba tencent baidu huawei bytedance stanford berkeley mit
    cmu inc ltd"""
)

# Words by which somebody speaks for themselves, and that no abstract has.
PERSONAL: Final = _words("my me imo imho afaik todo fixme xxx nb tbd sic lol wow wtf tldr cf btw")

# Words of descriptions of papers. Of 8,563 titles of one narrow field a dozen have one of them.
DESCRIBING: Final = _words(
    """paper preprint original explained explainer explanation explains official blog blogpost thread summary
    summarised summarized summaries repo repository github website homepage walkthrough podcast lecture lectures readme
    intro youtube twitter writeup introduces proposes describes implementation implementations reimplementation tutorial
    introduction notebook colab"""
)

# And such as name a topic too: videos alone stand in one title of thirty.
PERHAPS_DESCRIBING: Final = _words(
    """video videos code post posts talk talks notes note introducing overview review demo slides article tutorials
    guide discussion page link release"""
)

# Those of them that titles do not have even where lists show titles.
NEVER_IN_TITLES: Final = _words(
    "blog blogpost thread readme website homepage walkthrough podcast youtube writeup colab"
)

# What names of collections end with.
COLLECTIONS: Final = _words(
    "dataset datasets corpus corpora benchmark benchmarks leaderboard set checkpoint checkpoints"
)
