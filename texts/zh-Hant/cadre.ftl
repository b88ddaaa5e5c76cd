# 告訴報告人的話
told-accepted = { $number }：{ $name } 已經受理。
told-acknowledged = { $number }：{ $name } 已經看到，正在處理。
told-assigned = { $number }：已交給{ $unit }辦理。
told-asked = { $number }：經辦人想問您：
told-progress = { $number } 有了進展：
told-words = { $text }
told-attached = （見附件）
told-handed-up = { $number }：已交到{ $level }辦理。
told-escalated = { $number }：到期沒有辦，已經轉到{ $level }辦理，請放心。
told-supervised = { $number }：鎮裡已掛牌督辦。
told-settled = { $number }：雙方談妥了。
told-closed = { $number } 辦結了：{ $outcome }
told-rate-it = 您滿意嗎？點個分數，1 分最低，5 分最高。不滿意也可以去法院或找上級。
told-extended = { $number }：經雙方同意，延長 { $by }。沒有問過您的話，請告訴我。
told-follow-up = { $number } 辦結有一陣子了，現在還好嗎？
answered = 已轉給經辦人（{ $number }）。
# 經辦
ask-progress = 做了什麼？寫幾句，照片也行。報告人會看到。
ask-question = 想問報告人什麼？
ask-answer = 請回答，寫字、語音、照片都行。
ask-settlement = 怎麼談妥的？寫幾句。報告人會看到。
ask-hand-up = 為什麼要上交？寫幾句。
ask-outcome = 結果是哪一種？
ask-result = 寫幾句結果，報告人會看到。
ask-assign = 交給誰辦？
choice-person = { $name } · { $unit }
outcome-agreed = 雙方達成一致
outcome-done = 問題已解決
outcome-unfounded = 查無此事
outcome-not_ours = 不歸我們管，已告知去處
outcome-failed = 沒談成
confirm-outcome = 結果：{ $outcome }
field-outcome = 結果
toast-accept = 已受理
toast-acknowledge = 已確認
toast-extend = 已延期
toast-supervise = 已掛牌督辦
toast-taken = 這件事現在由 { $name } 辦。
work-none = 沒有待辦的事。
work-list-own = <b>您的待辦 { $count } 件</b>{ $overdue ->
    [0] {""}
   *[other] ，超期 { $overdue } 件
}
work-list-all = <b>在辦的共 { $count } 件</b>{ $overdue ->
    [0] {""}
   *[other] ，超期 { $overdue } 件
}
button-work-own = 👤 我的待辦
button-work-all = 🗂 看全部
work-row-late = ⏰ { $number } { $category } · { $unit }
work-row-mine = 👤 { $number } { $category } · { $unit }
work-row-open = { $number } { $category } · { $unit }
button-previous = ← 上一頁
button-next = 下一頁 →
# 邀請
ask-invite-role = 邀請來做什麼？
ask-invite-unit = 在哪個村（單位）？
ask-invite-name = 姓名？
confirm-invitation = 邀請 { $name }，{ $unit }，{ $role }
button-send-invitation = ✅ 生成邀請
field-role = 角色
invitation-made =
    給 { $name } 的邀請，{ $valid }內有效，只能用一次：
    { $link }
    也可以讓對方掃這個碼。
invitation-taken = 歡迎 { $name }，您現在是{ $unit }的{ $role }。
invitation-waits = 收到，{ $name }。{ $unit }的{ $role }還要另一位管理員確認，請稍等。
ask-confirm-invitation = { $name } 接受了邀請：{ $unit } { $role }。同意嗎？
button-confirm-invitation = ✅ 同意
button-refuse-invitation = 不同意
invitation-granted = 已確認，您現在是{ $role }。
invitation-refused = 管理員沒有同意您擔任{ $role }，請問一下邀請您的人。
invitation-came = { $name } 已經上任：{ $role }。
invitation-confirmed = 已同意 { $name }。
invitation-declined = 沒有同意 { $name }。
# 任職和離任
button-offices = 👥 誰任什麼職
ask-offices-unit = 看哪個村（單位）？
offices-of-unit = { $unit }任職的人：
offices-none = { $unit }現在沒有任職的人。
offices-teams = 巡邏隊員和帶班的，由各隊自己管。
choice-office = { $name } · { $role }
office-held = { $name }，{ $unit }{ $role }
office-since = 從 { $year }年{ $day } 起
button-office-end = 🚪 離任
ask-office-end = { $name } 不再任{ $unit }{ $role }？
office-end-cases = 手上的 { $count } 件事交回去，由別人接著辦。
button-office-end-yes = 確定離任
button-office-stays = 不，留任
office-end-done = { $name } 不再任{ $unit }{ $role }了，已經告訴本人。
office-end-went = 交回了 { $count } 件事，由別人接著辦。
office-ended = 您不再擔任{ $unit }的{ $role }了，這段時間辛苦您了，謝謝您。
# 辦不到的時候
refusal-no-such-case = 沒有這件事，或者您看不到。
refusal-not-allowed = 這一步您不能辦，請找經辦人或綜治中心。
refusal-not-now = 現在辦不了這一步，請看最新的情況。
refusal-already-changed = 剛剛有人改動過，請看最新的再辦。
refusal-taken = 已經有人受理了。
refusal-nudge-too-early = 還沒到時候，{ $at } 以後可以催。
refusal-nothing-to-nudge = 這件事已經不用催了。
refusal-button-not-yours = 這個按鈕不是給您的，請從自己的消息裡點。
refusal-button-broken = 這個按鈕不能用了，請重新打開。
refusal-invitation-gone = 這個邀請用過了或過期了，請讓邀請您的人再發一個。
refusal-office-ended = 這個人已經不任這個職了，請重新打開看看。
refusal-last-admin = 這是最後一位管理員，不能離任。請先邀請另一位管理員。
refusal-already-extended = 已經延過一次，不能再延。
refusal-no-second-admin = 這個角色要另一位管理員確認，現在只有您一位。請先讓運行程式的人再加一位管理員。
refusal-no-way-back = 這條線索沒有留身份，問不到人。
refusal-top-level = 已經在最上一級了。
refusal-too-many-reports = 一天最多反映 { $limit } 件。這件先給您留著，明天接著提交；急事請打 110。
