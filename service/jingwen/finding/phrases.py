r"""The stock phrases of news sites: what each kind of furniture says in Chinese and English; others are in ``world``.

A phrase is held against the whole of a short block, marks and brackets around it aside, never against a part of a
paragraph. One line below is one phrase, a regular expression without spaces of its own; ``\s`` stands for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..model import Label, Page
from ..tidying.script import fold
from . import world
from .families import Family, family
from .needles import Index
from .walls import WALLS


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a block says as furniture: its label, its first words, and whether such a block ends an article.

    What follows a phrase that ``ends`` an article is furniture too, unless most of the article is still to come.
    """

    label: Label
    words: str
    ends: bool


_MARKS = '>》»«·•★☆◆●■-–—=|【】[]（()）#*+▼▶↓→:：…。.!！?？¡¿~～"“”„'
_AROUND = rf"[\s{re.escape(_MARKS)}]*"

# Headings of lists of other stories, and the links to the neighbours.
_RELATED = family(
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
_RELATED_LINE = family(
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
    world.READ_ALSO,
    longest=180,
)
_COMMENT = family(
    Label.COMMENT,
    r"""
    (?:网友|热门|最新|全部|精彩|查看|发表|我要|参与|写|用户|所有|文章|更多|共|已有)*\s*(?:\d+\s*条)?(?:评论|跟[帖贴]|留言|讨论|回复)(?:区|列表|与评论|回复)?\s*(?:[（(]?\s*\d+\s*条?[)）]?)?
    评论[:：]?[（(].{0,60}
    (?:我有话说|我来说两句|说点什么|暂无评论|还没有评论|文明上网|网友评论仅供|发表您的).{0,60}
    .{0,20}登录.{0,4}(?:后|才能|并|即可)?.{0,6}(?:评论|发言|讨论|回复|留言|发[帖贴])
    .{0,12}查看(?:更多|全部)?\S{0,8}(?:评论|留言|回复)|注册.{0,4}手机发跟[帖贴]|.{0,20}没有.{0,6}跟[贴帖]|去?跟[帖贴].{0,20}|\d+\s*人?(?:参与|跟[贴帖]|评论)(?:\s*\d*)?
    (?:\d+\s)?comments?|leave\sa\s(?:comment|reply)|post\sa\scomment|join\sthe\s(?:conversation|discussion)|add\sa\scomment|share\syour\sthoughts.{0,30}
    """,
    world.COMMENTS,
    ends=True,
)
# Who may print what, and who is to be called: whole paragraphs of it.
_NOTICE = family(
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
    world.RIGHTS,
    longest=400,
)
# What asks the reader to do something, and the buttons that stand by themselves.
_PROMPT = family(
    Label.OTHER,
    r"""
    [^，。]{0,16}(?:敬?请关注|请下载)[^，。:：]{0,40}|[^，。]{0,16}(?:资讯|内容|新闻)[^，。]{0,4}请关注[:：][^，。]{0,40}
    (?:the\s)?end|(?:全文|本文|正文)?(?:已)?(?:完|结束)|正文已结束.{0,30}
    (?:(?:点?赞|在看|阅读|收藏|分享|评论|转发|喜欢|踩)\s*\d[\d.]*(?:万|\+)?\s*)+
    [您你]看到(?:此|这)篇(?:文章|新闻)时?的(?:感受|心情)是?|(?:这|此|本)篇(?:文章|新闻|报道)(?:让|使)[您你](?:觉得|感到|的感受).{0,6}
    更多(?:精彩|热门)?(?:内容|资讯|新闻)?[，,]?请?(?:下载|扫码|点击|打开).{0,30}
    (?:\d{1,2}\s*[、.．]\s*)?(?:在?(?:公众号|微信)?(?:后台|对话框))?(?:回复|输入)\s*[【“"「].{1,16}[】”"」].{0,30}|点击(?:底部|下方)?菜单栏?.{0,40}
    [^。]{0,16}点(?:(?:个|一下|下|亮|击)?\s*[【“"「](?:在看|再看|小花|赞)[】”"」]|(?:个|一下|下|亮)(?:在看|赞)).{0,16}
    广告\s*[（(]?请?继续(?:往下|向下)?阅读(?:本文)?|请?继续(?:往下|向下)(?:阅读|看|滑动?)
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
    (?:[您你](?:现在|目前|当前)?|当前|现在|目前)(?:的|所[在处]的?)?位置(?:是|在)?[:：].{0,80}|(?:广告|推广)[:：].{1,40}
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
    world.ADVERTS,
    world.SHARING,
    world.READING_TIME,
    longest=180,
)

# Dialogs of consent, which are longer than many an article, and what a newsletter says of its sending.
_CONSENT = family(
    Label.OTHER,
    r"""
    we\svalue\syour\sprivacy|your\s(?:privacy|cookie)(?:\s\w+){0,3}|(?:cookie|privacy|consent)\s(?:policy|notice|settings|preferences|consent|cent(?:er|re))|(?:manage|accept|reject|customi[sz]e)\s(?:all\s)?(?:cookies?|consent|preferences|options)
    we(?:,?\sand|\salong\swith)\sour\s(?:\w+\s){0,4}(?:partners|vendors)\b.{0,400}|(?:this|our)\s(?:web)?site\suses\scookies.{0,300}|we\suse\scookies\b.{0,300}
    by\s(?:clicking|continuing|using|closing)\b.{0,200}\bcookies?\b.{0,160}|some\s(?:of\sour\s)?(?:partners|vendors)\b.{0,120}\b(?:legitimate\sinterests?|your\sconsent|data)\b.{0,200}|you\s(?:may|can)\b.{0,80}\b(?:change|withdraw|manage|update)\s(?:your\s)?(?:\w+\s){0,3}(?:consent|choices?|preferences|settings)\b.{0,200}|if\s(?:trackers|cookies)\b.{0,400}
    you\s(?:are|['’]re|re)?\s?receiv(?:ing|ed)\sthis\s(?:e-?mail|newsletter|message)\b.{0,240}|unsubscribe\b.{0,120}|view\s(?:this\s(?:e-?mail|newsletter)\s)?(?:in|online\sin)\s(?:your\s)?browser|(?:update|manage)\s(?:your\s)?(?:e-?mail\s)?preferences.{0,40}
    (?:本|我们的)?(?:网站|网页|站点)?(?:我们)?使用(?:浏览器)?\s?cookies?.{0,160}|[^。]{0,20}退订[^。]{0,30}
    """,
    world.CONSENT,
    longest=600,
)
# What newsrooms say below a text of who else worked at it and how to reach them.
_AFTERWORD = family(
    Label.SIGNOFF,
    r"""
    (?:to\s)?contact\sthe\s(?:reporter|editor|author|writer)s?\b.{0,200}|(?:e-?mail(?:\sme)?\s?:?\s?)?[\w.+-]+@[\w-]+\.[\w.-]+
    .{2,120}\scontributed\s(?:reporting\s)?to\sthis\s(?:report|article|story|post)|(?:.{1,50},\s)?with\sfiles\sfrom\s.{2,120}|with\s(?:additional\s)?reporting\s(?:by|from)\s.{2,120}
    (?:additional\s)?(?:reporting|writing|editing)(?:\sand\s\w+)?\sby\s.{2,250}|(?:reporter|editor)s?\s?:\s.{2,80}
    (?:follow\s.{2,50}\son\s(?:twitter|facebook|instagram|x|bluesky|linkedin|threads|tiktok|youtube)\b|follow\sme(?=\s(?:on|at|here)\b|\s?:|\W*$)).{0,60}
    updates?\s(?:with|to\sadd|throughout)\b.{0,160}|(?:return|back|go\sback)\sto\s(?:the\s)?(?:\w+\s){0,3}(?:blog|home|homepage|top|index|list)
    """,
    world.SUPPLIERS,
    longest=300,
)

FAMILIES = (_COMMENT, *WALLS.values(), _RELATED, _RELATED_LINE, _PROMPT, _NOTICE, _CONSENT, _AFTERWORD)
WORDS_SHOWN = 24


_ENTRIES = [(family, phrase) for family in FAMILIES for phrase in family.phrases]
_LONGEST = max(family.longest for family in FAMILIES)
_CODES = {id(family): code for code, family in WALLS.items()}
_LONGEST_WALL = max(family.longest for family in WALLS.values())


@cache
def _index() -> Index:
    """Made at the first page: it takes a twentieth of a second, and who cleans no page needs none."""
    return Index((phrase for _, phrase in _ENTRIES), _MARKS)


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    """``phrase`` with the marks around it; compiled when it is first needed, which most are not for many pages."""
    return re.compile(rf"{_AROUND}(?:{phrase}){_AROUND}", re.I | re.S)


def _families(text: str) -> Iterator[Family]:
    """Those with a phrase that ``text`` is, in their order."""
    for place in _index().worth_trying(text):
        family, phrase = _ENTRIES[place]
        if len(text) <= family.longest and _compiled(phrase).fullmatch(text):
            yield family


def match_phrase(text: str) -> Phrase | None:
    """The furniture phrase that the whole of ``text`` is, or None."""
    family = next(_families(text), None) if len(text) <= _LONGEST else None
    return Phrase(family.label, text[:WORDS_SHOWN], family.ends) if family else None


def find_phrase(page: Page, text: str) -> Phrase | None:
    """The furniture phrase that ``text`` on ``page`` is, in either script, or None."""
    return page.once(_match_folded if page.traditional else match_phrase, text)


def _match_folded(text: str) -> Phrase | None:
    return match_phrase(fold(text))


def match_wall(text: str) -> str | None:
    """The key in ``WALLS`` of what the whole of ``text`` says instead of an article, or None."""
    if len(text) > _LONGEST_WALL:
        return None
    return next((_CODES[id(family)] for family in _families(text) if id(family) in _CODES), None)


def match_walls(texts: Iterable[str]) -> list[str]:
    """What those of ``texts`` that are walls say, in order."""
    return list(filter(None, map(match_wall, texts)))


def find_walls(page: Page, texts: Iterable[str]) -> list[str]:
    """What those of ``texts`` of ``page`` that are walls say, in either script, in order."""
    return match_walls(map(fold, texts) if page.traditional else texts)
