"""The stock phrases of news sites, all in this one table: what each kind of furniture says, whatever the site.

A phrase is matched against a whole short block, never inside a paragraph. ``ends`` tells that such a block ends an
article: what follows it is furniture too, unless most of the article is still to come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Label

# A block longer than this says something of its own, however it begins.
LONGEST = 60
LONGEST_NOTICE = 400


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that a block was found to be: its label, the words that matched, and whether it ends an article."""

    label: Label
    words: str
    ends: bool


_MARKS = r"[\s\u3000\xa0>》»·•\-—=|【】\[\]（()）#*+▼▶↓:：…。.!！?？~～]*"

# Headings of lists of other stories.
_RELATED = re.compile(
    rf"^{_MARKS}(?:延伸|扩展|拓展|相关|推荐|关联|更多|深度|精彩|热门|热点|最新|往期|今日|编辑|值班总编|总编|新闻|频道|"
    r"专题|图文|精选|独家|本站|猜你|为[您你]|[您你]可能|大家都在|大家还在|"
    r"作者|小编|图片|视频|阅读|点击|一周|本周|24小时|48小时|实时|人气|订阅|其他|其它|好书|本文|TA的|他的|"
    r"更多\S{1,6}的?)"
    r"(?:可能|还|也|会|都|在|的|相关|最近|最新|热门|精彩|深度|图片|更多|关注|新闻)*"
    r"(?:阅读|新闻|报道|链接|链接|文章|推荐|稿件|内容|专题|资讯|话题|事件|喜欢|感兴趣|想看|看|关注|排行榜?|回顾|精选|"
    r"集锦|看点|要闻|视频|图片|图集|热点|作品|连载|速递|动态|信息|搜索|主题|"
    r"猜你喜欢|精彩内容|精彩|更多|点击|推荐阅读)(?:的?(?:文章|内容|新闻|推荐|阅读|作品))*(?:更多|>>?|"
    rf"[（(]\d*[)）])?{_MARKS}$",
)
_NEIGHBOUR = re.compile(rf"^{_MARKS}(?:上|下|前|后)一[篇条页则个][:：\s】\]>]*.{{0,60}}$|^{_MARKS}阅读下一篇.{{0,60}}$")
_RELATED_ABROAD = re.compile(
    r"^\W*(?:related(?: \w+){0,3}|(?:read|see|view|show|load|explore|discover) (?:more|also|next)\b.{0,40}|"
    r"more (?:from|stories|news|on|in|articles|like this)\b.{0,30}|"
    r"(?:you|we) (?:may|might|think)(?: \w+){1,5}|recommended(?: \w+){0,3}|trending(?: \w+){0,2}|"
    r"most (?:read|popular|viewed|shared|commented)|popular(?: \w+){0,2}|"
    r"(?:latest|recent|top|featured|similar|other|next|previous|editor'?s) (?:posts?|stories|articles?|news|picks?|"
    r"videos?)|don'?t miss|up next|in this (?:story|article)|"
    r"sponsored(?: \w+){0,2}|promoted(?: \w+){0,2}|advertisement|around the web|what to read next|keep reading|"
    r"continue reading.{0,30}|"
    r"lire aussi.{0,60}|à lire aussi.{0,60}|lesen sie auch.{0,60}|mehr zum thema.{0,30}|leer también.{0,60}|"
    r"te puede interesar.{0,30}|leggi anche.{0,60}|leia (?:também|mais).{0,60}|"
    r"関連(?:記事|ニュース|リンク)|あわせて読みたい|관련\s?(?:기사|뉴스))\W*$",
    re.I,
)
_COMMENT = re.compile(
    rf"^{_MARKS}(?:(?:网友|热门|最新|全部|精彩|查看|发表|我要|参与|写|用户|所有|文章|更多|共|"
    r"已有)*[\s]*(?:\d+\s*条)?(?:评论|跟帖|跟贴|留言|讨论|回复)(?:区|列表|与评论|回复)?(?:[（(]?\s*\d+\s*条?[)）]?)?|"
    r"评论[:：]?[（(].{0,60}[)）]|我有话说.{0,20}|我来说两句.{0,20}|说点什么.{0,10}|暂无评论|还没有评论.{0,20}|"
    r".{0,12}登录并(?:评论|发言|发[帖贴]).{0,8}|注册.{0,4}手机发跟贴|文明上网.{0,30}|"
    r".{0,20}登录.{0,4}(?:后|才能).{0,6}(?:评论|发言|讨论|回复|留言).{0,20}|"
    r".{0,12}查看(?:更多|全部)?\S{0,6}评论|网友评论仅供.{0,60}|.{0,20}目前没有.{0,6}跟[贴帖].{0,20}|去?跟[帖贴].{0,20}|"
    r"\d+人?(?:参与|跟贴|跟帖|评论).{0,20})"
    rf"{_MARKS}$|^\W*(?:\d+ )?(?:comments?|leave a (?:comment|reply)|post a comment|"
    rf"join the (?:conversation|discussion)|add a comment|share your thoughts.{{0,30}})\W*(?:\(\d+\))?$",
    re.I,
)
_NOTICE = re.compile(
    r"^[\s\u3000\xa0【\[(（*※—-]*(?:"
    r"(?:版权|免责|特别|平台|郑重|法律|重要|作者|转载|风险|权利|知识产权)?(?:声明|提示|说明|警告)[】\]]?\s*[:：].*|"
    r"(?:版权|免责|特别|平台|郑重|法律|转载|风险)(?:声明|提示)[】\]]?.{0,30}|"
    r"(?:notice|disclaimer)\s*[:：].*|(?:凡|以上|本|该|此)?(?:注明|文章?|内容|文中|观点|图文|稿件|网站?|平台|"
    r"图片).{0,80}(?:不代表|立场|侵权|版权归|仅供参考|仅代表|转载|授权|承担|责任|存储服务).*|"
    r"凡(?:注明|本网|本站|标注|来源|署名|转载).*|.{0,20}未经.{0,20}(?:授权|许可|允许|同意).{0,40}|"
    r"(?:如需|欢迎|若要|谢绝|禁止)?.{0,8}转载.{0,8}(?:请|须|需|必须|务必|联系|注明|授权|出处).{0,60}|"
    r".{0,30}(?:版权所有|All Rights? Reserved|ICP[备证]|公网安备|网安备|许可证|备案号).*|"
    r"(?:©|&copy;|copyright\b|\(c\) ?\d{4}).*|"
    r".{0,40}(?:不代表|并不代表|仅代表|不构成).{0,30}(?:观点|立场|意见|建议|看法).*|"
    r".{0,20}(?:投资有风险|入市需谨慎|据此操作|风险自担|文责自负|责任自负).*|"
    r".{0,30}(?:如有|若有|如涉|涉及|如果).{0,10}侵权.*|"
    r"(?:举报|投诉|违法和不良信息|不良信息|联系|客服|新闻|编辑部|广告)(?:电话|热线|邮箱|举报|方式|"
    r"合作)?.{0,10}[:：].{0,40}|.{0,12}(?:新闻热线|举报电话|客服电话|联系电话|服务热线|报料热线)[:：\s].{0,60}"
    r")$",
    re.I | re.S,
)
_PROMPT = re.compile(
    rf"^{_MARKS}(?:"
    r".{0,16}(?:请关注|敬请关注|请下载)[:：]?.{0,30}|(?:信息|图片|文章|内容|资料)?来[源自]于?(?:网络|互联网)|"
    r"(?:点击|长按|请|赶紧|赶快|快来|马上|立即)?.{0,14}(?:扫码|扫一扫|扫描|扫下|识别)(?:上方|下方|左方|右方|左侧|右侧|"
    r"以下|图中|文末)?.{0,40}|"
    r"(?:点击|戳|单击)(?:观看|查看|进入|下载|阅读|收听|播放|展开|收起|上方|下方|这里|此处|图片|蓝字|标题|加载|链接|“|"
    r"《).{0,50}|.{0,16}打开.{0,14}(?:APP|客户端|应用|小程序|查看|阅读|微信|新闻).{0,30}|"
    r".{0,20}(?:下载|安装).{0,16}(?:APP|客户端|应用|软件).{0,40}|.{0,30}(?:立即|马上|免费|一键)(?:下载|安装|打开|体验|"
    r"订阅|登录|注册).{0,20}|"
    r".{0,24}(?:关注|搜索|添加).{0,20}(?:公众号|微信号|公号|官微|微博|视频号|客户端|服务号|订阅号).{0,40}|"
    r"(?:更多|最新).{0,24}(?:请|欢迎|敬请|尽在|关注|下载|点击|加入).{0,40}|"
    r"(?:分享|转发)(?:到|至|给|让|本文|此文|文章|:|：)?.{0,30}|(?:微信|微博|QQ空间|QQ好友|朋友圈|新浪微博|腾讯微博|"
    r"人人网|豆瓣|收藏|点赞|赞|踩|举报|投诉|打印|关闭|复制链接|手机看|语音播报|朗读|"
    r"返回(?:顶部|首页|列表|搜狐|上一页|目录)?.{0,16}|回到?(?:顶部|首页)|展开(?:全文|更多)?|收起(?:全文)?|"
    r"(?:展开)?阅读(?:剩余|余下)?全文|余下全文|查看(?:全文|原文|更多)|阅读原文|查看原图|"
    r"字体?[:：]?(?:大|中|小|\s|\+|-|A)*|"
    r"大\s*中\s*小|字号.{0,20}|我要(?:纠错|反馈|分享|投稿|报错|跟[帖贴]).{0,8}|纠错.{0,6}|反馈|.{0,10}加载中.*|"
    r"正在加载.*|.{0,12}请刷新.{0,8}|点击加载更多|已显示全部.{0,6}|没有更多.{0,6}|广告|推广|隐藏|不感兴趣|关注|已关注|"
    r"\+?\s*关注|登录|注册|首页|正文|"
    r"播放|暂停|重播|Play Video|视频加载中.{0,20}|您的浏览器.{0,40}|扫码.{0,30}|二维码|TOP|顶部|喜欢|不喜欢|有用|没用|"
    r"阅读\s*\d*|本文共.{0,12}字.{0,20}|[（(]?\s*(?:本文|全文)?(?:共|第)\s*\d+\s*页.{0,20})|"
    rf"(?:原标题|原题|本文原题|原文标题|本文原标题|本文标题|文章标题|原题为)(?:为)?[:：《“].{{0,80}}|"
    rf"(?:关键词|关键字|标签|tags?|TAG|主题词)\s*[:：]\s*.{{0,60}}|"
    rf"(?:本文|文章)?(?:首发|转载|来自|选自|授权).{0,30}(?:公众号|微信|微博).{0,20}|"
    rf"(?:此前|早前|相关|延伸)(?:报道|阅读)[:：].{0,60}|(?:本文|文章)?(?:链接|地址|网址|URL)[:：].{{0,160}}|"
    r"(?:\[|【)?(?:推荐|广告|打赏|赞赏|投稿|责编|编辑|首页)(?:\]|】)?|.{0,10}(?:点个赞|赞一个|在看|点赞).{0,16}|"
    r".{0,12}感谢.{0,8}(?:阅读|观看|收看|关注).{0,16}|.{0,6}喜欢.{0,6}(?:请|就|记得|可以).{0,20})"
    rf"{_MARKS}$|^\W*(?:share(?: (?:this|on|via|with|article)\b.{{0,30}})?|tweet|print|email|e-?mail this.{{0,20}}|"
    rf"save|follow(?: (?:us|me)\b.{{0,40}})?|subscribe(?: \w+){{0,6}}|sign up(?: \w+){{0,12}}|"
    r"log ?in.{0,20}|sign in.{0,20}|click here.{0,60}|download (?:the|our) .{0,40}app.{0,20}|advertisement|copy link|"
    r"listen|play|facebook|twitter|whatsapp|linkedin|pinterest|reddit|telegram|tags?:.{0,60}|topics?:.{0,60}|"
    r"filed under:?.{0,60}|skip (?:to|past) .{0,40}|close|menu|search|loading\b.{0,10}|(?:\d+ )?min(?:ute)?s? read|"
    r"image \d+ of \d+|getty images?|newsletter.{0,40}|sponsored(?: content)?)\W*$",
    re.I,
)

_TABLE = (
    (_COMMENT, Label.COMMENT, True),
    (_RELATED, Label.RELATED, True),
    (_RELATED_ABROAD, Label.RELATED, False),
    (_NEIGHBOUR, Label.RELATED, True),
    (_PROMPT, Label.OTHER, False),
)


def match_phrase(text: str) -> Phrase | None:
    """The furniture phrase that the whole of ``text`` is, or None."""
    if len(text) <= LONGEST:
        for pattern, label, ends in _TABLE:
            if pattern.match(text):
                return Phrase(label, text[:24], ends)
    if len(text) <= LONGEST_NOTICE and _NOTICE.match(text):
        return Phrase(Label.NOTICE, text[:24], False)
    return None
