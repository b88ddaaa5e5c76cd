# 告訴報告人
told-routed = { $number }：已轉給{ $unit }。
told-merged = { $number }：另有人反映了同一件事，兩件合在一起辦。您的編號不變，每一步都會告訴您。
told-separated = { $number }：改為單獨辦理，會有人重新受理。
told-split = { $number } 裡說了兩件事，其中一件單獨辦，新編號 { $other }。
told-recategorised = { $number }：已歸到「{ $category }」，按這一類的期限辦。
told-lifted = { $number }：督辦結束，結果已記下。
# 卡片上的話
headline-routed = 📥 <b>分到你們單位的事，請受理</b>
headline-help = 🤝 <b>請協助辦理，由{ $unit }主辦</b>
headline-took-in = 🔗 <b>又有人反映同一件事，併到這裡一起辦</b>
headline-heir = 🔗 <b>原報告人撤回了，這件事還有人反映，接著辦</b>
headline-one-withdrawn = ↩️ <b>一起反映的人裡有一位撤回了，這件事接著辦</b>
headline-proposed = ‼️ <b>綜治中心建議掛牌督辦，請您定</b>
headline-declined = 🔖 <b>主任看過了，暫不督辦</b>
headline-lifted = ✅ <b>督辦結束</b>
card-leading = 主辦：{ $unit }
card-helping = 協助：{ $unit }
card-past-unit = 🔒 不經村裡辦理
card-similar = 🔎 可能是同一件事：{ $numbers }
card-merged-into = 🔗 已併入 { $number }，一起辦
card-proposed = ‼️ { $at } 有人建議督辦
card-supervised-until = 🔖 { $at } 掛牌督辦，{ $by } 前要回覆
card-supervised-answered = 🔖 { $at } 掛牌督辦，已回覆（限 { $by }）
card-state-merged = 與同一件事合併辦理
card-entry-proposal = ‼️ { $at } 建議督辦：{ $text }
card-entry-lifted = ✅ { $at } 督辦結果：{ $text }
card-entry-summary = 📝 { $at } 中心記：{ $text }
mine-state-merged = 與同一件事合在一起辦
mine-mark-merged = 🔗
timeline-recategorised = 改了類別
timeline-merged = 與同一件事合併辦理
timeline-separated = 改為單獨辦理
timeline-split = 分出一件單獨辦
timeline-lifted = 督辦結束
# 分流台
board-title = <b>分流台</b> · 在辦 { $count } 件
board-quiet = ✅ 沒有新來的，也沒有超期的、等督辦的。
board-pile-new = 🆕 一天內新來：{ $count }
board-pile-free = ⏳ 沒人受理：{ $count }
board-pile-late = ⏰ 超期：{ $count }
board-pile-asked = ‼️ 等主任定督辦：{ $count }
board-pile-kept = 🔖 督辦沒回覆：{ $count }
board-pile-all = 🗂 在辦：{ $count }
board-pile-of = { $unit } · { $what }
board-more = 在辦的太多，只數了等得最久的三千件。
board-unit = { $unit }：{ $count } 件{ $free ->
    [0] {""}
   *[other] ，沒人受理 { $free }
}{ $late ->
    [0] {""}
   *[other] ，超期 { $late }
}
button-pile-new = 🆕 看新來的 { $count } 件
button-pile-free = ⏳ 看沒人受理的 { $count } 件
button-pile-late = ⏰ 看超期的 { $count } 件
button-pile-asked = ‼️ 看待定督辦的 { $count } 件
button-pile-kept = 🔖 看督辦的 { $count } 件
button-board = 📊 分流台
button-search = 🔍 查找
button-pick = ☑️ 勾選幾件一起辦
# 一件事的分流
button-centre = ⚙️ 分流
panel-title = <b>{ $number }</b>
panel-leading = 併入：{ $numbers }
panel-merged = 併進來的：{ $numbers }
panel-linked = 有關聯：{ $numbers }
panel-similar = 可能是同一件事：{ $numbers }
button-open-leading = 🔗 看 { $number }
button-open-merged = 🔗 看 { $number }
button-open-linked = ↔️ 看 { $number }
button-open-similar = 🔎 看 { $number }
button-n-route = 📥 分給單位
button-n-kind = 🏷 改類別
button-n-merge = 🔗 合併
button-n-link = ↔️ 關聯
button-n-split = ✂️ 分出一件
button-n-apart = ✂️ 分開單獨辦
button-n-dismiss = 🚫 不歸我們
button-n-propose = ‼️ 建議督辦
button-n-supervise = 🔖 掛牌督辦
button-n-decline = 暫不督辦
button-n-lift = ✅ 結束督辦
button-n-county = ⬆️ 報縣裡
button-n-report = 🖨 報縣材料
button-do-it = ✅ 就這樣辦
ask-leading = 哪個單位主辦？
ask-helping = 哪些單位協助？點一下加上，再點一下去掉。
choice-enough = ✅ 不用了
choice-these-units = ✅ 就這些
choice-unit-ticked = ✓ { $unit }
ask-kind-of-case = 是哪一種？
ask-category-of-case = 歸到哪一類？
ask-merge = 把哪一件併到這件裡來？點編號，下面沒有就打出來。
ask-link = 和哪一件有關聯？點編號，下面沒有就打出來。
ask-split = 分出來的是什麼事？寫幾句，報告人不用再說一遍。
ask-reply-days = 幾天內要回覆？
ask-propose = 為什麼要督辦？寫幾句給主任看。
ask-lift = 督辦的結果是什麼？寫幾句，留檔。
ask-dismiss = 為什麼不歸我們？該找誰、怎麼找？報告人會看到。
ask-county = 為什麼要請縣裡辦？寫幾句，會寫進材料。
choice-days = { $days } 天內
choice-number = { $number }
confirm-category-of-case = 歸到：{ $category }
confirm-unit-nobody = ⚠️ { $unit }還沒有人在這裡，收不到消息，請打電話告訴他們。
confirm-merge = 把 { $other } 併到 <b>{ $number }</b>，以後一起辦？兩位報告人的編號都不變。
confirm-link = <b>{ $number }</b> 與 { $other } 關聯？各辦各的。
confirm-split = 分出一件單獨辦，原報告人會收到新編號：
county-report = 📄 { $number } 報縣裡的材料，可以改、打印、蓋章。
# 一起辦
ask-bulk = 勾選的這些怎麼辦？
bulk-assign = 📥 分給單位
bulk-close = 🚫 不歸我們，辦結
bulk-link = ↔️ 關聯在一起
pick-on = ☑️ { $what }
pick-off = ⬜ { $what }
pick-count = 已勾選 { $count } 件
confirm-bulk = { $what }：共 { $count } 件，一起辦？
bulk-done = ✅ 辦好 { $count } 件：{ $numbers }
bulk-failed = ⚠️ { $count } 件沒辦成，請打開看：{ $numbers }
# 查找
ask-search = 想找什麼？編號、村名、類別、狀態（待受理、在辦、辦結）、文中的字都行，幾樣之間空一格。
search-found = 找到 { $count } 件
search-nothing = 沒有找到。換個字，或少寫一個條件。
search-more = 只看了最近的一部分。加上村名或類別，可以找得更遠。
button-search-again = 🔍 再找
# 辦不到的時候
refusal-same-case = 是同一件，或者已經關聯過了。
refusal-not-open = 其中一件已經辦結、撤回或併走了，請看最新的情況。
refusal-in-mediation = 那一件正在調解中。請反過來：以它為主，把另一件併進去。
refusal-other-leads = 為主的這一件沒有留身份，聯繫不上反映人。請反過來：以另一件為主，把這一件併進去。
refusal-other-way = 兩件走的路不一樣（一件是線索，或不經村裡），合併會讓不該看的人看到。請用「關聯」。
refusal-stays-a-tip = 報告人沒留身份，只能按線索辦。
refusal-nothing-picked = 還沒有勾選。請先點要辦的事項。
# 報縣裡的材料
county-title = 關于提請縣級協調處理 { $number } 號事項的報告
county-number = 編號
county-category = 類別
county-unit = 發生地
county-filed = 反映時間
county-leading = 主辦單位
county-helping = 協助單位
county-what = 反映的事項
county-units = { $units }
county-course = 辦理經過
county-step = { $at } { $what }
county-done = 已做的工作
county-why = 提請縣級處理的理由
county-signed = { $township }綜治中心（蓋章）
county-file = 報縣材料 { $number }
# 改了類別以後、取消關聯
ask-reroute = { $number } 改到了“{ $category }”。這一類通常這樣辦，要不要照著轉？
button-n-reroute = ✅ 照這樣轉
button-stays = 不用，還在原來的單位
button-n-unlink = ✖️ 取消關聯 { $number }
toast-unlinked = 取消關聯了
pile-alike = 🔎 標著這個的，可能和別的是同一件事，點開看看要不要合併。
row-alike = 🔎 { $what }
