"""Names of people in a printed run: splitting them, and telling a name from other short text."""

from __future__ import annotations

from ..regex import regex
from .forms import as_printed, plain
from .latin import split_run

# The surnames of more than 99 % of the people of China (the hundred most frequent of the 2020 census and the rest of
# the traditional Hundred Family Surnames that are in use), single and double.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹"
    "熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚"
    "符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉骆路辛管靳蓝席柴车屈鲍牟卞晏褚娄佟宫邬芦穆卓丛苑艾巩应储迟刁谈隋占窦佘冼古饶卫闵桂岑游解房米娘屠裘缪景"
    "简强边楚丰井鞠戚臧项茅花费廉蔺丘敖鄢荣滕曲池原初匡闻阙苟晋党栗揭蒲郎仇亓荀禤和郁宣麦仝麻司敬乐商来燕隆诸官木明连逯相练阳仲冷普楼胥由展车寇计尤赖翁巫洪辜甄祁厉桑邝宗伊沙"
)
DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "百里",
    "南宫",
    "路闻",
)
_STRONG = (
    r"(?:[\u4e00-\u9fff·]{0,12}?(?:特约|见习|实习|驻外|首席|本报|本刊|本网|全媒体|融媒体?|客户端|摄影|文字|专栏)?"
    r"(?:记者|通讯员|实习生|报道员|特派员|撰稿人?|评论员|作者)|文字|编译|整合|整理|采写|综合|报道|撰文|编辑)"
)
# These begin names too, so only a separator makes them roles.
_WEAK = r"(?:文/图|图/文|文图|图文|文|图|摄影|摄)"
LEADING = regex(rf"^(?:{_STRONG}(?:[:：/、\s]+|(?=[\u4e00-\u9fff]))|{_WEAK}[:：/、\s]+)+")
ROLE = regex(rf"(?:{_STRONG}|{_WEAK})+")
# Ranks and posts that a name follows without a break: 研究员徐占忱.
POST = regex(
    r"(?:研究员|教授|院长|主任|部长|博士|主编|总编|会长|社长|编辑|编译|作者|记者|分析师|工程师|律师|医师|院士|专家|学者|书记|局长|处长|经理)"
    r"(?P<name>[\u3400-\u9fff]{2,4})$"
)
TRAILING = regex(r"(?:[\s/、]*(?:编译|整合|整理|摄影|报道|采写|综合|等)|[\s/、]+(?:摄|文/?图?|图/?文?)|_\w+)+$")
SEPARATORS = regex(r"[、，,;；/|｜&\s\u3000\xa0]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})")
# The number of a member of staff: 张三_NN12, 李四PK155; set apart from the name it belongs to: 王五 PK155.
CODE = regex(r"[_＿][A-Za-z0-9]+$|(?<=[\u4e00-\u9fff])[A-Z]{1,3}\d{2,}$")
CODE_APART = regex(r"[A-Z]{1,3}\d{2,}")
# What is said of a name behind it: 张三（实习）.
REMARK = regex(r"(?<=.)[（(].*$")
HAN = regex(r"[\u3400-\u9fff]")
SPACED = regex(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000\xa0]+([\u3400-\u9fff])(?![\u3400-\u9fff])")
HAN_NAME = regex(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fffA-Z.]{1,8})+")
NOBODY = frozenset(
    "未知 佚名 匿名 网络 网络整理 网络转载 综合 编辑 小编 管理员 本站 转载 原创 整理 互联网 责编 作者 来源 记者 通讯员 "
    "admin administrator editor staff "
    "by 报道 报导 综合报道 综合报导 本报讯 微信号 公众号 视频号 原创 放大 缩小 系统 默认 不详 无 暂无 "
    "null none undefined 完 下转 资料 搜索".split()
)
# Endings of organisations, which fill the same places as people.
ORGANISATION = regex(
    r"(?:网|报|社|台|局|部|委|院|所|会|厅|处|署|中心|公司|集团|大学|学院|频道|客户端|工作室|编辑部|日报|晚报|在线|号|组|队|杂志|周刊|传媒|新闻|财经|时报|观察|"
    r"平台|整理|原创|转载|综合)$"
)


def split_names(text: str) -> tuple[str, ...]:
    """The single names in a run such as ``本报记者 张三 李四`` or ``张三、李四_NN12``: no role words, no codes."""
    names: list[str] = []
    if not HAN.search(text):
        run = split_run(text.strip(" \u3000\xa0:："))
        return run.names or run.agencies
    form = plain(text)
    for piece in SEPARATORS.split(join_spaced(form.strip(" \u3000\xa0:()[]"))):
        name = CODE.sub("", TRAILING.sub("", strip_role(piece.strip("()[]:.。")))).strip()
        name = REMARK.sub("", strip_role(name))
        if not name or name in names or (names and CODE_APART.fullmatch(name)):
            continue
        if name.lower() not in NOBODY and not _is_role(name) and not name.isdigit():
            names.append(name)
    return tuple(as_printed(name, text, form) for name in names)


def strip_role(text: str) -> str:
    """``text`` without the role words that lead it: ``全媒体记者张三`` gives ``张三``."""
    stripped = LEADING.sub("", text)
    return stripped if stripped or _is_role(text) else text


def people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``names`` that can be a person's or a pen name; of a post and a name together, the name."""
    found = []
    for name in names:
        post = POST.search(plain(name))
        if post and is_person(post["name"]):
            name = name[post.start("name") :]
        if is_person(name) or (len(HAN.findall(name)) <= 4 and not ORGANISATION.search(plain(name))):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _is_role(text: str) -> bool:
    return ROLE.fullmatch(text) is not None


def is_person(name: str) -> bool:
    """Whether ``name`` has the form of a person's name: a Chinese one with a known surname, or a transcribed one."""
    if not HAN_NAME.fullmatch(name):
        return False
    name = plain(name)
    if name in NOBODY or ORGANISATION.search(name):
        return False
    if "·" in name:
        return True
    return (
        (name[0] in SURNAMES and len(name) <= 3)
        or (name.startswith(DOUBLE) and len(name) >= 3)
        or (len(name) == 4 and name[0] in SURNAMES and name[1] in SURNAMES)
    )


def join_spaced(text: str) -> str:
    """``text`` with the parts of each two-character name together.

    They are often set with a space to match three-character ones: ``李 楠`` is one name.
    """
    return SPACED.sub(r"\1\2", text)
