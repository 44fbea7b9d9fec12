"""Which hosts show arXiv's papers, and what an identifier looks like in a URL."""

from __future__ import annotations

import re
from typing import Final

from papersync.text.patterns import late_pattern

# What looks like an identifier, right or not: ArxivId.parse decides. `hep-th%2F9901001` is written by those who encode
# what need not be encoded.
IDENTIFIER: Final = (
    r"(?:[0-9]{4}\.[0-9]{4,5}(?![0-9])"
    r"|(?:[A-Za-z]{2,8}(?:-[A-Za-z]{2,6})?|[Qq]-(?:[Aa][Ll][Gg]|[Bb][Ii][Oo]))"
    r"(?:\.[A-Za-z]{2}(?:[A-Za-z]{0,6}-[A-Za-z]{2,8})?)?(?:/|%2[Ff])[0-9]{7}(?![0-9]))(?:[vV][1-9][0-9]{0,4}(?![0-9]))?"
)
# An identifier with letters or digits amiss, where the place leaves no doubt that one is meant.
MISTYPED: Final = (
    r"(?:[0-9OoIlXx]{2,9}\.[0-9OoIlXx]{1,9}"
    r"|(?:[A-Za-z]{2,8}|[Qq](?=-))(?:-[A-Za-z]{2,6})?(?:\.[A-Za-z]{2})?/[0-9OoIlXx]{1,12})(?:[vV][0-9]{1,5})?(?![A-Za-z0-9])"
)
# arXiv's own hosts; `retired` are country mirrors that are gone and names that were given up for arxiv.org.
ARXIV: Final = (
    r"(?:(?:www\.|export\.)?arxiv\.org"
    r"|(?P<retired>(?:www\.)?(?:xxx|lanl|browse|beta|static|cn|de|fr|uk|es|br|in|il|it|jp|kr|ru|tw|za|au|aps)\.arxiv\.org"
    r"|(?:www\.)?(?:xxx|eprints|arxiv)\.lanl\.gov|xxx\.(?:itep\.ru|tau\.ac\.il|uni-augsburg\.de)))"
)
# Others that show arXiv's papers, as far as the place where the identifier begins.
MIRROR: Final = (
    r"(?:(?:www\.)?ar5iv\.(?:labs\.arxiv\.org|org)/(?:html|abs|pdf)/"
    r"|(?:www\.)?alphaxiv\.org/(?:[a-z]{2}/)?(?:abs|pdf|html|overview)/"
    r"|(?:www\.)?(?:huggingface|hf)\.co/papers/"
    r"|(?:www\.)?arxiv-vanity\.com/papers/"
    r"|(?:www\.)?scirate\.com/arxiv/"
    r"|(?:www\.)?semanticscholar\.org/arxiv/|api\.semanticscholar\.org/(?:arxiv:|(?:graph/)?v1/paper/arxiv:)"
    r"|(?:www\.)?papers\.cool/arxiv/)"
)
# arXiv's own DOI prefix, https://info.arxiv.org/help/doi.html
DOI: Final = r"10\.48550/arxiv\."
DOI_RESOLVER: Final = r"(?:dx\.|www\.)?doi\.org/"

BADGE: Final = late_pattern(
    r"https?://(?:[a-z0-9-]{1,20}\.)?shields\.io/(?:badge/|static/v1\?)[^#]*?arxiv", re.IGNORECASE
)
BADGE_IDENTIFIER: Final = late_pattern(
    r"(?<![0-9.])[0-9]{4}\.[0-9]{4,5}(?:v[1-9][0-9]{0,2})?(?![0-9.])"
    r"|(?<![a-z])(?:[a-z]{2,8}|q(?=-))(?:-{1,2}[a-z]{2,6})?(?:%2F|/)[0-9]{7}(?![0-9])",
    re.IGNORECASE,
)
IMAGE: Final = late_pattern(r"\.(?:png|jpe?g|gif|svg|webp|bmp)(?![A-Za-z0-9])", re.IGNORECASE)
