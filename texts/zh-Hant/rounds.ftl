# 值班
button-duty = 📞 誰在值班
duty-now = 📞 現在值班：<b>{ $name }</b>
    從 { $since } 到 { $until }
duty-nobody = 📞 還沒有排值班：有急事，中心每個人都會收到通知。
duty-days = 接下來：
duty-day = { $day } { $weekday }：{ $name }
button-duty-day = 🔁 換一天的人
button-duty-take = ✋ 現在起我來值班
button-duty-order = 🗓 排誰輪流值班
duty-taken = ✅ 現在起由您值班。{ $relieved ->
    [0] {""}
   *[other] 原來值班的人會收到通知。
}
duty-kept = ✅ 記下了。
duty-yours = 📞 <b>現在起由您值班</b>，到 { $until } 換班。有急事會先通知您，請留意手機。
duty-over = 📞 從 { $at } 起由{ $name }值班，您的班交過去了。辛苦了。
duty-over-all = 📞 從 { $at } 起不再排值班，有急事中心每個人都會收到通知。
ask-duty-order = 誰來值班？請按輪班的先後點名字，點完了按最後一個。
ask-duty-which-day = 換哪一天？
ask-duty-day = 這一天由誰值班？
choice-duty = { $name }
choice-duty-enough = ✔️ 就這些人
choice-duty-none = 不排班，人人都通知
confirm-duty-order = 輪流值班：{ $names }
confirm-duty-none = 不排班：有急事，中心每個人都會收到通知。
alarm-audit-calendar = ⚠️ 中心的日程有 { $count } 處到時間沒有安排上，已經補上。
# 排查
button-rounds = 📋 排查
rounds-title = 📋 <b>排查</b>：正在進行 { $count } 輪
rounds-none = 📋 現在沒有要答的排查。
round-title = 📋 <b>矛盾隱患排查</b>（{ $at } 起）
round-title-about = 📋 <b>專項排查</b>（{ $at } 起）：{ $subject }
round-unit = { $unit }
round-ask = 請看一看：有沒有新的糾紛、隱患或線索？沒有也請按一下。
round-ask-again = ⏰ 還沒收到你們的回答。請看一看：有沒有新的糾紛、隱患或線索？沒有也請按一下。
round-answered = ✅ { $at } 已答。還有情況可以接著報。
round-over = 這一輪已經結束。
round-closed = 🏁 <b>排查結束</b>
round-count = 已答 { $count } / { $total } 個單位
round-missing = 還沒答的：
round-row-missing = ⏳ { $unit }
round-row = ✅ { $unit }
round-row-found = ✅ { $unit }：報了 { $count } 件
round-found = 報上來 { $count } 件
round-found-in = { $unit }：{ $numbers }
round-not-linked = 您沒有用真名報，所以這件不記在排查裡，誰也看不出是您報的。排查那一條還請另外答一下。
button-round-nil = ✅ 都好，沒發現（零報告）
button-round-found = ✍️ 我要報一件
button-round-new = ➕ 開一輪專項排查
button-round-chase = 🔔 提醒還沒答的
button-round-close = 🏁 結束這一輪
button-round-close-yes = 結束
ask-round-subject = 這一輪查什麼？寫一句話，例如「煙花爆竹的存放」。請不要寫人的名字。
ask-round-close = 還有 { $count } 個單位沒答，真的結束嗎？
confirm-round = 請每個村查：{ $subject }
toast-round-thanks = ✅ 收到，辛苦了
toast-round-chased = 🔔 提醒了 { $count } 個單位
toast-round-chased-lately = 剛提醒過，過一小時再提醒吧
# 會議
button-meetings = 🗣 會議
meetings-title = 🗣 <b>最近的會議</b>
meetings-none = 🗣 還沒有開過會。議程會在會前一天晚上發出。
meeting-title = 🗣 { $name }（{ $at }）
meeting-agenda = 這次會上要研究的事項在附件裡，請先看一看。
meeting-asked = 您能來嗎？
meeting-comes = ✅ 您說會來。
meeting-stays-away = 🙏 您請了假。
button-meeting-yes = ✅ 我來
button-meeting-no = 🙏 請假
meeting-coming = ✅ 來：{ $names }
meeting-away = 🙏 請假：{ $names }
meeting-silent = ⏳ 還沒回的：{ $count } 人
meeting-cases = { $count ->
    [0] 沒有要研究的事項。
   *[other] 議題 { $count } 件，定了 { $decided } 件。點一件，把會上定的記下來。
}
meeting-case-open = ▫️ { $number } { $category } { $unit }
meeting-case-done = ✅ { $number } { $category } { $unit }
meeting-noted = ✅ { $number } 會上定的記下了。
meeting-minutes = 📝 <b>會議記錄</b>
meeting-decided = { $count ->
    [0] 沒有記下決定。
   *[other] 定了 { $count } 件：
}
meeting-decision = { $number }：{ $unit }
meeting-decision-by = { $number }：{ $unit }，{ $at } 前答覆
ask-decision = 會上怎麼定的？寫下來，或者說下來。
ask-decide-unit = 由哪個單位辦？
ask-decide-days = 多少天內答覆？
choice-decide-keep = 還由原來的單位辦
choice-decide-no-date = 不定日期
confirm-decide-keep = 還由原來的單位辦
confirm-decide-days = { $days } 天內答覆（主任記的就此掛牌督辦，別人記的請主任定）
card-entry-decision = 🗣 { $at } 會上定的：{ $text }
# 議程
agenda-title = { $name }議程
agenda-when = 時間：{ $at }
agenda-count = 議題 { $count } 件
agenda-nothing = 這次沒有需要研究的事項。
agenda-case = { $place }. { $number } { $category }（{ $unit }）
agenda-why = 提請研究的原因：{ $why }
agenda-filed = 反映時間：{ $at }
agenda-handler = 主辦：{ $unit } { $name }
agenda-no-handler = 主辦：{ $unit }（還沒人受理）
agenda-deadline = 時限：{ $at } 前{ $what }
agenda-what = 反映的事項：{ $text }
agenda-done = 最近的進展：{ $text }
agenda-decision = 會上決定：
hard-supervised = 掛牌督辦未答覆
hard-overdue = 超期
hard-reopened = 辦結後又反映
hard-threat = 可能動手
hard-many-reports = 多人反映
hard-many-parties = 三方以上
round-title-daily = 📋 <b>每日零報告</b>（{ $day }）
briefing-title = 📣 <b>特別防護期早間通報</b>：{ $name }
briefing-duty = 📞 今天值班：{ $name }
briefing-returns = 昨天的零報告：已答 { $count } / { $total } 個單位
briefing-cases = 在辦 { $count } 件
round-row-nobody = ⏳ { $unit }（這裡沒人，請打電話）
button-round-for = ☎️ 替打電話來的單位答
round-for = 哪個單位？
choice-round-unit = { $unit }
round-row-before = ⏳ { $unit }（上一輪也沒答）
round-ask-before = 上一輪沒收到你們的回答，這一輪請答一下。
round-silent = 一直沒答的：
round-gave-way = 新的一輪開始了，這一輪到此結束。沒答的，在新的一輪裡接著問。
round-day-over = 這一天已經過去，不再催了。
