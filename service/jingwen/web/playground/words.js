// What the page says, in English and Chinese, and what the service's own words mean.

const WORDS = {
  en: {
    step_page: "Bring a page", step_page_say: "As it was fetched: HTML in any encoding, or the plain text that a crawler kept. The address chooses the site's rule.",
    step_why: "See why", step_why_say: "Every block of the page with its label and the reason for it, the article beside it, each field with where it was found.",
    step_rule: "Write a rule", step_rule_say: "Say of a block what it is. The rule is written, tried and tested as you go; download it when its tests pass.",
    title: "jingwen playground", playground: "playground", skip: "Skip to the results", share: "Copy link",
    shared: "The link is copied: it holds the options, never the page.", other_language: "中文", page: "The page",
    paste: "Paste a page: HTML, or the text that a crawler kept", paste_here: "Paste a page here (HTML, or the text that a crawler kept), or drop a file anywhere.",
    another: "Take another page", choose: "Choose a file", example: "Try an example", hint: "The bytes go to this service and nowhere else. Nothing of the page is run or loaded.",
    url: "Its address", fetched: "When it was crawled", clean: "Clean", options: "Options", script: "Characters", punctuation: "Punctuation", zone: "Zone of times",
    tidy: "Tidy", space: "white space", width: "full-width letters", glosses: "pinyin glosses", mojibake: "broken encodings", token: "This service asks for a token",
    left: "What the page is made of", right: "What comes of it", blocks: "Blocks", source_view: "Markup", article: "Article", rule: "Rule", tidied: "Tidied",
    rule_label: "Rule file in YAML", rule_hint: "Choose a block on the left and say what it is, or write. The page is cleaned with the rule as you go.",
    start_rule: "Start a rule", add_test: "Make a test of this page", download: "Download",
    tally: (n) => `${n} blocks`, cleaning: "Cleaning …", done: (ms) => `Cleaned in ${ms} ms.`, file: (name, size) => `${name}, ${size}`, pasted: "Pasted text",
    no_page: "There is no page yet. Paste one, drop a file, or try the example.", folder: "That is a folder. Drop one page at a time; for a whole folder there is the command jingwen clean.",
    nothing_dropped: "There is no file in what was dropped.", several: (n) => `That is ${n} files. Drop one page at a time.`, unreadable: "The file could not be read: ",
    lost: "The service does not answer. Your page and your rule are still here: try again when it is back.", again: "Try again",
    why_empty: "Choose a block to see why it has its label, and to write a rule.", selector: "Selector", finds: (n) => (n === 1 ? "this block alone" : `${n} blocks`),
    do_drop: "Drop", do_stop: "Stop before", do_caption: "Caption", do_title: "Title is here", do_source: "Source is here", do_body: "Text is here", no_element: "It stands in no element of the page's own.",
    by_text: "its text", confidence: "Confidence", sure: (n) => `${Math.round(n * 100)} %`, origin: "from", from_rule: "rule", from_page: "page", from_title: "<title>", from_data: "page data",
    nothing: "the page does not say", no_site_rule: "none for this host", captions: "Captions", credit: "by", fields: "Fields", no_text: "No article.",
    status_article: "Article", status_no_article: "No article", status_index: "A list of articles", status_verification: "A wall: captcha, refusal or login",
    f_title: "Title", f_source: "Source", f_byline: "By", f_editors: "Editors", f_date: "Date", f_modified: "Modified", f_site_name: "Site", f_section: "Section", f_description: "Description",
    f_keywords: "Keywords", f_language: "Language", f_next_page: "Next page", f_canonical_url: "Canonical address", f_image: "Picture", f_encoding: "Encoding", f_rule: "Rule", f_text: "Text", f_captions: "Captions", f_status: "Status",
    tidied_none: "Tidying changed nothing in this article.", tidied_some: (n, all) => `Tidying changed ${n} of ${all} paragraphs. Left out: struck through. Put in: underlined.`, tidied_no: "There is no article, so nothing was tidied.",
    markdown_wait: "Fetching …", curl_say: "The same from a shell; the page is in the file.", copy: "Copy", copied: "Copied.", copy_yourself: "The browser does not let this page copy; that needs https. The text is selected: press Ctrl+C or ⌘C.", long_source: (n) => `Only the first ${n} characters are shown.`, source_lost: "The page's own characters could not be read here.",
    no_rule: "Nothing written yet.", trying: "Trying …", rule_bad: (line) => `Line ${line}: `, rule_other: "The rule can be used, but it is not for this page: its hosts or its when do not fit.", rule_no_url: "The rule can be used, but this page has no address, and the rule has no when.",
    need_address: "The rule needs the page's host. Give the page's address here, from https:// on, and say it of the block again.",
    rule_when: "The rule fits this page by its when alone. Without hosts it is for the pages of any site that show the same.",
    rule_fine: "The rule is at work on this page.", tests: "Tests", passed: "passed", test_failed: "failed", no_tests: "No test yet. A rule needs one: make one of this page, then read it.",
    idle: "Lines that no test needs", idle_none: "Every line is needed by a test.", idle_unknown: "Which lines no test needs is told once all tests pass.", idle_one: (where) => `${where} can be left out and no test fails`,
    changes: "What the rule changes", no_changes: "Nothing, on this page.", changes_unknown: "Not known: the page took too long to be cleaned without the rule as well.", none: "none", missed: "The body's selector finds nothing on this page.", downloaded: "Downloaded. Put it into a folder and run: jingwen rules check FOLDER",
    need_body: "Choose a block of the text first, then make a test.", written: (what) => `Written into the rule: ${what}.`,
    unclear: (line) => `Nothing was written: the rule has “${line}” in a form that a click cannot add to. Write it by hand.`,
    both_hold: "Only captions that fit its match as well are taken.",
    more_than_source: "The element holds more than the source. Choose a narrower selector where there is one, or write source: {select: ['…'], match: '…(…)…'}: what the group matches is the source.", line: "Line",
    label_title: "title", label_credits: "credits", label_body: "text", label_heading: "heading", label_caption: "caption", label_signoff: "sign-off", label_nav: "navigation", label_related: "related", label_comment: "comment", label_notice: "notice", label_other: "other",
  },
  zh: {
    step_page: "拿来一张网页", step_page_say: "抓到什么样就什么样：任何编码的 HTML，或爬虫留下的纯文本。按地址选网站的规则。",
    step_why: "看清为什么", step_why_say: "网页的每一块，连同标签和理由；旁边是文章，每个字段都写明从哪里来。",
    step_rule: "写一份规则", step_rule_say: "说出一块是什么，规则就写好、试过、测过；测试都通过后下载。",
    title: "净文试验台", playground: "试验台", skip: "跳到结果", share: "复制链接",
    shared: "链接已复制：里面只有参数，没有网页。", other_language: "English", page: "网页",
    paste: "粘贴网页：HTML，或爬虫留下的文本", paste_here: "把网页粘贴到这里（HTML，或爬虫留下的文本），也可以把文件拖到页面上。",
    another: "换一张网页", choose: "选择文件", example: "看一个例子", hint: "内容只发给本服务。网页里的东西不会运行，也不会加载。",
    url: "网页地址", fetched: "抓取时间", clean: "清洗", options: "参数", script: "汉字", punctuation: "标点", zone: "时间的时区",
    tidy: "整理", space: "空白", width: "全角字母数字", glosses: "夹注的拼音", mojibake: "转码损坏", token: "本服务需要口令",
    left: "网页由什么组成", right: "得到什么", blocks: "块", source_view: "源码", article: "文章", rule: "规则", tidied: "整理前后",
    rule_label: "YAML 规则文件", rule_hint: "在左边选一块，说它是什么；也可以直接写。边写边按规则清洗这张网页。",
    start_rule: "起一份规则", add_test: "用这张网页做测试", download: "下载",
    tally: (n) => `${n} 块`, cleaning: "正在清洗……", done: (ms) => `用了 ${ms} 毫秒。`, file: (name, size) => `${name}，${size}`, pasted: "粘贴的文本",
    no_page: "还没有网页。请粘贴、拖入文件，或看一个例子。", folder: "这是一个文件夹。请一次拖入一张网页；整个文件夹可用命令 jingwen clean。",
    nothing_dropped: "拖进来的东西里没有文件。", several: (n) => `这是 ${n} 个文件。请一次拖入一张网页。`, unreadable: "文件读不出来：",
    lost: "服务没有应答。网页和规则都还在这里，等它恢复后再试。", again: "再试一次",
    why_empty: "选一块，看它为什么得到这个标签，并据此写规则。", selector: "选择器", finds: (n) => (n === 1 ? "只选中这一块" : `选中 ${n} 块`),
    do_drop: "去掉", do_stop: "到此为止", do_caption: "图片说明", do_title: "这是标题", do_source: "来源在此", do_body: "正文在此", no_element: "它不在网页自己的任何元素里。",
    by_text: "按文字", confidence: "把握", sure: (n) => `${Math.round(n * 100)}%`, origin: "依据", from_rule: "规则", from_page: "页面", from_title: "<title>", from_data: "网页数据",
    nothing: "网页没有写", no_site_rule: "此主机没有规则", captions: "图片说明", credit: "摄影", fields: "字段", no_text: "没有文章。",
    status_article: "文章", status_no_article: "没有文章", status_index: "列表页", status_verification: "验证码、拒绝访问或登录墙",
    f_title: "标题", f_source: "来源", f_byline: "作者", f_editors: "编辑", f_date: "发布时间", f_modified: "修改时间", f_site_name: "网站", f_section: "栏目", f_description: "摘要",
    f_keywords: "关键词", f_language: "语言", f_next_page: "下一页", f_canonical_url: "规范地址", f_image: "主图", f_encoding: "编码", f_rule: "规则", f_text: "正文", f_captions: "图片说明", f_status: "状态",
    tidied_none: "整理没有改动这篇文章。", tidied_some: (n, all) => `整理改动了 ${all} 段中的 ${n} 段。删去的加删除线，添上的加下划线。`, tidied_no: "没有文章，无可整理。",
    markdown_wait: "正在取……", curl_say: "在命令行里做同样的事；网页在文件里。", copy: "复制", copied: "已复制。", copy_yourself: "浏览器不让本页复制，复制需要 https。文字已选中，请按 Ctrl+C 或 ⌘C。", long_source: (n) => `只显示前 ${n} 个字符。`, source_lost: "网页的原文在这里读不出来。",
    no_rule: "还什么都没写。", trying: "正在试……", rule_bad: (line) => `第 ${line} 行：`, rule_other: "规则可用，但不适用于这张网页：hosts 或 when 对不上。", rule_no_url: "规则可用，但这张网页没有地址，规则也没有 when。",
    need_address: "规则要写明网页的主机。请在这里填上网页地址（以 https:// 开头），再点一次那一块的按钮。",
    rule_when: "规则只凭 when 用于这张网页。没有 hosts，任何网站上有同样内容的网页都会用它。",
    rule_fine: "规则已用于这张网页。", tests: "测试", passed: "通过", test_failed: "不通过", no_tests: "还没有测试。规则必须有测试：用这张网页做一个，再看一遍。",
    idle: "没有测试需要的行", idle_none: "每一行都有测试需要。", idle_unknown: "所有测试通过后，才知道哪些行没有测试需要。", idle_one: (where) => `去掉 ${where}，没有测试会失败`,
    changes: "规则改变了什么", no_changes: "在这张网页上没有改变。", changes_unknown: "未知：处理太久，没有再算不用规则的结果。", none: "无", missed: "正文的选择器在这张网页上什么也没选中。", downloaded: "已下载。放进一个文件夹，运行：jingwen rules check 文件夹",
    need_body: "先选一块正文，再做测试。", written: (what) => `已写入规则：${what}。`,
    unclear: (line) => `没有写入：规则里“${line}”这种写法，按钮无法往里添加，请手工修改。`,
    both_hold: "只有同时符合 match 的图片说明才算。",
    more_than_source: "这个元素里不只有来源。有更窄的选择器就选它，或者写 source: {select: ['…'], match: '…(…)…'}：括号里匹配到的就是来源。", line: "行",
    label_title: "标题", label_credits: "署名", label_body: "正文", label_heading: "小标题", label_caption: "图片说明", label_signoff: "落款", label_nav: "导航", label_related: "相关", label_comment: "评论", label_notice: "声明", label_other: "其他",
  },
};

// What the service says of a block, and what it means.
const REASONS = [
  [/^rule (\S+) (\S+)$/, (m) => `the rule says so: ${m[2]}`, (m) => `规则这样写：${m[2]}`],
  [/^the headline, rule \S+ (\S+)$/, (m) => `it is the headline; the rule (${m[1]}) leaves it out of the text`, (m) => `是标题；规则（${m[1]}）不让它进正文`],
  [/^(?:a piece of )?the headline$/, () => "it is the headline", () => "是标题"],
  [/^credit line/, () => "it tells the source, an author, an editor or the date", () => "写着来源、作者、编辑或时间"],
  [/^by-line$/, () => "it is the line of an author", () => "是作者一行"],
  [/^ending phrase (.+)$/, (m) => `the text ends here: it says “${m[1]}”`, (m) => `正文到此为止：写着“${m[1]}”`],
  [/^phrase (.+)$/, (m) => `it says “${m[1]}”, as furniture does`, (m) => `写着“${m[1]}”，不是正文的话`],
  [/^after (.+)$/, (m) => `it stands behind “${m[1]}”, where the text ends`, (m) => `在“${m[1]}”之后，正文已经结束`],
  [/^link share ([\d.]+)$/, (m) => `${Math.round(m[1] * 100)} % of its text are links`, (m) => `文字的 ${Math.round(m[1] * 100)}% 是链接`],
  [/^inside (.+)$/, (m) => `it stands inside “${m[1]}”, a name of furniture`, (m) => `在名为“${m[1]}”的元素里，不是正文的地方`],
  [/^region dump$/, () => "it stands among the lines of the text", () => "在正文的各行之中"],
  [/^region (.+)$/, (m) => `it stands in the part of the page that reads as the article (${m[1]})`, (m) => `在读来像文章的那部分网页里（${m[1]}）`],
  [/^outside the region$/, () => "it stands outside the part of the page that reads as the article", () => "在读来像文章的那部分网页之外"],
  [/^outside the box of the text$/, () => "it stands beside the element that holds the text", () => "在正文所在的元素旁边"],
  [/^tag (h\d)$/, (m) => `it is a heading in the text (${m[1]})`, (m) => `是正文里的小标题（${m[1]}）`],
  [/^words of a caption$/, () => "it reads as a picture's caption", () => "读来像图片说明"],
  [/^above the headline or the credits$/, () => "it stands above the headline", () => "在标题之上"],
  [/^no words$/, () => "there are no words in it", () => "里面没有字"],
];

let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";

export const chosen = () => language;

export function choose(wanted) {
  language = wanted === "zh" ? "zh" : "en";
  document.documentElement.lang = language;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
}

/** What is said under a name, in the chosen language; some of it is said of something. */
export function t(name, ...of) {
  const said = WORDS[language][name] ?? name;
  return typeof said === "function" ? said(...of) : said;
}

export const label = (name) => t(`label_${name}`);

/** A reason in words; one that is not known here is shown as the service gives it. */
export function reason(given) {
  for (const [pattern, english, chinese] of REASONS) {
    const match = pattern.exec(given);
    if (match) return (language === "zh" ? chinese : english)(match);
  }
  return given;
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
