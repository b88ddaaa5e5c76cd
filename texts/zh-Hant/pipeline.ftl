# 程式運行：設置提醒、補發與移交
kept-for-a-person = 剛才這條我沒處理好，已經原樣留下，會有人來看。您不用重發；著急的話請再試一次，或打電話給綜治中心。
notice-number = （編號 { $number }。如果您已收到相同編號的通知，這是同一條。）
headline-handed-on =
    { $headline }
    ⤴️ { $name } 現在收不到消息，所以轉給您。
alarm-nobody = ⚠️ 有一個事項按規定找不到可以通知的人。請給各村、綜治中心和監督聯繫人都配上人。
alarm-quarantine = ⚠️ 有一條消息沒能處理，已原樣封存（第 { $number } 項，{ $error }）。請運行 shouwang doctor 查看。
alarm-outbox = ⚠️ 有一條通知發不出去（編號 { $number }，{ $error }）。請運行 shouwang doctor 查看。
alarm-due = ⚠️ 有一項到期工作多次失敗，已擱置（{ $kind } 第 { $number } 項，{ $error }）。請運行 shouwang doctor 查看。
alarm-audit = ⚠️ 自查發現問題：{ $cases } 個事項的期限有誤（已改正），{ $late } 項工作遲了，{ $stuck } 條消息沒發出。{ $named ->
    [0] { "" }
   *[other] 涉及事項：{ $numbers }{ $more ->
        [0] { "" }
       *[other] 等，還有 { $more } 個
    }。
}請運行 shouwang doctor 查看。
demo-welcome-villager = 您好！這裡是{ $township }的演示。您是村民{ $name }。有什麼事直接發給我：說一句話、拍張照、發個位置都行。
demo-welcome-official = 您好，{ $name }。這裡是{ $township }的演示，您是{ $role }。有事項歸您辦時，我會在這裡告訴您。
demo-welcome-patroller = 您好，{ $name }。這裡是{ $township }的演示，您在義務巡邏隊裡。輪到您巡邏，我會在這裡告訴您；平時點下面的「巡邏」。
alarm-audit-recurring = ⚠️ 自查發現：{ $what }沒有排上時間，已經補上。
recurring-screening = 下一輪排查
recurring-meeting = 下一次會議
recurring-special-period = 特別防護期的安排
recurring-audit-head = 每天的校驗碼
recurring-backup = 夜裡的備份
recurring-roster = 每天的排班
recurring-purge = 夜裡的清理
