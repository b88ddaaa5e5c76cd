# 打開報告人的姓名
button-open-identity = 🔓 申請看姓名
button-opened-name = 👤 看姓名
button-opening-ask = ✅ 申請
button-opening-grant = ✅ 同意打開
button-opening-refuse = 不同意
button-opened-case = 看事項
ask-opening-why = 為什麼要知道報告人是誰？
opening-why-talk = 要當面談，在這裡說不清
opening-why-safety = 報告人可能有危險
opening-why-visit = 要上門看現場
opening-why-law = 法律要求
opening-why-other = 其他原因
ask-opening-reason = 請用幾句話說明。身份保管員會看到；報告人只看到您選的那一項。
confirm-opening = 申請看姓名：{ $why }
confirm-opening-told = 要另一個人同意才打開，只給您看，到時自動收起。<b>報告人會知道。</b>
field-why = 為什麼
opening-asked = ✅ { $number }：已問 { $count } 位有權同意的人。有結果馬上告訴您。
opening-headline = 🔓 <b>有人申請看報告人的姓名，請您決定</b>
opening-headline-again = 🔓 <b>這份申請從 { $at } 等到現在，請您決定</b>
opening-about = <b>{ $number }</b> · { $category } · 報告人 { $pseudonym }
opening-asker = 申請人：{ $name }（{ $office }）
opening-office = { $unit }{ $role }
opening-office-former = 原工作人員
opening-why = 原因：{ $why }
opening-reason = 📝 { $text }
opening-mind = 報告人要求保密。非看不可才同意；同意後報告人馬上會知道是哪個崗位申請、哪個崗位同意的。
opening-by = { $office }
opening-by-nobody = 沒有人
opening-is-asked = { $number }：申請還在等。
opening-is-granted = { $number }：已同意打開（{ $by }）。
opening-is-refused = { $number }：沒有同意（{ $by }）。
opening-is-lapsed = { $number }：申請已失效，不用再答覆。
opening-is-ended = { $number }：打開的時間已過。
toast-opening-asked = 還在等
toast-opening-granted = 已同意
toast-opening-refused = 沒有同意
toast-opening-lapsed = 申請已失效
toast-opening-ended = 時間已過
opening-director = 🔓 { $number }：有人申請看報告人的姓名，{ $at } 提出，還沒人答覆。請提醒身份保管員。
opening-told-refused = { $number }：沒有同意打開姓名。您仍可以在這裡直接問報告人。
opened-title = 👤 <b>{ $number }</b> 的報告人 { $pseudonym }：
opened-name = <b>{ $name }</b>
opened-contact = <b>{ $name }</b>，{ $contact }
opened-until = 只給您看，到 { $at } 自動收起。請不要轉發，也不要告訴別人。
opened-below = { $number }：姓名在下面新的一條裡。
opened-over-time = { $number }：時間到了，姓名已收起。
opened-over-case = { $number }：事情已了結，姓名已收起。
opened-over-office = { $number }：這件事已不歸您辦，姓名已收起。
opened-over-nobody = { $number }：沒有人答覆，申請已失效。您可以再申請，或者直接在這裡問報告人。
card-opening-waits = 🔓 您申請看姓名，等答覆
card-opening-until = 🔓 姓名已向您打開，到 { $at }（按下面的按鈕看）
timeline-opening-granted = 經兩人同意，打開了姓名
told-opened =
    🔓 { $number }：您的姓名和聯繫方式向一個人打開了。
    申請：{ $office }。原因：{ $why }。
    同意：{ $by }。
    到 { $until } 為止。在「誰看過我」裡隨時能查。覺得不妥，可以找監督聯繫人。
seen-asked = { $at } { $office } 申請看您的姓名：{ $why }
seen-waits = ・還沒人答覆，沒有打開
seen-lapsed = ・沒有打開
seen-refused = ・{ $at } { $office } 沒有同意，沒有打開
seen-granted = ・{ $at } { $office } 同意，打開到 { $until }
seen-shown = ・{ $at } { $office } 看了
refusal-name-not-sealed = 這件事沒有封存的姓名：報告人是實名，或者沒有留身份。
refusal-opening-runs = 您已經申請過，還沒到期。請看這件事的卡片。
refusal-no-second-officer = 打開姓名要另一個人同意，現在沒有這樣的人：自己不能同意自己，下級也不能。請管理員再請一位身份保管員。
refusal-opening-over = 這份申請已經了結，姓名已收起。
# 跟誰有關
ask-about =
    這事是不是跟下面哪位有關？可以點幾個，也可以直接打名字。<b>說了，他和他管的人就不會知道。</b>{ $count ->
        [0] {""}
       *[other] {" "}已記下：{ $names }
    }
choice-official-ticked = ✓ { $name }（{ $role }）
choice-about-done = ✅ 就這些
confirm-about = 不讓知道：{ $name }，和他們管的人
card-elsewhere = { $number }：這件事現在由別處辦理。
told-taken-over = { $number }：換了人辦，有人受理就告訴您。
# 別的稱呼
button-called = 🏷 別的稱呼
ask-called-whom = 給哪位記別的稱呼？打出姓名。
ask-called = 村裡人還怎麼稱呼？打一個，比如「老趙」「趙支書」。{ $count ->
        [0] {""}
       *[other] {" "}已記：{ $names }
    }
choice-called-remove = ✕ 去掉 { $word }
called-now = { $name }：{ $count ->
        [0] 沒有別的稱呼
       *[other] 也叫 { $names }
    }
told-nobody-may = { $number }：鎮裡能辦的人都跟這事有關，所以沒有告訴任何人。請直接找 { $name }：{ $contact }
# 線索：不給看原話
ask-words =
    辦這件事的人可以看您寫的原話吗？<b>熟人看寫法、聽聲音就可能認出您。</b>
    不給看時，他只看到要點和照片。
choice-words-no = 🔒 不給看，只給要點
choice-words-yes = 可以看原話
ask-tip-what = 要點：請他去看什麼？寫一兩句，<b>這句會給他看</b>。
ask-tip-when = 什麼時候的事？點一下，或者寫幾個字。
tip-when-today = 今天
tip-when-yesterday = 昨天
tip-when-week = 這幾天
tip-when-often = 經常有
tip-when-nights = 多在夜裡
tip-what = 🔎 { $what }
tip-when = 時間：{ $when }
confirm-words-held = 原話：不給看，只給要點和照片
confirm-words-shown = 原話：辦的人看得到
card-words-held-unlinked = 🔒 報告人的原話、錄音不轉交，只有要點和照片。
card-words-held = 🔒 報告人的原話、錄音不轉交，只有要點和照片。要問什麼，按「問報告人」。
words-held = （報告人補充了內容，原話不轉交）
button-words = 📝 給看原話
ask-words-later = { $number }：辦這件事的人現在只看到要點和照片。給他看您的原話和錄音吗？<b>給了就收不回來，熟人可能認出您。</b>
button-words-yes = 給看原話
toast-words-agreed = 好，現在看得到了
headline-words-agreed = 📝 <b>報告人同意給您看原話了</b>
timeline-words-agreed = 報告人同意給看原話
added-held = ✅ 加到 { $number } 裡了。照片經辦人看得到，原話按您說的不給看。
told-asked-words = 您的回答會照原樣給他看。
field-words = 原話
field-tip-what = 要點
field-tip-when = 時間
# 轉交的文件
relayed-file-name = 附件
note-voice = 提醒一句：錄音、錄像會原樣轉給辦這件事的人，熟人聽得出您的聲音。想保密，寫字更穩妥。
note-document = 提醒一句：轉交時會換掉文件名，也儘量去掉作者。不過文件裡可能還寫著是誰做的，拍張照片更穩妥。
