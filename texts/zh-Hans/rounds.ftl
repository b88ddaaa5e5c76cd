# 值班
button-duty = 📞 谁在值班
duty-now = 📞 现在值班：<b>{ $name }</b>
    从 { $since } 到 { $until }
duty-nobody = 📞 还没有排值班：有急事，中心每个人都会收到通知。
duty-days = 接下来：
duty-day = { $day } { $weekday }：{ $name }
button-duty-day = 换 { $day } { $name }
button-duty-take = ✋ 现在起我来值班
button-duty-order = 🗓 排谁轮流值班
duty-taken = ✅ 从 { $at } 起由您值班，到 { $until } 换班。原来值班的人会收到通知。
duty-kept = ✅ 记下了。
duty-yours = 📞 <b>现在起由您值班</b>，到 { $until } 换班。有急事会先通知您，请留意手机。
duty-over = 📞 从 { $at } 起由{ $name }值班，您的班交过去了。辛苦了。
duty-over-all = 📞 从 { $at } 起不再排值班，有急事中心每个人都会收到通知。
ask-duty-order = 谁来值班？请按轮班的先后点名字，点完了按最后一个。
ask-duty-day = 这一天由谁值班？
choice-duty = { $name }
choice-duty-enough = ✔️ 就这些人
choice-duty-none = 不排班，人人都通知
confirm-duty-order = 轮流值班：{ $names }
confirm-duty-none = 不排班：有急事，中心每个人都会收到通知。
alarm-audit-calendar = ⚠️ 中心的日程有 { $count } 处到时间没有安排上，已经补上。
