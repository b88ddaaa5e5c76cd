# 案卷保存多久、怎么销毁、我的资料
card-erased = 📁 { $number } 号：写的内容、姓名和附件已经销毁，不能再看了。
audit-head = 🔏 { $at } 办案记录校验码：{ $code }
audit-head-keep = 请把这条消息留着，不用回复。以后只要拿这个码一对，就知道之前的记录有没有被人改过。
alarm-audit-head = ⚠️ 今天的办案记录校验码只有 { $count } 个人能收到，应当有两个人。请给主任和监督联系人都配上人。
button-about-me = 📄 我的资料都有哪些
button-forget-me = 🗑 删除我的资料
button-forget-me-yes = 确定删除
button-forget-me-no = 不删了
about-me-file = 您在这里的资料都在这个文件里，只有您收到。
forget-me-goes = 会删掉：您已经结束的 { $ended } 件事（写的内容、姓名、附件）{ $drafts ->
    [0] {""}
   *[other] ，还有没写完的 { $drafts } 份
}。
forget-me-open = 先留着：正在办的 { $count } 件事，还要有人答复您。想删，请先在“我的事项”里撤回。
forget-me-agreed = 到期才删：签了协议的 { $count } 件事。协议也是对方的，对方可能还用得着。
forget-me-serves = 要留着：您任职或巡逻时经手的记录，关系到别人的事和补贴账目。
forget-me-account = 今天夜里，您的姓名和账号也会从这里抹去。
forget-me-number = 只留编号、类别、村和时间用来统计，看不出是谁。不留身份的线索，我们本来就不知道是您。
forget-me-sure = 删了就找不回来。确定吗？
forget-me-done = 已经删了。
forget-me-done-night = 已经删了。今天夜里，您的姓名和账号也会抹去。以后要用，发一句话就行。
forget-me-kept = 好，什么都没删。
about-me-title = 我的资料（{ $at }）
about-me-account = 姓名：{ $name }；Telegram 账号：{ $account }
about-me-village = 村：{ $unit }
about-me-role = 职务：{ $unit } { $role }
about-me-team = 巡逻队：{ $team }
about-me-cases = 我反映的事：{ $count } 件
about-me-case = { $number } 号，{ $category }，{ $unit }，{ $state }
about-me-place = 地点：{ $place }
about-me-text = { $at } 我写的{ $files ->
    [0] {""}
   *[other] （附件 { $files } 个）
}：{ $text }
about-me-sealed = 封存的身份：{ $name }，联系方式：{ $contact }
about-me-seen = 谁看过姓名：
about-me-drafts = 没写完的：{ $count } 份
about-me-shifts = 巡逻班次：{ $count } 个
about-me-shift = { $start } 到 { $end }
about-me-check-in = 签到：{ $at }
about-me-else = 不留身份的线索不在这里：我们不知道哪些是您的。每件事保存到期后，内容会自动销毁。
about-me-appointment-come = 调解时间 { $at }，地点 { $place }：我说来
about-me-appointment-other = 调解时间 { $at }，地点 { $place }：我说换个时间
about-me-party = 我是调解的当事人：{ $number } 号，{ $side }，登记的姓名 { $name }
about-me-party-more = 登记的情况：{ $text }
about-me-duty-place = 轮流值班，我排在第 { $place } 位
about-me-duty-day = { $day } 由我值班
about-me-duty = 值过班：{ $start } 到 { $end }
about-me-meeting-come = { $name }（{ $at }）：我说来
about-me-meeting-away = { $name }（{ $at }）：我请了假
about-me-meeting-silent = { $name }（{ $at }）：请了我，我没回
about-me-return = 排查：{ $at } 我替{ $unit }答的
