"""The stock phrases: which short lines are furniture and of what kind, and which only look like it."""

from __future__ import annotations

import pytest

from jingwen.finding.phrases import find_phrase, match_phrase, match_walls
from jingwen.model import Data, Label, Page

FURNITURE = {
    Label.RELATED: [
        "延伸阅读",
        "【延伸阅读】",
        "相关阅读：",
        "相关新闻",
        "相关报道 >>",
        "推荐阅读",
        "热门推荐",
        "往期推荐返回专题首页 >>",
        "猜你喜欢",
        "你可能感兴趣的文章",
        "大家都在看",
        "热点新闻",
        "编辑推荐",
        "精彩推荐",
        "更多新闻",
        "往期回顾",
        "24小时热门文章",
        "阅读排行榜",
        "最新资讯",
        "图片新闻",
        "上一篇：示例市举办春季花展",
        "下一篇: 没有了",
        "下一条",
        "阅读下一篇",
        "相关阅读：示例河流域启动生态补水",
        "此前报道：示例大桥合龙",
        "Related Stories",
        "Related: Harbour reopens after the storm",
        "Read more",
        "Good stories to read together",
        "More from Example Times",
        "You may also like",
        "Most read",
        "Recommended for you",
        "関連記事",
        "Lire aussi : la gare rouvre",
    ],
    Label.COMMENT: [
        "评论",
        "网友评论",
        "最新评论（12）",
        "发表评论",
        "128条评论",
        "我要评论",
        "跟帖",
        "我来说两句",
        "暂无评论",
        "请登录后发表评论",
        "查看更多评论",
        "文明上网理性发言",
        "网友评论仅供其表达个人看法",
        "Comments",
        "12 comments",
        "Leave a comment",
        "Join the conversation",
    ],
    Label.NOTICE: [
        "This article contains affiliate links. They do not change what we write.",
        "Note: Some posts may contain affiliate links. Read more in our Privacy Policy.",
        "If you buy something through our links, we may earn a commission.",
        "Disclosure: We may earn a small commission from what you buy.",
        "(By using the affiliate links in this post you help us.)",
        "免责声明：本文由作者上传，仅供参考。",
        "特别声明：以上内容仅代表作者本人的看法。",
        "版权声明：凡注明来源的作品，均为本网版权所有。",
        "本文仅代表作者观点，不代表本站立场。",
        "未经授权不得转载",
        "未经书面许可，任何单位和个人不得转载本网内容。",
        "转载请注明出处：示例新闻网",
        "凡本网注明来源的稿件，版权均属本网。",
        "Copyright © 2024 示例传媒",
        "示例新闻网 版权所有 2001-2024",
        "ICP备00000000号",
        "举报电话：000-00000000",
        "新闻热线：000-00000000",
        "投资有风险，入市需谨慎",
        "如有侵权，请联系我们删除",
        "© 2024 Example Times. All Rights Reserved.",
    ],
    Label.OTHER: [
        "- END -",
        "1、回复【公租房】查看最新消息",
        "在公众号后台回复“花展”领取门票",
        "点击菜单栏【便民服务】解锁更多服务！",
        "看完了，点个【在看】再走",
        "（全文完）",
        "赞 1.2万 在看 45",
        "点赞12",
        "您看到此篇文章时的感受是：",
        "这篇新闻让您觉得？",
        "更多精彩内容，请下载示例新闻客户端",
        "正文已结束，您可以按 alt+4 进行评论",
        "广告（请继续阅读本文）",
        "请继续往下阅读…",
        "原标题：示例市春季花展开幕",
        "（原标题：示例市春季花展开幕）",
        "关键词：花展 春季 示例市",
        "标签: 花展",
        "点击观看视频",
        "点击查看更多",
        "扫码关注示例新闻公众号",
        "长按二维码识别",
        "打开示例新闻APP查看全文",
        "下载客户端，阅读更多内容",
        "关注微信公众号",
        "更多精彩内容请下载示例新闻客户端",
        "分享到：",
        "Contact us",
        "Please get in touch with us!",
        "Would you like to receive our news by post?",
        "The Quay is printed by hand. If you liked this story, please share it and subscribe.",
        "分享到微信朋友圈",
        "收藏",
        "打印",
        "返回顶部",
        "展开全文",
        "阅读原文",
        "字号：大 中 小",
        "正在加载...",
        "+ 关注",
        "登录",
        "首页",
        "当前位置：示例新闻网 > 本地 > 正文",
        "您现在所在的位置：首页 &gt; 新闻",
        "广告：春季家具节，满千减百",
        "我要纠错",
        "第 1 页",
        "感谢您的阅读",
        "Share this article",
        "Tweet",
        "Subscribe to our newsletter",
        "Sign up for our weekly briefing",
        "Advertisement",
        "4 min read",
        "Skip to main content",
    ],
}
# The same in other languages.
WORLD = {
    Label.RELATED: [
        "Lire aussi",
        "À lire aussi : le marché couvert rouvre ses portes",
        "Lesen Sie auch: Die Fähre fährt wieder",
        "Lea también: El mercado reabre en mayo",
        "Leia também: Mercado reabre em maio",
        "Leggi anche | Il mercato riapre a maggio",
        "Lees ook: De markt gaat weer open",
        "Czytaj też: Targ znów otwarty",
        "Читайте также: Рынок снова открыт",
        "ЧИТАЙТЕ ТАКОЖ: Ринок знову відкрито",
        "Διαβάστε επίσης: Η αγορά ανοίγει ξανά",
        "Läs också: Marknaden öppnar igen",
        "Ayrıca oku: Pazar yeniden açıldı",
        "関連記事：市場が再開",
        "관련기사: 시장 다시 열려",
        "Xem thêm: Chợ mở cửa trở lại",
    ],
    Label.NOTICE: [
        "Tous droits réservés",
        "© L’Exemple. Tous droits réservés.",
        "Alle Rechte vorbehalten.",
        "Todos los derechos reservados",
        "Todos os direitos reservados",
        "Tutti i diritti riservati",
        "Alle rechten voorbehouden",
        "Wszelkie prawa zastrzeżone",
        "Газета «Пример» – Все права защищены",
        "Усі права захищено",
        "Με επιφύλαξη παντός δικαιώματος",
        "Tüm hakları saklıdır",
        "無断転載を禁じます",
        "무단 전재 및 재배포 금지",
    ],
    Label.OTHER: [
        "Publicité",
        "La suite après la publicité",
        "- Anzeige -",
        "WERBUNG",
        "Publicidad",
        "El artículo continúa debajo",
        "Continua após a publicidade",
        "Continua dopo la pubblicità",
        "Advertentie",
        "Artikel gaat verder onder de advertentie",
        "Dalsza część artykułu pod reklamą",
        "Реклама",
        "Реклама. ООО «Пример», ИНН 0000000000, erid: abc",
        "Продовження після реклами",
        "ΔΙΑΦΗΜΙΣΗ",
        "Annons",
        "広告",
        "[광고]",
        "Quảng cáo",
        "Partager cet article",
        "Abonnez-vous à notre newsletter",
        "Teilen",
        "Folgen Sie uns auf Mastodon",
        "Compartir en WhatsApp",
        "¡Suscríbete a nuestro boletín!",
        "Compartilhe esta notícia",
        "Assine nossa newsletter",
        "Condividi l'articolo",
        "Deel dit artikel",
        "Meld je aan voor de nieuwsbrief",
        "Udostępnij",
        "Поделиться",
        "Подписывайтесь на наш Telegram-канал",
        "Підписуйтесь на наш канал у Telegram",
        "Μοιραστείτε το άρθρο",
        "Följ oss på Mastodon",
        "Haberi paylaş",
        "この記事をシェアする",
        "기사 공유하기",
        "Chia sẻ bài viết này",
        "Temps de lecture : 4 min",
        "Lesezeit: 3 Minuten",
        "5 minutos de lectura",
        "Tempo di lettura: 2 minuti",
        "Leestijd: 3 minuten",
        "Время чтения: 5 минут",
        "3분 읽기",
        "2-minute read",
    ],
}
# Headings and sentences of articles that begin or end like furniture.
ORDINARY = [
    "新闻发布会现场",
    "新闻发布会介绍了有关情况",
    "推荐一款适合入门的相机",
    "推荐的三条路线各有特色",
    "更多企业正在加入这一行列",
    "更多的人选择在周末出行",
    "相关部门表示将尽快核实情况",
    "相关负责人介绍了工程进度",
    "热门景点游客增多",
    "热点城市房价回落",
    "最新数据显示，进出口继续增长",
    "最新一期名单公布",
    "今日零时起执行新价格",
    "精彩的表演赢得了阵阵掌声",
    "图片里的老人今年八十二岁",
    "视频会议在示例市召开",
    "评论员认为这一判断为时尚早",
    "评论认为，这一步走得稳妥",
    "回复群众关切",
    "阅读是一种生活方式",
    "登录系统后，居民可以查询结果",
    "关注老年人的数字生活",
    "收藏家讲述一件瓷器的来历",
    "下载量突破一千万次",
    "打开大门，迎接第一批客人",
    "点击率并不等于影响力",
    "声明发表后，双方恢复了谈判",
    "版权保护需要多方参与",
    "联系实际，解决问题",
    "举报人获得奖励",
    "首页改版以后，访问量翻了一番",
    "位置：老码头以北两公里",
    "广告费用由示例市承担",
    "上一届冠军在半决赛中出局",
    "下一步，示例市将扩大试点",
    "一、加快转型升级",
    "（一）总体要求",
    "专题会议研究防汛工作",
    "频道改版迎来新面孔",
    "独家经营的时代结束了",
    "编辑部的故事",
    "Related costs rose by a third last year, the ministry said",
    "Comments by the minister drew criticism",
    "More than forty boats left the harbour",
    "Popular support for the plan is growing",
    "Shares fell on Monday",
    "Printing houses are closing",
    "",
    "。",
]
# Sentences of articles that hold the words of furniture: each one taken for it is a sentence lost.
NEARLY = [
    "提振信心：园区为商务厅的工作点赞",
    "他回复“知道了”。记者追问施工的进度时，对方挂断了电话。",
    "居民为这项工程点赞，说以后出门方便多了，孩子上学也不用绕路。",
    "工程已结束",
    "赞助商说，今年的展览有 45 件作品",
    "系统维护人员昨日完成了检修，车站恢复运行。",
    "江边步道正在维护，下月开放",
    "广告牌下继续往前走就是车站",
    "分享经济走进乡村",
    "文章指出，各级政府要承担起主体责任，切实保障群众的合法权益。",
    "文物保护单位要落实主体责任，完善安全制度，定期开展巡查。",
    "网站运营者应当承担相应的法律责任，监管部门将依法查处违法行为。",
    "图片显示，涉事车辆停在路边，警方认定司机承担全部责任。",
    "该公司未经许可擅自开工建设，被责令停工整改，并处以罚款。",
    "他表示，这一说法不代表官方立场，双方还在磋商。",
    "声明：双方同意在三月恢复谈判，并就边界问题交换意见。",
    "上一个春天，这里还是一片荒地，如今已经建起了厂房。",
    "3000人参与活动，现场气氛热烈",
    "有市民在微博上关注此事，官方微博回应称正在核实",
    "记者添加对方微信号后，对方发来一份价目表。",
    "扫码点餐不应成为唯一选择，消费者有权选择人工服务。",
    "许多市民通过手机下载了政务应用，办事不用再跑腿",
    "市民喜欢就近买菜",
    "We may never know",
    "第2页写着他的名字",
    "没有更多房子可以出售",
    "数据加载中心建成投用",
    "纠错机制逐步完善",
    "字号“老张记”已有百年历史",
    "感谢观看比赛的球迷",
    "请关注：示例市明起降温",
    "下载示例政务APP的市民已有三百万人",
    "据此操作的学员都通过了考试",
    "阅读下一篇章，你会看到不同的风景",
    "Follow me, said the guide",
    "We use our hands, not cookies, to lay the rails.",
    "Sources close to the council: nobody knows",
    "Commentary on the tram fills two pages",
    "You can change the rails in a night",
    "The reporter contributed two chapters to the book.",
    "See more of the coast",
    "Related parties agreed",
    "La publicité pour le tabac est interdite depuis juin.",
    "La suite après la pause sera décisive, estime l’entraîneur.",
    "Partager un repas, c’est déjà se parler, dit-elle.",
    "Lire aussi vite ne sert à rien, prévient l’institutrice.",
    "Anzeige erstatteten am Montag drei Anwohner.",
    "Teilen müssen sich die Vereine den Platz erst ab Mai.",
    "Lesen Sie auch das Kleingedruckte, rät der Verband.",
    "Publicidad y prensa firmaron un acuerdo.",
    "Compartir piso cuesta cada vez más.",
    "Publicidade infantil será proibida a partir de junho.",
    "Leggi anche severe non bastano, dicono i giudici.",
    "Deel van de brug is sinds maandag dicht.",
    "Reklama dźwignią handlu, mawiał jego ojciec.",
    "Реклама табака запрещена с июня, сообщили в министерстве.",
    "Поделиться опытом приехали врачи из трёх областей.",
    "Министр напомнил, что все права защищены законом.",
    "Читать 5 минут в день советует учительница.",
    "Реклама на вулицях міста зникне до літа.",
    "Reklam gelirleri yüzde on arttı.",
    "広告の売り上げは一割増えた。",
    "광고 시장이 다시 커지고 있다.",
    "Quảng cáo thuốc lá bị cấm từ tháng sáu.",
    "Chia sẻ với báo chí, ông nói dự án sẽ xong vào tháng năm.",
    "More than 3 min of silence",
]
ENDING = [
    "延伸阅读",
    "相关新闻",
    "猜你喜欢",
    "上一篇：示例市举办春季花展",
    "网友评论",
    "128条评论",
    "Comments",
    "Kommentare",
]
GOING_ON = [
    "Lire aussi : la gare rouvre",
    "Реклама",
    "点击观看视频",
    "分享到：",
    "原标题：示例市春季花展开幕",
    "Read more",
    "Advertisement",
    "未经授权不得转载",
]
# Below the text: who else worked at it, how to reach them; and dialogs and letters that speak of themselves.
BELOW = {
    Label.SIGNOFF: [
        "To contact the reporter on this story: Jane Doe in Harbourtown at jdoe@example.com",
        "jdoe@example.com",
        "Joanna Reeve in Harbourtown contributed to this report.",
        "Harbour Post, with files from Quay Service",
        "(Reporting by Joanna Reeve; Editing by Ada Lindqvist)",
        "Follow Joanna on Twitter",
        "Follow me: example.com/jo",
        "Return to the quay blog.",
        "Source: University of Harbourtown",
        "Źródło: Gazeta Portowa",
        "Источник: Портовая газета",
        "Mit Agenturmaterial.",
        "Über dieses Thema berichtet: Hafenradio am 5. März",
    ],
    Label.COMMENT: [
        "KOMENTARZE",
        "Kommentare (12)",
        "3 commentaires",
        "Deja un comentario",
        "Оставить комментарий",
        "댓글 12",
    ],
    Label.OTHER: [
        "We value your privacy",
        "We and our 812 partners store and access information on a device, such as cookies.",
        "This website uses cookies to improve your visit.",
        "Wir und unsere Partner verwenden Cookies auf dieser Seite.",
        "当サイトではサービス向上のためCookieを使用しています。",
        "You are receiving this email because you signed up at harbour.example. Unsubscribe | Update preferences",
        "View in browser",
        "Newsletter abbestellen",
    ],
    Label.NOTICE: ["<저작권자 ⓒ 보기일보, 무단 전재-재배포 금지>"],
}


@pytest.mark.parametrize(
    ("label", "line"),
    [(label, line) for table in (FURNITURE, WORLD, BELOW) for label, lines in table.items() for line in lines],
)
def test_furniture_is_known(label: Label, line: str) -> None:
    phrase = match_phrase(line)
    assert phrase is not None
    assert phrase.label is label
    assert phrase.words
    assert line.startswith(phrase.words)


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_text_is_no_furniture(line: str) -> None:
    assert match_phrase(line) is None


@pytest.mark.parametrize("line", NEARLY)
def test_text_with_the_words_of_furniture_is_none(line: str) -> None:
    assert match_phrase(line) is None


@pytest.mark.parametrize("line", ENDING)
def test_what_ends_an_article(line: str) -> None:
    phrase = match_phrase(line)
    assert phrase is not None
    assert phrase.ends


@pytest.mark.parametrize("line", GOING_ON)
def test_what_interrupts_one(line: str) -> None:
    phrase = match_phrase(line)
    assert phrase is not None
    assert not phrase.ends


@pytest.mark.parametrize("line", ["延伸阅读", "发表评论", "分享到：", "Read more"])
def test_a_phrase_is_the_whole_of_a_block(line: str) -> None:
    assert match_phrase(line)
    assert match_phrase(f"  {line}  ")
    assert not match_phrase(f"记者在现场看到，展板上写着{line}几个字，旁边还有一段文字说明，读者们正围着它讨论。")
    assert not match_phrase(line + "，" + "这是一个普通的句子。" * 20)


def test_a_block_that_goes_on_is_no_phrase_however_it_begins() -> None:
    assert match_phrase("特别声明：" + "本文由作者提供，" * 3)
    assert match_phrase("特别声明：" + "本文由作者提供，" * 300) is None


@pytest.mark.parametrize(
    ("text", "traditional", "label"),
    [
        ("延伸阅读", False, Label.RELATED),
        ("延伸閱讀", True, Label.RELATED),
        ("江城下雪", True, None),
    ],
)
def test_a_phrase_is_found_in_the_script_of_its_page(text: str, traditional: bool, label: Label | None) -> None:
    page = Page("dump", (), (), Data(), traditional=traditional)
    for _ in range(2):
        phrase = find_phrase(page, text)
        assert (phrase.label if phrase else None) is label


@pytest.mark.parametrize(
    ("texts", "walls"),
    [
        ((), []),
        (("江城下雪", "孩子们堆雪人"), []),
        (("请先登录后查看", "江城下雪", "404 Not Found"), ["login_wall", "error_page"]),
        (("登录", "验" * 1000 + "404 not found"), []),
    ],
)
def test_the_walls_among_texts(texts: tuple[str, ...], walls: list[str]) -> None:
    assert match_walls(texts) == walls
