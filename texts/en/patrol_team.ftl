# Patrol teams: joining, leaving, leading, places
menu-patrol = 🚶 Patrol
patrol-menu = <b>Patrol</b>: what would you like to do?
patrol-more = You can also do this:
patrol-nobody = You are in no patrol team yet. Each watches a day, and all are watched over for a year. Would you like to join?
button-patrol-sos = 🆘 SOS
button-patrol-mine = 📅 My shifts (check in)
button-patrol-incident = 📣 Report what I see
button-patrol-roster = 🗓 Roster
button-patrol-team = 👥 Team
button-patrol-board = 🌙 Tonight
button-patrol-town = 🏘 All teams
button-patrol-days = 🙅 Days I cannot
button-patrol-hours = ⏱ My hours
button-patrol-equipment = 🔦 Equipment
button-patrol-house = 🏠 For a household
button-patrol-leave = Leave the team
button-patrol-join = 🚶 Join a patrol
button-patrol-more = More
ask-team = Which village's patrol would you like to join? Press it or type its name.
ask-team-name = What shall the team call you? Press your name below or type it.
choice-team-own-name = { $name }
ask-team-household = Does your household take turns? Then write its name (such as "Zhang, group 3"). If you come for yourself, press Skip.
ask-team-household-change = Which household do you stand for? Write its name (such as "Zhang, group 3"). If you come for yourself, press Skip.
team-household-set = Noted: you stand for the household "{ $household }".
team-household-none = Noted: you come for yourself.
team-household = Household: { $household }
team-answer-asked = Thank you! { $team } has been asked, and I will tell you as soon as they say yes.
team-answer-waits = You have asked already; { $team } has not answered yet. Please wait a little.
team-answer-member = You belong to { $team } already. Press "Patrol" below to see your shifts.
team-answer-joined = You belong to { $team } now.
team-asked = 🙋 { $name } would like to join { $team }. Do you agree?
button-team-yes = ✅ Yes
button-team-no = Not now
team-granted = ✅ { $name } belongs to { $team } now.
team-declined = { $name } did not join { $team } this time and was told so kindly.
team-joined = ✅ Welcome! You belong to { $team } now.
team-joined-next = What comes next: you will be told of your shifts and reminded the day before. For days when you cannot come, press "Patrol" below, then "Days I cannot".
team-refused = Thank you for offering. { $team } has no place for you just now. You may ask again later, or speak to the village head.
ask-team-leave = Do you really want to leave { $team }?
team-leave-posts = { $count ->
    [one] You still have a shift ahead; the team will be asked to take it.
   *[other] You still have { $count } shifts ahead; the team will be asked to take them.
}
button-team-leave-yes = Yes, leave
team-left = You have left { $team }. Thank you for every night you watched. You may come back at any time.
team-left-offered = { $count ->
    [one] Others will take your shift.
   *[other] Others will take your { $count } shifts.
}
team-left-told = { $name } does not belong to { $team } any more.
team-left-posts = { $count ->
    [one] A shift is free and will be given to others.
   *[other] { $count } shifts are free and will be given to others.
}
team-taken-out = You are not on the list of { $team } any more and need not come to further shifts. Thank you for every night you watched. If you have a question, ask the village head.
team-days-title = <b>{ $team }</b>: when can you not come? Press a weekday; press again to take it back.
team-days-none = Nothing entered: any day is fine.
team-days-line = ・away { $days }
team-one-day = { $day }
team-many-days = { $first } to { $last }
team-days-given = { $count ->
    [one] A shift that was planned for you on these days goes to somebody else in a few minutes. You will be told.
   *[other] { $count } shifts that were planned for you on these days go to others in a few minutes. You will be told.
}
team-days-posts = { $count ->
    [one] You said yes to a shift on these days. If you cannot come, please say so under "My shifts".
   *[other] You said yes to { $count } shifts on these days. If you cannot come, please say so under "My shifts".
}
team-weekday-1 = Mon
team-weekday-2 = Tue
team-weekday-3 = Wed
team-weekday-4 = Thu
team-weekday-5 = Fri
team-weekday-6 = Sat
team-weekday-7 = Sun
choice-team-weekday = { $weekday }
choice-team-weekday-away = 🙅 { $weekday }
choice-team-day = { $weekday } { $day }
choice-team-day-away = 🙅 { $weekday } { $day }
button-team-day-next = 📅 Next two weeks
button-team-day-words = ✍️ From … to …
button-team-day-off = ✖ I can { $days }
ask-team-next-days = On which day can you not come? Press it; press again to take it back.
ask-team-days = From when to when can you not come? For example: 3 Oct to 7 Oct. For one day write that day.
toast-team-in-stretch = This day is part of a longer stretch. Go back and take that back first.
ask-which-team = Which team?
team-title = <b>{ $team }</b>
team-members = Members: { $count }
team-leads = Shift leads: { $names }
team-no-lead = No shift lead yet: please name one of the members.
team-households = Households: { $count }
team-asking = { $count ->
    [one] 🙋 Somebody would like to join and waits for your word:
   *[other] 🙋 { $count } would like to join and wait for your word:
}
button-team-ask = 🙋 { $name }
button-team-members = 👥 Members
button-team-link = 🔗 Link and code
button-team-points = 📍 Checkpoints
button-team-area = 🗺 Area
button-team-hand = 🤝 Hand over
team-members-title = Members of <b>{ $team }</b>:
team-members-none = { $team } has no members yet. Send its link around.
choice-team-lead = ⭐ { $name }
choice-team-member = { $name }
team-member = <b>{ $name }</b> · { $team }
team-member-leads = ⭐ shift lead
team-member-since = since { $day }
button-team-lead-on = ⭐ Make shift lead
button-team-lead-off = No longer shift lead
button-team-out = Take out of the team
ask-team-out = Take { $name } out of { $team }? Their shifts will be offered to others, and they will be told.
button-team-out-yes = Yes, take out
team-lead-on = ⭐ You are a shift lead of { $team } now. Press "Patrol", then "Team" to see members and who asks to join.
team-lead-off = You no longer lead shifts of { $team }. Thank you. You stay a member.
team-link-there = { $team } has a link made on { $day }, and it still works. If it is lost you can make a new one; <b>the old one stops working</b>.
button-team-link-new = Make a new one
team-link =
    The link to join { $team }; send it to whoever would like to come:
    { $link }
    Or print this code. The link goes on working. <b>Please keep it</b>: I cannot show it again.
button-team-take = ✅ I will lead
button-team-not = I cannot
team-handover-asked = 🤝 { $name } would like you to lead { $team }. Will you?
team-handover-sent = { $name } has been asked. With a yes the team is theirs; you stay a member.
team-handover-taken = ✅ { $name } said yes and leads { $team } now. You stay a member. Thank you.
team-handover-not = { $name } cannot lead { $team } now; it stays with you. You may ask somebody else.
team-handover-yes = ✅ Good, { $team } is yours to lead now.
team-handover-no = All right, they know that you cannot. { $team } keeps its lead.
team-handover-over = Who leads { $team } is settled; there is nothing left to press.
ask-team-successor = Who shall lead { $team }?
team-no-successor = { $team } has no other member who could take over. Invite somebody first.
team-points = Checkpoints of <b>{ $team }</b>:
team-points-none = { $team } has no checkpoints yet. Walk to the place and add one.
choice-team-point = 📍 { $name }
button-team-point-new = ➕ New checkpoint
team-point = 📍 <b>{ $name }</b> · { $team } · within { $metres } m counts
team-point-where = { $name } is here:
button-team-point-where = 🗺 Show on the map
button-team-point-move = 📍 Move it
button-team-point-lost = 🧾 Poster lost: new code
button-team-point-gone = 🗑 Take away
ask-team-point-name = What is the checkpoint called? For example "stone bridge".
ask-team-point-place = Please walk to the place, press 📎, choose "Location" and send it.
ask-team-point-lost = With a new code the old poster of "{ $name }" no longer checks anybody in. Make one?
button-team-point-lost-yes = Yes, a new code
ask-team-point-gone = Take the checkpoint "{ $name }" away?
button-team-point-gone-yes = Yes, take it away
team-point-poster = The new code of "{ $name }". Print it and put it up; the old one is void.
team-area-title = Where <b>{ $team }</b> patrols
team-area-none = No area is set.
team-area-circle = { $metres } m around its middle
team-area-polygon = an area with { $count } corners
team-area-where = The middle of the area of { $team }:
team-route = 🚶 Route: { $name } ({ $way })
team-route-points = 🚶 Route: { $name }
team-hot-spot = { $kind }: { $name }
team-hot-road = 🛣 National road
team-hot-railway = 🛤 Railway
team-hot-school = 🏫 School gate
team-hot-other = ⚠️ Hot spot
button-team-area-set = 📍 Set the area
button-team-area-where = 🗺 Show the middle
button-team-area-plan = ↩️ Use the town's own
ask-team-area-place = Where is the middle of the area? Press 📎, choose "Location" and send it.
ask-team-area-radius = How far around it?
choice-team-metres = { $metres } m
refusal-team-link-gone = This link was replaced. Ask the shift lead for the new one, or press "Join a patrol" under "More".
refusal-household-taken = This household has a member in the team already; one is enough. To change it, that member leaves, or changes the name under "For a household"; then ask again.
refusal-no-longer-member = No longer a member of this team, so this cannot be done. Anybody may ask to join again.
refusal-checkpoint-gone = This checkpoint is not used any more. Please look at the present list.
refusal-place-far-off = This place is far from the township; perhaps the phone was not sure. Please go there, wait a moment and send it again.
refusal-days-unreadable = I could not read the days. Please write for example: 3 Oct to 7 Oct. They must lie ahead.
