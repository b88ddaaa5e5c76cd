# 告诉报告人的话
told-accepted = { $number }：{ $name } 已经受理。
told-acknowledged = { $number }：{ $name } 已经看到，正在处理。
told-assigned = { $number }：已交给{ $unit }办理。
told-asked = { $number }：经办人想问您：
told-progress = { $number } 有了进展：
told-words = { $text }
told-attached = （见附件）
told-handed-up = { $number }：已交到{ $level }办理。
told-escalated = { $number }：到期没有办，已经转到{ $level }办理，请放心。
told-supervised = { $number }：镇里已挂牌督办。
told-settled = { $number }：双方谈妥了。
told-closed = { $number } 办结了：{ $outcome }
told-rate-it = 您满意吗？点个分数，1 分最低，5 分最高。不满意也可以去法院或找上级。
told-extended = { $number }：经双方同意，延长 { $by }。没有问过您的话，请告诉我。
told-follow-up = { $number } 办结有一阵子了，现在还好吗？
answered = 已转给经办人（{ $number }）。
# 经办
ask-progress = 做了什么？写几句，照片也行。报告人会看到。
ask-question = 想问报告人什么？
ask-answer = 请回答，写字、语音、照片都行。
ask-settlement = 怎么谈妥的？写几句。报告人会看到。
ask-hand-up = 为什么要上交？写几句。
ask-outcome = 结果是哪一种？
ask-result = 写几句结果，报告人会看到。
ask-assign = 交给谁办？
choice-person = { $name } · { $unit }
outcome-agreed = 双方达成一致
outcome-done = 问题已解决
outcome-unfounded = 查无此事
outcome-not_ours = 不归我们管，已告知去处
outcome-failed = 没谈成
confirm-outcome = 结果：{ $outcome }
field-outcome = 结果
toast-accept = 已受理
toast-acknowledge = 已确认
toast-extend = 已延期
toast-supervise = 已挂牌督办
toast-taken = 这件事现在由 { $name } 办。
work-none = 没有待办的事。
work-list-own = <b>您的待办 { $count } 件</b>{ $overdue ->
    [0] {""}
   *[other] ，超期 { $overdue } 件
}
work-list-all = <b>在办的共 { $count } 件</b>{ $overdue ->
    [0] {""}
   *[other] ，超期 { $overdue } 件
}
button-work-own = 👤 我的待办
button-work-all = 🗂 看全部
work-row-late = ⏰ { $number } { $category } · { $unit }
work-row-mine = 👤 { $number } { $category } · { $unit }
work-row-open = { $number } { $category } · { $unit }
button-previous = ← 上一页
button-next = 下一页 →
# 邀请
ask-invite-role = 邀请来做什么？
ask-invite-unit = 在哪个村（单位）？
ask-invite-name = 姓名？
confirm-invitation = 邀请 { $name }，{ $unit }，{ $role }
button-send-invitation = ✅ 生成邀请
field-role = 角色
invitation-made =
    给 { $name } 的邀请，{ $valid }内有效，只能用一次：
    { $link }
    也可以让对方扫这个码。
invitation-taken = 欢迎 { $name }，您现在是{ $unit }的{ $role }。
invitation-waits = 收到，{ $name }。{ $unit }的{ $role }还要另一位管理员确认，请稍等。
ask-confirm-invitation = { $name } 接受了邀请：{ $unit } { $role }。同意吗？
button-confirm-invitation = ✅ 同意
button-refuse-invitation = 不同意
invitation-granted = 已确认，您现在是{ $role }。
invitation-refused = 管理员没有同意您担任{ $role }，请问一下邀请您的人。
invitation-came = { $name } 已经上任：{ $role }。
invitation-confirmed = 已同意 { $name }。
invitation-declined = 没有同意 { $name }。
# 任职和离任
button-offices = 👥 谁任什么职
ask-offices-unit = 看哪个村（单位）？
offices-of-unit = { $unit }任职的人：
offices-none = { $unit }现在没有任职的人。
offices-teams = 巡逻队员和带班的，由各队自己管。
choice-office = { $name } · { $role }
office-held = { $name }，{ $unit }{ $role }
office-since = 从 { $year }年{ $day } 起
button-office-end = 🚪 离任
ask-office-end = { $name } 不再任{ $unit }{ $role }？
office-end-cases = 手上的 { $count } 件事交回去，由别人接着办。
button-office-end-yes = 确定离任
button-office-stays = 不，留任
office-end-done = { $name } 不再任{ $unit }{ $role }了，已经告诉本人。
office-end-went = 交回了 { $count } 件事，由别人接着办。
office-ended = 您不再担任{ $unit }的{ $role }了，这段时间辛苦您了，谢谢您。
# 办不到的时候
refusal-no-such-case = 没有这件事，或者您看不到。
refusal-not-allowed = 这一步您不能办，请找经办人或综治中心。
refusal-not-now = 现在办不了这一步，请看最新的情况。
refusal-already-changed = 刚刚有人改动过，请看最新的再办。
refusal-taken = 已经有人受理了。
refusal-nudge-too-early = 还没到时候，{ $at } 以后可以催。
refusal-nothing-to-nudge = 这件事已经不用催了。
refusal-button-not-yours = 这个按钮不是给您的，请从自己的消息里点。
refusal-button-broken = 这个按钮不能用了，请重新打开。
refusal-invitation-gone = 这个邀请用过了或过期了，请让邀请您的人再发一个。
refusal-office-ended = 这个人已经不任这个职了，请重新打开看看。
refusal-last-admin = 这是最后一位管理员，不能离任。请先邀请另一位管理员。
refusal-already-extended = 已经延过一次，不能再延。
refusal-no-second-admin = 这个角色要另一位管理员确认，现在只有您一位。请先让运行程序的人再加一位管理员。
refusal-no-way-back = 这条线索没有留身份，问不到人。
refusal-top-level = 已经在最上一级了。
refusal-too-many-reports = 一天最多反映 { $limit } 件。这件先给您留着，明天接着提交；急事请打 110。
