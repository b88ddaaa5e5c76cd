# Duty
button-duty = 📞 Who is on duty
duty-now = 📞 On duty now: <b>{ $name }</b>
    from { $since } until { $until }
duty-nobody = 📞 No duty roster is kept: when something is urgent everybody of the centre is told.
duty-days = To come:
duty-day = { $day } { $weekday }: { $name }
button-duty-day = Change { $day } { $name }
button-duty-take = ✋ I take over now
button-duty-order = 🗓 Who takes turns
duty-taken = ✅ You are on duty from { $at } until { $until }. Whoever you relieve is told.
duty-kept = ✅ Noted.
duty-yours = 📞 <b>You are on duty from now</b> until { $until }. What is urgent comes to you first: please keep your phone at hand.
duty-over = 📞 { $name } is on duty from { $at }; your turn is over. Thank you.
duty-over-all = 📞 From { $at } no duty roster is kept: when something is urgent everybody of the centre is told.
ask-duty-order = Who takes turns on duty? Tap the names in their order, and the last button when that is all.
ask-duty-day = Who is on duty that day?
choice-duty = { $name }
choice-duty-enough = ✔️ That is all
choice-duty-none = No roster, tell everybody
confirm-duty-order = They take turns: { $names }
confirm-duty-none = No roster: when something is urgent everybody of the centre is told.
alarm-audit-calendar = ⚠️ { $count } things of the centre's calendar were not set to happen; they are now.
