# Words in pictures and files
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
document-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
document-year = { $year }
document-and = ,{ " " }
document-made-at = Made { $at }
roster-picture-title = { $team }: roster
roster-picture-span = { $first } to { $last }
roster-picture-today = Today
roster-picture-free-day = no shift
roster-picture-cancelled = Cancelled
roster-picture-unpublished = Not out yet
roster-picture-cannot = { $name } can't
roster-picture-missing = { $count } more needed
roster-picture-no-lead = Lead needed
roster-picture-legend-lead = Lead
roster-picture-legend-free = Still free
coverage-picture-title = Patrols in { $month }
coverage-picture-summary = { $shifts } shifts so far, { $share } present
coverage-picture-level-full = All there
coverage-picture-level-most = Most
coverage-picture-level-few = Few
coverage-picture-level-nobody = Nobody
coverage-picture-level-ahead = To come
coverage-picture-note = Numbers: how many were missing
calendar-name = { $township } patrol
calendar-entry = Patrol: { $team }, { $slot }
calendar-entry-cancelled = [Cancelled] { $title }
calendar-entry-hint = When you are there, check in with the bot or scan a checkpoint's poster.
certificate-title = Certificate of voluntary patrols
certificate-motto = I watch one day for everyone, everyone watches the year for me
certificate-body = This is to certify that { $name } took part in the voluntary patrols of { $team } in { $township } from { $first } to { $last }: { $shifts } shifts, { $hours } hours in all.
certificate-period = Period
certificate-shifts = Shifts
certificate-hours = Hours
certificate-total = Total
certificate-note = From the record of check-ins and check-outs. Valid with the centre's seal.
poster-file-title = Checkpoint posters
poster-kind = Volunteer patrol · checkpoint
poster-what-to-do = On patrol here? Scan this with your phone to check in
poster-lost = Lost or unreadable? Tell the shift lead, who will get a new one
poster-motto = I watch one day for everyone
# The ledger of allowances
ledger-title = Patrol allowances, { $month }
ledger-sheet-teams = Teams
ledger-sheet-people = People
ledger-sheet-lines = Lines
ledger-head-team = Team
ledger-head-posts = Posts
ledger-head-verified = Verified
ledger-head-deducted = Deducted (yuan)
ledger-head-amount = Amount (yuan)
ledger-head-state = Review
ledger-head-number = No.
ledger-head-name = Name
ledger-head-day = Day
ledger-head-slot = Shift
ledger-head-hours = Hours
ledger-head-check-ins = Check-ins
ledger-head-in = In
ledger-head-out = Out
ledger-head-rate = Rate (yuan)
ledger-head-why = Why deducted
ledger-head-remarks = Remarks
ledger-total = Total
ledger-state-open = To be reviewed
ledger-state-running = The month is not over
ledger-state-released = Released by { $name }, { $at }
ledger-signatures = Made by:                    Reviewed by:                    Director:
ledger-note = Totals are formulas: change “Verified” in the lines (1 counts, 0 does not), and they follow.
ledger-why-cancelled = The shift was cancelled
ledger-why-not-over = The shift is not over
ledger-why-excused = Excused by the lead
ledger-why-not-coming = Said beforehand that they could not come; nobody stood in
ledger-why-no-check-in = No check-in
ledger-why-unconfirmed = The check-in waits for the lead's word
ledger-check-in-location = place
ledger-check-in-poster = poster
ledger-check-in-live = live place
ledger-check-in-picture = picture
ledger-check-in-by-lead = lead's word
ledger-mark-outside = outside the area
ledger-mark-inaccurate = place not exact
ledger-mark-far-from-poster = far from the poster
ledger-mark-too-fast = too far in the time
ledger-mark-same-picture = picture sent before
ledger-mark-forwarded = place was forwarded
ledger-mark-early = early
ledger-mark-forgotten = no check-out
# Words in the chat
picture-roster = 📅 <b>{ $team }</b>, two weeks
picture-roster-which = Which team's roster?
picture-roster-none = You are in no team yet. To join, use “Patrol”.
button-roster-earlier = ◀ Two weeks before
button-roster-later = Two weeks later ▶
calendar-file = 🗓 Your shifts. Open the file and add it to your phone's calendar; it will remind you. After a change, ask for it again.
calendar-file-empty = You have no shifts now. You will be told when you do.
button-calendar-feed = 🔄 A link that keeps itself up to date
calendar-feed =
    🔄 This is your own calendar link. Tap it to copy it:
    <code>{ $link }</code>
    In your phone's calendar choose "Add subscription calendar" and paste it. When your shifts change, the calendar follows by itself.
    <b>Pass it on to nobody</b>: whoever has this link can see your shifts.
calendar-feed-there = You have a calendar link made on { $day }, and it still works. We keep no copy and cannot show it again. If it is lost you can make a new one; <b>the old one stops working</b>.
button-calendar-feed-new = Make a new one
button-calendar-feed-end = I need no link any more
calendar-feed-ended = Your calendar link does not work any more. You can delete the subscription in your phone's calendar.
calendar-feed-away = There is no calendar link to be had just now. Please use the calendar file, and ask for it again after a change.
picture-coverage = 🗺 Patrols in <b>{ $month }</b>
ledger-which-month = 💰 Which month's allowances?
ledger-month =
    💰 Allowances, <b>{ $month }</b>: { $verified } verified shifts, <b>{ $amount }</b> yuan.
    { $released } teams released, { $open } to be reviewed. Press a team.
ledger-month-empty = There were no shifts in { $month }.
button-ledger-all = 📄 Workbook of all teams
button-ledger-team-open = { $team } · { $amount } yuan
button-ledger-team-released = ✅ { $team } · { $amount } yuan
button-ledger-other-month = ◀ Another month
button-ledger-month = ◀ { $month }
ledger-team =
    💰 <b>{ $team }</b>, { $month }
    { $verified } verified shifts at { $rate } yuan: <b>{ $amount }</b> yuan.
ledger-team-deducted = Not counted, { $count }: { $why }
ledger-team-released = ✅ Released by { $name }, { $at }.
ledger-team-running = The month is not over yet; it can be released after that.
ledger-team-ask = Please look through the workbook first, then press “Release”. It cannot be changed afterwards.
button-ledger-file = 📄 Workbook
button-ledger-release = ✅ Release
ledger-sure = <b>{ $team }</b>, { $month }: <b>{ $amount }</b> yuan. Release it?
button-ledger-sure = ✅ Yes, release
button-ledger-back = Not yet
ledger-file = 📄 Allowances, { $month }
toast-ledger-released = Released
allowance-told = 💰 The allowance of { $team } for { $month } is settled: { $verified } verified shifts, <b>{ $amount }</b> yuan. Thank you!
allowance-told-ask = If one of these is wrong, please tell your shift lead.
refusal-own-allowance = Your own allowance is in it: please let a colleague review and release it.
certificate-which = 📜 A certificate of which year?
certificate-none = There are no verified shifts yet. After your first one you can have a certificate.
certificate-file = 📜 Your certificate. Print it and have it sealed at the centre. Thank you for watching over everyone!
button-certificate-year = { $year }
button-certificate-all = All years
