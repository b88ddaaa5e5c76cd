# 程序运行：设置提醒、补发与移交
kept-for-a-person = 刚才这条我没处理好，已经原样留下，会有人来看。您不用重发；着急的话请再试一次，或打电话给综治中心。
notice-number = （编号 { $number }。如果您已收到相同编号的通知，这是同一条。）
headline-handed-on =
    { $headline }
    ⤴️ { $name } 现在收不到消息，所以转给您。
alarm-nobody = ⚠️ 有一个事项按规定找不到可以通知的人。请给各村、综治中心和监督联系人都配上人。
alarm-quarantine = ⚠️ 有一条消息没能处理，已原样封存（第 { $number } 项，{ $error }）。请运行 shouwang doctor 查看。
alarm-outbox = ⚠️ 有一条通知发不出去（编号 { $number }，{ $error }）。请运行 shouwang doctor 查看。
alarm-due = ⚠️ 有一项到期工作多次失败，已搁置（{ $kind } 第 { $number } 项，{ $error }）。请运行 shouwang doctor 查看。
alarm-audit = ⚠️ 自查发现问题：{ $cases } 个事项的期限有误（已改正），{ $late } 项工作迟了，{ $stuck } 条消息没发出。{ $named ->
    [0] { "" }
   *[other] 涉及事项：{ $numbers }{ $more ->
        [0] { "" }
       *[other] 等，还有 { $more } 个
    }。
}请运行 shouwang doctor 查看。
demo-welcome-villager = 您好！这里是{ $township }的演示。您是村民{ $name }。有什么事直接发给我：说一句话、拍张照、发个位置都行。
demo-welcome-official = 您好，{ $name }。这里是{ $township }的演示，您是{ $role }。有事项归您办时，我会在这里告诉您。
demo-welcome-patroller = 您好，{ $name }。这里是{ $township }的演示，您在义务巡逻队里。轮到您巡逻，我会在这里告诉您；平时点下面的“巡逻”。
alarm-audit-recurring = ⚠️ 自查发现：{ $what }没有排上时间，已经补上。
recurring-screening = 下一轮排查
recurring-meeting = 下一次会议
recurring-special-period = 特别防护期的安排
recurring-audit-head = 每天的校验码
recurring-backup = 夜里的备份
recurring-roster = 每天的排班
recurring-purge = 夜里的清理
