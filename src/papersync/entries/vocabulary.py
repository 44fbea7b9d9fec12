"""Words of lists, in lower case: what links are labelled with, what columns are headed with, where papers appear."""

from __future__ import annotations

import re
from typing import Final

from papersync.text.patterns import late_pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a link's label is made of, in the languages of real lists.
LABELS: Final = _words(
    """
    arxiv ar xiv paper papers pdf abs abstract html htm ps eprint e print preprint link links url here this page
    site full text fulltext article journal publication report tech technical doc docs document documentation
    official unofficial code codes github gitlab git repo repository implementation impl model models weights
    checkpoint ckpt checkpoints data dataset datasets demo project projectpage homepage home web website webpage
    blog blogpost post video videos youtube talk slides slide ppt poster tweet twitter x thread summary review
    openreview acl anthology aclanthology pmlr ieee xplore acm springer elsevier nature science doi bib bibtex
    bibtext cite citation ref reference references source src supp supplementary supplement suppl appendix colab
    notebook huggingface hf hub space spaces modelscope ar5iv alphaxiv vanity semantic scholar google cvf thecvf
    nips neurips paperswithcode pwc pytorch torch tensorflow tf jax keras caffe matlab python cpp c java julia
    mxnet version ver v long short extended published original online open access free download view read more
    see also the a of for in on and or with by at to dl pre post-print tutorial news press release note notes
    readme wiki reddit hn discussion leaderboard benchmark api app part info details detailed title
    titles author authors date year venue key keyword keywords tag tags task tldr tl dr type 论文 文章 原文 链接
    代码 项目 主页 数据 数据集 博客 视频 摘要 标题 题目 作者 论文链接 论文地址 代码链接 地址 官方 全文 解读 笔记
    预印本 論文 リンク コード 解説 記事 スライド 論文リンク データ デモ 実装 概要 タイトル 論文タイトル 논문
    링크 코드 깃허브 리뷰 원문 데이터 제목 articulo artículo enlace código codigo resumen documento papier lien
    résumé artikel quelle zusammenfassung vortrag статья ссылка код makale bağlantı bağlantısı kod artigo paperi
    """
)

# Those of them that name another host, or what no link to arXiv leads to.
ELSEWHERE: Final = _words(
    """
    openreview acl anthology aclanthology pmlr ieee xplore acm springer elsevier nature science doi colab huggingface hf
    semantic scholar google cvf thecvf nips neurips paperswithcode pwc github gitlab git repo repository code codes blog
    blogpost video videos youtube slides poster demo dataset datasets reddit wiki alphaxiv vanity
    """
)

# Where papers appear. Acronyms that are words of titles, too, are not here.
VENUES: Final = _words(
    """
    arxiv corr biorxiv medrxiv ssrn iclr icml neurips nips aaai ijcai aistats uai colt cvpr iccv eccv wacv bmvc
    accv 3dv acl emnlp naacl eacl aacl coling conll tacl lrec interspeech icassp icra iros corl rss kdd sigir
    www wsdm cikm recsys ecir sigmod vldb icde pods sigkdd siggraph asia tog tpami pami ijcv tip tnnls tkde jmlr
    tmlr jair mlj sdm pakdd ecml pkdd ecmlpkdd icdm chi uist cscw mm acmmm acm icmr icme tmm osdi sosp nsdi
    sigcomm asplos isca micro hpca eurosys atc usenix ccs ndss sp oakland mlsys dac iccad date fpga fccm icse
    fse ase issta pldi popl oopsla tse miccai midl isbi tmi media automl alife gecco cec ppsn icann ijcnn esann
    acml ismir taslp tvcg vr ismar nature science pnas prl prx prb pra prd pre cell plos elife jacs icpr icip
    icdar mccv clef trec nlpcc ccl semeval ranlp findings neurocomputing access ral tro t-ro ra-l icaps aamas
    ecai ki kr lics stoc focs soda tcs eurographics cgf egsr pg i3d hotnets hpdc sc ppopp cgo icpp ics quantum
    npj jcp cmp aps icdcs infocom mobicom mobisys sensys iclrw neuripsw icmlw cvprw iccvw eccvw wmt iwslt
    sigdial tacas cav fm iccc percom ubicomp imwut ieee lncs nejm jama bmj tois tist ipm scirep lancet tkdd ton
    tpds tc tcad tvlsi todaes
    """
)

# What may stand beside a venue.
VENUE_WORDS: Final = _words(
    """
    in the of on for at and to preprint workshop workshops w oral spotlight best paper award awards honorable
    mention runner up candidate finalist nominee presentation presentations
    outstanding findings proceedings proc conference conf journal j trans transactions letters
    long short main track dataset datasets benchmark benchmarks demo poster submitted accepted under review
    published appear appears vol volume no pp special issue technical report tech thesis phd msc ph
    communications comm reviews physical scientific reports magazine machine intelligence europe european
    international annual highlight highlights talk full industry student system systems demonstration
    demonstrations best-paper award-winning version extended d b us notable top rejected camera ready jan feb
    mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october
    november december
    """
)

# What affiliations in brackets are made of.
INSTITUTIONS: Final = _words(
    """
    google research brain deepmind meta ai fair facebook openai microsoft msra nvidia apple amazon aws ibm intel
    salesforce anthropic huggingface alibaba damo tencent baidu huawei bytedance tiktok sensetime stanford
    berkeley uc mit cmu eth epfl oxford cambridge princeton harvard tsinghua thu pku lab labs inc university
    """
)

# Headings of columns, by what stands under them.
TITLE_COLUMNS: Final = _words(
    """
    title titles papertitle 标题 题目 论文标题 论文题目 論文タイトル タイトル 題名 제목 논문제목 titulo título
    titre titel название başlık
    """
)
PAPER_COLUMNS: Final = _words(
    """
    paper papers publication publications article articles reference references source literature work works
    论文 论文名 论文名称 文献 文章 論文 論文名 논문 논문명 artículo artikel статья makale
    """
)
AUTHOR_COLUMNS: Final = _words(
    """
    author authors 作者 著者 저자 autor autores auteur auteurs autoren автор авторы yazar yazarlar researchers
    """
)
DATE_COLUMNS: Final = _words(
    """
    date year month time published released release submitted 日期 时间 年份 年 公開年 発表時期 날짜 연도 fecha
    año datum jahr дата yıl tarih
    """
)
ABSTRACT_COLUMNS: Final = _words(
    """
    abstract abstracts 摘要 要旨 초록 resumen résumé zusammenfassung аннотация özet
    """
)
# Under these stands no title, whatever it reads like.
OTHER_COLUMNS: Final = _words(
    """
    venue conference journal pub where code github repo repository project page website link links url pdf arxiv
    demo video dataset datasets data benchmark model models method methods name algorithm architecture framework
    system tool backbone base task tasks metric metrics score accuracy bleu f1 em size params parameters license
    licence org organization organisation institute institution affiliation company developer team note notes
    comment comments remark remarks description descriptions summary tldr keywords keyword key tag tags topic
    topics category categories type domain language languages modality contribution contributions highlight
    highlights idea features field area star stars recom rating status 会议 期刊 代码 项目 链接 机构 单位 备注
    说明 描述 简介 关键词 类型 模型 数据集 方法 任务 推荐 开源 发表 分类 概要 モデル 開発元 ライセンス 説明
    アーキテクチャ développeur entwickler desarrollador 코드 링크 모델 설명 비고
    """
)

# A word that titles have and names hardly; "Kaiming" and "Weiping" are names.
IN_TITLES: Final = late_pattern(
    r"(?:the|an|on|of|for|from|with|without|beyond|how|why|what|when|where|is|are|does|can|between|under|over|through"
    r"|\w{4,}(?:[ndrkhtsczgvfw]ing|tions?|(?:ment|ness|it(?:y|ies)|i[sz]ation|i[sz]ed|ical|tive|ated|ally|work)s?)"
    r"|\w*(?:olog|metr)y|\w*learn\w*|robot\w*|(?:mod|lab|lev|chann|kern)els?|(?:modell?|sampl|mapp|scal|label|coupl)ing"
    r"|systems?|data\w*|deep|neural|graphs?|laws?|vision|images?|videos?|language|speech|texts?|codes?|agents?|methods?"
    r"|more|less|better|not|all|you|your|we|our|its|than|into|only|just|theory|theories|tasks?|quantum|memory|space|time|approach\w*|problems?|networks?|via|using|based|towards?)",
    re.IGNORECASE,
)
