# Shifts
board-shift-line = ・{ $at } { $unit } { $slot }
board-shift-led = with a lead
board-shift-not-led = without a lead
board-shift-manned-full = ✅ { $at } { $slot }: { $there } of { $needed }, { $lead }
board-shift-manned-short = ⚠️ { $at } { $slot }: { $there } of { $needed }, { $lead }
board-post-assigned = has not answered
board-post-coming = will come
board-post-cannot = cannot, a stand-in is looked for
board-post-passed-on = handed on
board-post-present = checked in
board-post-checked-out = checked out
board-post-excused = excused
board-post-absent = did not come
# My hours
hours-title = 🕘 <b>{ $month }/{ $year }</b>
hours-year = This year so far: { $count ->
    [one] { $count } shift
   *[other] { $count } shifts
}, { $hours } h
hours-shifts = <b>Shifts of this month:</b>
hours-thanks = 🙏 Thank you! You watch one day for everyone, everyone watches the year for you.
hours-welcome = I watch one day for everyone, everyone watches the year for me. Welcome!
button-month-before = ← Month before
button-month-after = Month after →
hours-stood = { $count ->
    [one] { $count } shift
   *[other] { $count } shifts
}, { $hours } h
board-stood = Turns stood: { $count }, { $hours } h
hours-none = No shift yet
hours-nights = Nights among them: { $count }
hours-late = Later than planned: { $count }
hours-missing = Did not come: { $count }
hours-forgotten = Check-out forgotten: { $count }; the time is counted to the end of the shift
# Boards
board-team = 🚶 <b>Patrol team of { $unit }</b>
board-today = <b>Today:</b>
board-no-shift = No shift
board-lead = ・⭐ { $name } (lead): { $state }
board-person = ・{ $name }: { $state }
board-gaps = <b>Next shifts that lack somebody:</b>
board-no-gaps = <b>The next shifts lack nobody.</b>
board-none-ahead = No shifts are planned yet.
board-month = <b>The team this month:</b>
board-town = 🏘 <b>Teams on { $at }</b>
board-team-full = ✅ { $unit } { $there }/{ $needed }
board-team-short = ⚠️ { $unit } { $there }/{ $needed }
board-team-not-led = ⚠️ { $unit } { $there }/{ $needed }, without a lead
board-team-nobody = ❗ { $unit }: nobody there yet, { $needed } needed
board-and = { $first }, { $rest }
board-team-free = ▫️ No shift: { $units }
board-page = Page { $page } of { $pages }
board-days = <b>Shifts with all their people:</b>
board-day = ・{ $at }: { $full }/{ $count }
button-day-before = ← Day before
button-day-after = Day after →
button-heatmap = 🗓 Coverage picture
button-ledger = 💰 Allowances
button-certificate = 📜 Certificate
