r"""The stock phrases of news sites in languages other than Chinese and English, a table a kind, a line a language.

``phrases`` says what each kind is taken for, and how a phrase is held against a block.
"""

from __future__ import annotations

from .families import framed

# What may stand around the phrases of a table: a headline after its label, the name of a newspaper before its rights.
_HEADLINE_AFTER = r"(?:\s?[:：|–—»→].{1,140})?"
_NAME_BEFORE, _MORE_AFTER = r"(?:.{0,60}[.,©ⓒ|–—\d]\s?)?", r"(?:\s?[.,|–—©].{1,80})?"

# The label of another story, by itself or before that story's headline.
READ_ALSO = framed(
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
)

# All rights reserved.
RIGHTS = framed(
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
    무단\s?(?:전재|복제)(?:\s?(?:및|와|·|-)?\s?(?:재배포|복제|배포))?\s?금지|저작권자\s?[©ⓒ(].{1,60}
    # Vietnamese
    (?:đã\sđăng\ský\s)?bản\squyền\sthuộc\svề\s[^.]{1,40}
    """,
    before=_NAME_BEFORE,
    after=_MORE_AFTER,
)

# Labels of adverts, and what tells that the text goes on below one.
ADVERTS = r"""
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
"""

# Share, follow, subscribe.
SHARING = r"""
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
"""

# How long the reading takes.
READING_TIME = r"""
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
"""

# The heading of the comments, or the button below which they stand.
COMMENTS = r"""
# French
(?:\d+\s)?commentaires?(?:\s\(\d+\))?|(?:laisser|poster|ajouter)\sun\scommentaire|réagir(?:\sà\scet\sarticle)?
# German
(?:\d+\s)?(?:leser)?kommentare?(?:\s(?:schreiben|verfassen|lesen|anzeigen))?(?:\s\(\d+\))?
# Spanish
(?:\d+\s)?comentarios?(?:\s\(\d+\))?|(?:deja|dejar|escribe|escribir)\s(?:un|tu)\scomentario
# Portuguese
(?:\d+\s)?comentários?(?:\s\(\d+\))?|(?:deixe|deixar|escreva)\s(?:um|o\sseu|seu)\scomentário
# Italian
(?:\d+\s)?commenti(?:\s\(\d+\))?|(?:lascia|scrivi|aggiungi)\sun\scommento
# Dutch
(?:\d+\s)?reacties?(?:\s\(\d+\))?|(?:plaats|geef)\s(?:een\s)?reactie|reageer(?:\sop\sdit\sartikel)?
# Polish, Czech
komentarze?(?:\s\(\d+\))?|(?:dodaj|napisz|twój|zobacz)\skomentarze?|komentáře?(?:\s\(\d+\))?|diskuse(?:\s\(\d+\))?
# Russian, Ukrainian
комментари[ийея]в?(?:\s\(\d+\))?|(?:добавить|оставить|написать)\sкомментарий|обсуждени[ея]|коментарі?(?:\s\(\d+\))?|(?:додати|залишити)\sкоментар
# Greek
σχόλια(?:\s\(\d+\))?|σχολιάστε(?:\sτο\sάρθρο)?|(?:προσθήκη|προσθέστε)\sσχολίου?
# Swedish, Danish, Norwegian
(?:\d+\s)?kommentarer(?:\s\(\d+\))?|(?:skriv\sen\s)?kommentar|kommentera(?:\sartikeln)?
# Turkish
yorumlar(?:\s\(\d+\))?|yorum\s(?:yap|yaz|ekle)(?:ın|ın)?
# Japanese
コメント(?:を(?:書く|する|見る|投稿する)|一覧|欄)?(?:\s?[(（]\d+[)）])?
# Korean
댓글(?:\s?(?:쓰기|달기|보기|목록))?(?:\s?\(?\d+\)?)?
# Vietnamese
bình\sluận(?:\s\(\d+\))?|ý\skiến\s(?:bạn\sđọc|của\sbạn)(?:\s\(\d+\))?
"""

# Who supplied the text, and where else it was on the air.
SUPPLIERS = r"""
# A source: English, French, German, Spanish, Italian, Dutch, Polish, Russian, Ukrainian, Greek, Scandinavian, Turkish
(?:sources?|quellen?|fuentes?|font[ei]s?|bron|źródło|источник|джерело|πηγή|kilde|källa|kaynak)\s?[:：]\s?.{2,80}
# German
mit\s(?:agenturmaterial|(?:material|informationen)\s(?:der|von|des|aus)\s.{2,160})|über\sdieses\sthema\sberichtete?n?\b.{0,120}|dieses\sthema\sim\sprogramm\s?:.{0,160}
# French, Spanish, Italian
avec\s(?:l['’]|les\s)?(?:afp|reuters|ap|agences?)(?:\s(?:et|y|e)\s\w+)?|con\sinformaci(?:ón|ones)\sde\s.{2,60}
"""

# What dialogs of consent say of themselves, and newsletters of their sending.
CONSENT = r"""
# French
(?:nous(?:\set\snos\s(?:\w+\s)?partenaires)?|nos\spartenaires)\s(?:utilis|stock|trait|dépos)\w+\b.{0,160}\b(?:cookies|données\spersonnelles)\b.{0,240}|(?:ce|notre)\ssite\sutilise\sdes\scookies.{0,200}|(?:se\s)?désabonner|se\sdésinscrire
# German
(?:wir(?:\sund\sunsere\s(?:\w+\s)?partner)?|diese\s(?:web)?seite|unsere\s(?:website|partner))\s(?:verwende|nutz|setz|speicher|benutz)\w+\b.{0,120}\bcookies\b.{0,240}|(?:vom\s)?newsletter\sabbestellen|hier\sabmelden
# Spanish
(?:utilizamos|usamos|este\ssitio|nosotros\sy\snuestros\ssocios)\b.{0,120}\bcookies\b.{0,240}|darse\sde\sbaja
# Portuguese
(?:utilizamos|usamos|este\ssite|nós\se\snossos\sparceiros)\b.{0,120}\bcookies\b.{0,240}|cancelar\s(?:a\s)?inscrição
# Italian
(?:utilizziamo|questo\ssito|noi\se\si\snostri\spartner)\b.{0,120}\bcookies?\b.{0,240}|(?:annulla|cancella)\s(?:l['’])?iscrizione
# Dutch
(?:wij|we|deze\s(?:web)?site)\s(?:gebruik|plaats|maak)\w*\b.{0,120}\bcookies\b.{0,240}|uitschrijven(?:\svoor\sde\snieuwsbrief)?
# Polish
(?:używamy|ta\sstrona|nasza\sstrona|nasz\sserwis|my\si\snasi\spartnerzy)\b.{0,120}\bcookies?\b.{0,240}|wypisz\ssię.{0,40}
# Russian, Ukrainian
(?:мы\sиспользуем|(?:этот|наш)\sсайт|на\sсайте)\b.{0,120}(?:cookies?|куки).{0,240}|отписаться(?:\sот\sрассылки)?|(?:ми\sвикористовуємо|цей\sсайт)\b.{0,120}cookies?.{0,240}
# Swedish, Danish, Norwegian
(?:vi|denna\swebbplats|dette\s(?:web|nett)sted(?:et)?)\s(?:använder|anvender|bruker|bruger)\b.{0,80}\b(?:cookies|kakor|informasjonskapsler)\b.{0,240}
# Turkish
(?:bu\s(?:web\s)?sitesi|sitemizde)\b.{0,120}çerez.{0,240}
# Japanese
(?:当|この)(?:web|ウェブ)?サイトでは.{0,80}(?:cookie|クッキー).{0,200}|(?:メールマガジンの?)?配信(?:を?停止|解除)(?:はこちら)?
# Korean
(?:이|본|저희)\s?(?:웹)?사이트(?:는|에서는).{0,80}쿠키.{0,200}|수신\s?거부
"""
