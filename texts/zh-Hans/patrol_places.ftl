# 巡逻队的地点：范围的角、路线、重点；还有全镇的重要日子
button-team-area-corners = 📐 按角来定
ask-team-corner =
    { $count ->
        [0] 请走到这块地方的第一个角，点 📎 回形针，选“位置”，发过来。以后按顺序绕一圈，一个角一个角发。
        [1] 记下 1 个角。请发第 2 个角的位置。
        [2] 记下 2 个角。请发第 3 个角的位置。
       *[other] 记下 { $count } 个角。还有就发第 { $next } 个角的位置；绕完了，点“好了”。
    }
choice-team-all = ✅ 好了
choice-team-undo = ↩️ 去掉最后一个
button-team-point-name = ✏️ 改名
button-team-point-radius = ⭕ 多远算到
ask-team-point-rename = 这个巡查点改叫什么？
ask-team-point-radius = 离“{ $name }”多少米以内算到？
choice-team-metres-now = ✅ { $metres } 米
button-team-routes = 🚶 路线
team-routes = <b>{ $team }</b>的路线：
team-routes-none = { $team }还没有路线。点下面加一条。
choice-team-route = 🚶 { $name }
button-team-route-new = ➕ 加一条路线
button-team-route-gone = 🗑 不用了
ask-team-route-name = 这条路线叫什么？比如“夜里一圈”。
ask-team-route-stop =
    { $count ->
        [0] 从哪里走起？点一个巡查点。
        [1] { $way } → ？接着走哪里？
       *[other] { $way }。还有就接着点；走完了，点“好了”。
    }
ask-team-route-gone = 真的不用“{ $name }”这条路线了吗？
button-team-spots = ⚠️ 重点
team-spots = <b>{ $team }</b>的重点：
team-spots-none = { $team }还没有重点。点下面加一个。
choice-team-spot-road = 🛣 { $name }
choice-team-spot-railway = 🛤 { $name }
choice-team-spot-school = 🏫 { $name }
choice-team-spot-other = ⚠️ { $name }
button-team-spot-new = ➕ 加一个重点
button-team-spot-where = 🗺 看位置
button-team-spot-gone = 🗑 不用了
ask-team-hot-name = 要重点看的地方叫什么？比如“国道口”。
ask-team-hot-kind = 是什么地方？
choice-team-hot-road = 🛣 国道
choice-team-hot-railway = 🛤 铁路
choice-team-hot-school = 🏫 校门
choice-team-hot-other = ⚠️ 别的
ask-team-spot-gone = 真的不用重点看“{ $name }”了吗？
choice-team-planned-away = 💤 { $name }（不用了）
team-planned-away = 现在不用它。点下面可以用回来。
button-team-planned-back = ↩️ 用回来
team-planned-where = { $name }在这里：
button-patrol-special = 🎏 重要日子
special-days = <b>重要日子</b>：这些天各队每班多派人，各村每天零报告，受理、处理的时限更短。
special-days-yearly = ・{ $name }（每年）
special-days-one = ・{ $name }：{ $day }
special-days-many = ・{ $name }：{ $first } 到 { $last }
choice-special-days-one = 🗑 { $name } { $day }
choice-special-days-many = 🗑 { $name } { $first } 到 { $last }
button-special-days-new = ➕ 加几天
ask-special-days-name = 这几天叫什么？比如“庙会”。
ask-special-days-first = 从哪天开始？点一天，也可以写：10月3日到10月7日。
ask-special-days-last = 从 { $first } 起，到哪天为止？点一天，也可以写。
confirm-special-days =
    { $count ->
        [1] <b>{ $name }</b>：{ $first }，一天。
       *[other] <b>{ $name }</b>：{ $first } 到 { $last }，共 { $count } 天。
    }
confirm-special-days-teams = 这些天全镇各队每班多派人，各村每天零报告，受理、处理的时限更短。对吗？
button-send-special-days = ✅ 对，加上
special-days-added = ✅ “{ $name }”加上了。各队的排班过几分钟就改好，多派到的人会收到通知。
special-days-removed = ✅ “{ $name }”去掉了。各队的排班过几分钟就改好；已经通知过的人，班不变。
ask-special-days-gone-one = 真的去掉“{ $name }”（{ $day }）吗？
ask-special-days-gone-many = 真的去掉“{ $name }”（{ $first } 到 { $last }）吗？
button-special-days-gone-yes = 是，去掉
refusal-area-no-shape = 这几个角围不成一块地方：可能没按顺序，或者挨得太近。请点“去掉最后一个”，再绕着边一个角一个角发。
refusal-route-too-short = 一条路线至少要走过两个巡查点。请先加巡查点。
refusal-place-gone = 这个已经去掉了。请看最新的名单。
refusal-list-full = 最多 { $count } 个，已经满了。请先去掉不用的。
refusal-days-too-many = 最多 { $count } 天。请把日子写短一点，或者分几次加。
