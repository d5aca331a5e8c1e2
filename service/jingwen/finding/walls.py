r"""What stands on a page instead of its article, whatever the site: checks for robots, log-ins, errors, paywalls.

A phrase is held against the whole of a short block, as those of ``phrases`` are.
"""

from __future__ import annotations

from ..model import Label
from .families import family, framed

# What may stand before and after the phrases of a table: what went wrong before the page that did, more sentences.
_ERROR_BEFORE = (
    r"(?:(?:error|erreur|fehler|errore|erro|fout|błąd|ошибка|помилка|σφάλμα|fel|hata|エラー|오류|lỗi)?\s?"
    r"(?:404|410)[\s:.,|–—-]*)?"
)
_SENTENCE_AFTER = r"(?:[.!…。]\s?.{1,120})?"

# What stands on a page instead of its article. status.py reads from it what kind of page it is; inside an article each
# is a notice. The keys are the codes of the notices that callers get.
WALLS = {
    "verification_wall": family(
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
        (?:当前)?环境异常(?:[，,].{0,10}验证.{0,20})?|(?:很?抱歉|对不起)?[，,！!]?(?:您|你)的(?:访问)?请求(?:可能存在风险|疑似攻击行为).{0,20}
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
        framed(
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
    "login_wall": family(
        Label.NOTICE,
        r"""
        (?:请|您|你|需要?|须|必须|要|先)*(?:登[录陆]|注册)(?:账号|帐号)?(?:后|才能|即可|以|并|可|方可|之后|再)+(?:继续)?(?:查看|阅读|浏览|访问|观看|使用).{0,24}
        (?:该|本|此)(?:内容|文章|页面|帖子)(?:需要?|仅|须)[^。]{0,10}(?:登[录陆]|注册).{0,20}
        (?:抱歉[，,])?(?:您|你)(?:还|尚)?(?:没有|未)登[录陆](?:[，,].{0,30})?
        (?:please\s|you\s(?:must|need\sto|have\sto)\s)?(?:log\s?in|sign\sin|be\slogged\sin|register)(?:\sor\s[\w\s]{2,30})?\sto\s(?:continue|view|read|access|see)\b.{0,60}
        (?:please\s|you\s(?:must|need\sto|have\sto)\s)(?:log\s?in|sign\sin)(?:\sfirst)?|(?:log\s?in|sign\sin)\sto\syour\saccount
        """,
        framed(
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
    "error_page": family(
        Label.NOTICE,
        r"""
        [您你]即将离开.{0,60}|(?:您访问的)?(?:系统|网站|页面|服务器?)(?:正在|正)?(?:升级)?维护中?(?:[，,。！!].{0,60})?|该公众号已迁移.{0,100}
        (?:页面)?正在(?:为[您你])?跳转.{0,60}|如果(?:页面|浏览器)?(?:没有|未)(?:自动)?跳转.{0,40}
        (?:(?:很|非常)?抱歉|对不起|很遗憾|哎呀|出错了|啊哦|错误|提示)?[，,！!：:\s]*(?:404|410)?[\s，,：:-]*(?:(?:您|你)(?:要|所|想|正在)*(?:访问|查看|浏览|请求|找)的)?(?:该|此|本)?(?:页面|网页|文章|内容|新闻|地址|链接)(?:可能)?(?:不存在|已?被?删除|找不到了?|已失效|已下线|走丢了|丢失了?|未找到|无法(?:访问|显示|找到)|不见了)(?:(?:或|，|,|。|！|!|\s).{0,40})?
        (?:该|此|本)(?:内容|文章|网页|页面|帖子)(?:因|已|被|涉嫌)[^。]{0,16}(?:删除|无法查看|下架|下线|停止访问|屏蔽).{0,30}
        (?:error\s)?(?:404|410|500|502|503|504)(?:\serror)?[\s:–—-]*(?:(?:page\s|file\s)?not\sfound|gone|internal\sserver\serror|bad\sgateway|service\s(?:temporarily\s)?unavailable|gateway\stime-?out)
        page\s(?:not\sfound|does(?:\snot|n['’]t)\sexist|unavailable)|internal\sserver\serror|bad\sgateway|service\sunavailable
        (?:we['’]re\s)?(?:sorry|oops|whoops|uh-oh)?[,!.\s]*(?:but\s)?(?:the|this|that)\s(?:page|article|story|link|content)(?:\s[\w’'-]+){0,6}?\s(?:(?:cannot|can['’]t|could\snot|couldn['’]t)\sbe\sfound|does(?:\snot|n['’]t)\sexist|(?:is\s)?no\slonger\s(?:available|exists?)|has\sbeen\s(?:moved|removed|deleted)).{0,60}
        (?:找不到|没有找到|无法找到)(?:您|你)?(?:要|所|想)?(?:访问|查看|浏览|找)?的?(?:该|此|这个)?(?:网页|页面)|(?:您|你)(?:要|所|想)*(?:访问|查看|浏览|找)的(?:新闻|页面|网页|文章|内容)(?:已经?|可能)[^。]{0,10}(?:移除|删除|不存在|下架).{0,20}
        """,
        framed(
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
            (?:(?:申し訳(?:ありません|ございません)(?:が)?)[、。\s]*)?(?:お探しの|ご?指定の?(?:された)?|アクセスしようとした)?(?:ページ|記事|URL)(?:は|が)(?:見つかりません(?:でした)?|存在しません|(?:既に|すでに)?削除され(?:ました|ています)|ありません)|(?:この)?(?:記事|ページ)(?:は|の)(?:掲載|公開)期間(?:が|は)(?:終了|過ぎ)[^。]{0,10}
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
    "script_shell": family(
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
    "paywall": family(
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
        framed(
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
