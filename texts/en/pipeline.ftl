# The program at work: alarms, second copies and handing on
kept-for-a-person = I could not deal with what you just sent. It is kept as it is, and a person will look at it. You need not send it again; if it is pressing, please try once more or ring the centre.
notice-number = (Notice { $number }. If you have had one with this number, it is the same.)
headline-handed-on =
    { $headline }
    ⤴️ { $name } cannot be reached now, so this comes to you.
alarm-nobody = ⚠️ There is a matter that nobody may be told of. Please see to it that every village, the centre and the oversight contact have their people.
alarm-quarantine = ⚠️ A message could not be dealt with and was kept as it came (item { $number }, { $error }). Please run shouwang doctor.
alarm-outbox = ⚠️ A notice cannot be sent (number { $number }, { $error }). Please run shouwang doctor.
alarm-due = ⚠️ Due work failed again and again and was set aside ({ $kind }, item { $number }, { $error }). Please run shouwang doctor.
alarm-audit = ⚠️ The program's own audit found: matters with a wrong time (put right): { $cases }; late work: { $late }; messages that do not go out: { $stuck }. { $named ->
    [0] { "" }
   *[other] Matters: { $numbers }{ $more ->
        [0] { "" }
       *[other]  and { $more } more
    }. 
}Please run shouwang doctor.
demo-welcome-villager = Hello! This is a demonstration of { $township }. You are the villager { $name }. Just send me what happened: a few words, a photo, a location.
demo-welcome-official = Hello { $name }. This is a demonstration of { $township }, and here you are: { $role }. When a matter is yours to deal with, I will tell you here.
demo-welcome-patroller = Hello { $name }. This is a demonstration of { $township }, and you belong to the patrol team. I will tell you here when it is your turn; until then press “Patrol” below.
alarm-audit-recurring = ⚠️ The audit found: { $what } was not set to come again; it is now.
recurring-screening = The next screening round
recurring-meeting = The next meeting
recurring-special-period = The work of special periods
recurring-audit-head = The daily check code
recurring-backup = The nightly backup
recurring-roster = The daily roster
recurring-purge = The nightly purge
