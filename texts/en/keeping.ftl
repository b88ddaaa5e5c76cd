# How long a case is kept, how it is destroyed, and what is kept about me
card-erased = 📁 { $number }: what was written, names and files have been destroyed and can no longer be seen.
audit-head = 🔏 Check code of the case log, { $at }: { $code }
audit-head-keep = Please keep this message; no answer is needed. With this code anybody can see later whether the log before it was changed.
alarm-audit-head = ⚠️ Today only { $count } of two people could get the check code of the case log. Please give the director's and the oversight role to somebody.
button-about-me = 📄 What is kept about me
button-forget-me = 🗑 Delete what is kept about me
button-forget-me-yes = Yes, delete it
button-forget-me-no = No, keep it
about-me-file = Everything that is kept about you is in this file. Only you get it.
forget-me-goes = This goes: what you wrote, names and files of your cases that have ended ({ $ended }){ $drafts ->
    [0] {""}
   *[other] , and half-made reports ({ $drafts })
}.
forget-me-open = This stays for now: cases that are still being dealt with ({ $count }); you are owed an answer. To delete them, withdraw them first under "My cases".
forget-me-agreed = This goes when its time is over: what ended with a signed agreement ({ $count }). The agreement is the other side's too.
forget-me-serves = This must stay: records of what you did in a role or on patrol. They belong to other people's cases and to the accounts of allowances.
forget-me-account = Tonight your name and account are erased here too.
forget-me-number = Only number, kind, village and times stay for the statistics; nobody can tell who it was. Of tips without an identity we never knew that they were yours.
forget-me-sure = It cannot be brought back. Are you sure?
forget-me-done = It is deleted.
forget-me-done-night = It is deleted. Tonight your name and account are erased too. Should you need us again, just write.
forget-me-kept = All right, nothing was deleted.
about-me-title = What is kept about me ({ $at })
about-me-account = Name: { $name }; Telegram account: { $account }
about-me-village = Village: { $unit }
about-me-role = Role: { $role }, { $unit }
about-me-team = Patrol team: { $team }
about-me-cases = Cases I reported: { $count }
about-me-case = { $number }, { $category }, { $unit }, { $state }
about-me-place = Place: { $place }
about-me-text = { $at }, written by me{ $files ->
    [0] {""}
    [one] {" "}({ $files } file)
   *[other] {" "}({ $files } files)
}: { $text }
about-me-sealed = Sealed identity: { $name }, contact: { $contact }
about-me-seen = Who saw the name:
about-me-drafts = Half-made reports: { $count }
about-me-shifts = Patrol shifts: { $count }
about-me-shift = { $start } to { $end }
about-me-check-in = Checked in: { $at }
about-me-else = Tips without an identity are not in here: we do not know which are yours. When its time of keeping is over, what was written of a case is destroyed by itself.
about-me-appointment-come = Session on { $at }, at { $place }: I said that I come
about-me-appointment-other = Session on { $at }, at { $place }: I asked for another time
about-me-party = I am a party to a mediation: { $number }, { $side }, entered as { $name }
about-me-party-more = Entered of me: { $text }
about-me-duty-place = I take turns on duty, as number { $place }
about-me-duty-day = I am on duty on { $day }
about-me-duty = On duty from { $start } to { $end }
about-me-meeting-come = { $name } ({ $at }): I said that I come
about-me-meeting-away = { $name } ({ $at }): I said that I cannot
about-me-meeting-silent = { $name } ({ $at }): asked, and I did not say
about-me-return = Screening: on { $at } I answered for { $unit }
