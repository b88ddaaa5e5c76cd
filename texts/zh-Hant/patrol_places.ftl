# 巡邏隊的地點：範圍的角、路線、重點；還有全鎮的重要日子
button-team-area-corners = 📐 按角來定
ask-team-corner =
    { $count ->
        [0] 請走到這塊地方的第一個角，點 📎 迴紋針，選「位置」，發過來。以後按順序繞一圈，一個角一個角發。
        [1] 記下 1 個角。請發第 2 個角的位置。
        [2] 記下 2 個角。請發第 3 個角的位置。
       *[other] 記下 { $count } 個角。還有就發第 { $next } 個角的位置；繞完了，點「好了」。
    }
choice-team-all = ✅ 好了
choice-team-undo = ↩️ 去掉最後一個
button-team-point-name = ✏️ 改名
button-team-point-radius = ⭕ 多遠算到
ask-team-point-rename = 這個巡查點改叫什麼？
ask-team-point-radius = 離「{ $name }」多少米以內算到？
choice-team-metres-now = ✅ { $metres } 米
button-team-routes = 🚶 路線
team-routes = <b>{ $team }</b>的路線：
team-routes-none = { $team }還沒有路線。點下面加一條。
choice-team-route = 🚶 { $name }
button-team-route-new = ➕ 加一條路線
button-team-route-gone = 🗑 不用了
ask-team-route-name = 這條路線叫什麼？比如「夜裡一圈」。
ask-team-route-stop =
    { $count ->
        [0] 從哪裡走起？點一個巡查點。
        [1] { $way } → ？接著走哪裡？
       *[other] { $way }。還有就接著點；走完了，點「好了」。
    }
ask-team-route-gone = 真的不用「{ $name }」這條路線了嗎？
button-team-spots = ⚠️ 重點
team-spots = <b>{ $team }</b>的重點：
team-spots-none = { $team }還沒有重點。點下面加一個。
choice-team-spot-road = 🛣 { $name }
choice-team-spot-railway = 🛤 { $name }
choice-team-spot-school = 🏫 { $name }
choice-team-spot-other = ⚠️ { $name }
button-team-spot-new = ➕ 加一個重點
button-team-spot-where = 🗺 看位置
button-team-spot-gone = 🗑 不用了
ask-team-hot-name = 要重點看的地方叫什麼？比如「國道口」。
ask-team-hot-kind = 是什麼地方？
choice-team-hot-road = 🛣 國道
choice-team-hot-railway = 🛤 鐵路
choice-team-hot-school = 🏫 校門
choice-team-hot-other = ⚠️ 別的
ask-team-spot-gone = 真的不用重點看「{ $name }」了嗎？
choice-team-planned-away = 💤 { $name }（不用了）
team-planned-away = 現在不用它。點下面可以用回來。
button-team-planned-back = ↩️ 用回來
team-planned-where = { $name }在這裡：
button-patrol-special = 🎏 重要日子
special-days = <b>重要日子</b>：這些天各隊每班多派人，各村每天零報告，受理、處理的時限更短。
special-days-yearly = ・{ $name }（每年）
special-days-one = ・{ $name }：{ $day }
special-days-many = ・{ $name }：{ $first } 到 { $last }
choice-special-days-one = 🗑 { $name } { $day }
choice-special-days-many = 🗑 { $name } { $first } 到 { $last }
button-special-days-new = ➕ 加幾天
ask-special-days-name = 這幾天叫什麼？比如「廟會」。
ask-special-days-first = 從哪天開始？點一天，也可以寫：10月3日到10月7日。
ask-special-days-last = 從 { $first } 起，到哪天為止？點一天，也可以寫。
confirm-special-days =
    { $count ->
        [1] <b>{ $name }</b>：{ $first }，一天。
       *[other] <b>{ $name }</b>：{ $first } 到 { $last }，共 { $count } 天。
    }
confirm-special-days-teams = 這些天全鎮各隊每班多派人，各村每天零報告，受理、處理的時限更短。對嗎？
button-send-special-days = ✅ 對，加上
special-days-added = ✅ 「{ $name }」加上了。各隊的排班過幾分鐘就改好，多派到的人會收到通知。
special-days-removed = ✅ 「{ $name }」去掉了。各隊的排班過幾分鐘就改好；已經通知過的人，班不變。
ask-special-days-gone-one = 真的去掉「{ $name }」（{ $day }）嗎？
ask-special-days-gone-many = 真的去掉「{ $name }」（{ $first } 到 { $last }）嗎？
button-special-days-gone-yes = 是，去掉
refusal-area-no-shape = 這幾個角圍不成一塊地方：可能沒按順序，或者挨得太近。請點「去掉最後一個」，再繞著邊一個角一個角發。
refusal-route-too-short = 一條路線至少要走過兩個巡查點。請先加巡查點。
refusal-place-gone = 這個已經去掉了。請看最新的名單。
refusal-list-full = 最多 { $count } 個，已經滿了。請先去掉不用的。
refusal-days-too-many = 最多 { $count } 天。請把日子寫短一點，或者分幾次加。
