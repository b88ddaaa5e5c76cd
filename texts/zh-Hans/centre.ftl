# 告诉报告人
told-routed = { $number }：已转给{ $unit }。
told-merged = { $number }：另有人反映了同一件事，两件合在一起办。您的编号不变，每一步都会告诉您。
told-separated = { $number }：改为单独办理，会有人重新受理。
told-split = { $number } 里说了两件事，其中一件单独办，新编号 { $other }。
told-recategorised = { $number }：已归到“{ $category }”，按这一类的期限办。
told-lifted = { $number }：督办结束，结果已记下。
# 卡片上的话
headline-routed = 📥 <b>分到你们单位的事，请受理</b>
headline-help = 🤝 <b>请协助办理，由{ $unit }主办</b>
headline-took-in = 🔗 <b>又有人反映同一件事，并到这里一起办</b>
headline-heir = 🔗 <b>原报告人撤回了，这件事还有人反映，接着办</b>
headline-one-withdrawn = ↩️ <b>一起反映的人里有一位撤回了，这件事接着办</b>
headline-proposed = ‼️ <b>综治中心建议挂牌督办，请您定</b>
headline-declined = 🔖 <b>主任看过了，暂不督办</b>
headline-lifted = ✅ <b>督办结束</b>
card-leading = 主办：{ $unit }
card-helping = 协助：{ $unit }
card-past-unit = 🔒 不经村里办理
card-similar = 🔎 可能是同一件事：{ $numbers }
card-merged-into = 🔗 已并入 { $number }，一起办
card-proposed = ‼️ { $at } 有人建议督办
card-supervised-until = 🔖 { $at } 挂牌督办，{ $by } 前要回复
card-supervised-answered = 🔖 { $at } 挂牌督办，已回复（限 { $by }）
card-state-merged = 与同一件事合并办理
card-entry-proposal = ‼️ { $at } 建议督办：{ $text }
card-entry-lifted = ✅ { $at } 督办结果：{ $text }
card-entry-summary = 📝 { $at } 中心记：{ $text }
mine-state-merged = 与同一件事合在一起办
mine-mark-merged = 🔗
timeline-recategorised = 改了类别
timeline-merged = 与同一件事合并办理
timeline-separated = 改为单独办理
timeline-split = 分出一件单独办
timeline-lifted = 督办结束
# 分流台
board-title = <b>分流台</b> · 在办 { $count } 件
board-quiet = ✅ 没有新来的，也没有超期的、等督办的。
board-pile-new = 🆕 一天内新来：{ $count }
board-pile-free = ⏳ 没人受理：{ $count }
board-pile-late = ⏰ 超期：{ $count }
board-pile-asked = ‼️ 等主任定督办：{ $count }
board-pile-kept = 🔖 督办没回复：{ $count }
board-pile-all = 🗂 在办：{ $count }
board-pile-of = { $unit } · { $what }
board-more = 在办的太多，只数了等得最久的三千件。
board-unit = { $unit }：{ $count } 件{ $free ->
    [0] {""}
   *[other] ，没人受理 { $free }
}{ $late ->
    [0] {""}
   *[other] ，超期 { $late }
}
button-pile-new = 🆕 看新来的 { $count } 件
button-pile-free = ⏳ 看没人受理的 { $count } 件
button-pile-late = ⏰ 看超期的 { $count } 件
button-pile-asked = ‼️ 看待定督办的 { $count } 件
button-pile-kept = 🔖 看督办的 { $count } 件
button-board = 📊 分流台
button-search = 🔍 查找
button-pick = ☑️ 勾选几件一起办
# 一件事的分流
button-centre = ⚙️ 分流
panel-title = <b>{ $number }</b>
panel-leading = 并入：{ $numbers }
panel-merged = 并进来的：{ $numbers }
panel-linked = 有关联：{ $numbers }
panel-similar = 可能是同一件事：{ $numbers }
button-open-leading = 🔗 看 { $number }
button-open-merged = 🔗 看 { $number }
button-open-linked = ↔️ 看 { $number }
button-open-similar = 🔎 看 { $number }
button-n-route = 📥 分给单位
button-n-kind = 🏷 改类别
button-n-merge = 🔗 合并
button-n-link = ↔️ 关联
button-n-split = ✂️ 分出一件
button-n-apart = ✂️ 分开单独办
button-n-dismiss = 🚫 不归我们
button-n-propose = ‼️ 建议督办
button-n-supervise = 🔖 挂牌督办
button-n-decline = 暂不督办
button-n-lift = ✅ 结束督办
button-n-county = ⬆️ 报县里
button-n-report = 🖨 报县材料
button-do-it = ✅ 就这样办
ask-leading = 哪个单位主办？
ask-helping = 哪些单位协助？点一下加上，再点一下去掉。
choice-enough = ✅ 不用了
choice-these-units = ✅ 就这些
choice-unit-ticked = ✓ { $unit }
ask-kind-of-case = 是哪一种？
ask-category-of-case = 归到哪一类？
ask-merge = 把哪一件并到这件里来？点编号，下面没有就打出来。
ask-link = 和哪一件有关联？点编号，下面没有就打出来。
ask-split = 分出来的是什么事？写几句，报告人不用再说一遍。
ask-reply-days = 几天内要回复？
ask-propose = 为什么要督办？写几句给主任看。
ask-lift = 督办的结果是什么？写几句，留档。
ask-dismiss = 为什么不归我们？该找谁、怎么找？报告人会看到。
ask-county = 为什么要请县里办？写几句，会写进材料。
choice-days = { $days } 天内
choice-number = { $number }
confirm-category-of-case = 归到：{ $category }
confirm-unit-nobody = ⚠️ { $unit }还没有人在这里，收不到消息，请打电话告诉他们。
confirm-merge = 把 { $other } 并到 <b>{ $number }</b>，以后一起办？两位报告人的编号都不变。
confirm-link = <b>{ $number }</b> 与 { $other } 关联？各办各的。
confirm-split = 分出一件单独办，原报告人会收到新编号：
county-report = 📄 { $number } 报县里的材料，可以改、打印、盖章。
# 一起办
ask-bulk = 勾选的这些怎么办？
bulk-assign = 📥 分给单位
bulk-close = 🚫 不归我们，办结
bulk-link = ↔️ 关联在一起
pick-on = ☑️ { $what }
pick-off = ⬜ { $what }
pick-count = 已勾选 { $count } 件
confirm-bulk = { $what }：共 { $count } 件，一起办？
bulk-done = ✅ 办好 { $count } 件：{ $numbers }
bulk-failed = ⚠️ { $count } 件没办成，请打开看：{ $numbers }
# 查找
ask-search = 想找什么？编号、村名、类别、状态（待受理、在办、办结）、文中的字都行，几样之间空一格。
search-found = 找到 { $count } 件
search-nothing = 没有找到。换个字，或少写一个条件。
search-more = 只看了最近的一部分。加上村名或类别，可以找得更远。
button-search-again = 🔍 再找
# 办不到的时候
refusal-same-case = 是同一件，或者已经关联过了。
refusal-not-open = 其中一件已经办结、撤回或并走了，请看最新的情况。
refusal-in-mediation = 那一件正在调解中。请反过来：以它为主，把另一件并进去。
refusal-other-leads = 为主的这一件没有留身份，联系不上反映人。请反过来：以另一件为主，把这一件并进去。
refusal-other-way = 两件走的路不一样（一件是线索，或不经村里），合并会让不该看的人看到。请用“关联”。
refusal-stays-a-tip = 报告人没留身份，只能按线索办。
refusal-nothing-picked = 还没有勾选。请先点要办的事项。
# 报县里的材料
county-title = 关于提请县级协调处理 { $number } 号事项的报告
county-number = 编号
county-category = 类别
county-unit = 发生地
county-filed = 反映时间
county-leading = 主办单位
county-helping = 协助单位
county-what = 反映的事项
county-units = { $units }
county-course = 办理经过
county-step = { $at } { $what }
county-done = 已做的工作
county-why = 提请县级处理的理由
county-signed = { $township }综治中心（盖章）
county-file = 报县材料 { $number }
# 改了类别以后、取消关联
ask-reroute = { $number } 改到了“{ $category }”。这一类通常这样办，要不要照着转？
button-n-reroute = ✅ 照这样转
button-stays = 不用，还在原来的单位
button-n-unlink = ✖️ 取消关联 { $number }
toast-unlinked = 取消关联了
pile-alike = 🔎 标着这个的，可能和别的是同一件事，点开看看要不要合并。
row-alike = 🔎 { $what }
