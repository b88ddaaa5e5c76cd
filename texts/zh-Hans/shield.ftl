# 打开报告人的姓名
button-open-identity = 🔓 申请看姓名
button-opened-name = 👤 看姓名
button-opening-ask = ✅ 申请
button-opening-grant = ✅ 同意打开
button-opening-refuse = 不同意
button-opened-case = 看事项
ask-opening-why = 为什么要知道报告人是谁？
opening-why-talk = 要当面谈，在这里说不清
opening-why-safety = 报告人可能有危险
opening-why-visit = 要上门看现场
opening-why-law = 法律要求
opening-why-other = 其他原因
ask-opening-reason = 请用几句话说明。身份保管员会看到；报告人只看到您选的那一项。
confirm-opening = 申请看姓名：{ $why }
confirm-opening-told = 要另一个人同意才打开，只给您看，到时自动收起。<b>报告人会知道。</b>
field-why = 为什么
opening-asked = ✅ { $number }：已问 { $count } 位有权同意的人。有结果马上告诉您。
opening-headline = 🔓 <b>有人申请看报告人的姓名，请您决定</b>
opening-headline-again = 🔓 <b>这份申请从 { $at } 等到现在，请您决定</b>
opening-about = <b>{ $number }</b> · { $category } · 报告人 { $pseudonym }
opening-asker = 申请人：{ $name }（{ $office }）
opening-office = { $unit }{ $role }
opening-office-former = 原工作人员
opening-why = 原因：{ $why }
opening-reason = 📝 { $text }
opening-mind = 报告人要求保密。非看不可才同意；同意后报告人马上会知道是哪个岗位申请、哪个岗位同意的。
opening-by = { $office }
opening-by-nobody = 没有人
opening-is-asked = { $number }：申请还在等。
opening-is-granted = { $number }：已同意打开（{ $by }）。
opening-is-refused = { $number }：没有同意（{ $by }）。
opening-is-lapsed = { $number }：申请已失效，不用再答复。
opening-is-ended = { $number }：打开的时间已过。
toast-opening-asked = 还在等
toast-opening-granted = 已同意
toast-opening-refused = 没有同意
toast-opening-lapsed = 申请已失效
toast-opening-ended = 时间已过
opening-director = 🔓 { $number }：有人申请看报告人的姓名，{ $at } 提出，还没人答复。请提醒身份保管员。
opening-told-refused = { $number }：没有同意打开姓名。您仍可以在这里直接问报告人。
opened-title = 👤 <b>{ $number }</b> 的报告人 { $pseudonym }：
opened-name = <b>{ $name }</b>
opened-contact = <b>{ $name }</b>，{ $contact }
opened-until = 只给您看，到 { $at } 自动收起。请不要转发，也不要告诉别人。
opened-below = { $number }：姓名在下面新的一条里。
opened-over-time = { $number }：时间到了，姓名已收起。
opened-over-case = { $number }：事情已了结，姓名已收起。
opened-over-office = { $number }：这件事已不归您办，姓名已收起。
opened-over-nobody = { $number }：没有人答复，申请已失效。您可以再申请，或者直接在这里问报告人。
card-opening-waits = 🔓 您申请看姓名，等答复
card-opening-until = 🔓 姓名已向您打开，到 { $at }（按下面的按钮看）
timeline-opening-granted = 经两人同意，打开了姓名
told-opened =
    🔓 { $number }：您的姓名和联系方式向一个人打开了。
    申请：{ $office }。原因：{ $why }。
    同意：{ $by }。
    到 { $until } 为止。在“谁看过我”里随时能查。觉得不妥，可以找监督联系人。
seen-asked = { $at } { $office } 申请看您的姓名：{ $why }
seen-waits = ・还没人答复，没有打开
seen-lapsed = ・没有打开
seen-refused = ・{ $at } { $office } 没有同意，没有打开
seen-granted = ・{ $at } { $office } 同意，打开到 { $until }
seen-shown = ・{ $at } { $office } 看了
refusal-name-not-sealed = 这件事没有封存的姓名：报告人是实名，或者没有留身份。
refusal-opening-runs = 您已经申请过，还没到期。请看这件事的卡片。
refusal-no-second-officer = 打开姓名要另一个人同意，现在没有这样的人：自己不能同意自己，下级也不能。请管理员再请一位身份保管员。
refusal-opening-over = 这份申请已经了结，姓名已收起。
# 跟谁有关
ask-about =
    这事是不是跟下面哪位有关？可以点几个，也可以直接打名字。<b>说了，他和他管的人就不会知道。</b>{ $count ->
        [0] {""}
       *[other] {" "}已记下：{ $names }
    }
choice-official-ticked = ✓ { $name }（{ $role }）
choice-about-done = ✅ 就这些
confirm-about = 不让知道：{ $name }，和他们管的人
card-elsewhere = { $number }：这件事现在由别处办理。
told-taken-over = { $number }：换了人办，有人受理就告诉您。
# 别的称呼
button-called = 🏷 别的称呼
ask-called-whom = 给哪位记别的称呼？打出姓名。
ask-called = 村里人还怎么称呼？打一个，比如“老赵”“赵支书”。{ $count ->
        [0] {""}
       *[other] {" "}已记：{ $names }
    }
choice-called-remove = ✕ 去掉 { $word }
called-now = { $name }：{ $count ->
        [0] 没有别的称呼
       *[other] 也叫 { $names }
    }
told-nobody-may = { $number }：镇里能办的人都跟这事有关，所以没有告诉任何人。请直接找 { $name }：{ $contact }
# 线索：不给看原话
ask-words =
    办这件事的人可以看您写的原话吗？<b>熟人看写法、听声音就可能认出您。</b>
    不给看时，他只看到要点和照片。
choice-words-no = 🔒 不给看，只给要点
choice-words-yes = 可以看原话
ask-tip-what = 要点：请他去看什么？写一两句，<b>这句会给他看</b>。
ask-tip-when = 什么时候的事？点一下，或者写几个字。
tip-when-today = 今天
tip-when-yesterday = 昨天
tip-when-week = 这几天
tip-when-often = 经常有
tip-when-nights = 多在夜里
tip-what = 🔎 { $what }
tip-when = 时间：{ $when }
confirm-words-held = 原话：不给看，只给要点和照片
confirm-words-shown = 原话：办的人看得到
card-words-held-unlinked = 🔒 报告人的原话、录音不转交，只有要点和照片。
card-words-held = 🔒 报告人的原话、录音不转交，只有要点和照片。要问什么，按“问报告人”。
words-held = （报告人补充了内容，原话不转交）
button-words = 📝 给看原话
ask-words-later = { $number }：办这件事的人现在只看到要点和照片。给他看您的原话和录音吗？<b>给了就收不回来，熟人可能认出您。</b>
button-words-yes = 给看原话
toast-words-agreed = 好，现在看得到了
headline-words-agreed = 📝 <b>报告人同意给您看原话了</b>
timeline-words-agreed = 报告人同意给看原话
added-held = ✅ 加到 { $number } 里了。照片经办人看得到，原话按您说的不给看。
told-asked-words = 您的回答会照原样给他看。
field-words = 原话
field-tip-what = 要点
field-tip-when = 时间
# 转交的文件
relayed-file-name = 附件
note-voice = 提醒一句：录音、录像会原样转给办这件事的人，熟人听得出您的声音。想保密，写字更稳妥。
note-document = 提醒一句：转交时会换掉文件名，也尽量去掉作者。不过文件里可能还写着是谁做的，拍张照片更稳妥。
