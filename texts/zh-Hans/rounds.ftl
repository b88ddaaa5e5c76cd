# 值班
button-duty = 📞 谁在值班
duty-now = 📞 现在值班：<b>{ $name }</b>
    从 { $since } 到 { $until }
duty-nobody = 📞 还没有排值班：有急事，中心每个人都会收到通知。
duty-days = 接下来：
duty-day = { $day } { $weekday }：{ $name }
button-duty-day = 🔁 换一天的人
button-duty-take = ✋ 现在起我来值班
button-duty-order = 🗓 排谁轮流值班
duty-taken = ✅ 现在起由您值班。{ $relieved ->
    [0] {""}
   *[other] 原来值班的人会收到通知。
}
duty-kept = ✅ 记下了。
duty-yours = 📞 <b>现在起由您值班</b>，到 { $until } 换班。有急事会先通知您，请留意手机。
duty-over = 📞 从 { $at } 起由{ $name }值班，您的班交过去了。辛苦了。
duty-over-all = 📞 从 { $at } 起不再排值班，有急事中心每个人都会收到通知。
ask-duty-order = 谁来值班？请按轮班的先后点名字，点完了按最后一个。
ask-duty-which-day = 换哪一天？
ask-duty-day = 这一天由谁值班？
choice-duty = { $name }
choice-duty-enough = ✔️ 就这些人
choice-duty-none = 不排班，人人都通知
confirm-duty-order = 轮流值班：{ $names }
confirm-duty-none = 不排班：有急事，中心每个人都会收到通知。
alarm-audit-calendar = ⚠️ 中心的日程有 { $count } 处到时间没有安排上，已经补上。
# 排查
button-rounds = 📋 排查
rounds-title = 📋 <b>排查</b>：正在进行 { $count } 轮
rounds-none = 📋 现在没有要答的排查。
round-title = 📋 <b>矛盾隐患排查</b>（{ $at } 起）
round-title-about = 📋 <b>专项排查</b>（{ $at } 起）：{ $subject }
round-unit = { $unit }
round-ask = 请看一看：有没有新的纠纷、隐患或线索？没有也请按一下。
round-ask-again = ⏰ 还没收到你们的回答。请看一看：有没有新的纠纷、隐患或线索？没有也请按一下。
round-answered = ✅ { $at } 已答。还有情况可以接着报。
round-over = 这一轮已经结束。
round-closed = 🏁 <b>排查结束</b>
round-count = 已答 { $count } / { $total } 个单位
round-missing = 还没答的：
round-row-missing = ⏳ { $unit }
round-row = ✅ { $unit }
round-row-found = ✅ { $unit }：报了 { $count } 件
round-found = 报上来 { $count } 件
round-found-in = { $unit }：{ $numbers }
round-not-linked = 您没有用真名报，所以这件不记在排查里，谁也看不出是您报的。排查那一条还请另外答一下。
button-round-nil = ✅ 都好，没发现（零报告）
button-round-found = ✍️ 我要报一件
button-round-new = ➕ 开一轮专项排查
button-round-chase = 🔔 提醒还没答的
button-round-close = 🏁 结束这一轮
button-round-close-yes = 结束
ask-round-subject = 这一轮查什么？写一句话，例如“烟花爆竹的存放”。请不要写人的名字。
ask-round-close = 还有 { $count } 个单位没答，真的结束吗？
confirm-round = 请每个村查：{ $subject }
toast-round-thanks = ✅ 收到，辛苦了
toast-round-chased = 🔔 提醒了 { $count } 个单位
toast-round-chased-lately = 刚提醒过，过一小时再提醒吧
# 会议
button-meetings = 🗣 会议
meetings-title = 🗣 <b>最近的会议</b>
meetings-none = 🗣 还没有开过会。议程会在会前一天晚上发出。
meeting-title = 🗣 { $name }（{ $at }）
meeting-agenda = 这次会上要研究的事项在附件里，请先看一看。
meeting-asked = 您能来吗？
meeting-comes = ✅ 您说会来。
meeting-stays-away = 🙏 您请了假。
button-meeting-yes = ✅ 我来
button-meeting-no = 🙏 请假
meeting-coming = ✅ 来：{ $names }
meeting-away = 🙏 请假：{ $names }
meeting-silent = ⏳ 还没回的：{ $count } 人
meeting-cases = { $count ->
    [0] 没有要研究的事项。
   *[other] 议题 { $count } 件，定了 { $decided } 件。点一件，把会上定的记下来。
}
meeting-case-open = ▫️ { $number } { $category } { $unit }
meeting-case-done = ✅ { $number } { $category } { $unit }
meeting-noted = ✅ { $number } 会上定的记下了。
meeting-minutes = 📝 <b>会议记录</b>
meeting-decided = { $count ->
    [0] 没有记下决定。
   *[other] 定了 { $count } 件：
}
meeting-decision = { $number }：{ $unit }
meeting-decision-by = { $number }：{ $unit }，{ $at } 前答复
ask-decision = 会上怎么定的？写下来，或者说下来。
ask-decide-unit = 由哪个单位办？
ask-decide-days = 多少天内答复？
choice-decide-keep = 还由原来的单位办
choice-decide-no-date = 不定日期
confirm-decide-keep = 还由原来的单位办
confirm-decide-days = { $days } 天内答复（主任记的就此挂牌督办，别人记的请主任定）
card-entry-decision = 🗣 { $at } 会上定的：{ $text }
# 议程
agenda-title = { $name }议程
agenda-when = 时间：{ $at }
agenda-count = 议题 { $count } 件
agenda-nothing = 这次没有需要研究的事项。
agenda-case = { $place }. { $number } { $category }（{ $unit }）
agenda-why = 提请研究的原因：{ $why }
agenda-filed = 反映时间：{ $at }
agenda-handler = 主办：{ $unit } { $name }
agenda-no-handler = 主办：{ $unit }（还没人受理）
agenda-deadline = 时限：{ $at } 前{ $what }
agenda-what = 反映的事项：{ $text }
agenda-done = 最近的进展：{ $text }
agenda-decision = 会上决定：
hard-supervised = 挂牌督办未答复
hard-overdue = 超期
hard-reopened = 办结后又反映
hard-threat = 可能动手
hard-many-reports = 多人反映
hard-many-parties = 三方以上
round-title-daily = 📋 <b>每日零报告</b>（{ $day }）
briefing-title = 📣 <b>特别防护期早间通报</b>：{ $name }
briefing-duty = 📞 今天值班：{ $name }
briefing-returns = 昨天的零报告：已答 { $count } / { $total } 个单位
briefing-cases = 在办 { $count } 件
round-row-nobody = ⏳ { $unit }（这里没人，请打电话）
button-round-for = ☎️ 替打电话来的单位答
round-for = 哪个单位？
choice-round-unit = { $unit }
round-row-before = ⏳ { $unit }（上一轮也没答）
round-ask-before = 上一轮没收到你们的回答，这一轮请答一下。
round-silent = 一直没答的：
round-gave-way = 新的一轮开始了，这一轮到此结束。没答的，在新的一轮里接着问。
round-day-over = 这一天已经过去，不再催了。
