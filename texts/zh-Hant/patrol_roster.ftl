# 排班、替班、換班
roster-weekday-1 = 週一
roster-weekday-2 = 週二
roster-weekday-3 = 週三
roster-weekday-4 = 週四
roster-weekday-5 = 週五
roster-weekday-6 = 週六
roster-weekday-7 = 週日
roster-when = { $start }–{ $end }（{ $weekday }）
roster-shift = { $when }{ $slot }
roster-short = { $start }（{ $weekday }）{ $slot }
roster-label = { $mark } { $start }（{ $weekday }）{ $slot }
roster-mine = 🗓 <b>您的班</b>（{ $count } 個），點一個看，也能換班、找人替：
roster-mine-none = 🗓 接下來沒有您的班。
roster-team = 🗓 <b>{ $team }</b>接下來的排班（★ 帶班，? 來不了正在找人）
roster-team-none = 🗓 { $team }接下來還沒有排班。
roster-team-line = • { $shift }：{ $people }{ $missing ->
        [0] {""}
       *[other] （還差 { $missing } 人）
    }
roster-new = 🗓 <b>{ $team }排班出來了</b>，您有 { $count } 個新班：
roster-fewer = 🗓 <b>{ $team }排班有變動</b>
roster-new-line = ➕ { $shift }{ $leads ->
        [0] {""}
       *[other] {" "}· 您帶班
    }
roster-lost-line = ➖ { $shift }，不用您來了
roster-new-more = 另外還有 { $count } 班，點「我的班」看。
roster-gaps = ⚠️ <b>{ $team }有 { $count } 班沒排滿</b>
roster-gaps-line = • { $shift }：{ $missing ->
        [0] 沒人帶班
       *[other] 差 { $missing } 人{ $lead ->
            [0] {""}
           *[other] ，沒人帶班
        }
    }
roster-gaps-why = 原因：{ $reason }
roster-gaps-more = 另外還有 { $count } 班，點下面看。
roster-reason-too-few-members = 隊裡人數不夠
roster-reason-nobody-may-lead = 隊裡還沒有能帶班的人
roster-reason-away = 其他人那天都來不了
roster-reason-elsewhere = 能來的人在別處有班
roster-reason-rest = 能來的人前後有班，要休息
roster-reason-often = 能來的人這七天已經排夠了
roster-reason-household = 能來的人家裡已有人上這班
roster-reason-full = 人已經夠了，但都不能帶班
roster-card-title = 🚶 <b>{ $shift }</b> · { $team }
roster-card-cancelled = 這一班取消了
roster-card-strength = 已有 { $have } 人，要 { $strength } 人{ $missing ->
        [0] {""}
       *[other] ，還差 { $missing } 人
    }
roster-card-post = • { $name } · { $state }
roster-post-assigned = { $leads ->
        [0] 還沒答覆
       *[other] 帶班，還沒答覆
    }
roster-post-coming = { $leads ->
        [0] 會來
       *[other] 帶班，會來
    }
roster-post-cannot = { $leads ->
        [0] 來不了，正在找人替
       *[other] 帶班，來不了，正在找人替
    }
roster-post-passed-on = { $leads ->
        [0] 已有人替
       *[other] 已有人替
    }
roster-post-present = { $leads ->
        [0] 已簽到
       *[other] 帶班，已簽到
    }
roster-post-checked-out = { $leads ->
        [0] 已簽退
       *[other] 帶班，已簽退
    }
roster-post-excused = { $leads ->
        [0] 這次不用來
       *[other] 這次不用來
    }
roster-post-absent = { $leads ->
        [0] 沒有簽到
       *[other] 帶班，沒有簽到
    }
roster-offer = 🙋 <b>誰能替一下？</b> { $name }來不了：{ $shift }。先點的就是您的了。
roster-offer-perhaps = 🙋 <b>誰能替一下？</b> { $name }可能來不了：{ $shift }。先點的就是您的了。
roster-told-sought = 🙋 正在替{ $name }找人：{ $shift }。已問了 { $asked } 個有空的人。
roster-offer-taken = ✅ 已經有人來了：{ $shift }。謝謝您。
roster-offer-withdrawn = ↩️ 不用替了：{ $shift }。謝謝您。
roster-offer-over = ⌛ 這一班已經開始或取消：{ $shift }。
roster-offer-confirm = 要請全隊的人來替您嗎？{ $shift }。有人接之前，這一班還是您的。
roster-offer-done = 🙋 已經問了全隊。有人接了馬上告訴您。
roster-took = ✅ <b>這一班是您的了，謝謝！</b>
roster-said-coming = ✅ <b>記下了，您會來。謝謝！</b>
roster-kept = ✅ 好，這一班還是您來。
roster-told-cannot = 🙋 { $name }來不了：{ $shift }。已問了 { $asked } 個有空的人。
roster-told-comes = ✅ { $name }能來了：{ $shift }。
roster-stood-in-for-you = 🤝 { $name }替您上這一班了：{ $shift }。您不用來了。
roster-told-stood-in = 🤝 { $name }替{ $other }：{ $shift }。
roster-told-came = 🙋 { $name }來補上：{ $shift }。
roster-swap-which = 🔁 您想用這一班（{ $shift }）換誰的哪一班？
roster-swap-none = 眼下沒有能跟您換的班。可以點「找人替我」。
roster-swap-label = { $name } · { $start }（{ $weekday }）
roster-swap-sent = 🔁 已經問了{ $name }。對方點頭之前，您還是上自己的班。
roster-swap-asked = 🔁 { $name }想跟您換班：您去上 { $theirs }，{ $name }來上您的 { $mine }。行嗎？
roster-swap-done = 🔁 { $name }同意換班。您上 { $mine }，不用上 { $theirs } 了。
roster-swap-agreed = 🔁 <b>換好了，這一班是您的了。</b>
roster-swap-refused = 好，不換，您的班照舊。
roster-swap-withdrawn = 好，不換了，您的班照舊。
roster-swap-declined = { $name }這次換不了。您的班照舊：{ $shift }。
roster-told-swapped = 🔁 { $one }和{ $two }換了班：{ $two }上 { $given }，{ $one }上 { $gained }。
roster-manage = 🛠 <b>{ $team }</b>：點一班來安排
roster-manage-label = { $start }（{ $weekday }）{ $have }/{ $strength }
roster-assign-who = 👉 安排誰上這一班？{ $shift }
roster-assign-none = 隊裡沒有能上這一班的人了：{ $shift }
roster-assign-label = { $name }（近期 { $count } 班）
roster-assigned = 👉 安排好了，已告訴本人。
roster-assigned-you = 👉 { $name }安排您上一班：{ $shift }。來不了請點下面。
roster-told-assigned = 👉 { $by }安排{ $name }上：{ $shift }。
roster-off-who = 誰不用來？{ $shift }
roster-off-done = 已撤下，並告訴了本人。
roster-taken-off = ➖ 這一班不用您來了：{ $shift }（{ $name }調整）。
roster-told-taken-off = ➖ { $by }把{ $name }從這一班撤下：{ $shift }。
roster-cancel-confirm = 真的要取消這一班嗎？{ $shift }。班上的人都會收到通知。
roster-cancel-done = 🚫 已取消，班上的人都已通知。
roster-cancelled = 🚫 這一班取消了：{ $shift }（{ $name }）。
roster-gap = 🙋 <b>還差 { $missing } 人</b>：{ $shift }。您能來嗎？先點先得。
roster-asked = 🙋 已經問了 { $count } 個有空的人。
roster-no-lead = ⚠️ 這一班沒有能帶班的人：{ $shift }。請安排一位。
roster-you-lead = ⭐ 這一班現在由您帶班：{ $shift }。
roster-extra-day = ➕ 哪一天加一班？
roster-extra-hour = 幾點開始？
roster-extra-hours = 巡幾個小時？
roster-extra-strength = 要幾個人？
roster-extra-day-label = { $day }（{ $weekday }）
roster-extra-hour-label = { $hour }:00
roster-extra-hours-label = { $hours } 小時
roster-extra-strength-label = { $strength } 人
roster-extra-done = ➕ 加好了。一天以後的班已自動排人；一天以內的請您安排或問全隊。
roster-person = { $name }
button-roster-shift = 看這一班
button-roster-mine = 🗓 我的班
button-roster-team = 👥 { $team }的排班
button-roster-calendar = 📅 放進手機日曆
button-roster-picture = 🖼 排班圖
button-roster-manage = 🛠 安排人
button-roster-extra = ➕ 加一班
button-roster-offer = 🙋 找人替我
button-roster-offer-yes = 🙋 是的，問全隊
button-roster-come = ✅ 我還是來
button-roster-swap = 🔁 和人換班
button-roster-swap-yes = ✅ 行，換
button-roster-swap-no = 換不了
button-roster-swap-back = 不換了
button-roster-take = ✋ 我來
button-roster-assign = 👉 安排人
button-roster-ask = 📣 問全隊
button-roster-off = ➖ 撤下一人
button-roster-cancel = 🚫 取消這班
button-roster-cancel-yes = 🚫 是的，取消
button-roster-more = 更多 ▸
refusal-post-gone = 已經有人了，或者不用了。謝謝您。
refusal-shift-begun = 這一班已經開始，不能再換人，請直接打電話商量。
refusal-shift-cancelled = 這一班取消了，不用來。要反映事情，請寫幾個字給我。
refusal-on-this-shift = 這一班上已經有這個人了。
refusal-other-shift-near = 那個時間前後已有別的班，排不開。
refusal-no-such-shift = 沒有這一班，或者您不在這個隊裡。

# 計劃變了，已經通知的班還在
plan-gone = 📌 <b>{ $team }</b>的計劃變了：{ $slot }這 { $count } 班計劃裡沒有了，班還在：
plan-moved = 📌 <b>{ $team }</b>的計劃變了：{ $slot }換了時間。這 { $count } 班是按老時間通知的，沒有動：
plan-fewer = 📌 <b>{ $team }</b>有 { $count } 班不用那麼多人了：
plan-line = • { $shift }
plan-fewer-line = { $shift }：排了 { $have } 人，現在要 { $strength } 人，可以少來 { $count } 人
plan-gone-ask = 不用上的話，點「都取消」，班上的人都會收到通知。要照常上，不用管。
plan-moved-to = 按新計劃，第一班是 { $start } 開始。
plan-moved-ask = 要改的話，取消老的那班，再加一班。要照老時間上，不用管。
plan-fewer-ask = 點下面，後排上的先不來，每人都會收到通知。想讓大家都來，不用管。
plan-gone-done = 🚫 取消了 { $count } 班，班上的人都已通知。
plan-gone-none = 這些班已經處理過了。
plan-fewer-done = ✅ 好了，少來 { $count } 人次，都已通知。
plan-fewer-none = 現在沒有多出來的人了。
button-plan-gone = 🚫 都取消
button-plan-fewer = ✅ 多的人不用來
button-plan-roster = 看本隊的班
