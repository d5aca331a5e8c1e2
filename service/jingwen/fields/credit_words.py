"""The words of Chinese credit lines: data for ``credits``, ``reporters`` and ``names``, in simplified characters.

Collected by hand from the heads and sign-offs of newspapers, agencies, portals and accounts of the mainland, Taiwan,
Hong Kong and Macau. A form in traditional characters is told by ``forms.plain``.
"""

from __future__ import annotations


def _words(text: str, *, before: str = "", behind: str = "") -> list[str]:
    """The words of ``text``, each also with each of ``before`` before it, of ``behind`` behind it, and with both."""
    return [
        f"{first}{word}{last}"
        for word in text.split()
        for first in ("", *before.split())
        for last in ("", *behind.split())
    ]


SOURCE = [
    *_words("来源 来源于", before="文章 信息 新闻 消息 稿件 本文 资料 内容 转载 原文 媒体"),
    *"稿源 稿件来源 转自 转载自 摘自 引自 来自 出处 原载 刊载于 供稿单位".split(),
]
BYLINE = [
    *_words("作者", before="本文 文章 原文 原"),
    *_words("记者", before="文字 见习 实习 特约 特派 驻地 采访 本报 本网 全媒体 融媒体"),
    *_words("撰文 撰稿 撰写 供稿 采写 执笔", behind="人 者"),
    *"原创 通讯员 采访撰文 特约撰稿 特约撰稿人 评论员 特约评论员 主笔 文字 文 实习生 编译".split(),
    *"文/图 图/文 文图 图文 采访 特派员 文案 采访/撰文 采访、撰文 文字/图片".split(),
]
EDITORS = [
    *_words(
        "编辑",
        before="责任 责 值班 网络 文字 新媒体 本文 内容 执行 本期 本版 见习 实习 助理 核稿 审核 统筹 视觉 图片 微信 "
        "公众号 首席 高级 总 栏目 版面 电子版 网站 客户端 流程 终审",
    ),
    *_words(
        "责编 校对 审核 审校 审读 核校 核稿 审稿 校稿 复核 复审 初审 终审 编审 编校 校审 终校 审定",
        before="责任 内容",
        behind="人 员",
    ),
    *_words("审 校", before="一 二 三"),
    *"选稿 美编 主编 副主编 执行主编 总编 一审一校 二审二校 三审三校 一审二校 审编 监审 编辑/校对 责编/校对".split(),
]
DATE = [
    *_words(
        "时间 日期",
        before="发布 发表 发稿 更新 编辑 创建 上传 录入 发文 成文 出版 刊登 建立 上架 最后更新 最新更新 最近更新 "
        "首次发布 修改 生成",
    ),
    *"发布于 发表于 编辑于 最后更新 最近更新 最后编辑 发布 更新于 更新 出版 刊出 修改于 首发".split(),
]
PICTURE = "摄影 摄影记者 摄 图片 图 摄像 视频 制图 海报 供图 图源 图片来源 漫画 插画 图表 封面图 题图".split()
# Who made the rest of it: credited, and no field's.
CREW = [
    *_words("监制", before="总 联合", behind="人"),
    *_words("出品", before="总 联合", behind="人 方"),
    *_words("策划", before="总 内容 选题 项目 本期"),
    *_words("统筹", before="总 项目 栏目"),
    *_words("设计", before="美术 视觉 平面 版式 版面 海报 封面 创意"),
    *_words("值班", before="总 当日 今日", behind="主任 编委 领导 总编 总编辑 人员"),
    *_words("签发 审签 签审 审发", before="总", behind="人"),
    *"制片 制片人 制作 剪辑 后期 配音 播音 音频 字幕 排版 编委 编导 导演 总导演 口述 整理".split(),
    *"口述/整理 译者 译 翻译 校译 编审校 受访者 嘉宾 主持 主持人 主播 运营 录音 记录 朗读 技术 美术 协调 统稿".split(),
]
# What each label says, with no space in it.
LABELS = {
    word: kind
    for kind, words in (
        ("crew", CREW),
        ("date", DATE),
        ("byline", BYLINE),
        ("editors", EDITORS),
        ("source", SOURCE),
        ("picture", PICTURE),
    )
    for word in words
}
LONGEST_LABEL = max(map(len, LABELS))
# So plain that they may follow a value without a gap.
PLAIN = frozenset("来源 作者 编辑 责编辑 责任编辑 责编 校对 发布时间".split())
# What stands beside a moment or between the credits of a line and says nothing of either.
NOISE = (
    "字号|字体|浏览|阅读|点击|访问|评论|跟贴|参与|分享|打印|收藏|关注|举报|纠错|大\\s*中\\s*小|责任编辑:?$|我要\\S{0,4}|\\[微博\\]|"
    "(?<![\u4e00-\u9fff])(?:语音播报|听新闻|听全文|朗读|关闭窗口|关闭|返回|首页|正文|复制链接|海报|人气|点赞|订阅|投稿|阅读模式|放大|缩小|微博|"
    "手机看新闻|(?:星期|周|礼拜)[一二三四五六日天]|北京时间|当地时间|台北时间|农历\\S{2,10}|第\\s*\\d+\\s*[版期页]|[A-Z]?\\d{1,3}\\s*版|头版|"
    "来自[\u4e00-\u9fff]{2,3}|建立|IP属地\\S{0,6})(?![\u4e00-\u9fff])|\\b(?:HKT|GMT\\S{0,6}|UTC\\S{0,6}|CST)\\b"
)
# Endings that publications' names have, and words that end alike and are none.
ENDINGS = (
    "网|报|社|台|日报|晚报|时报|周刊|杂志|在线|新闻|网络版|电子版|客户端|频道|财经|融媒体中心|传媒集团|传媒|通讯社|电视|广播|号|周报|"
    "观察|新媒体|资讯|学报"
)
NO_PUBLICATION = (
    "\\S{0,3}(?:播报|海报|举报|预报|通报|汇报|情报|上报|申报|填报|简报|回报)|[听看读]新闻|(?:国内|国际|社会|体育|娱乐|本地|热点|最新|今日|时政|"
    "即时|焦点|要闻|头条|图片|滚动|综合|地方|视频|更多|相关|推荐|手机看|返回|首页|所有|全部)?(?:新闻|资讯|频道)|财经|电视|广播|杂志|周刊|"
    "观察|在线|客户端|互?联网|上网|官网|[本全]网|[本各]报|[本各]台|[本各]社|\\S*(?:账号|帐号|微信号|公众号|视频号|头条号|字号|文号|引号|型号|"
    "编号|\\d号|[一二三四五六七八九十]号|阳台|平台|后台|前台|舞台)|(?:作者|来源|编辑|记者).*"
)
# Channels and buttons that stand beside a date as an account's name does.
SECTIONS = (
    "(?:时政|要闻|国内|国际|社会|体育|娱乐|财经|经济|科技|教育|健康|文化|军事|汽车|房产|旅游|生活|美食|时尚|法治|法制|民生|评论|观点|"
    "言论|理论|党建|综合|本地|地方|两岸|港澳|港闻|台湾|大陆|中国|全球|世界|头条|热点|焦点|独家|原创|专题|专栏|深度|视频|图片|直播|滚动|最新|"
    "推荐|首页|正文|公告|通知|政策|政务|新闻|资讯|动态|政治|产业|证券|股市|理财|副刊|即时|影音|读书|艺术|历史|人物|城市|农业|环保|能源|"
    "阅读|字号|人气|转载|来源|作者|编辑|发布|更新|报道){1,3}"
)
# Where reports are sent from: what parts a name and a place that are printed without a gap.
PLACES = (
    "台北|新北|桃园|台中|台南|高雄|基隆|新竹|嘉义|苗栗|彰化|南投|云林|屏东|宜兰|花莲|台东|澎湖|金门|马祖|连江|香港|澳门|北京|上海|广州|"
    "深圳|天津|重庆|南京|杭州|武汉|成都|西安|东京|首尔|华盛顿|纽约|伦敦|巴黎|柏林|莫斯科|洛杉矶|旧金山|新加坡|曼谷|雅加达|吉隆坡|"
    "河内|马尼拉|悉尼|日内瓦|布鲁塞尔|综合|连线|专题|特稿|现场|即时|专访|外电"
)
