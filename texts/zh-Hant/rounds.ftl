# 值班
button-duty = 📞 誰在值班
duty-now = 📞 現在值班：<b>{ $name }</b>
    從 { $since } 到 { $until }
duty-nobody = 📞 還沒有排值班：有急事，中心每個人都會收到通知。
duty-days = 接下來：
duty-day = { $day } { $weekday }：{ $name }
button-duty-day = 換 { $day } { $name }
button-duty-take = ✋ 現在起我來值班
button-duty-order = 🗓 排誰輪流值班
duty-taken = ✅ 從 { $at } 起由您值班，到 { $until } 換班。原來值班的人會收到通知。
duty-kept = ✅ 記下了。
duty-yours = 📞 <b>現在起由您值班</b>，到 { $until } 換班。有急事會先通知您，請留意手機。
duty-over = 📞 從 { $at } 起由{ $name }值班，您的班交過去了。辛苦了。
duty-over-all = 📞 從 { $at } 起不再排值班，有急事中心每個人都會收到通知。
ask-duty-order = 誰來值班？請按輪班的先後點名字，點完了按最後一個。
ask-duty-day = 這一天由誰值班？
choice-duty = { $name }
choice-duty-enough = ✔️ 就這些人
choice-duty-none = 不排班，人人都通知
confirm-duty-order = 輪流值班：{ $names }
confirm-duty-none = 不排班：有急事，中心每個人都會收到通知。
alarm-audit-calendar = ⚠️ 中心的日程有 { $count } 處到時間沒有安排上，已經補上。
