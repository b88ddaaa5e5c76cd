# Rosters, stand-ins, swaps
roster-weekday-1 = Mon
roster-weekday-2 = Tue
roster-weekday-3 = Wed
roster-weekday-4 = Thu
roster-weekday-5 = Fri
roster-weekday-6 = Sat
roster-weekday-7 = Sun
roster-when = { $weekday } { $start }–{ $end }
roster-shift = { $when }, { $slot }
roster-short = { $weekday } { $start }, { $slot }
roster-label = { $mark } { $weekday } { $start } { $slot }
roster-mine = 🗓 <b>Your shifts</b> ({ $count }). Tap one to see it, swap it or find a stand-in:
roster-mine-none = 🗓 You have no shift ahead.
roster-team = 🗓 <b>{ $team }</b>: the shifts ahead (★ leads, ? cannot come, somebody is sought)
roster-team-none = 🗓 { $team } has no roster yet.
roster-team-line = • { $shift }: { $people }{ $missing ->
        [0] {""}
       *[other] {" "}({ $missing } missing)
    }
roster-new = 🗓 <b>{ $team }: the roster is out</b>. Your new shifts: { $count }
roster-fewer = 🗓 <b>{ $team }: the roster has changed</b>
roster-new-line = ➕ { $shift }{ $leads ->
        [0] {""}
       *[other] {" "}· you lead
    }
roster-lost-line = ➖ { $shift }: you need not come
roster-new-more = { $count } more: see “My shifts”.
roster-gaps = ⚠️ <b>{ $team }: { $count ->
    [one] one shift lacks somebody
   *[other] { $count } shifts lack somebody
}</b>
roster-gaps-line = • { $shift }: { $missing ->
        [0] nobody leads
       *[other] { $missing } missing{ $lead ->
            [0] {""}
           *[other] {", "}nobody leads
        }
    }
roster-gaps-why = Why: { $reason }
roster-gaps-more = { $count } more: see below.
roster-reason-too-few-members = too few members
roster-reason-nobody-may-lead = nobody in the team may lead
roster-reason-away = all others cannot come that day
roster-reason-elsewhere = who could come has a shift elsewhere
roster-reason-rest = who could come needs rest between shifts
roster-reason-often = who could come has enough shifts in these seven days
roster-reason-household = who could come has somebody of the household there
roster-reason-full = people enough, but none of them may lead
roster-card-title = 🚶 <b>{ $shift }</b> · { $team }
roster-card-cancelled = This shift is cancelled
roster-card-strength = { $have } of { $strength } people{ $missing ->
        [0] {""}
       *[other] , { $missing } missing
    }
roster-card-post = • { $name } · { $state }
roster-post-assigned = { $leads ->
        [0] no answer yet
       *[other] leads, no answer yet
    }
roster-post-coming = { $leads ->
        [0] will come
       *[other] leads, will come
    }
roster-post-cannot = { $leads ->
        [0] cannot come, a stand-in is sought
       *[other] leads, cannot come, a stand-in is sought
    }
roster-post-passed-on = { $leads ->
        [0] somebody stands in
       *[other] somebody stands in
    }
roster-post-present = { $leads ->
        [0] is there
       *[other] leads, is there
    }
roster-post-checked-out = { $leads ->
        [0] has checked out
       *[other] leads, has checked out
    }
roster-post-excused = { $leads ->
        [0] need not come this time
       *[other] need not come this time
    }
roster-post-absent = { $leads ->
        [0] no check-in
       *[other] leads, no check-in
    }
roster-offer = 🙋 <b>Who can stand in?</b> { $name } cannot come: { $shift }. The first who taps has it.
roster-offer-perhaps = 🙋 <b>Who can stand in?</b> { $name } may not be able to come: { $shift }. The first who taps has it.
roster-told-sought = 🙋 A stand-in for { $name } is sought: { $shift }. { $asked } people who are free were asked.
roster-offer-taken = ✅ Somebody comes already: { $shift }. Thank you.
roster-offer-withdrawn = ↩️ No longer needed: { $shift }. Thank you.
roster-offer-over = ⌛ This shift has begun or is cancelled: { $shift }.
roster-offer-confirm = Ask the whole team to stand in for you? { $shift }. Until somebody takes it, it stays yours.
roster-offer-done = 🙋 The team is asked. You will hear as soon as somebody takes it.
roster-took = ✅ <b>The shift is yours, thank you!</b>
roster-said-coming = ✅ <b>Noted: you will come. Thank you!</b>
roster-kept = ✅ Good: the shift stays yours.
roster-told-cannot = 🙋 { $name } cannot come: { $shift }. { $asked } people who are free were asked.
roster-told-comes = ✅ { $name } can come after all: { $shift }.
roster-stood-in-for-you = 🤝 { $name } stands in for you: { $shift }. You need not come.
roster-told-stood-in = 🤝 { $name } stands in for { $other }: { $shift }.
roster-told-came = 🙋 { $name } fills a gap: { $shift }.
roster-swap-which = 🔁 Whose shift would you like for this one ({ $shift })?
roster-swap-none = There is no shift you could swap for now. You can ask for a stand-in.
roster-swap-label = { $name } · { $weekday } { $start }
roster-swap-sent = 🔁 { $name } is asked. Until the answer is yes, your own shift stays yours.
roster-swap-asked = 🔁 { $name } would like to swap: you take { $theirs }, { $name } takes your { $mine }. All right?
roster-swap-done = 🔁 { $name } agrees to swap. Yours is { $mine }, no longer { $theirs }.
roster-swap-agreed = 🔁 <b>Swapped: this shift is yours.</b>
roster-swap-refused = Good, no swap: your shifts stay as they are.
roster-swap-withdrawn = Good, no swap: your shifts stay as they are.
roster-swap-declined = { $name } cannot swap this time. Your shift stays: { $shift }.
roster-told-swapped = 🔁 { $one } and { $two } have swapped: { $two } takes { $given }, { $one } takes { $gained }.
roster-manage = 🛠 <b>{ $team }</b>: choose a shift
roster-manage-label = { $weekday } { $start } { $have }/{ $strength }
roster-assign-who = 👉 Who shall take this shift? { $shift }
roster-assign-none = Nobody is left in the team who could take it: { $shift }
roster-assign-label = { $name } ({ $count } shifts lately)
roster-assigned = 👉 Done, they are told.
roster-assigned-you = 👉 { $name } has put you on a shift: { $shift }. If you cannot come, tap below.
roster-told-assigned = 👉 { $by } has put { $name } on: { $shift }.
roster-off-who = Who need not come? { $shift }
roster-off-done = Done, they are told.
roster-taken-off = ➖ You need not come: { $shift } (changed by { $name }).
roster-told-taken-off = ➖ { $by } has taken { $name } off: { $shift }.
roster-cancel-confirm = Really cancel this shift? { $shift }. Everybody on it will be told.
roster-cancel-done = 🚫 Cancelled, everybody on it is told.
roster-cancelled = 🚫 This shift is cancelled: { $shift } ({ $name }).
roster-gap = 🙋 <b>{ $missing } missing</b>: { $shift }. Can you come? The first who taps has it.
roster-asked = 🙋 People asked who are free: { $count }.
roster-no-lead = ⚠️ Nobody on this shift may lead it: { $shift }. Please find somebody.
roster-you-lead = ⭐ You lead this shift now: { $shift }.
roster-extra-day = ➕ On which day?
roster-extra-hour = When does it begin?
roster-extra-hours = How many hours?
roster-extra-strength = How many people?
roster-extra-day-label = { $weekday } { $day }
roster-extra-hour-label = { $hour }:00
roster-extra-hours-label = { $hours } h
roster-extra-strength-label = { $strength }
roster-extra-done = ➕ Added. A shift more than a day ahead has its people already; for one within a day please choose or ask the team.
roster-person = { $name }
button-roster-shift = See the shift
button-roster-mine = 🗓 My shifts
button-roster-team = 👥 { $team }
button-roster-calendar = 📅 Into my calendar
button-roster-picture = 🖼 As a picture
button-roster-manage = 🛠 Arrange
button-roster-extra = ➕ Extra shift
button-roster-offer = 🙋 Find a stand-in
button-roster-offer-yes = 🙋 Yes, ask the team
button-roster-come = ✅ I come after all
button-roster-swap = 🔁 Swap
button-roster-swap-yes = ✅ Yes, swap
button-roster-swap-no = I can't
button-roster-swap-back = Never mind
button-roster-take = ✋ I take it
button-roster-assign = 👉 Put somebody on
button-roster-ask = 📣 Ask the team
button-roster-off = ➖ Take somebody off
button-roster-cancel = 🚫 Cancel the shift
button-roster-cancel-yes = 🚫 Yes, cancel
button-roster-more = More ▸
refusal-post-gone = Somebody has it already, or it is no longer needed. Thank you.
refusal-shift-begun = The shift has begun and its people change no more: please ring them.
refusal-shift-cancelled = This shift is cancelled: nobody need come. To report something, just write a few words to me.
refusal-on-this-shift = That person is on this shift already.
refusal-other-shift-near = There is another shift at that time or too near to it.
refusal-no-such-shift = There is no such shift, or it is not your team's.

# The plan has changed, and shifts that were told of are still there
plan-gone = 📌 The plan of <b>{ $team }</b> has changed. { $slot }: { $count ->
    [one] this shift is planned no more, but still stands:
   *[other] these { $count } shifts are planned no more, but still stand:
}
plan-moved = 📌 The plan of <b>{ $team }</b> has changed. { $slot } has other hours now; { $count ->
    [one] this shift was told with the old ones and stays:
   *[other] these { $count } shifts were told with the old ones and stay:
}
plan-fewer = 📌 <b>{ $team }</b>: { $count ->
    [one] one shift needs
   *[other] { $count } shifts need
} fewer people now:
plan-line = • { $shift }
plan-fewer-line = { $shift }: { $have } are on it, { $strength } are needed, { $count } need not come
plan-gone-ask = If they need not take place, press "Cancel them all"; everybody on them is told. To keep them, do nothing.
plan-moved-to = By the new plan the first begins { $start }.
plan-moved-ask = To change one, cancel it and add another. To keep the old hours, do nothing.
plan-fewer-ask = Press below and those who were put on last need not come; each of them is told. To have everybody come, do nothing.
plan-gone-done = 🚫 { $count ->
    [one] One shift is cancelled
   *[other] { $count } shifts are cancelled
}, everybody on them is told.
plan-gone-none = These shifts were dealt with already.
plan-fewer-done = ✅ Done: { $count ->
    [one] one post fewer
   *[other] { $count } posts fewer
}, and all are told.
plan-fewer-none = Nobody stands too many there now.
button-plan-gone = 🚫 Cancel them all
button-plan-fewer = ✅ These need not come
button-plan-roster = See the team's shifts
