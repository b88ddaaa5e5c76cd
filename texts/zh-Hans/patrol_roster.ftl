# 排班、替班、换班
roster-weekday-1 = 周一
roster-weekday-2 = 周二
roster-weekday-3 = 周三
roster-weekday-4 = 周四
roster-weekday-5 = 周五
roster-weekday-6 = 周六
roster-weekday-7 = 周日
roster-when = { $start }–{ $end }（{ $weekday }）
roster-shift = { $when }{ $slot }
roster-short = { $start }（{ $weekday }）{ $slot }
roster-label = { $mark } { $start }（{ $weekday }）{ $slot }
roster-mine = 🗓 <b>您的班</b>（{ $count } 个），点一个看，也能换班、找人替：
roster-mine-none = 🗓 接下来没有您的班。
roster-team = 🗓 <b>{ $team }</b>接下来的排班（★ 带班，? 来不了正在找人）
roster-team-none = 🗓 { $team }接下来还没有排班。
roster-team-line = • { $shift }：{ $people }{ $missing ->
        [0] {""}
       *[other] （还差 { $missing } 人）
    }
roster-new = 🗓 <b>{ $team }排班出来了</b>，您有 { $count } 个新班：
roster-fewer = 🗓 <b>{ $team }排班有变动</b>
roster-new-line = ➕ { $shift }{ $leads ->
        [0] {""}
       *[other] {" "}· 您带班
    }
roster-lost-line = ➖ { $shift }，不用您来了
roster-new-more = 另外还有 { $count } 班，点“我的班”看。
roster-gaps = ⚠️ <b>{ $team }有 { $count } 班没排满</b>
roster-gaps-line = • { $shift }：{ $missing ->
        [0] 没人带班
       *[other] 差 { $missing } 人{ $lead ->
            [0] {""}
           *[other] ，没人带班
        }
    }
roster-gaps-why = 原因：{ $reason }
roster-gaps-more = 另外还有 { $count } 班，点下面看。
roster-reason-too-few-members = 队里人数不够
roster-reason-nobody-may-lead = 队里还没有能带班的人
roster-reason-away = 其他人那天都来不了
roster-reason-elsewhere = 能来的人在别处有班
roster-reason-rest = 能来的人前后有班，要休息
roster-reason-often = 能来的人这七天已经排够了
roster-reason-household = 能来的人家里已有人上这班
roster-reason-full = 人已经够了，但都不能带班
roster-card-title = 🚶 <b>{ $shift }</b> · { $team }
roster-card-cancelled = 这一班取消了
roster-card-strength = 已有 { $have } 人，要 { $strength } 人{ $missing ->
        [0] {""}
       *[other] ，还差 { $missing } 人
    }
roster-card-post = • { $name } · { $state }
roster-post-assigned = { $leads ->
        [0] 还没答复
       *[other] 带班，还没答复
    }
roster-post-coming = { $leads ->
        [0] 会来
       *[other] 带班，会来
    }
roster-post-cannot = { $leads ->
        [0] 来不了，正在找人替
       *[other] 带班，来不了，正在找人替
    }
roster-post-passed-on = { $leads ->
        [0] 已有人替
       *[other] 已有人替
    }
roster-post-present = { $leads ->
        [0] 已签到
       *[other] 带班，已签到
    }
roster-post-checked-out = { $leads ->
        [0] 已签退
       *[other] 带班，已签退
    }
roster-post-excused = { $leads ->
        [0] 这次不用来
       *[other] 这次不用来
    }
roster-post-absent = { $leads ->
        [0] 没有签到
       *[other] 带班，没有签到
    }
roster-offer = 🙋 <b>谁能替一下？</b> { $name }来不了：{ $shift }。先点的就是您的了。
roster-offer-perhaps = 🙋 <b>谁能替一下？</b> { $name }可能来不了：{ $shift }。先点的就是您的了。
roster-told-sought = 🙋 正在替{ $name }找人：{ $shift }。已问了 { $asked } 个有空的人。
roster-offer-taken = ✅ 已经有人来了：{ $shift }。谢谢您。
roster-offer-withdrawn = ↩️ 不用替了：{ $shift }。谢谢您。
roster-offer-over = ⌛ 这一班已经开始或取消：{ $shift }。
roster-offer-confirm = 要请全队的人来替您吗？{ $shift }。有人接之前，这一班还是您的。
roster-offer-done = 🙋 已经问了全队。有人接了马上告诉您。
roster-took = ✅ <b>这一班是您的了，谢谢！</b>
roster-said-coming = ✅ <b>记下了，您会来。谢谢！</b>
roster-kept = ✅ 好，这一班还是您来。
roster-told-cannot = 🙋 { $name }来不了：{ $shift }。已问了 { $asked } 个有空的人。
roster-told-comes = ✅ { $name }能来了：{ $shift }。
roster-stood-in-for-you = 🤝 { $name }替您上这一班了：{ $shift }。您不用来了。
roster-told-stood-in = 🤝 { $name }替{ $other }：{ $shift }。
roster-told-came = 🙋 { $name }来补上：{ $shift }。
roster-swap-which = 🔁 您想用这一班（{ $shift }）换谁的哪一班？
roster-swap-none = 眼下没有能跟您换的班。可以点“找人替我”。
roster-swap-label = { $name } · { $start }（{ $weekday }）
roster-swap-sent = 🔁 已经问了{ $name }。对方点头之前，您还是上自己的班。
roster-swap-asked = 🔁 { $name }想跟您换班：您去上 { $theirs }，{ $name }来上您的 { $mine }。行吗？
roster-swap-done = 🔁 { $name }同意换班。您上 { $mine }，不用上 { $theirs } 了。
roster-swap-agreed = 🔁 <b>换好了，这一班是您的了。</b>
roster-swap-refused = 好，不换，您的班照旧。
roster-swap-withdrawn = 好，不换了，您的班照旧。
roster-swap-declined = { $name }这次换不了。您的班照旧：{ $shift }。
roster-told-swapped = 🔁 { $one }和{ $two }换了班：{ $two }上 { $given }，{ $one }上 { $gained }。
roster-manage = 🛠 <b>{ $team }</b>：点一班来安排
roster-manage-label = { $start }（{ $weekday }）{ $have }/{ $strength }
roster-assign-who = 👉 安排谁上这一班？{ $shift }
roster-assign-none = 队里没有能上这一班的人了：{ $shift }
roster-assign-label = { $name }（近期 { $count } 班）
roster-assigned = 👉 安排好了，已告诉本人。
roster-assigned-you = 👉 { $name }安排您上一班：{ $shift }。来不了请点下面。
roster-told-assigned = 👉 { $by }安排{ $name }上：{ $shift }。
roster-off-who = 谁不用来？{ $shift }
roster-off-done = 已撤下，并告诉了本人。
roster-taken-off = ➖ 这一班不用您来了：{ $shift }（{ $name }调整）。
roster-told-taken-off = ➖ { $by }把{ $name }从这一班撤下：{ $shift }。
roster-cancel-confirm = 真的要取消这一班吗？{ $shift }。班上的人都会收到通知。
roster-cancel-done = 🚫 已取消，班上的人都已通知。
roster-cancelled = 🚫 这一班取消了：{ $shift }（{ $name }）。
roster-gap = 🙋 <b>还差 { $missing } 人</b>：{ $shift }。您能来吗？先点先得。
roster-asked = 🙋 已经问了 { $count } 个有空的人。
roster-no-lead = ⚠️ 这一班没有能带班的人：{ $shift }。请安排一位。
roster-you-lead = ⭐ 这一班现在由您带班：{ $shift }。
roster-extra-day = ➕ 哪一天加一班？
roster-extra-hour = 几点开始？
roster-extra-hours = 巡几个小时？
roster-extra-strength = 要几个人？
roster-extra-day-label = { $day }（{ $weekday }）
roster-extra-hour-label = { $hour }:00
roster-extra-hours-label = { $hours } 小时
roster-extra-strength-label = { $strength } 人
roster-extra-done = ➕ 加好了。一天以后的班已自动排人；一天以内的请您安排或问全队。
roster-person = { $name }
button-roster-shift = 看这一班
button-roster-mine = 🗓 我的班
button-roster-team = 👥 { $team }的排班
button-roster-calendar = 📅 放进手机日历
button-roster-picture = 🖼 排班图
button-roster-manage = 🛠 安排人
button-roster-extra = ➕ 加一班
button-roster-offer = 🙋 找人替我
button-roster-offer-yes = 🙋 是的，问全队
button-roster-come = ✅ 我还是来
button-roster-swap = 🔁 和人换班
button-roster-swap-yes = ✅ 行，换
button-roster-swap-no = 换不了
button-roster-swap-back = 不换了
button-roster-take = ✋ 我来
button-roster-assign = 👉 安排人
button-roster-ask = 📣 问全队
button-roster-off = ➖ 撤下一人
button-roster-cancel = 🚫 取消这班
button-roster-cancel-yes = 🚫 是的，取消
button-roster-more = 更多 ▸
refusal-post-gone = 已经有人了，或者不用了。谢谢您。
refusal-shift-begun = 这一班已经开始，不能再换人，请直接打电话商量。
refusal-shift-cancelled = 这一班取消了，不用来。要反映事情，请写几个字给我。
refusal-on-this-shift = 这一班上已经有这个人了。
refusal-other-shift-near = 那个时间前后已有别的班，排不开。
refusal-no-such-shift = 没有这一班，或者您不在这个队里。

# 计划变了，已经通知的班还在
plan-gone = 📌 <b>{ $team }</b>的计划变了：{ $slot }这 { $count } 班计划里没有了，班还在：
plan-moved = 📌 <b>{ $team }</b>的计划变了：{ $slot }换了时间。这 { $count } 班是按老时间通知的，没有动：
plan-fewer = 📌 <b>{ $team }</b>有 { $count } 班不用那么多人了：
plan-line = • { $shift }
plan-fewer-line = { $shift }：排了 { $have } 人，现在要 { $strength } 人，可以少来 { $count } 人
plan-gone-ask = 不用上的话，点“都取消”，班上的人都会收到通知。要照常上，不用管。
plan-moved-to = 按新计划，第一班是 { $start } 开始。
plan-moved-ask = 要改的话，取消老的那班，再加一班。要照老时间上，不用管。
plan-fewer-ask = 点下面，后排上的先不来，每人都会收到通知。想让大家都来，不用管。
plan-gone-done = 🚫 取消了 { $count } 班，班上的人都已通知。
plan-gone-none = 这些班已经处理过了。
plan-fewer-done = ✅ 好了，少来 { $count } 人次，都已通知。
plan-fewer-none = 现在没有多出来的人了。
button-plan-gone = 🚫 都取消
button-plan-fewer = ✅ 多的人不用来
button-plan-roster = 看本队的班
