# 案卷保存多久、怎麼銷毀、我的資料
card-erased = 📁 { $number } 號：寫的內容、姓名和附件已經銷毀，不能再看了。
audit-head = 🔏 { $at } 辦案記錄校驗碼：{ $code }
audit-head-keep = 請把這條消息留著，不用回覆。以後只要拿這個碼一對，就知道之前的記錄有沒有被人改過。
alarm-audit-head = ⚠️ 今天的辦案記錄校驗碼只有 { $count } 個人能收到，應當有兩個人。請給主任和監督聯繫人都配上人。
button-about-me = 📄 我的資料都有哪些
button-forget-me = 🗑 刪除我的資料
button-forget-me-yes = 確定刪除
button-forget-me-no = 不刪了
about-me-file = 您在這裡的資料都在這個檔案裡，只有您收到。
forget-me-goes = 會刪掉：您已經結束的 { $ended } 件事（寫的內容、姓名、附件）{ $drafts ->
    [0] {""}
   *[other] ，還有沒寫完的 { $drafts } 份
}。
forget-me-open = 先留著：正在辦的 { $count } 件事，還要有人答覆您。想刪，請先在「我的事項」裡撤回。
forget-me-agreed = 到期才刪：簽了協議的 { $count } 件事。協議也是對方的，對方可能還用得著。
forget-me-serves = 要留著：您任職或巡邏時經手的記錄，關係到別人的事和補貼賬目。
forget-me-account = 今天夜裡，您的姓名和賬號也會從這裡抹去。
forget-me-number = 只留編號、類別、村和時間用來統計，看不出是誰。不留身份的線索，我們本來就不知道是您。
forget-me-sure = 刪了就找不回來。確定嗎？
forget-me-done = 已經刪了。
forget-me-done-night = 已經刪了。今天夜裡，您的姓名和賬號也會抹去。以後要用，發一句話就行。
forget-me-kept = 好，什麼都沒刪。
about-me-title = 我的資料（{ $at }）
about-me-account = 姓名：{ $name }；Telegram 賬號：{ $account }
about-me-village = 村：{ $unit }
about-me-role = 職務：{ $unit } { $role }
about-me-team = 巡邏隊：{ $team }
about-me-cases = 我反映的事：{ $count } 件
about-me-case = { $number } 號，{ $category }，{ $unit }，{ $state }
about-me-place = 地點：{ $place }
about-me-text = { $at } 我寫的{ $files ->
    [0] {""}
   *[other] （附件 { $files } 個）
}：{ $text }
about-me-sealed = 封存的身份：{ $name }，聯繫方式：{ $contact }
about-me-seen = 誰看過姓名：
about-me-drafts = 沒寫完的：{ $count } 份
about-me-shifts = 巡邏班次：{ $count } 個
about-me-shift = { $start } 到 { $end }
about-me-check-in = 簽到：{ $at }
about-me-else = 不留身份的線索不在這裡：我們不知道哪些是您的。每件事保存到期後，內容會自動銷毀。
about-me-appointment-come = 調解時間 { $at }，地點 { $place }：我說來
about-me-appointment-other = 調解時間 { $at }，地點 { $place }：我說換個時間
about-me-party = 我是調解的當事人：{ $number } 號，{ $side }，登記的姓名 { $name }
about-me-party-more = 登記的情況：{ $text }
about-me-duty-place = 輪流值班，我排在第 { $place } 位
about-me-duty-day = { $day } 由我值班
about-me-duty = 值過班：{ $start } 到 { $end }
about-me-meeting-come = { $name }（{ $at }）：我說來
about-me-meeting-away = { $name }（{ $at }）：我請了假
about-me-meeting-silent = { $name }（{ $at }）：請了我，我沒回
about-me-return = 排查：{ $at } 我替{ $unit }答的
