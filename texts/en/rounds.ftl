# Duty
button-duty = 📞 Who is on duty
duty-now = 📞 On duty now: <b>{ $name }</b>
    from { $since } until { $until }
duty-nobody = 📞 No duty roster is kept: when something is urgent everybody of the centre is told.
duty-days = To come:
duty-day = { $day } { $weekday }: { $name }
button-duty-day = 🔁 Change a day
button-duty-take = ✋ I take over now
button-duty-order = 🗓 Who takes turns
duty-taken = ✅ You are on duty from now on.{ $relieved ->
    [0] {""}
   *[other] {" "}Whoever was on duty is told.
}
duty-kept = ✅ Noted.
duty-yours = 📞 <b>You are on duty from now</b> until { $until }. What is urgent comes to you first: please keep your phone at hand.
duty-over = 📞 { $name } is on duty from { $at }; your turn is over. Thank you.
duty-over-all = 📞 From { $at } no duty roster is kept: when something is urgent everybody of the centre is told.
ask-duty-order = Who takes turns on duty? Tap the names in their order, and the last button when that is all.
ask-duty-which-day = Which day?
ask-duty-day = Who is on duty that day?
choice-duty = { $name }
choice-duty-enough = ✔️ That is all
choice-duty-none = No roster, tell everybody
confirm-duty-order = They take turns: { $names }
confirm-duty-none = No roster: when something is urgent everybody of the centre is told.
alarm-audit-calendar = ⚠️ { $count } things of the centre's calendar were not set to happen; they are now.
# Screening
button-rounds = 📋 Screening
rounds-title = 📋 <b>Screening</b>: { $count } going on
rounds-none = 📋 There is nothing to answer at the moment.
round-title = 📋 <b>Screening</b> (from { $at })
round-title-about = 📋 <b>Screening</b> (from { $at }): { $subject }
round-unit = { $unit }
round-ask = Please look: is there any new dispute, hazard or tip? Please tap even if there is none.
round-ask-again = ⏰ Your answer has not come yet. Please look: is there any new dispute, hazard or tip? Please tap even if there is none.
round-answered = ✅ Answered { $at }. You can report more.
round-over = This round is over.
round-closed = 🏁 <b>The screening has ended</b>
round-count = Answered { $count } of { $total } units
round-missing = Not answered yet:
round-row-missing = ⏳ { $unit }
round-row = ✅ { $unit }
round-row-found = ✅ { $unit }: { $count } reported
round-found = Reported: { $count }
round-found-in = { $unit }: { $numbers }
round-not-linked = You did not give your name, so this is not counted in the screening and nobody can see that it was you. Please answer the screening separately.
button-round-nil = ✅ Nothing (nil return)
button-round-found = ✍️ There is something, report it
button-round-new = ➕ Begin a round about something
button-round-chase = 🔔 Remind who has not answered
button-round-close = 🏁 End this round
button-round-close-yes = End it
ask-round-subject = What is this round about? One sentence, for instance “where fireworks are stored”. Please name no person.
ask-round-close = Not answered yet: { $count }. End it all the same?
confirm-round = Every village is asked about: { $subject }
toast-round-thanks = ✅ Thank you
toast-round-chased = 🔔 Reminded: { $count }
toast-round-chased-lately = They were reminded a moment ago; please wait an hour
# Meetings
button-meetings = 🗣 Meetings
meetings-title = 🗣 <b>The last meetings</b>
meetings-none = 🗣 There was no meeting yet. The agenda goes out the evening before.
meeting-title = 🗣 { $name } ({ $at })
meeting-agenda = What is to be talked about is attached. Please have a look before.
meeting-asked = Will you come?
meeting-comes = ✅ You said that you will come.
meeting-stays-away = 🙏 You are excused.
button-meeting-yes = ✅ I will come
button-meeting-no = 🙏 I can't
meeting-coming = ✅ Coming: { $names }
meeting-away = 🙏 Excused: { $names }
meeting-silent = ⏳ No answer yet: { $count }
meeting-cases = { $count ->
    [0] There is nothing to be talked about.
   *[other] { $count } on the agenda, { $decided } decided. Tap one to take down what was decided.
}
meeting-case-open = ▫️ { $number } { $category } { $unit }
meeting-case-done = ✅ { $number } { $category } { $unit }
meeting-noted = ✅ { $number }: what was decided is noted.
meeting-minutes = 📝 <b>Minutes</b>
meeting-decided = { $count ->
    [0] No decision was taken down.
   *[other] Decided: { $count }
}
meeting-decision = { $number }: { $unit }
meeting-decision-by = { $number }: { $unit }, reply by { $at }
ask-decision = What was decided? Write it, or say it.
ask-decide-unit = Which unit deals with it?
ask-decide-days = A reply within how many days?
choice-decide-keep = The unit that has it
choice-decide-no-date = No date
confirm-decide-keep = It stays with the unit that has it
confirm-decide-days = A reply within { $days } days (taken down by the director it is supervised at once, by others the director is asked)
card-entry-decision = 🗣 { $at } decided at a meeting: { $text }
# The agenda
agenda-title = { $name }: agenda
agenda-when = When: { $at }
agenda-count = Cases: { $count }
agenda-nothing = There is nothing to be talked about this time.
agenda-case = { $place }. { $number } { $category } ({ $unit })
agenda-why = Why: { $why }
agenda-filed = Reported: { $at }
agenda-handler = With: { $unit } { $name }
agenda-no-handler = With: { $unit } (nobody has accepted it)
agenda-deadline = Deadline: { $what } by { $at }
agenda-what = What was reported: { $text }
agenda-done = Last done: { $text }
agenda-decision = Decision:
hard-supervised = supervised and not answered
hard-overdue = overdue
hard-reopened = reopened
hard-threat = may come to blows
hard-many-reports = reported by many
hard-many-parties = three or more parties
round-title-daily = 📋 <b>Daily return</b> ({ $day })
briefing-title = 📣 <b>Special period, the morning’s briefing</b>: { $name }
briefing-duty = 📞 On duty: { $name }
briefing-returns = Yesterday’s returns: { $count } of { $total } units
briefing-cases = Open: { $count }
round-row-nobody = ⏳ { $unit } (nobody here, please ring them)
button-round-for = ☎️ Answer for a unit on the telephone
round-for = Which unit?
choice-round-unit = { $unit }
round-row-before = ⏳ { $unit } (not in the last round either)
round-ask-before = No answer came from you in the last round. Please remember this one.
round-silent = Never answered:
round-gave-way = The next round has begun, so this one ends. Who has not answered is asked on in the new one.
round-day-over = That day is over; nobody is asked for it any more.
