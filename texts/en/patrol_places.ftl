# A team's places: corners of its area, routes, hot spots; and the town's special days
button-team-area-corners = 📐 By its corners
ask-team-corner =
    { $count ->
        [0] Please walk to the first corner of the area, press 📎, choose "Location" and send it. Then go around it in order, corner by corner.
        [1] One corner noted. Please send the place of corner 2.
        [2] Two corners noted. Please send the place of corner 3.
       *[other] { $count } corners noted. Send the place of corner { $next }, or press "That is all".
    }
choice-team-all = ✅ That is all
choice-team-undo = ↩️ Take back the last
button-team-point-name = ✏️ Rename
button-team-point-radius = ⭕ How near counts
ask-team-point-rename = What shall the checkpoint be called?
ask-team-point-radius = Within how many metres of "{ $name }" is somebody there?
choice-team-metres-now = ✅ { $metres } m
button-team-routes = 🚶 Routes
team-routes = Routes of <b>{ $team }</b>:
team-routes-none = { $team } has no routes yet. Add one below.
choice-team-route = 🚶 { $name }
button-team-route-new = ➕ New route
button-team-route-gone = 🗑 Take away
ask-team-route-name = What is the route called? For example "night round".
ask-team-route-stop =
    { $count ->
        [0] Where does it begin? Press a checkpoint.
        [1] { $way } → ? Where next?
       *[other] { $way }. Press the next one, or "That is all".
    }
ask-team-route-gone = Take the route "{ $name }" away?
button-team-spots = ⚠️ Hot spots
team-spots = Hot spots of <b>{ $team }</b>:
team-spots-none = { $team } has no hot spots yet. Add one below.
choice-team-spot-road = 🛣 { $name }
choice-team-spot-railway = 🛤 { $name }
choice-team-spot-school = 🏫 { $name }
choice-team-spot-other = ⚠️ { $name }
button-team-spot-new = ➕ New hot spot
button-team-spot-where = 🗺 Show on the map
button-team-spot-gone = 🗑 Take away
ask-team-hot-name = What is the place to watch called? For example "highway junction".
ask-team-hot-kind = What is there?
choice-team-hot-road = 🛣 National road
choice-team-hot-railway = 🛤 Railway
choice-team-hot-school = 🏫 School gate
choice-team-hot-other = ⚠️ Something else
ask-team-spot-gone = Need "{ $name }" not be watched any more?
choice-team-planned-away = 💤 { $name } (taken away)
team-planned-away = It is not in use. You can bring it back below.
button-team-planned-back = ↩️ Bring it back
team-planned-where = { $name } is here:
button-patrol-special = 🎏 Special days
special-days = <b>Special days</b>: on these every shift takes more people, every unit gives its return daily, and cases have less time.
special-days-yearly = ・{ $name } (every year)
special-days-one = ・{ $name }: { $day }
special-days-many = ・{ $name }: { $first } to { $last }
choice-special-days-one = 🗑 { $name } { $day }
choice-special-days-many = 🗑 { $name } { $first } to { $last }
button-special-days-new = ➕ Add days
ask-special-days-name = What are these days called? For example "temple fair".
ask-special-days-first = From which day? Press it, or write for example: 3 Oct to 7 Oct.
ask-special-days-last = From { $first } until which day? Press it or write it.
confirm-special-days =
    { $count ->
        [one] <b>{ $name }</b>: { $first }, one day.
       *[other] <b>{ $name }</b>: { $first } to { $last }, { $count } days.
    }
confirm-special-days-teams = On these days every shift of every team takes more people, every village gives its return daily, and cases have less time to be accepted and acted on. Is that right?
button-send-special-days = ✅ Yes, add them
special-days-added = ✅ "{ $name }" is added. The rosters follow in a few minutes; whoever is needed in addition will be told.
special-days-removed = ✅ "{ $name }" is taken back. The rosters follow in a few minutes; whoever was told of a shift keeps it.
ask-special-days-gone-one = Take "{ $name }" ({ $day }) back?
ask-special-days-gone-many = Take "{ $name }" ({ $first } to { $last }) back?
button-special-days-gone-yes = Yes, take back
refusal-area-no-shape = These corners do not go around an area: perhaps they came out of order, or too close together. Press "Take back the last" and go around it corner by corner.
refusal-route-too-short = A route leads past two checkpoints at least. Please add checkpoints first.
refusal-place-gone = This was taken away already. Please look at the present list.
refusal-list-full = There can be { $count } of these and no more. Please take away one that is not needed.
refusal-days-too-many = { $count } days at most. Please choose fewer, or add them in parts.
