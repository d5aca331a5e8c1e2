"""What kind of page it is, through the whole pipeline: walls, shells and lists of every shape, and what is none."""

from __future__ import annotations

import pytest

from jingwen import Cleaner
from jingwen.finding.phrases import match_phrase, match_wall
from jingwen.finding.walls import WALLS
from jingwen.model import Label

from ..pages import FIRST, FOOTER, LAST, MENU, OTHER_STORIES, SECOND, STORY, html, links, paragraphs

CLEANER = Cleaner("off")
CODES = {*WALLS, "list_page", "no_running_text"}
DAY = "2024-03-0{} 08:30"
HEADLINES = (
    *OTHER_STORIES,
    "乡村小学的第一堂机器人课",
    "示例港吞吐量连续三年增长，新航线直达七国",
    "古城墙修缮进入收尾阶段",
    "夜市摊主的账本里藏着什么",
    "冬小麦长势良好 农技人员下田指导",
)
ENGLISH_HEADLINES = (
    "Sample City opens its second tram line",
    "Farmers look to the sky as the dry spell goes on",
    "A library that never closes its doors",
    "Harbour museum finds a lost map",
    "Teachers and parents agree on new school hours",
    "Old mill becomes a home for twenty families",
    "Why the river turned green this summer",
    "Ferry service returns after three years",
    "Council votes on the new stadium tonight",
)
SUMMARY = "这条新闻的摘要写到第二行就断了，读者要点开标题才能看到全文，这里只留下一句话。"
SHORT_HEADLINES = (
    "Green tea, green gold",
    "How to walk home",
    "Sleep like a log",
    "Eight small steps",
    "A second brain",
)
ENGLISH_STORY = (
    "The park reopened on Monday morning, and the first visitors walked along the new gravel path to the lake.",
    "Work began last spring and took eleven months, during which four kilometres of pipe were replaced.",
    "The lighting will be connected next month, the director said, and the park will then stay open until late.",
    "Five more parks are to follow, and the city expects to finish all of them before the end of the year.",
)


def english(body: str, title: str = "Sample News", head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def rows(headlines: tuple[str, ...], summary: str, date: str = DAY) -> str:
    """A list page's entries: a linked headline, a summary and a date each."""
    return "".join(
        f"<div class=entry><h3><a href=/a/{n}>{text}</a></h3><p>{summary}</p><span>{date.format(n)}</span></div>"
        for n, text in enumerate(headlines[:9], 1)
    )


def dated_links(headlines: tuple[str, ...]) -> str:
    return "".join(
        f"<li><a href=/a/{n}>{t}</a><span>{DAY.format(n % 9)}</span></li>" for n, t in enumerate(headlines, 1)
    )


def story(*, above: str = "", below: str = "", title: str = "示例公园重新开放", texts: tuple[str, ...] = STORY) -> str:
    head = f"<h1>{title}</h1><p>2024-03-01 09:00 来源：示例日报</p>"
    return html(f"{above}{head}<div class=content>{paragraphs(texts)}</div>{below}", f"{title}_示例新闻网")


VERIFICATION = {
    "title": html("<div id=captcha></div><p>请稍候</p>", "安全验证"),
    "named site": html("<h1>示例安全验证</h1><p>请完成下方验证后继续访问</p>", "示例安全验证"),
    "slider": html("<div><p>请按住滑块，拖动到最右边</p><button>刷新</button></div>", "访问验证"),
    "too often": html("<h2>您的访问过于频繁，请稍后再试</h2><p>如有疑问请联系我们</p>", "提示信息"),
    "code": html(MENU + "<form><p>请输入图中的验证码以继续</p><input></form>" + FOOTER, "示例新闻网"),
    "firewall": html(
        "<h1>很抱歉，由于您访问的地址有可能对网站造成安全威胁，您的访问被阻断。</h1><p>请求编号：0a1b2c3d</p>", "405"
    ),
    "browser check": english(
        "<h1>news.example.com</h1><p>Checking if the site connection is secure</p>"
        "<p>news.example.com needs to review the security of your connection before proceeding.</p>",
        "Just a moment...",
    ),
    "noscript challenge": english(
        "<noscript><p>Enable JavaScript and cookies to continue</p></noscript><script>go()</script>", "Just a moment..."
    ),
    "human": english("<h1>Please verify you are a human</h1><p>Access to this page needs a moment.</p>", "Sample News"),
    "blocked": english(
        "<h1>Sorry, you have been blocked</h1><h2>Why have I been blocked?</h2><p>This website is using a security "
        "service to protect itself from online attacks. The action you just performed triggered the solution. There "
        "are several actions that could trigger this block, such as submitting a certain word or a command.</p>",
        "Attention Required!",
    ),
    "forbidden": english("<center><h1>403 Forbidden</h1></center><hr><center>server</center>", "403 Forbidden"),
    "too many": english(
        "<h1>429 Too Many Requests</h1><p>You have sent a lot of them, slow down a little.</p>", "Error"
    ),
    "dump": "示例网\n安全验证\n请完成安全验证后继续访问\n刷新\n反馈",
    "dump, often": "提示\n系统检测到您的访问过于频繁，请稍后再试\n返回首页",
    "english dump": "Just a moment...\nChecking your browser before accessing news.example.com.\nRay ID: 0123",
}
LOGIN = {
    "sentence": html(MENU + "<div class=box><p>请登录后查看全文</p><a href=/login>登录</a></div>" + FOOTER),
    "form": html("<form><p>手机号</p><p>密码</p><input type=password><p>忘记密码</p></form>", "用户登录 - 示例新闻网"),
    "content": html("<div><p>该内容需要登录后才能查看</p><p>还没有账号？</p></div>", "示例社区"),
    "english": english("<h1>Log in to continue</h1><p>Forgot your password?</p>"),
    "english, must": english("<p>You must be logged in to view this page.</p><a href=/join>Join</a>"),
    "dump": "示例社区\n您还没有登录，请先登录\n登录\n注册",
}
ERRORS = {
    "chinese": html(MENU + "<h1>404</h1><p>抱歉，您访问的页面不存在</p><p>5秒后返回首页</p>" + FOOTER, "提示"),
    "title": html("<p>返回首页</p>", "页面不存在_示例新闻网"),
    "deleted": html(MENU + "<div><p>该文章已被删除，去看看别的吧</p></div>" + links(HEADLINES) + FOOTER),
    "violation": html("<div><p>此内容因违规无法查看</p><p>由用户投诉并经平台审核</p></div>", "提示"),
    "server": english("<center><h1>502 Bad Gateway</h1></center><hr><center>server</center>", "502 Bad Gateway"),
    "english": english(
        "<h1>Oops!</h1><p>Sorry, the page you are looking for could not be found.</p>", "Page not found"
    ),
    "removed": english("<h1>This article is no longer available</h1><p>It may have moved to our archive.</p>"),
    "dump": "示例新闻网\n404\n页面不存在\n返回首页",
}
SHELLS = {
    "root": english(
        "<noscript>You need to enable JavaScript to run this app.</noscript>"
        "<div id=root></div><script src=a.js></script>"
    ),
    "bare": english("<div id=app></div><script src=/static/main.js></script>", "Sample News"),
    "sorry": english(
        "<noscript>We're sorry but this site doesn't work properly without JavaScript enabled.</noscript>"
        "<div id=app></div><script>boot()</script>"
    ),
    "chinese": html("<noscript>请开启 JavaScript 后访问</noscript><div id=root></div><script src=a.js></script>"),
    "shown": html("<div><p>您的浏览器不支持JavaScript，请更换后再试</p></div><script src=a.js></script>"),
}
LISTS = {
    "channel": html(MENU + "<h1>国内新闻</h1><ul>" + dated_links(HEADLINES) + "</ul>" + FOOTER, "国内新闻_示例新闻网"),
    "front page": html(
        MENU
        + "".join(f"<div class=box{n}>{links(HEADLINES)}</div>" for n in range(4))
        + "<p>"
        + SUMMARY
        + "</p>"
        + FOOTER
    ),
    "summaries": html(MENU + "<h1>科技</h1><div class=main>" + rows(HEADLINES, SUMMARY) + "</div>" + FOOTER),
    "search results": html(
        MENU + "<p>找到约 1,234 条结果</p><div class=results>" + rows(HEADLINES, SUMMARY * 2) + "</div>", "公园_搜索"
    ),
    "english": english("<h1>World</h1><ul>" + dated_links(ENGLISH_HEADLINES) + "</ul>", "World - Sample News"),
    "english summaries": english(
        "<h1>Latest</h1><main>"
        + rows(
            ENGLISH_HEADLINES, "A summary of two lines that stops before it says what happened, so one has to click."
        )
        + "</main>"
    ),
    "short headings with dates": english(
        "<h1>Ideas</h1><main>"
        + "".join(
            f"<div><a href=/{n}><h2>{head}</h2></a><p>It may be good for the knees.</p><i>{n} May 2025</i></div>"
            for n, head in enumerate(SHORT_HEADLINES, 1)
        )
        + "</main>"
    ),
    "dump": "\n".join(["示例新闻网", "首页", "国内", "国际", "国内新闻", *HEADLINES]),
    "dated dump": "\n".join(line for n, text in enumerate(HEADLINES, 1) for line in (text, DAY.format(n % 9))),
    "dump of summaries": "\n".join(
        line for n, text in enumerate(HEADLINES, 1) for line in (text, SUMMARY, f"2024-03-0{n % 9}")
    ),
}
KINDS = {
    "verification_wall": ("verification", VERIFICATION),
    "login_wall": ("verification", LOGIN),
    "error_page": ("no_article", ERRORS),
    "script_shell": ("no_article", SHELLS),
    "list_page": ("index", LISTS),
    "no_running_text": ("no_article", {"menus": html(MENU + links(HEADLINES[:3])), "words": "你好"}),
}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(body, status, code, id=f"{code}: {name}")
        for code, (status, bodies) in KINDS.items()
        for name, body in bodies.items()
    ],
)
def test_a_page_that_is_no_article(body: str, status: str, code: str) -> None:
    article = CLEANER.clean(body)
    assert (article.status, [n.code for n in article.notices]) == (status, [code])
    assert (article.text, article.confidence) == ("", 0.0)
    if status != "no_article":
        assert (article.source, article.byline, article.editors, article.date) == (None, (), (), None)


CAPTCHA = (
    "示例网今天启用滑动验证。",
    "用户登录时须拖动滑块完成拼图，公司称此举可挡住九成以上的机器访问，老年用户仍可用短信登录。",
)
ORDINARY = {
    "plain": story(),
    "short": story(texts=(FIRST,)),
    "short, undated": html(f"<h1>示例公园重新开放</h1><div><p>{FIRST}</p></div>"),
    "about a captcha": story(title="示例网启用滑动验证", texts=CAPTCHA),
    "titled like a captcha": story(title="滑动验证", texts=(*CAPTCHA, *STORY, *STORY)),
    "about too many visits": story(
        title="购票系统为何提示“访问过于频繁”", texts=("多名乘客反映，系统提示操作过于频繁，请稍后再试。", SECOND)
    ),
    "about a missing page": story(
        title="公告页面不存在？官方回应", texts=("该页面不存在已有三天，市民多次反映。", LAST)
    ),
    "about logins": story(title="示例市推行统一登录", texts=("市民登录后即可查看社保、公积金和医保的记录。", SECOND)),
    "login for comments": story(below="<div class=comments><p>登录后才能评论</p></div>"),
    "short with a login form": story(
        texts=(FIRST,), below="<div><p>用户登录</p><input type=password><p>验证码</p></div>"
    ),
    "short with a hidden check": story(texts=(FIRST,), above="<div style='display:none'><p>请完成安全验证</p></div>"),
    "undated with a check below": html(f"<h1>示例公园重新开放</h1><div><p>{FIRST}</p></div><div><p>安全验证</p></div>"),
    "long related list": story(below=f"<div class=list>{links(HEADLINES * 4)}</div>"),
    "short with a long related list": story(texts=(FIRST,), below=f"<div class=box>{links(HEADLINES * 4)}</div>"),
    "related list with dates": story(texts=(FIRST,), below=f"<ul>{dated_links(HEADLINES * 2)}</ul>"),
    "related stories with summaries": story(below=rows(HEADLINES, SUMMARY)),
    "undated under a headline, with a list": html(
        f"<h1>示例公园今日清晨重新开放</h1><div class=content><p>{FIRST}</p></div><div>{links(HEADLINES * 2)}</div>"
    ),
    "linked subheadings": html(
        "<h1>五条新闻看懂今天的示例市</h1><p>2024-03-01 09:00 来源：示例日报</p><div class=content>"
        + "".join(
            f"<h3><a href=/{n}>{text}</a></h3><p>{FIRST}{SECOND}{LAST}</p>" for n, text in enumerate(HEADLINES[:5])
        )
        + "</div>"
    ),
    "noscript": html(
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
        f"<h1>示例公园重新开放</h1><div>{paragraphs()}</div><script src=a.js></script>"
    ),
    "named an article by its data": html(
        f"<div><p>{FIRST}</p></div><div>{links(HEADLINES)}</div>", head='<meta property="og:type" content="article">'
    ),
    "dump": "\n".join(["首页", "示例公园重新开放", "2024-03-01 09:00 来源：示例日报", *STORY]),
    "dump with a list": "\n".join(
        ["首页", "示例公园重新开放", "2024-03-01 09:00 来源：示例日报", *STORY, "相关新闻", *HEADLINES]
    ),
    "dump, short, with a list": "\n".join(
        ["示例公园重新开放", "2024-03-01 09:00 来源：示例日报", FIRST, SECOND, "推荐阅读", *HEADLINES]
    ),
    "timeline in a dump": "\n".join(
        ["示例公园改造大事记", *(line for n in range(1, 7) for line in (f"2024年3月{n}日", FIRST + SECOND))]
    ),
    "english": english("<h1>Park reopens</h1>" + "".join(f"<p>{text}</p>" for text in ENGLISH_STORY)),
    "teasers amid its paragraphs": english(
        "<h1>Park reopens</h1>"
        + "".join(
            f"<p>{text}</p><p><b>Read more:</b> <a href=/{n}>{ENGLISH_HEADLINES[n]}</a></p>"
            for n, text in enumerate(ENGLISH_STORY[:4])
        )
    ),
    "english, on a captcha": english(
        "<h1>Are you a robot? How the puzzles came to be</h1><p>By Ann Sample</p>"
        + "".join(
            f"<p>{text}</p>" for text in ("“Please verify you are a human” is what they all say.", *ENGLISH_STORY)
        )
    ),
}


@pytest.mark.parametrize("body", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_article_stays_one(body: str) -> None:
    article = CLEANER.clean(body)
    assert article.status == "article"
    assert not CODES & {notice.code for notice in article.notices}


@pytest.mark.parametrize(
    "below",
    [
        "<p>订阅后阅读全文</p>",
        "<p>本文为付费内容，订阅后可阅读全文</p>",
        "<div class=wall><p>开通会员，继续阅读全文</p><p>已是会员？</p></div>",
        "<p>登录后查看全文</p>",
        "<p>剩余 70% 未读</p>",
        "<div><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></div>",
        "<p>This article is for subscribers only</p>",
        "<p>Cet article est réservé aux abonnés.</p>",
        "<h3>Weiterlesen mit Muster Plus</h3><p>Nur für Abonnenten</p>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>',
    ],
)
def test_a_teaser_before_a_paywall(below: str) -> None:
    article = CLEANER.clean(story(texts=(FIRST, SECOND)).replace("</div></body>", f"{below}</div></body>"))
    assert (article.status, [n.code for n in article.notices]) == ("article", ["paywall"])
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("below", ["订阅后阅读全文", "Subscribe to continue reading", "开通会员即可解锁全文"])
def test_a_teaser_in_a_dump(below: str) -> None:
    article = CLEANER.clean(
        "\n".join(["示例公园重新开放", "2024-03-01 09:00 来源：示例日报", FIRST, SECOND, below, "相关新闻"])
    )
    assert (article.status, [n.code for n in article.notices]) == ("article", ["paywall"])
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "page",
    [
        story(above="<div class=top><a href=/vip>开通会员</a></div>"),
        story(
            below='<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": true}</script>'
        ),
        story(texts=(*STORY, "市民订阅后每天早晨都会收到一条短信，里面有当天的花期和人流预报。")),
        story(below="<div hidden><p>Subscribe to continue reading</p></div>"),
    ],
    ids=["a button in the menu", "free by its data", "a sentence", "hidden"],
)
def test_no_paywall(page: str) -> None:
    article = CLEANER.clean(page)
    assert (article.status, article.notices) == ("article", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("示例安全验证", "verification_wall"),
        ("当前环境异常，请先完成验证", "verification_wall"),
        ("Just a moment...", "verification_wall"),
        ("Enable JavaScript and cookies to continue", "verification_wall"),
        ("请先登录后查看", "login_wall"),
        ("Please sign in to read this story", "login_wall"),
        ("您要找的页面不存在或已被删除。", "error_page"),
        ("404 Not Found", "error_page"),
        ("您即将离开示例网，请注意您的帐号和财产安全。", "error_page"),
        ("网站正在升级维护，请稍后再访问。", "error_page"),
        ("页面正在跳转，如果没有自动跳转请点击这里", "error_page"),
        ("该公众号已迁移", "error_page"),
        ("Please enable JavaScript to view this page.", "script_shell"),
        ("Subscribe now to keep reading", "paywall"),
        ("Êtes-vous un robot ?", "verification_wall"),
        ("Zugriff verweigert", "verification_wall"),
        ("¿Eres un robot?", "verification_wall"),
        ("Подтвердите, что вы не робот", "verification_wall"),
        ("ロボットではないことを確認してください", "verification_wall"),
        ("Connectez-vous pour lire la suite", "login_wall"),
        ("Bitte melden Sie sich an, um weiterzulesen.", "login_wall"),
        ("Войдите, чтобы продолжить чтение", "login_wall"),
        ("続きを読むにはログインしてください", "login_wall"),
        ("Page introuvable", "error_page"),
        ("Erreur 404 : page non trouvée", "error_page"),
        ("404 – Seite nicht gefunden", "error_page"),
        ("Página no encontrada", "error_page"),
        ("La página que intenta abrir no existe. Vuelva a la portada.", "error_page"),
        ("Página não encontrada", "error_page"),
        ("Pagina non trovata", "error_page"),
        ("Pagina niet gevonden", "error_page"),
        ("Nie znaleziono strony", "error_page"),
        ("Извините, запрошенная страница не найдена.", "error_page"),
        ("Сторінку не знайдено", "error_page"),
        ("Η σελίδα δεν βρέθηκε", "error_page"),
        ("Sidan kunde inte hittas", "error_page"),
        ("Sayfa bulunamadı", "error_page"),
        ("お探しのページは見つかりませんでした", "error_page"),
        ("페이지를 찾을 수 없습니다", "error_page"),
        ("Không tìm thấy trang", "error_page"),
        ("找不到网页", "error_page"),
        ("Veuillez activer JavaScript pour afficher cette page.", "script_shell"),
        ("Bitte aktivieren Sie JavaScript in Ihrem Browser.", "script_shell"),
        ("Включите JavaScript в браузере", "script_shell"),
        ("JavaScriptを有効にしてください", "script_shell"),
        ("Article réservé aux abonnés", "paywall"),
        ("Il vous reste 60 % de cet article à lire. La suite est réservée aux abonnés.", "paywall"),
        ("Dieser Artikel ist nur für Abonnenten zugänglich.", "paywall"),
        ("Exclusivo para suscriptores", "paywall"),
        ("Conteúdo exclusivo para assinantes", "paywall"),
        ("Articolo riservato agli abbonati", "paywall"),
        ("Alleen voor abonnees", "paywall"),
        ("Tylko dla prenumeratorów", "paywall"),
        ("Материал доступен только подписчикам", "paywall"),
        ("この記事は有料会員限定です", "paywall"),
        ("유료 회원 전용 기사입니다", "paywall"),
        ("Le concert est réservé aux abonnés du théâtre.", None),
        ("Das Konzert ist nur für Abonnenten zugänglich.", None),
        ("La página no fue escrita por el poeta.", None),
        ("Страница истории ещё не перевёрнута.", None),
        ("Доступ к морю закрыт до мая.", None),
        ("Connectez-vous à la borne, conseille la mairie.", None),
        ("ページをめくる音だけが聞こえた。", None),
        ("网站启用滑动验证", None),
        ("记者登录后发现，该网站要求上传身份证。", None),
        ("系统多次提示访问过于频繁，乘客只好改乘汽车。", None),
        ("The page he wrote could not have been finer.", None),
        ("登录", None),
    ],
)
def test_the_words_of_walls(text: str, code: str | None) -> None:
    assert match_wall(text) == code
    phrase = match_phrase(text)
    assert code is None or (phrase is not None and phrase.label is Label.NOTICE)


def test_a_rule_knows_better() -> None:
    """What a rule points at is the article, whatever the page's title says."""
    from jingwen.finding.status import Findings, judge

    from .reads import html as read

    page = read("<title>安全验证</title><p>正文只有这一句话，可是规则说了它就是正文。</p>")
    assert judge(page, (), Findings("正文", dated=False, ruled=True)).status == "article"
    assert judge(page, (), Findings("正文", dated=False, ruled=False)).status == "verification"


def among_headlines(*texts: str) -> str:
    """A page of forty headlines with ``texts`` amid them, and neither headline nor date of its own."""
    return html(f"<div>{links(HEADLINES * 2)}</div><div>{paragraphs(texts)}</div><div>{links(HEADLINES * 2)}</div>")


def test_a_story_in_one_piece_is_an_article_however_many_headlines_surround_it() -> None:
    assert CLEANER.clean(among_headlines(*STORY, *STORY[:2])).status == "article"
    assert CLEANER.clean(among_headlines(STORY[0])).status == "index"


def test_as_much_in_summaries_between_headlines_is_none() -> None:
    entries = "".join(f"<p><a href=/a/{n}>{text}</a></p><p>{SUMMARY}</p>" for n, text in enumerate(HEADLINES))
    assert sum(3 * len(SUMMARY) for _ in HEADLINES) > 600
    assert CLEANER.clean(html(f"<div>{links(HEADLINES * 2)}</div><div>{entries}</div>")).status == "index"
