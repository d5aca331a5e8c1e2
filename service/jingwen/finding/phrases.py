r"""The stock phrases of news sites, all in this one place: what each kind of furniture says, whatever the site.

A phrase is held against the whole of a short block, marks and brackets around it aside, never against a part of a
paragraph. One line below is one phrase, a regular expression without spaces of its own; ``\s`` stands for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from ..model import Label, Page
from ..tidying.script import fold
from .needles import Index


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a block says as furniture: its label, its first words, and whether such a block ends an article.

    What follows a phrase that ``ends`` an article is furniture too, unless most of the article is still to come.
    """

    label: Label
    words: str
    ends: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Phrases that mean the same: what they label, and the length (in characters) up to which a block can be one."""

    label: Label
    ends: bool
    longest: int
    phrases: tuple[str, ...]


_MARKS = '>》»«·•-–—=|【】[]（()）#*+▼▶↓→:：…。.!！?？¡¿~～"“”„'
_AROUND = rf"[\s{re.escape(_MARKS)}]*"


# What may stand around the phrases of a table: a headline after its label, sentences after the first, what went wrong
# before the page that did, the name of a newspaper before its rights.
_HEADLINE_AFTER = r"(?:\s?[:：|–—»→].{1,140})?"
_SENTENCE_AFTER = r"(?:[.!…。]\s?.{1,120})?"
_ERROR_BEFORE = (
    r"(?:(?:error|erreur|fehler|errore|erro|fout|błąd|ошибка|помилка|σφάλμα|fel|hata|エラー|오류|lỗi)?\s?"
    r"(?:404|410)[\s:.,|–—-]*)?"
)
_NAME_BEFORE, _MORE_AFTER = r"(?:.{0,60}[.©|–—\d]\s?)?", r"(?:\s?[.,|–—©].{1,80})?"


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip() and not line.strip().startswith("# ")]


def _framed(table: str, *, before: str = "", after: str = "") -> str:
    """``table`` with ``before`` and ``after`` around each of its phrases."""
    return "\n".join(f"{before}(?:{line}){after}" for line in _lines(table))


def _family(label: Label, *tables: str, ends: bool = False, longest: int = 60) -> Family:
    return Family(label, ends, longest, tuple(phrase for table in tables for phrase in _lines(table)))


# Headings of lists of other stories, and the links to the neighbours.
_RELATED = _family(
    Label.RELATED,
    r"""
    (?:延伸|扩展|拓展|相关|关联|推荐|深度|精彩|热门|热点|最新|往期|今日|一周|本周|(?:24|48)小时|实时|人气|编辑|总编|值班总编|新闻|频道|专题|图文|精选|独家|本站|作者|小编|图片|视频|阅读|点击|好书|其他|其它|TA的|APP)(?:最近|最新|热门|精彩|深度|图片|相关|的)*(?:阅读|新闻|报道|链接|文章|推荐|稿件|内容|专题|资讯|话题|事件|关注|排行榜?|回顾|精选|集锦|看点|要闻|视频|图片|图集|热点|作品|速递|动态|信息|搜索)(?:推荐|排行榜?|列表|更多)?(?:\s*[（(]?\d+[)）]?)?(?:\s*(?:返回|查看|进入)\S{1,10})?
    (?:猜[你您]|[你您]可能|[你您]也许|大家|网友|为[你您])(?:可能|还|也|会|都|在|正在|感|最)*(?:喜欢|感?兴趣|想看|看|爱看|关注|推荐|搜)(?:的|过)?(?:文章|内容|新闻)?
    (?:看了(?:又|还)看|换一[换批]|相关阅读推荐|更多(?:精彩|相关|热门|新闻|资讯|内容|文章|推荐|阅读|视频|报道|链接)+|热搜榜?|排行榜|阅读排行榜?|相关推荐|精彩图片|精彩组图)
    (?:上|下|前|后)一[篇条页则个](?:[:：\s】\]>].{0,80})?
    阅读下一篇(?:[:：\s】].{0,60})?
    """,
    ends=True,
    longest=90,
)
_RELATED_LINE = _family(
    Label.RELATED,
    r"""
    (?:此前|早前|相关|延伸|更多)(?:报道|阅读|新闻|链接)[:：].{1,80}
    (?:点击进入|查看更多)?专题[:：].{1,60}
    related(?:\s(?:articles?|stories|news|posts?|content|topics?|links|reading|coverage|videos?|products|reads|tags))?
    (?:related|read\salso|also\sread|read\smore|read\snext|see\salso|more|recommended|don['’]t\smiss)\s?:.{1,110}
    (?:read|see|view|show|load|explore|discover)\s(?:more|also|next|all)(?:\s(?:about|on|from|stories|news|articles|comments|reviews|posts|blogs)\b.{0,40})?
    more\s(?:from|stories|news|on|in|articles|like\sthis)\b.{0,30}
    you\s(?:may|might)\s(?:also\s)?(?:like|enjoy|be\sinterested\sin|want\sto\sread)(?:\s\w+){0,3}|we\s(?:think\syou|recommend)(?:\s\w+){0,4}
    (?:recommended|trending|sponsored|promoted)(?:\s\w+){0,2}
    (?:most|popular|latest|recent|top|featured|similar|other|next|previous|editor['’]?s)\s(?:read|popular|viewed|shared|commented|posts?|stories|articles?|news|picks?|videos?)
    up\snext|what\sto\sread\snext|keep\sreading|continue\sreading.{0,30}|around\sthe\sweb|in\sthis\s(?:story|article)|table\sof\scontents
    (?:\w+\s){0,2}(?:articles|posts|stories)\sto\sread(?:\s\w+){0,3}
    """,
    # The label of another story, by itself or before that story's headline.
    _framed(
        r"""
        # French
        (?:[àa]\s)?(?:lire|voir|écouter)\s(?:aussi|également)|sur\sle\smême\s(?:sujet|thème)|articles?\s(?:liés?|similaires?|connexes?)
        # German
        (?:lesen|sehen|hören)\ssie\s(?:auch|dazu|hierzu)|lies\sauch|auch\sinteressant|mehr\szum\sthema(?:\s.{1,30})?|das\skönnte\ssie\sauch\sinteressieren|passend\s(?:zum\sthema|dazu)
        # Spanish
        (?:lea|lee|leer|ver|vea|mira|mirá|leé)\stambién|(?:te|le)\spuede\sinteresar(?:\s.{1,30})?|(?:noticias?|artículos?|notas?)\srelacionad[ao]s?
        # Portuguese
        (?:leia|veja|ler|ver)\s(?:também|mais|ainda)|(?:notícias?|artigos?|matérias?)\srelacionad[ao]s?|saiba\smais
        # Italian
        (?:leggi|leggete|guarda|vedi)\sanche|articol[oi]\scorrelat[oi]|potrebbe\sinteressarti(?:\sanche)?
        # Dutch
        (?:lees|bekijk|luister)\sook|lees\smeer|meer\sover\sdit\sonderwerp|gerelateerde?\s(?:artikel(?:en)?|nieuws)
        # Polish
        (?:czytaj|przeczytaj|zobacz|sprawdź)\s(?:też|także|również)|(?:czytaj|zobacz)\swięcej|powiązane\sartykuły
        # Russian
        (?:читайте|читай|смотрите|см\.)\s(?:также|ещё|еще)|читайте\sпо\sтеме|(?:материалы|новости|статьи)\sпо\sтеме|похожие\s(?:новости|статьи|материалы)
        # Ukrainian
        (?:читайте|читай|дивіться|див\.)\s(?:також|ще)|читайте\sза\sтемою|(?:матеріали|новини|статті)\sза\sтемою|схожі\s(?:новини|статті|матеріали)
        # Greek
        (?:διαβάστε|διάβασε|δείτε|δες)\s(?:επίσης|ακόμη|ακόμα)|σχετικά\s(?:άρθρα|θέματα)
        # Swedish, Danish, Norwegian
        läs\s(?:också|även|mer)|se\säven|læs\sogså|les\sogså|relaterade\sartiklar
        # Turkish
        (?:ayrıca\s(?:oku(?:yun)?|bak(?:ın)?)|bunu\sda\soku(?:yun)?|[iİ]lgili\shaber(?:ler)?)
        # Japanese
        (?:【|\[)?関連(?:記事|ニュース|リンク)|(?:合|あ)わせて読みたい|こちらも(?:読む|おすすめ)
        # Korean
        관련\s?(?:기사|뉴스)|함께\s?(?:읽을|볼)\s?(?:만한\s?)?(?:기사|뉴스)|더\s?보기
        # Vietnamese
        (?:xem|đọc)\sthêm|(?:tin|bài)(?:\sviết)?\sliên\squan|có\sthể\sbạn\squan\stâm
        """,
        after=_HEADLINE_AFTER,
    ),
    longest=180,
)
_COMMENT = _family(
    Label.COMMENT,
    r"""
    (?:网友|热门|最新|全部|精彩|查看|发表|我要|参与|写|用户|所有|文章|更多|共|已有)*\s*(?:\d+\s*条)?(?:评论|跟[帖贴]|留言|讨论|回复)(?:区|列表|与评论|回复)?\s*(?:[（(]?\s*\d+\s*条?[)）]?)?
    评论[:：]?[（(].{0,60}
    (?:我有话说|我来说两句|说点什么|暂无评论|还没有评论|文明上网|网友评论仅供|发表您的).{0,60}
    .{0,20}登录.{0,4}(?:后|才能|并|即可)?.{0,6}(?:评论|发言|讨论|回复|留言|发[帖贴])
    .{0,12}查看(?:更多|全部)?\S{0,8}(?:评论|留言|回复)|注册.{0,4}手机发跟[帖贴]|.{0,20}没有.{0,6}跟[贴帖]|去?跟[帖贴].{0,20}|\d+\s*人?(?:参与|跟[贴帖]|评论)(?:\s*\d*)?
    (?:\d+\s)?comments?|leave\sa\s(?:comment|reply)|post\sa\scomment|join\sthe\s(?:conversation|discussion)|add\sa\scomment|share\syour\sthoughts.{0,30}
    """,
    ends=True,
)
# Who may print what, and who is to be called: whole paragraphs of it.
_NOTICE = _family(
    Label.NOTICE,
    r"""
    (?:版权|免责|特别|平台|郑重|法律|重要|作者|转载|风险|权利|知识产权)(?:声明|提示|说明)(?:[】\]]?\s*[:：].*|[】\]]?.{0,30})
    声明[】\]]?\s*[:：].{0,60}(?:本文|本站|本网|转载|版权|侵权|观点|立场|内容).*
    (?:以上|上述|本|该|此|文中)(?:文章?|内容|观点|图文|稿件|网站?|平台|图片|信息|视频).{0,80}(?:不代表|仅代表|版权归|仅供参考|存储服务|联系.{0,8}删除|不承担.{0,10}责任|转载请|[请如].{0,12}侵权).*
    凡(?:注明|本网|本站|标注|来源|署名|转载).*
    .{0,30}未经[^。]{0,20}(?:授权|许可|允许|同意)[^。]{0,20}(?:不得|禁止|请勿|谢绝|严禁|必究).{0,80}
    [^，。]{0,8}转载[^，。]{0,8}(?:请|须|需|必须|务必)[^。]{0,40}
    (?:谢绝|禁止|欢迎|严禁)转载.{0,30}
    .{0,30}(?:版权所有|All\sRights?\sReserved|ICP[备证]|公网安备|网安备|许可证[:：号]|备案号).*
    (?:©|copyright\b|\(c\)\s?\d{4}).*
    .{0,40}(?:不代表|仅代表|不构成)(?:本|作者|个人|该|任何|其|发布者|投资|[\u4e00-\u9fff]{2,8}(?:网|平台|号|新闻)).{0,30}(?:观点|立场|意见|建议|看法).*
    .{0,80}(?:本|我)[司站网社报刊][^。]{0,20}(?:保留|将依法|有权)[^。]{0,6}追究.*
    .{0,20}(?:投资有风险|入市需谨慎|据此操作[，,]|风险自担|文责自负|责任自负).*
    .{0,30}(?:如有|若有|如涉|如果|如存在|若)[^。]{0,10}侵权[^。]{0,20}(?:联系|删除|告知|处理).*
    (?:举报|投诉|违法和不良信息|不良信息|联系|客服|新闻|编辑部|广告|商务)(?:举报|合作)?(?:电话|热线|邮箱|方式|传真)[^。]{0,10}[:：].{0,40}
    .{0,12}(?:新闻热线|举报电话|客服电话|联系电话|服务热线|报料热线)[:：\s].{0,60}
    (?:notice|disclaimer)\s*[:：].*
    (?:note:\s)?(?:this|some|our|these)\s(?:article|page|post|site|story|blog|guide|content)s?\s(?:may\s)?(?:contain|include|ha)(?:s|ve)?\s(?:\w+\s){0,2}affiliate\slinks.*
    (?:(?:affiliate\s)?disclosure:\s)?(?:if|when)\syou\s(?:buy|click|purchase|shop|make|use)\b.{0,120}\bcommissions?\b.*
    (?:(?:affiliate\s)?disclosure:\s)?(?:we|i|our\s\w+)\s(?:may|might|can)\s(?:\w+\s){0,2}(?:earn|receive|get)\b.{0,80}\bcommissions?\b.*
    by\s(?:using|buying|clicking|shopping)\b.{0,40}\baffiliate\slinks.*|as\san\samazon\sassociate.*
    """,
    # All rights reserved.
    _framed(
        r"""
        # French
        tous\sdroits\s(?:de\s\w+(?:\set\s(?:de\s)?\w+)?\s)?réservés|(?:toute\s)?reproduction\s(?:même\spartielle\s)?interdite
        # German
        alle\srechte\s(?:vorbehalten|reserviert)
        # Spanish
        todos\slos\sderechos\sreservados|prohibida\s(?:su|la)\sreproducción(?:\stotal\so\sparcial)?
        # Portuguese
        todos\sos\sdireitos\sreservados|proibida\sa\sreprodução(?:\stotal\sou\sparcial)?
        # Italian
        tutti\si\sdiritti\s(?:sono\s)?riservati|(?:©\s?)?riproduzione\sriservata
        # Dutch
        alle\srechten\svoorbehouden
        # Polish
        wszelkie\sprawa\szastrzeżone|wszystkie\sprawa\szastrzeżone
        # Russian
        все\sправа\s(?:защищены|сохранены)
        # Ukrainian
        (?:всі|усі)\sправа\s(?:захищені|захищено|застережено)
        # Greek
        με\s(?:την\s)?επιφύλαξη\s(?:παντός|κάθε)\sδικαιώματος|all\srights\sreserved
        # Swedish
        (?:alla|med\sensamrätt|samtliga)\srättigheter\sförbehåll(?:na|es)
        # Turkish
        (?:tüm|bütün|her)\shakları?\ssaklıdır
        # Japanese
        無断(?:転載|複製)(?:・?(?:転載|複製))?(?:を?禁(?:止|じ(?:ます)?))?
        # Korean
        무단\s?(?:전재|복제)(?:\s?(?:및|와|·|-)?\s?(?:재배포|복제|배포))?\s?금지
        # Vietnamese
        (?:đã\sđăng\ský\s)?bản\squyền\sthuộc\svề\s[^.]{1,40}
        """,
        before=_NAME_BEFORE,
        after=_MORE_AFTER,
    ),
    longest=400,
)
# What asks the reader to do something, and the buttons that stand by themselves.
_PROMPT = _family(
    Label.OTHER,
    r"""
    [^，。]{0,16}(?:敬?请关注|请下载)[^，。:：]{0,40}|[^，。]{0,16}(?:资讯|内容|新闻)[^，。]{0,4}请关注[:：][^，。]{0,40}
    (?:信息|图片|文章|内容|资料)?来[源自]于?(?:网络|互联网)
    [^，。]{0,20}(?:扫码|扫一扫|扫描|扫下|识别)(?:上方|下方|左方|右方|左侧|右侧|以下|图中|文末|二维码|关注|下载|阅读|进入|观看|加入|领取|查看|添加|分享)[^。]{0,40}|扫一扫|扫码|(?:长按|扫描|识别).{0,4}二维码.{0,20}|下载客户端[，,\s].{0,30}
    (?:点击|戳|单击)(?:观看|查看|进入|下载|阅读|收听|播放|展开|收起|上方|下方|这里|此处|图片|蓝字|标题|加载|链接|“|《)[^。]{0,50}
    [^，。]{0,16}打开[^，。]{0,14}(?:APP|客户端|小程序|微信|新闻|查看|阅读)[^。]{0,30}
    [^，。]{0,20}(?:下载|安装)[^，。]{0,16}(?:APP|客户端|应用|软件)(?:[^，。的][^，。]{0,24})?
    [^，。]{0,30}(?:立即|马上|免费|一键)(?:下载|安装|打开|体验|订阅|登录|注册)[^，。]{0,20}
    [^，。；]{0,24}(?:关注|搜索|添加)[^，。；]{0,20}(?:公众号|微信号|公号|官微|官方微博|视频号|客户端|服务号|订阅号)[^，。；]{0,30}
    [^。]{0,30}更多[^，。]{0,16}(?:资讯|内容|新闻|精彩|信息|报道|视频)[^，。]{0,6}(?:请|尽在|欢迎|可)[^。]{0,40}
    (?:更多|最新)[^，。]{0,24}(?:请|欢迎|敬请|尽在|点击|下载)[^，。]{0,40}
    (?:分享|转发)(?:到|至|给)?(?:[:：].{0,30}|微信.{0,16}|朋友圈.{0,10}|微博.{0,10}|QQ.{0,10}|好友.{0,10}|本文|此文|文章|按钮)?
    (?:微信|微博|QQ空间|QQ好友|朋友圈|新浪微博|腾讯微博|人人网|豆瓣|收藏|点赞|赞|踩|举报|投诉|打印|关闭|复制链接|手机看|语音播报|朗读)
    返回(?:顶部|首页|列表|搜狐|上一页|目录)?.{0,16}|回到?(?:顶部|首页)|展开(?:全文|更多)?|收起(?:全文)?|(?:展开)?阅读(?:剩余|余下)?全文|余下全文|查看(?:全文|原文|更多)|阅读原文|查看原图
    字体?[:：]?(?:大|中|小|\s|\+|-|A)*|大\s*中\s*小|字号(?:[:：\s].{0,20})?
    我要(?:纠错|反馈|分享|投稿|报错|跟[帖贴]).{0,8}|纠错|反馈|[^，。]{0,8}加载中(?!心).{0,14}|正在加载[^，。]{0,12}|[^。]{0,14}请刷新.{0,8}|点击加载更多|已显示全部.{0,6}|没有更多(?:了|内容|评论|数据|新闻)?了?
    (?:广告|推广|隐藏|不感兴趣|关注|已关注|登录|注册|首页|正文|播放|暂停|重播|二维码|顶部|TOP|喜欢|不喜欢|有用|没用|推荐|打赏|赞赏|投稿|责编|编辑)
    视频加载中.{0,20}|您的浏览器.{0,40}|阅读\s*\d*|本文共.{0,12}字.{0,20}|(?:本文|全文)?(?:共|第)\s*\d+\s*页[\s/，,共第\d页]*
    (?:原标题|原题|本文原题|原文标题|本文原标题|本文标题|文章标题|原题为)(?:为)?[:：《“].{0,80}
    (?:关键词|关键字|标签|tags?|主题词|topics?)\s*[:：]\s*.{0,60}
    (?:本文|文章)?(?:首发|转载|来自|选自|授权).{0,30}(?:公众号|微信|微博).{0,20}
    (?:本文|文章)?(?:链接|地址|网址|URL)[:：].{0,160}
    [^，。]{0,10}[，,]?(?:点个赞|赞一个|点赞)[^，。]{0,10}|[^，。]{0,12}感谢(?:您|大家|你)?的?(?:阅读|观看|收看|关注)|喜欢.{0,6}(?:请|就|记得).{0,6}(?:点赞|关注|分享|转发|收藏).{0,16}
    share(?:\s(?:this|on|via|with|article)\b.{0,30})?|tweet|print|email|e-?mail\sthis.{0,20}|save|follow(?:\sus\b.{0,40}|\sme)?|copy\slink|listen|play|play\svideo
    subscribe(?:\s\w+){0,6}|sign\sup(?:\s\w+){0,12}|log\s?in.{0,20}|sign\sin.{0,20}|click\shere.{0,60}|download\s(?:the|our)\s.{0,40}app.{0,20}|newsletter.{0,40}
    advertis(?:ement|ing)|sponsored(?:\scontent)?|facebook|twitter|whatsapp|linkedin|pinterest|reddit|telegram|filed\sunder:?.{0,60}|skip\s(?:to|past)\s.{0,40}
    contact\sus|(?:please\s)?get\sin\stouch(?:\swith\sus)?.{0,20}|would\syou\slike\sto\s(?:receive|get|be\snotified|subscribe)\b.{0,80}
    (?:.{0,80}[.!]\s)?if\syou(?:['’]ve)?\s(?:liked?|enjoy(?:ed)?|loved?|found)\sthis\s.{0,60}\b(?:shar(?:e|ing)|subscrib(?:e|ing)|follow(?:ing)?|sign(?:ing)?\sup)\b.{0,120}
    close|menu|search|loading\b.{0,10}|(?:\d+\s)?min(?:ute)?s?\.?\sread|image\s\d+\sof\s\d+|getty\simages?|image\scredit:.{0,60}
    (?:est(?:imated|\.)?\s)?read(?:ing)?\stime\s?:?\s?\d+\s?min(?:ute)?s?|\d+-min(?:ute)?\sread|(?:story|article)\scontinues\sbelow(?:\sth(?:is|e)\s(?:ad|advertisement))?
    """,
    # Labels of adverts, and what tells that the text goes on below one.
    r"""
    # French
    publicité|contenu\ssponsorisé|(?:la\ssuite|(?:l['’]article|la\slecture)\s(?:continue|se\spoursuit))\s(?:après|sous)\s(?:la|cette)\spub(?:licité)?
    # German
    (?:-\s?)?anzeige|werbung|(?:weiter|weiterlesen|(?:der\s)?(?:artikel|text)\sgeht\sweiter|(?:artikel|text)\swird)\s(?:nach|unter)\sder\s(?:anzeige|werbung)(?:\sfortgesetzt|\sweiter)?
    # Spanish
    publicidad|contenido\spatrocinado|(?:(?:el\sartículo|la\snota|la\snoticia|la\sinformación)\s)?(?:continúa|sigue)\s(?:debajo|más\sabajo|(?:después|debajo)\sde\s(?:la|esta)\spublicidad|tras\sla\spublicidad|después\sdel\sanuncio)
    # Portuguese
    publicidade|conteúdo\spatrocinado|(?:(?:a\smatéria|a\snotícia|o\sartigo)\s)?(?:continua|continue\slendo)\s(?:após|depois\sda)\s(?:a\s)?publicidade
    # Italian
    pubblicità|annuncio\spubblicitario|(?:l['’]articolo\s)?(?:continua|prosegue)\s(?:dopo|sotto)\s(?:la|questa)\spubblicità
    # Dutch
    advertentie|(?:(?:het|dit)\s)?(?:artikel|verhaal)\sgaat\sverder\s(?:onder|na)\sde\sadvertentie|(?:de\s)?tekst\s(?:gaat|loopt)\s(?:verder|door)\s(?:onder|na)\sde\sadvertentie|lees\sverder\s(?:onder|na)\sde\sadvertentie
    # Polish
    reklama|(?:dalsz[ay]\s(?:część|ciąg)|ciąg\sdalszy)\s(?:artykułu|tekstu)\s(?:znajduje\ssię\s)?pod\s(?:reklamą|materiałem\swideo|wideo)|materiał\ssponsorowany
    # Russian
    реклама|на\sправах\sрекламы|(?:продолжение|статья\sпродолжается)\s(?:после|под)\sреклам(?:ы|ой)|реклама[.,:\s].{0,80}\b(?:erid|инн)\b.{0,60}
    # Ukrainian
    на\sправах\sреклами|продовження\s(?:після|під)\sреклам(?:и|ою)
    # Greek
    διαφ[ήη]μιση|(?:το\sάρθρο\s)?συνεχίζεται\s(?:μετά|κάτω\sαπό)\sτη\sδιαφήμιση
    # Swedish, Danish, Norwegian
    annons|annonce|annonse|artikeln\sfortsätter\s(?:efter|under)\sannonsen|artiklen\sfortsætter\sefter\sannoncen|artikkelen\sfortsetter\s(?:etter|under)\sannonsen
    # Turkish
    reklam|haberin\sdevamı(?:\s(?:aşağıda|reklamdan\ssonra))?
    # Japanese
    広告|スポンサー(?:リンク|ドリンク)|(?:記事|本文)?の?(?:続き)?は?、?広告の(?:後|あと|下)に(?:も|続)[^。]{0,12}
    # Korean
    광고|기사\s?본문은?\s?광고\s?(?:뒤|아래)에\s?(?:계속|이어)[^.]{0,8}
    # Vietnamese
    quảng\scáo|(?:đọc\s)?tiếp\s(?:tục\s)?sau\squảng\scáo
    """,
    # Share, follow, subscribe.
    r"""
    # French
    partage[rz](?:\s(?:cet|l['’])\s?article)?(?:\ssur\s\w+)?|(?:abonnez-vous|inscrivez-vous|suivez-nous)(?:\s(?:gratuitement\s)?(?:à|sur|aux?)\s[^.,]{0,50})?|recevez\snotre\snewsletter[^.]{0,60}
    # German
    (?:(?:diesen|den)\s)?(?:artikel|beitrag)\steilen|teilen(?:\s(?:auf|via|per)\s[\w-]+)?|(?:abonnieren|folgen)\ssie\s(?:uns|unseren?)\b[^.,]{0,60}|(?:jetzt\s)?(?:unseren\s)?newsletter\s(?:abonnieren|bestellen)
    # Spanish
    compart(?:ir|e|a)(?:\s(?:est[ea]|el|la)\s(?:artículo|noticia|nota))?(?:\sen\s\w+)?|(?:suscríb(?:e|a)[st]e|síg[au]e?(?:nos|n?os))(?:\s(?:a|en|gratis)\s[^.,]{0,50})?|recib[ea]\snuestr[oa]\s(?:newsletter|boletín)[^.]{0,40}
    # Portuguese
    compartilh(?:e|ar)(?:\s(?:est[ea]|ess[ea]|o|a)\s(?:notícia|artigo|matéria|reportagem))?(?:\s(?:no|via|pelo)\s\w+)?|partilh(?:e|ar)(?:\s(?:este|o)\sartigo)?|(?:assine|receba)\s(?:a\s)?noss[ao]\s(?:newsletter|boletim)[^.]{0,40}|siga-nos(?:\sn[ao]s?\s[^.,]{0,40})?|(?:inscreva-se|siga)\sn[ao]\s(?:noss[ao]\s)?(?:canal|newsletter)\b[^.,]{0,40}
    # Italian
    condividi(?:\s(?:(?:quest['’]|l['’])\s?articolo|la\snotizia))?(?:\ssu\s\w+)?|(?:iscriviti|abbonati)\salla\s(?:nostra\s)?newsletter[^.,]{0,40}|seguici\ssu\s[^.,]{1,40}
    # Dutch
    deel(?:\s(?:dit|het)\s(?:artikel|bericht|verhaal))?(?:\s(?:op|via)\s\w+)?|(?:meld\s(?:je|u)\saan|schrijf\s(?:je|u)\sin|abonneer\s(?:je|u))\s(?:voor|op)\s(?:de|onze)\s(?:\w+\s)?nieuwsbrief[^.,]{0,40}|volg\sons\sop\s[^.,]{1,40}
    # Polish
    udostępnij(?:\s(?:ten\s)?artykuł)?(?:\sna\s\w+)?|podziel\ssię(?:\sartykułem)?|zapisz\ssię\s(?:do|na)\s(?:nasz(?:ego|ą)?\s)?newsletter[^.,]{0,40}|(?:obserwuj|śledź)\snas\s[^.,]{1,40}
    # Russian
    поделиться(?:\s(?:новостью|статьёй|статьей|ссылкой|в\s[^.,]{1,30}))?|поделитесь(?:\s(?:новостью|статьёй|статьей|с\sдрузьями|в\sсоцсетях)){0,2}|(?:подписывайтесь|подпишитесь|подписаться)(?:\s(?:на\s(?:наш[иу]?|рассылку|новости|канал|нас)\b|в\s)[^.,]{0,60})?|следите\sза\s(?:нами|нашими\sновостями)[^.,]{0,40}
    # Ukrainian
    поділитися(?:\s(?:новиною|статтею|посиланням|в\s[^.,]{1,30}))?|поширити|(?:підписуйтесь|підписуйтеся|підпишіться|підписатися)(?:\sна\s(?:наш[іу]?|розсилку|новини|канал|нас)\b[^.,]{0,60})?|(?:стежте|слідкуйте)\sза\s(?:нами|нашими\sновинами)[^.,]{0,40}
    # Greek
    κοινοποίηση|κοινοποιήστε(?:\sτο\sάρθρο)?|μοιραστείτε(?:\sτο(?:\sάρθρο)?)?|(?:εγγραφείτε\sστο|εγγραφή\sστο)\snewsletter[^.,]{0,40}|ακολουθήστε\s(?:μας|το\s[\w.]+)\s(?:στο|σε)\s[^.,]{1,40}
    # Swedish, Danish, Norwegian
    dela(?:\s(?:artikeln|med\sdig))?(?:\spå\s\w+)?|del\s(?:artiklen|artikkelen)|(?:prenumerera\spå|anmäl\sdig\still)\svårt\s(?:nyhetsbrev)[^.,]{0,30}|följ\soss\spå\s[^.,]{1,40}
    # Turkish
    paylaş|(?:haberi|yazıyı)\spaylaş|bültenimize\s(?:abone|kayıt)\sol(?:un)?|bizi\s[^.,]{1,30}(?:takip\sed[ie]n|takip\set)
    # Japanese
    (?:この記事を)?(?:シェア|共有)(?:する)?|ツイート(?:する)?|(?:メルマガ|メールマガジン|ニュースレター)(?:に|を|の)?(?:登録|購読)(?:する|はこちら)?|[^。]{0,12}フォロー(?:する|してください|はこちら)
    # Korean
    (?:기사\s?)?공유(?:하기)?|(?:뉴스레터\s?)?구독(?:하기|신청)|구독과\s?좋아요[^.]{0,20}|기사제보[^.]{0,60}
    # Vietnamese
    chia\ssẻ(?:\s(?:bài\sviết|tin)(?:\snày)?)?|(?:đăng\ský\s)?nhận\s(?:bản\s)?tin\s(?:qua\semail|mới)[^.]{0,30}|theo\sdõi\s(?:chúng\stôi|báo\s[\w\s]{1,20})\strên\s[^.]{1,40}
    """,
    # How long the reading takes.
    r"""
    # French
    (?:temps\sde\slecture|lecture)\s?:?\s?(?:estimé\sà\s|environ\s)?\d+\s?(?:min(?:utes?)?|mn)|\d+\s?min(?:utes?)?\sde\slecture
    # German
    lese(?:zeit|dauer)\s?:?\s?(?:ca\.\s)?\d+\s?min(?:uten?)?|\d+\s?min(?:uten?)?\.?\slese(?:zeit|dauer)
    # Spanish
    (?:tiempo\sde\s)?lectura\s?:?\s?(?:de\s)?\d+\s?min(?:utos?)?|\d+\s?min(?:utos?)?\.?\sde\slectura
    # Portuguese
    tempo\sde\sleitura\s?:?\s?\d+\s?min(?:utos?)?|(?:leitura\sde\s)\d+\s?min(?:utos?)?|\d+\s?min(?:utos?)?\.?\sde\sleitura
    # Italian
    tempo\sdi\slettura\s?:?\s?\d+\s?min(?:ut[io])?|\d+\s?min(?:ut[io])?\.?\sdi\slettura
    # Dutch
    leestijd\s?:?\s?\d+\s?min(?:uut|uten)?|\d+\s?min(?:uut|uten)?\.?\s(?:leestijd|lezen)
    # Polish
    czas\sczytania\s?:?\s?(?:ok\.\s)?\d+\s?min(?:ut[ay]?)?|\d+\s?min(?:ut[ay]?)?\.?\sczytania
    # Russian
    (?:время\s(?:на\s)?чтени[яе]|читать)\s?:?\s?\d+\s?мин(?:ут[аы]?)?|\d+\s?мин(?:ут[аы]?)?\.?\s(?:на\sчтение|чтения)
    # Ukrainian
    час\s(?:на\s)?читання\s?:?\s?\d+\s?хв(?:илин[аи]?)?|\d+\s?хв(?:илин[аи]?)?\.?\s(?:на\s)?читання
    # Greek
    χρόνος\sανάγνωσης\s?:?\s?\d+\s?λεπτ(?:ά|ό|α)|\d+\s?λεπτ(?:ά|ό)\sανάγνωσης?
    # Swedish
    lästid\s?:?\s?(?:ca\s)?\d+\s?min(?:uter)?|\d+\s?min(?:uter)?\.?\slästid
    # Turkish
    okuma\ssüresi\s?:?\s?\d+\s?(?:dk|dakika)|\d+\s?(?:dk|dakika)\.?\sokuma(?:\ssüresi)?
    # Japanese
    (?:この記事は)?約?\s?\d+\s?分で読め(?:ます|る)|読了時間\s?[:：]?\s?約?\s?\d+\s?分
    # Korean
    읽는\s?(?:데\s?)?시간\s?:?\s?약?\s?\d+\s?분|\d+\s?분\s?(?:읽기|분량)
    # Vietnamese
    (?:thời\sgian\sđọc|đọc)\s?:?\s?\d+\sphút|\d+\sphút\sđọc
    """,
    longest=180,
)
# What stands on a page instead of its article. status.py reads from it what kind of page it is; inside an article each
# is a notice. The keys are the codes of the notices that callers get.
WALLS = {
    "verification_wall": _family(
        Label.NOTICE,
        r"""
        \w{0,2}(?:安全|滑动|滑块|人机|访问|图形|真人|拼图)(?:验证|校验|检查|检测)(?:码|中心|页面?|中)?|验证码拦截
        请(?:您)?(?:先)?(?:完成|进行|通过)(?:下方|下面|以下|下列)?的?(?:安全|滑块|滑动|人机|图形|拼图|真人|访问)?(?:验证|校验)(?:(?:后|以|即可|继续|才能|再|，).{0,30})?
        请(?:先)?输入(?:图中|下方|下图|图片中|右侧|以下).{0,10}(?:验证码|字符).{0,20}
        (?:请)?(?:向右|按住|拖动|滑动|移动)[^，。]{0,6}滑块.{0,30}
        (?:为了?|为确保|为保证|出于).{0,14}安全[^。]{0,16}(?:请|需要?).{0,14}验证.{0,20}
        (?:抱歉|对不起)?[，,！!]?(?:系统)?(?:检测到|发现|由于)?(?:您|你|该|当前)?的?(?:IP|网络|账号|设备|浏览器)?(?:地址)?的?(?:访问|操作|请求)(?:次数|频率|行为)?(?:过于频繁|太频繁|过快|太快|过多|存在异常|异常).{0,40}
        (?:访问|请求)(?:已?被)?(?:拒绝|阻断|拦截|禁止|受限)
        (?:很?抱歉|对不起)?[，,！!]?(?:由于.{0,40})?(?:您|你|当前)的?(?:访问|请求|IP).{0,8}被(?:阻断|拦截|拒绝|屏蔽|禁止|封禁|限制).{0,40}
        正在(?:检查|检测|验证)(?:您的)?(?:浏览器|网络|连接|访问)(?:环境|安全|是否).{0,24}
        just\sa\smoment
        (?:checking|verifying)\s(?:if\s)?(?:your\sbrowser|you\sare\s(?:a\s)?human|the\ssite\sconnection).{0,120}
        (?:please\s)?(?:verify|confirm|prove)(?:\sthat)?\syou(?:\sa|['’])re\s(?:not\sa\s(?:ro)?bot|(?:a\s)?human)(?:[.,]?\s(?:by|before|to|so|and)\s.{0,80})?
        are\syou\s(?:a\s)?(?:human|robot)|i['’]m\snot\sa\srobot|(?:human|security)\s(?:verification|check)|performing\ssecurity\sverification.{0,80}
        (?:please\s)?(?:complete|solve)\s(?:the|this)\s(?:security\scheck|captcha|puzzle).{0,80}
        (?:please\s)?enable\sjavascript\sand\scookies\sto\scontinue|press\s(?:&|and)\shold.{0,60}|pardon\sour\sinterruption
        (?:[\w.-]+\s)?needs\sto\sreview\sthe\ssecurity\sof\syour\sconnection.{0,60}
        (?:(?:we|our\ssystems)\s(?:have\s)?detected\s)?unusual\s(?:traffic|activity)\sfrom\s.{0,100}
        attention\srequired|access\s(?:to\sthis\spage\s)?(?:has\sbeen\s|is\s)?denied|(?:sorry,\s)?you\shave\sbeen\sblocked
        (?:error\s)?403[\s:–—-]*(?:forbidden|access\sdenied)|forbidden|(?:429\s)?too\smany\srequests
        """,
        _framed(
            r"""
            # French
            accès\s(?:refusé|interdit|bloqué)|êtes-vous\sun\s(?:robot|humain)|je\sne\ssuis\spas\sun\srobot|(?:veuillez\s)?(?:vérifi|confirm|prouv)e[rz]\sque\svous\s(?:êtes\s(?:bien\s)?(?:un\s)?humain|n['’]êtes\spas\sun\srobot)
            # German
            zugriff\s(?:verweigert|gesperrt)|sind\ssie\s(?:ein\s(?:roboter|mensch)|kein\sroboter)|ich\sbin\skein\sroboter|bitte\sbestätigen\ssie,?\sdass\ssie\s(?:kein\sroboter|ein\smensch)\ssind
            # Spanish
            acceso\s(?:denegado|prohibido)|(?:eres|es\susted)\sun\s(?:robot|humano)|no\ssoy\sun\srobot|(?:por\sfavor,?\s)?(?:verifi(?:ca|que)|confirm[ae]|demuestr[ae])\sque\s(?:eres\s(?:un\s)?humano|no\s(?:eres|es)\sun\srobot)
            # Portuguese
            acesso\s(?:negado|bloqueado)|você\sé\sum\s(?:robô|humano)|não\ssou\sum\srobô|(?:por\sfavor,?\s)?(?:verifique|confirme)\sque\s(?:você\s)?(?:é\s(?:um\s)?humano|não\sé\sum\srobô)
            # Italian
            accesso\s(?:negato|bloccato)|sei\sun\s(?:robot|umano)|non\ssono\sun\srobot|(?:verifica|conferma)\sdi\s(?:essere\s(?:un\s)?umano|non\sessere\sun\srobot)
            # Dutch
            toegang\s(?:geweigerd|geblokkeerd)|ben\s(?:je|u)\seen\s(?:robot|mens)|ik\sben\sgeen\srobot|(?:bevestig|controleer)\sdat\s(?:je|u)\s(?:een\smens|geen\srobot)\sbent
            # Polish
            (?:odmowa\sdostępu|dostęp\szabroniony)|nie\sjestem\srobotem|(?:czy\s)?jesteś\s(?:robotem|człowiekiem)|potwierdź,?\sże\s(?:jesteś\sczłowiekiem|nie\sjesteś\srobotem)
            # Russian
            доступ\s(?:запрещ[её]н|ограничен|заблокирован|закрыт)|(?:вы\s(?:не\s)?робот|я\sне\sробот)|(?:пожалуйста,?\s)?(?:подтвердите|докажите),?\sчто\s(?:вы\s(?:не\sробот|человек)|запросы\sотправляли\sвы)[^.]{0,20}|проверка\s(?:вашего\s)?браузера
            # Ukrainian
            доступ\s(?:заборонено|обмежено|заблоковано)|(?:ви\s(?:не\s)?робот|я\sне\sробот)|(?:будь\sласка,?\s)?підтвердьте,?\sщо\sви\s(?:не\sробот|людина)
            # Greek
            (?:η\s)?πρόσβαση\s(?:δεν\sεπιτρέπεται|απορρίφθηκε)|δεν\sείμαι\sρομπότ|επιβεβαιώστε\sότι\s(?:δεν\s)?είστε\s(?:ρομπότ|άνθρωπος)
            # Swedish
            åtkomst\snekad|är\sdu\sen\s(?:robot|människa)|jag\sär\s(?:inte\sen|ingen)\srobot|(?:bekräfta|verifiera)\satt\sdu\s(?:är\s(?:en\s)?människa|inte\sär\sen\srobot)
            # Turkish
            erişim\s(?:engellendi|reddedildi)|robot\smusunuz|ben\srobot\sdeğilim|(?:robot\solmadığınızı|insan\solduğunuzu)\sdoğrulayın
            # Japanese
            アクセスが?(?:拒否|制限)(?:され(?:ました|ています))?|(?:私は)?ロボットではありません(?:か)?|(?:あなたが)?(?:ロボットで(?:は)?ない|人間である)ことを(?:ご?確認|証明)(?:して(?:ください|います)|する)?
            # Korean
            접근(?:이|이\s)?\s?(?:거부|차단|제한)되었습니다|로봇이\s?아닙니다|(?:로봇이\s?아님|사람인지)(?:을)?\s?(?:확인|인증)[^.]{0,16}
            # Vietnamese
            truy\scập\sbị\s(?:từ\schối|chặn)|tôi\skhông\sphải\s(?:là\s)?(?:người\smáy|robot)|(?:vui\slòng\s)?xác\s(?:minh|nhận)\s(?:rằng\s)?bạn\s(?:là\scon\sngười|không\sphải\s(?:là\s)?(?:robot|người\smáy))
            """,
            after=_SENTENCE_AFTER,
        ),
        longest=200,
    ),
    "login_wall": _family(
        Label.NOTICE,
        r"""
        (?:请|您|你|需要?|须|必须|要|先)*(?:登[录陆]|注册)(?:账号|帐号)?(?:后|才能|即可|以|并|可|方可|之后|再)+(?:继续)?(?:查看|阅读|浏览|访问|观看|使用).{0,24}
        (?:该|本|此)(?:内容|文章|页面|帖子)(?:需要?|仅|须)[^。]{0,10}(?:登[录陆]|注册).{0,20}
        (?:抱歉[，,])?(?:您|你)(?:还|尚)?(?:没有|未)登[录陆](?:[，,].{0,30})?
        (?:please\s|you\s(?:must|need\sto|have\sto)\s)?(?:log\s?in|sign\sin|be\slogged\sin|register)(?:\sor\s[\w\s]{2,30})?\sto\s(?:continue|view|read|access|see)\b.{0,60}
        (?:please\s|you\s(?:must|need\sto|have\sto)\s)(?:log\s?in|sign\sin)(?:\sfirst)?|(?:log\s?in|sign\sin)\sto\syour\saccount
        """,
        _framed(
            r"""
            # French
            (?:veuillez\svous\sconnecter|connectez-vous|identifiez-vous|inscrivez-vous)\s(?:ou\s[\w-]+\s(?:\w+\s){0,3})?pour\s(?:lire|continuer|accéder|poursuivre)\b[^.]{0,50}
            # German
            (?:bitte\s)?(?:melden\ssie\ssich|loggen\ssie\ssich|melde\sdich|logge\sdich)\s(?:bitte\s)?(?:an|ein),?\sum\s[^.]{0,30}(?:lesen|weiterzulesen|sehen|fortzufahren)|(?:bitte\s)?(?:anmelden|einloggen),?\sum\s(?:weiterzulesen|fortzufahren)
            # Spanish
            (?:inici(?:a|e)\ssesión|regístr(?:a|e)[st]e|ingres[ae])\s(?:o\s\w+\s)?para\s(?:continuar|seguir|leer|ver|acceder)\b[^.]{0,50}
            # Portuguese
            (?:faça\s(?:o\s)?login|entre|cadastre-se|inicie\ssessão)\s(?:ou\s[\w-]+\s)?para\s(?:continuar|ler|ver|acessar|aceder)\b[^.]{0,50}
            # Italian
            (?:accedi|effettua\sil\slogin|registrati)\s(?:o\s\w+\s)?per\s(?:continuare|leggere|proseguire|vedere)\b[^.]{0,50}
            # Dutch
            (?:log\s(?:eerst\s)?in|meld\s(?:je|u)\saan|registreer)\som\s[^.]{0,30}(?:lezen|te\sbekijken|door\ste\sgaan)
            # Polish
            zaloguj\ssię(?:\slub\s\w+(?:\ssię)?)?,?\s(?:aby|żeby|by)\s(?:kontynuować|czytać|przeczytać|zobaczyć)\b[^.]{0,40}
            # Russian
            (?:пожалуйста,?\s)?(?:войдите|авторизуйтесь|зарегистрируйтесь)(?:\sили\s\w+)?,?\s(?:чтобы|для)\s(?:продолж|(?:про)?чита|(?:про)?чте|просм|увидеть|посмотреть)[^.]{0,40}|(?:необходима|требуется)\sавторизация
            # Ukrainian
            (?:будь\sласка,?\s)?(?:увійдіть|авторизуйтесь|авторизуйтеся|зареєструйтеся)(?:\sабо\s\w+)?,?\sщоб\s(?:продовжити|(?:про)?читати|переглянути|побачити)\b[^.]{0,40}
            # Greek
            (?:παρακαλώ\s)?συνδεθείτε\s(?:ή\s\w+\s)?για\sνα\s(?:συνεχίσετε|διαβάσετε|δείτε)\b[^.]{0,40}
            # Swedish
            logga\sin\sför\satt\s(?:fortsätta|läsa|se)\b[^.]{0,40}
            # Turkish
            (?:devam\setmek|okumak|görmek|haberi\sokumak)\siçin\s(?:lütfen\s)?(?:giriş\syap|oturum\saç|üye\sol)\w{0,6}
            # Japanese
            (?:続きを(?:読む|ご覧になる)には|閲覧するには|この(?:記事|ページ)を(?:読む|見る|閲覧する)には)、?[^。]{0,12}ログイン[^。]{0,16}|ログイン(?:が必要です|してください|して続きを読む)
            # Korean
            로그인(?:이\s?필요합니다|이\s?필요한\s?[^.]{1,12}입니다|\s?후\s?(?:이용|열람|확인)[^.]{0,14})
            # Vietnamese
            (?:vui\slòng\s|bạn\s(?:cần|phải)\s)?đăng\snhập\s(?:hoặc\s[^.]{1,14}\s)?để\s(?:đọc|xem|tiếp\stục)[^.]{0,40}
            """,
            after=_SENTENCE_AFTER,
        ),
        longest=120,
    ),
    "error_page": _family(
        Label.NOTICE,
        r"""
        (?:(?:很|非常)?抱歉|对不起|很遗憾|哎呀|出错了|啊哦|错误|提示)?[，,！!：:\s]*(?:404|410)?[\s，,：:-]*(?:(?:您|你)(?:要|所|想|正在)*(?:访问|查看|浏览|请求|找)的)?(?:该|此|本)?(?:页面|网页|文章|内容|新闻|地址|链接)(?:可能)?(?:不存在|已?被?删除|找不到了?|已失效|已下线|走丢了|丢失了?|未找到|无法(?:访问|显示|找到)|不见了)(?:(?:或|，|,|。|！|!|\s).{0,40})?
        (?:该|此|本)(?:内容|文章|网页|页面|帖子)(?:因|已|被|涉嫌)[^。]{0,16}(?:删除|无法查看|下架|下线|停止访问|屏蔽).{0,30}
        (?:error\s)?(?:404|410|500|502|503|504)(?:\serror)?[\s:–—-]*(?:(?:page\s|file\s)?not\sfound|gone|internal\sserver\serror|bad\sgateway|service\s(?:temporarily\s)?unavailable|gateway\stime-?out)
        page\s(?:not\sfound|does(?:\snot|n['’]t)\sexist|unavailable)|internal\sserver\serror|bad\sgateway|service\sunavailable
        (?:we['’]re\s)?(?:sorry|oops|whoops|uh-oh)?[,!.\s]*(?:but\s)?(?:the|this|that)\s(?:page|article|story|link|content)(?:\s[\w’'-]+){0,6}?\s(?:(?:cannot|can['’]t|could\snot|couldn['’]t)\sbe\sfound|does(?:\snot|n['’]t)\sexist|(?:is\s)?no\slonger\s(?:available|exists?)|has\sbeen\s(?:moved|removed|deleted)).{0,60}
        (?:找不到|没有找到|无法找到)(?:您|你)?(?:要|所|想)?(?:访问|查看|浏览|找)?的?(?:该|此|这个)?(?:网页|页面)|(?:您|你)(?:要|所|想)*(?:访问|查看|浏览|找)的(?:新闻|页面|网页|文章|内容)(?:已经?|可能)[^。]{0,10}(?:移除|删除|不存在|下架).{0,20}
        """,
        _framed(
            r"""
            # French
            (?:(?:oups|désolé)[\s,.!]*)?(?:cette\s|la\s)?page\s(?:que\svous\s(?:\w+\s){1,3}|demandée\s)?(?:est\s)?(?:non\strouvée|introuvable|inexistante|n['’](?:existe\s(?:pas|plus)|est\s(?:pas|plus)\sdisponible|a\spas\sété\strouvée|a\spu\sêtre\strouvée))(?:\sou\s[^.]{1,60})?
            # German
            (?:(?:ups|leider|entschuldigung)[\s,.!]*)?(?:(?:die|diese)\s)?(?:\w+\s)?seite\s(?:wurde\s)?(?:(?:leider\s)?nicht\s(?:gefunden|verfügbar)|existiert\s(?:leider\s)?nicht(?:\smehr)?|konnte\s(?:leider\s)?nicht\sgefunden\swerden)
            # Spanish
            (?:(?:ups|vaya|lo\ssentimos)[\s,.!]*)?(?:la\s|esta\s)?página\s(?:que\s(?:\w+\s){1,4}|solicitada\s)?no\s(?:encontrada|disponible|existe|está\sdisponible|(?:se\sha|ha\ssido|se\spudo)\sencontra(?:do|da|r)|se\sencuentra(?:\sdisponible)?)(?:\so\s[^.]{1,60})?
            # Portuguese
            (?:(?:ops|desculpe)[\s,.!]*)?(?:a\s|esta\s)?página\s(?:que\s(?:\w+\s){1,4}|solicitada\s)?não\s(?:encontrada|disponível|existe|foi\s(?:encontrada|localizada)|está\sdisponível|pôde\sser\sencontrada)(?:\sou\s[^.]{1,60})?
            # Italian
            (?:(?:ops|spiacenti)[\s,.!]*)?(?:la\s|questa\s)?pagina\s(?:che\s(?:\w+\s){1,4}|richiesta\s)?non\s(?:trovata|disponibile|esiste(?:\spiù)?|è\s(?:stata\strovata|disponibile))(?:\so\s[^.]{1,60})?
            # Dutch
            (?:(?:oeps|sorry|helaas)[\s,.!]*)?(?:de\s|deze\s)?pagina\s(?:die\s(?:\w+\s){1,3}|is\s|kon\s)?niet\s(?:gevonden(?:\sworden)?|beschikbaar)|(?:(?:oeps|sorry|helaas)[\s,.!]*)?(?:de|deze)\spagina\s(?:die\s(?:\w+\s){1,3})?bestaat\sniet(?:\smeer)?
            # Polish
            nie\sznaleziono\s(?:\w+\s)?strony|(?:(?:ups|przepraszamy)[\s,.!]*)?strona\s(?:o\spodanym\sadresie\s|(?:,\s)?której\sszukasz,?\s)?nie\s(?:istnieje|została\s(?:odnaleziona|znaleziona))(?:\slub\s[^.]{1,60})?
            # Russian
            (?:(?:к\sсожалению|извините|ой|упс)[\s,.!]*)?(?:(?:запрашиваемая|запрошенная|такая|эта)\s)?(?:вами\s)?страница(?:,?\s(?:которую|на\sкоторую)\sвы\s(?:\w+,?\s?){1,3})?\s(?:не\s(?:найдена|существует)|была\sудалена|недоступна)(?:\sили\s[^.]{1,60})?
            # Ukrainian
            (?:(?:на\sжаль|вибачте|ой)[\s,.!]*)?(?:(?:запитувана|така|ця)\s)?сторінк[ау](?:,?\sяку\sви\s(?:\w+,?\s?){1,2})?\s(?:не\s(?:знайдено|знайдена|існує)|було\sвидалено|недоступна)(?:\sабо\s[^.]{1,60})?
            # Greek
            (?:η\s)?σελίδα\s(?:που\s(?:\w+\s){1,3})?δεν\s(?:βρέθηκε|υπάρχει|είναι\sδιαθέσιμη)(?:\sή\s[^.]{1,60})?
            # Swedish, Danish, Norwegian
            (?:sidan|sida)\s(?:du\s(?:\w+\s){1,2})?(?:kunde\sinte\shittas|hittades\sinte|saknas|finns\sinte(?:\slängre)?)|siden\s(?:du\s(?:\w+\s){1,2})?(?:blev\sikke\sfundet|ble\sikke\sfunnet|findes\sikke|finnes\sikke|eksisterer\sikke)
            # Turkish
            (?:aradığınız\s)?sayfa\s(?:bulunamadı|mevcut\sdeğil|kaldırılmış)
            # Japanese
            (?:(?:申し訳(?:ありません|ございません)(?:が)?)[、。\s]*)?(?:お探しの|ご?指定の?(?:された)?|アクセスしようとした)?(?:ページ|記事|URL)(?:は|が)(?:見つかりません(?:でした)?|存在しません|(?:既|すで)に?に?削除され(?:ました|ています)|ありません)
            # Korean
            (?:요청하신\s?|찾으시는\s?|해당\s?)?(?:페이지|기사)(?:를|가|을)\s?(?:찾을\s?수\s?없습니다|존재하지\s?않(?:습니다|거나[^.]{1,30})|삭제되었습니다|없습니다)
            # Vietnamese
            (?:rất\stiếc,?\s)?(?:không\stìm\sthấy\s(?:trang|bài\sviết)(?:\s(?:này|bạn\s[\w\s]{1,20}|yêu\scầu))?|trang\s(?:(?:mà\s)?bạn\s(?:\w+\s){1,4}|này\s)?không\s(?:tồn\stại|tìm\sthấy)(?:\shoặc\s[^.]{1,40})?)
            """,
            before=_ERROR_BEFORE,
            after=_SENTENCE_AFTER,
        ),
        longest=200,
    ),
    "script_shell": _family(
        Label.NOTICE,
        r"""
        (?:please\s|you\s(?:need|have)\sto\s)?(?:enable|turn\son|activate|allow)\sjavascript(?!\sand\scookies).{0,80}
        (?:this|the)\s(?:app|site|page|website)(?:\s\w+){0,2}\s(?:requires?|needs)\sjavascript.{0,60}|javascript\sis\s(?:disabled|required|not\senabled).{0,80}
        (?:we['’]re\s)?sorry,?\sbut\s.{1,60}\bjavascript\b.{0,80}
        (?:请|您|你|需要?)*(?:先|在浏览器中)*(?:开启|启用|打开|允许|激活)(?:浏览器的?)?\s?(?:javascript|JS脚本).{0,40}
        (?:检测到)?(?:您|你)?的?浏览器.{0,6}(?:不支持|禁用|禁止|未启用|关闭|没有启用|未开启)了?\s?(?:javascript|JS|脚本).{0,40}
        """,
        r"""
        # French
        (?:veuillez\s|merci\sd['’]|vous\sdevez\s)?active[rz]\s(?:le\s)?(?:javascript|les\scookies)\b.{0,80}
        # German
        (?:bitte\s)?(?:aktivieren|erlauben)\ssie\s(?:bitte\s)?(?:javascript|cookies)\b.{0,80}|(?:bitte\s)?(?:javascript|cookies)\s(?:bitte\s)?aktivieren.{0,40}
        # Spanish
        (?:por\sfavor,?\s|(?:debes?|necesitas?)\s)?(?:activ(?:a|e|ar)|habilit(?:a|e|ar))\s(?:el\s)?(?:javascript|las\scookies)\b.{0,80}
        # Portuguese
        (?:por\sfavor,?\s|(?:é\spreciso|você\sprecisa)\s)?(?:ativ(?:e|ar)|habilit(?:e|ar))\s(?:o\s)?(?:javascript|os\scookies)\b.{0,80}
        # Italian
        (?:per\sfavore,?\s|è\snecessario\s)?(?:attiv(?:a|are)|abilit(?:a|are))\s(?:javascript|i\scookie)\b.{0,80}
        # Dutch
        (?:schakel|zet)\s(?:javascript|cookies)\s(?:in|aan)\b.{0,60}|(?:activeer|sta)\s(?:javascript|cookies)\b.{0,60}
        # Polish
        (?:proszę\s)?(?:włącz(?:yć)?|aktywuj)\s(?:obsługę\s)?(?:javascript|plik(?:i|ów)\scookies?)\b.{0,60}
        # Russian
        (?:пожалуйста,?\s|необходимо\s)?(?:включи(?:те|ть)|разреши(?:те|ть))\s(?:поддержку\s)?(?:javascript|cookies?|файлы\scookie)\b.{0,80}
        # Ukrainian
        (?:будь\sласка,?\s|необхідно\s)?(?:увімкн(?:іть|ути)|дозвольте)\s(?:підтримку\s)?(?:javascript|cookies?|файли\scookie)\b.{0,80}
        # Greek
        (?:παρακαλώ,?\s)?ενεργοποιήστε\s(?:τη[ν]?\s|τα\s)?(?:javascript|cookies)\b.{0,60}
        # Swedish
        (?:vänligen\s)?(?:aktivera|slå\spå|tillåt)\s(?:javascript|cookies)\b.{0,60}
        # Turkish
        (?:lütfen\s)?(?:tarayıcınızda\s)?(?:javascript|çerez)[\w'’]*\s(?:\w+\s){0,2}etkinleştirin.{0,40}
        # Japanese
        [^。]{0,40}(?:JavaScript|クッキー|Cookie)(?:の設定)?を(?:有効|オン)に(?:して(?:ください|下さい)|する必要があります).{0,30}
        # Korean
        [^.]{0,30}(?:자바스크립트|JavaScript|쿠키)를?\s?(?:활성화|허용|사용)(?:해|하여)\s?주(?:세요|십시오|시기).{0,20}
        # Vietnamese
        (?:vui\slòng\s|hãy\s)?bật\s(?:javascript|cookies?)\b.{0,60}
        """,
        longest=200,
    ),
    "paywall": _family(
        Label.NOTICE,
        r"""
        (?:本文|此文|剩余|余下|全文|以下|后续|更多)?[^，。]{0,12}(?:订阅|付费|购买|(?:开通|成为|加入|升级).{0,6}(?:会员|VIP|订户))(?:后|即可|可|以|，|就能|之后|方可|并|才能)*(?:继续)?(?:阅读|查看|解锁|浏览|畅读)(?:本文|完整|剩余|余下|全部|后续|精彩|更多)*的?(?:全文|内容|文章|原文|正文|部分)?.{0,20}
        (?:本文|此文|全文|该文|以下|剩余)(?:内容|文章|部分)?(?:为|是|仅限|仅供|属于?|仅对|需)(?:付费|会员|订阅|VIP|收费)(?:专享|专属|内容|文章|用户|订户|阅读|可读|可见|开放|后|才能|查看)+.{0,24}
        (?:剩余|余下|还有)\s*\d+\s*[%％]?.{0,10}(?:未读|付费|订阅|会员).{0,20}|开通(?:会员|VIP)|已(?:是|有)(?:会员|订阅).{0,16}
        subscribe(?:\snow|\stoday)?\sto\s(?:continue|keep|read|unlock|access)\b.{0,60}
        (?:to\s)?(?:continue|keep)\sreading[,\s].{0,20}(?:subscribe|subscription|become\sa).{0,60}
        this\s(?:article|story|content|post)\sis\s(?:only\s|exclusively\s|available\s|reserved\s)*(?:for|to)\s(?:our\s|paid\s|paying\s|premium\s)*(?:subscribers|members).{0,40}
        already\sa\ssubscriber.{0,40}|you(?:['’]ve|\shave)\s(?:reached|read|used)\s.{0,40}free\s(?:articles?|stories).{0,40}|unlock\s(?:this|the\sfull)\s(?:article|story).{0,40}
        """,
        _framed(
            r"""
            # French
            (?:il\svous\sreste\s[\d.,]+\s?%\s[^.]{0,30}à\s(?:lire|découvrir)|(?:(?:cet\s)?article|(?:ce\s)?contenu|la\ssuite(?:\sde\scet\sarticle)?)?\s?(?:est\s)?(?:réservée?|exclusif)\s(?:aux|à\snos|pour\sles)\sabonnés|déjà\sabonnée?|abonnez-vous\spour\s(?:lire|continuer|accéder)\b[^.]{0,40})
            # German
            (?:(?:dieser|der|diese|dieses)\s(?:artikel|inhalt|beitrag|text)\s(?:ist|steht)\s)?(?:nur|exklusiv)\sfür\s(?:unsere\s|zahlende\s|registrierte\s)?(?:abonnent(?:en|innen)|abonnent[*:_]innen|mitglieder)(?:\sund\sabonnent(?:en|innen))?(?:\s(?:zugänglich|verfügbar|lesbar|sichtbar|zur\sverfügung))?|weiterlesen\smit\s[^.,]{1,30}|(?:sie\shaben\s|du\shast\s)?(?:bereits|schon)\s(?:ein\sabo|abonnent(?:in)?)(?:\W.{0,30})?|jetzt\sabo\sabschließen[^.]{0,30}
            # Spanish
            (?:(?:est[ea]\s|el\s|la\s)?(?:contenido|artículo|noticia|nota)\s(?:es\s)?)?(?:exclusiv[oa]|solo|sólo|únicamente|reservad[oa])\s(?:para|a)\s(?:los\s|nuestros\s)?(?:suscriptores|abonados)|suscríb(?:e|a)[st]e\spara\s(?:seguir|continuar|leer)\b[^.]{0,30}|(?:ya\s(?:eres|es|soy)\ssuscriptora?)
            # Portuguese
            (?:(?:est[ea]\s|ess[ea]\s)?(?:conteúdo|artigo|matéria|notícia|reportagem)\s(?:é\s)?)?(?:exclusiv[oa]|só|apenas|reservad[oa])\s(?:para|a)\s(?:os\s|nossos\s)?assinantes|assine\spara\s(?:continuar|ler)\b[^.]{0,30}|já\sé\sassinante
            # Italian
            (?:(?:quest['’]|l['’])?\s?(?:articolo|contenuto)\s(?:è\s)?)?(?:riservato|solo|esclusivo)\s(?:agli|per(?:\sgli)?|ai\snostri)\sabbonati|abbonati\sper\s(?:continuare|leggere|proseguire)\b[^.]{0,30}|sei\sgià\sabbonato
            # Dutch
            (?:dit\s(?:artikel|verhaal)\sis\s)?(?:alleen|exclusief|enkel)\s(?:toegankelijk\s|beschikbaar\s)?voor\s(?:onze\s)?abonnees|(?:word\sabonnee|neem\seen\sabonnement)\som\s[^.]{0,30}lezen|al\sabonnee
            # Polish
            (?:(?:ten\s)?(?:artykuł|materiał|tekst)\s(?:jest\s)?(?:dostępny\s)?)?(?:tylko|wyłącznie)\sdla\s(?:naszych\s)?(?:prenumeratorów|subskrybentów|abonentów)|(?:wykup|kup)\s(?:dostęp|subskrypcję|prenumeratę)(?:,?\s(?:aby|by|żeby|i)\s[^.]{1,30})?
            # Russian
            (?:(?:(?:этот\s|эта\s)?(?:материал|текст|статья|контент)\s)?доступ(?:на|ен|но)\s)?только\s(?:для\s)?подписчик(?:ов|ам)|(?:оформите|купите)\sподписку,?\s(?:чтобы|и)\s(?:про)?(?:чита|долж)[^.]{0,30}|уже\s(?:подписаны|есть\sподписка)
            # Ukrainian
            (?:(?:(?:цей\s|ця\s)?(?:матеріал|текст|стаття|контент)\s)?доступн(?:а|ий|о)\s)?(?:тільки|лише)\s(?:для\s)?(?:передплатників|підписників|передплатникам)|(?:оформіть|придбайте)\s(?:передплату|підписку),?\s(?:щоб|і|й)\s[^.]{1,30}
            # Greek
            (?:(?:αυτό\sτο\s|το\s)?(?:άρθρο|περιεχόμενο)\s(?:είναι\s)?(?:διαθέσιμο\s)?)?(?:μόνο|αποκλειστικά)\sγια\s(?:τους\s)?συνδρομητές
            # Swedish
            (?:(?:den\shär\s)?artikeln?\sär\s)?(?:endast|bara|exklusivt)\sför\s(?:våra\s)?prenumeranter|(?:bli\sprenumerant|prenumerera)\sför\satt\s(?:fortsätta\s)?läsa[^.]{0,30}|redan\sprenumerant
            # Turkish
            (?:bu\s(?:haber|içerik|yazı)\s)?(?:sadece|yalnızca)\sabone(?:ler|lerimiz)(?:e|in|\siçin)(?:dir|\sözel(?:dir)?)?
            # Japanese
            (?:この(?:記事|コンテンツ)は、?)?(?:有料)?会員(?:限定|専用)(?:の?(?:記事|コンテンツ|ページ))?(?:です)?|有料(?:会員|記事|プラン)(?:です|になります|の登録)?|(?:残り\s?\d+\s?文字|ここから先は)[^。]{0,30}(?:有料|会員)[^。]{0,16}|続きを読むには、?[^。]{0,12}(?:会員|購読)[^。]{0,20}
            # Korean
            (?:이\s?(?:기사|콘텐츠)는\s?)?(?:유료\s?)?(?:회원|구독자)\s?(?:전용|만\s?(?:볼|읽을|이용할)\s?수\s?있)[^.]{0,16}|유료\s?(?:기사|콘텐츠)(?:입니다)?
            # Vietnamese
            (?:(?:bài\sviết|nội\sdung)\s(?:này\s)?)?(?:chỉ\s)?dành\s(?:riêng\s)?cho\s(?:độc\sgiả|thành\sviên|người)\s(?:trả\sphí|đăng\ský|thuê\sbao)
            """,
            after=_SENTENCE_AFTER,
        ),
        longest=180,
    ),
}
FAMILIES = (_COMMENT, *WALLS.values(), _RELATED, _RELATED_LINE, _PROMPT, _NOTICE)
WORDS_SHOWN = 24


class _Book:
    """Families of phrases, looked up together; the first family with a phrase that a text is has it."""

    def __init__(self, families: Iterable[Family]) -> None:
        self.entries = [(family, phrase) for family in families for phrase in family.phrases]
        self.longest = max(family.longest for family, _ in self.entries)

    @cached_property
    def index(self) -> Index:
        """Made at the first page: it takes a tenth of a second, and who only has pages cleaned needs none."""
        return Index((phrase for _, phrase in self.entries), _MARKS)

    def find(self, text: str) -> Family | None:
        if len(text) > self.longest:
            return None
        for place in self.index.worth_trying(text):
            family, phrase = self.entries[place]
            if len(text) <= family.longest and _compiled(phrase).fullmatch(text):
                return family
        return None


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    """``phrase`` with the marks around it; compiled when it is first needed, which most are not for many pages."""
    return re.compile(rf"{_AROUND}(?:{phrase}){_AROUND}", re.I | re.S)


_EVERY_PHRASE = _Book(FAMILIES)
_WALL_PHRASES = _Book(WALLS.values())
_CODES = {id(family): code for code, family in WALLS.items()}


def match_phrase(text: str) -> Phrase | None:
    """The furniture phrase that the whole of ``text`` is, or None."""
    family = _EVERY_PHRASE.find(text)
    return Phrase(family.label, text[:WORDS_SHOWN], family.ends) if family else None


def find_phrase(page: Page, text: str) -> Phrase | None:
    """The furniture phrase that ``text`` on ``page`` is, in either script, or None."""
    return page.once(_match_folded if page.traditional else match_phrase, text)


def _match_folded(text: str) -> Phrase | None:
    return match_phrase(fold(text))


def match_wall(text: str) -> str | None:
    """The key in ``WALLS`` of what the whole of ``text`` says instead of an article, or None."""
    family = _WALL_PHRASES.find(text)
    return _CODES[id(family)] if family else None


def match_walls(texts: Iterable[str]) -> list[str]:
    """What those of ``texts`` that are walls say, in order; one look tells that most hold no word of any."""
    near = [text for text in texts if len(text) <= _WALL_PHRASES.longest]
    if not _WALL_PHRASES.index.worth_trying("\n".join(near)):
        return []
    return [code for text in near if (code := match_wall(text))]
