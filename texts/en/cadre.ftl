# What the reporter is told
told-accepted = { $number }: taken by { $name }.
told-acknowledged = { $number }: { $name } has seen it and is on it.
told-assigned = { $number }: given to { $unit }.
told-asked = { $number }: whoever deals with it asks you:
told-progress = { $number }: there is progress.
told-words = { $text }
told-attached = (see the attachments)
told-handed-up = { $number }: handed up to the { $level }.
told-escalated = { $number }: it was not dealt with in time and is now with the { $level }.
told-supervised = { $number }: the town has put it under supervision.
told-settled = { $number }: settled.
told-closed = { $number } is closed: { $outcome }
told-rate-it = Are you satisfied? Tap a number: 1 is the lowest, 5 the highest. If not, you may also go to court or to a higher office.
told-extended = { $number }: extended by { $by } with the parties' consent. If nobody asked you, please tell me.
told-follow-up = { $number } was closed a while ago. Is all well?
answered = Passed on ({ $number }).
# Dealing with a case
ask-progress = What was done? A few words; photos are welcome. The reporter will see it.
ask-question = What would you like to ask the reporter?
ask-answer = Please answer by text, voice or photo.
ask-settlement = How was it settled? A few words. The reporter will see it.
ask-hand-up = Why is it handed up? A few words.
ask-outcome = How did it end?
ask-result = A few words on the result. The reporter will see them.
ask-assign = To whom?
choice-person = { $name } · { $unit }
outcome-agreed = The parties agreed
outcome-done = The matter is dealt with
outcome-unfounded = There was nothing to it
outcome-not_ours = Not ours; told where to turn
outcome-failed = No agreement
confirm-outcome = Result: { $outcome }
field-outcome = Result
toast-accept = Taken
toast-acknowledge = Noted
toast-extend = Extended
toast-supervise = Under supervision
toast-taken = { $name } has this case now.
work-none = Nothing waits for you.
work-list-own = <b>Waiting for you: { $count }</b>{ $overdue ->
    [0] {""}
   *[other] , overdue: { $overdue }
}
work-list-all = <b>Open: { $count }</b>{ $overdue ->
    [0] {""}
   *[other] , overdue: { $overdue }
}
button-work-own = 👤 Mine
button-work-all = 🗂 All open
work-row-late = ⏰ { $number } { $category } · { $unit }
work-row-mine = 👤 { $number } { $category } · { $unit }
work-row-open = { $number } { $category } · { $unit }
button-previous = ← Previous
button-next = Next →
# Invitations
ask-invite-role = To do what?
ask-invite-unit = In which village or unit?
ask-invite-name = Name?
confirm-invitation = Invite { $name }, { $unit }, { $role }
button-send-invitation = ✅ Make invitation
field-role = Role
invitation-made =
    An invitation for { $name }, good for { $valid } and once:
    { $link }
    Or let them scan this code.
invitation-taken = Welcome, { $name }. You are now { $role } of { $unit }.
invitation-waits = Thank you, { $name }. { $role } of { $unit } must be confirmed by another admin. Please wait.
ask-confirm-invitation = { $name } took up the invitation: { $role }, { $unit }. Do you agree?
button-confirm-invitation = ✅ I agree
button-refuse-invitation = No
invitation-granted = Confirmed: you are now { $role }.
invitation-refused = An admin did not agree that you become { $role }. Please ask who invited you.
invitation-came = { $name } has come: { $role }.
invitation-confirmed = You agreed to { $name }.
invitation-declined = You did not agree to { $name }.
# Offices
button-offices = 👥 Who holds which office
ask-offices-unit = In which village or unit?
offices-of-unit = Who holds an office in { $unit }:
offices-none = Nobody holds an office in { $unit } now.
offices-teams = Patrollers and shift leads are kept by their own teams.
choice-office = { $name } · { $role }
office-held = { $name }, { $role }, { $unit }
office-since = Since { $day } { $year }
button-office-end = 🚪 Ends
ask-office-end = Shall { $name } no longer be { $role } of { $unit }?
office-end-cases = Cases they have now: { $count }. They go back, and others will deal with them.
button-office-end-yes = Yes, it ends
button-office-stays = No, they stay
office-end-done = { $name } is no longer { $role } of { $unit }. They were told.
office-end-went = Cases that went back: { $count }. Others will deal with them.
office-ended = You are no longer { $role } of { $unit }. Thank you for all your work.
# What cannot be done
refusal-no-such-case = There is no such case, or it is not yours to see.
refusal-not-allowed = You may not do this. Please ask its handler or the centre.
refusal-not-now = This cannot be done now. Please look how it stands.
refusal-already-changed = Somebody has just changed it. Please look at it again.
refusal-taken = Somebody has taken it already.
refusal-nudge-too-early = Not yet: you may ask from { $at } on.
refusal-nothing-to-nudge = There is nothing to ask about any more.
refusal-button-not-yours = That button is not yours. Please press one in your own messages.
refusal-button-broken = That button does not work any more. Please open it again.
refusal-invitation-gone = This invitation was used or has expired. Please ask for another.
refusal-office-ended = This person does not hold the office any more. Please open it again.
refusal-last-admin = This is the last admin and cannot leave. Please invite another admin first.
refusal-already-extended = It was extended once and cannot be again.
refusal-no-second-admin = A second admin must confirm this role, and you are the only one. Please have whoever runs the program add another admin first.
refusal-no-way-back = No identity was kept for this tip: nobody can be asked.
refusal-top-level = It is at the highest level already.
refusal-too-many-reports = You may report { $limit } matters a day. This one is kept: send it tomorrow. If it is urgent, ring 110.
