# Shifts
shift-line = ・{ $at } { $unit } { $slot }
shift-extra = Extra shift
shift-led = with a lead
shift-not-led = without a lead
shift-manned-full = ✅ { $at } { $slot }: { $there } of { $needed }, { $lead }
shift-manned-short = ⚠️ { $at } { $slot }: { $there } of { $needed }, { $lead }
post-assigned = has not answered
post-coming = will come
post-cannot = cannot, a stand-in is looked for
post-passed-on = handed on
post-present = checked in
post-checked-out = checked out
post-excused = excused
post-absent = did not come
# My hours
hours-title = 🕘 <b>{ $month }/{ $year }</b>
hours-year = This year so far: { $count ->
    [one] { $count } shift
   *[other] { $count } shifts
}, { $time }
hours-shifts = <b>Shifts of this month:</b>
hours-ahead = <b>Shifts ahead:</b>
hours-thanks = 🙏 Thank you! You watch one day for everyone, everyone watches the year for you.
hours-welcome = I watch one day for everyone, everyone watches the year for me. Welcome!
button-month-before = ← Month before
button-month-after = Month after →
count-stood = { $count ->
    [one] { $count } shift
   *[other] { $count } shifts
}, { $time }
count-none = No shift yet
count-nights = Nights among them: { $count }
count-late = Later than planned: { $count }
count-missing = Did not come: { $count }
count-forgotten = Check-out forgotten: { $count }; the time is counted to the end of the shift
# Boards
board-team = 🚶 <b>Patrol team of { $unit }</b>
board-today = <b>Today:</b>
board-no-shift = No shift
board-lead = ・⭐ { $name } (lead): { $state }
board-person = ・{ $name }: { $state }
board-gaps = <b>Next shifts that lack somebody:</b>
board-no-gaps = <b>The next shifts lack nobody.</b>
board-month = <b>The team this month:</b>
board-town = 🏘 <b>Teams on { $at }</b>
board-team-full = ✅ { $unit } { $there }/{ $needed }
board-team-short = ⚠️ { $unit } { $there }/{ $needed }
board-team-not-led = ⚠️ { $unit } { $there }/{ $needed }, without a lead
board-team-nobody = ❗ { $unit }: nobody there yet, { $needed } needed
board-team-free = ▫️ { $unit }: no shift
board-page = Page { $page } of { $pages }
board-days = <b>Shifts with all their people:</b>
board-day = ・{ $at }: { $full }/{ $count }
button-day-before = ← Day before
button-day-after = Day after →
button-heatmap = 🗓 Coverage picture
