// The page of "Try an example": invented, with what pages of this kind have: furniture, credits, a caption, full-width
// digits, a line of another voice amid the text.

export const ADDRESS = "https://news.example.com/city/2024/0301/7.html";
export const FETCHED = "2024-03-01T12:00+08:00";
export const PAGE = `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>江边步道今起开放_城市_示例新闻网</title>
<meta property="og:site_name" content="示例新闻网">
<meta name="keywords" content="步道,江边,城市">
</head>
<body>
<div id="top" class="site-nav"><a href="/">首页</a> <a href="/city">城市</a> <a href="/sport">体育</a> <a href="/video">视频</a></div>
<div id="main">
  <h1 class="headline">江边步道今起开放</h1>
  <div class="info">2024-03-01 09:30　来源：示例日报　记者：张三 李四</div>
  <div class="post_body">
    <p>　　江边步道今天上午开放，全长１２公里，沿途设有三处驿站，市民可以从四个路口走进步道。</p>
    <div class="photo"><img src="/photo/1.jpg" alt=""><p class="under">图为市民在步道上散步。王五 摄</p></div>
    <p>　　步道用的是透水的砖，下雨天也不积水。“以前这里是一片堆场，晚上没有人敢走。”住在附近的陈女士说。</p>
    <p class="ask">您常走这条步道吗？欢迎把您的故事写给我们，来信会在周末的版面上刊登。</p>
    <p>　　工程从去年春天动工，历时十一个月完成。夜间照明将在下个月接通，届时开放到２２：００。</p>
    <p>　　管理方提醒，步道上不能骑车，遛狗要牵绳。停车场在东门和西门，共有３２０个车位。</p>
    <p class="hand">责任编辑：赵六</p>
  </div>
  <div class="related"><h3>相关阅读</h3><ul><li><a href="/a/2">旧桥改造年底完工</a></li><li><a href="/a/3">城西公园的梅花开了</a></li></ul></div>
</div>
<div class="foot"><p>版权所有 示例新闻网 未经许可不得转载</p></div>
</body>
</html>
`;
