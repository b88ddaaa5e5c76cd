# Help
command-sos = Call for help (patrollers)
sos-ask =
    🆘 <b>Call for help?</b>
    One tap tells the others of your shift, its lead, the village head and the duty officer, at night too.
sos-numbers-first = ☎️ <b>If you can, ring first: 110 police · 119 fire · 120 ambulance</b>
sos-numbers = ☎️ 110 police · 119 fire · 120 ambulance
button-sos-yes = 🆘 Yes, call for help
button-sos-no = Cancel
button-sos-report = 📢 No, report something urgent
sos-not-called = All right, nobody was called. Press it whenever you are in danger.
toast-sos-called = Everybody is being told
sos-own = 🆘 <b>You have called for help. { $count ->
    [one] { $count } person was told.
   *[other] { $count } people were told.
}</b>
sos-own-nobody = 🆘 <b>Nobody can be reached here. Please ring at once!</b>
sos-own-again = Until somebody answers it is said again every minute.
sos-own-place = 📍 They see where you were at { $at }.
sos-own-no-place = 📍 They do not know yet where you are.
sos-own-over = 🆘 Your call for help is over.
sos-send-place = 📍 Please press "Send my place" at the very bottom, so that they find you.
sos-send-place-again = 📍 When you move, press "Send my place" at the very bottom, so that they find you.
menu-sos-place = 📍 Send my place
sos-located = 📍 Got it. Whoever is coming can see it.
sos-no-such-place = Your phone does not know where it is. Please try again under the open sky, or say it by phone.
button-sos-end = ✅ I am safe, end it
button-sos-menu = ☰ Menu
sos-title = 🆘 <b>{ $name } needs help!</b> ({ $at })
sos-again = 🆘 <b>{ $name } still needs help!</b> For { $by } nobody has said that they are coming.
sos-team = Patrol team of { $unit }
sos-place = 📍 Was here at { $at }: see the map.
sos-place-unknown = 📍 We do not know where yet; they were asked to send their place.
sos-nobody-yet = <b>Nobody is on the way yet. If you can go, press "I am coming".</b>
sos-first = 🏃 <b>{ $name } is on the way</b> ({ $at })
sos-also = 🏃 { $name } goes too ({ $at })
sos-ended = ✅ <b>It is over</b> ({ $at }, { $name }): { $word }
button-sos-coming = 🏃 I am coming
button-sos-also = 🏃 I am coming too
button-sos-end-officer = ✅ End the call
button-sos-map = 🗺 Map
toast-sos-first = Thank you. Everybody knows that you are going
toast-sos-also = { $name } is on the way. You are noted too.
toast-sos-over = It is over. Thank you.
sos-told-coming = 🏃 <b>{ $name } is on the way.</b>
sos-told-also = 🏃 { $name } is coming too.
sos-told-place = 📍 { $name } is here:
sos-told-ended = ✅ <b>The call of { $name } is over.</b> { $word } ({ $by })
sos-how-stands = 🏃 <b>Are you there? How is { $name }?</b>
button-sos-met = ✅ I am with them, all is well
button-sos-more = 🙋 We need more people
sos-said-met = ✅ Thank you. The duty officer knows that all is well.
sos-said-more = 🙋 More people are being called.
sos-told-met = ✅ <b>{ $name } is with { $who }, all is well.</b> If nothing is left to do, please end the call.
sos-told-more = 🙋 <b>{ $who } needs more people!</b> ({ $name } says so)
sos-not-ended = 🆘 <b>The call of { $name } has not been ended</b> after { $by }. Please find out, and then end it.
sos-own-not-ended = 🆘 <b>Your call has not been ended</b> after { $by }. If all is well, please press below to tell everybody.
ask-sos-word = How did it end? Press one, or write a few words.
sos-said-ended = ✅ The call for help is over, and everybody knows.
sos-word-safe = All is well
sos-word-helped = Somebody came and helped
sos-word-mistake = Pressed by mistake
sos-word-typed = { $text }
# On the way
ask-incident = What happened? Write or say it; a photo helps.
confirm-incident = <b>Keep this and tell the lead:</b>
button-send-incident = ✅ Keep it
incident-kept = ✅ <b>Kept. The lead knows.</b>
incident-told = 👀 <b>{ $name } met something on patrol</b> ({ $unit }, { $at })
incident-text = 📝 { $text }
incident-placed = 📍 Place: where they last were
incident-not-placed = 📍 Place: not known
button-incident-case = 📢 Report it in my name
toast-incident-case = It is reported already, number { $number }.
# Equipment
equipment-list = 🎒 <b>What do you take along?</b> Press it when you take it, and again when it is back.
equipment-none = There is no equipment to note here.
equipment-no-shift = You are on no shift now. Come back when you are.
button-thing-in = ▫️ { $name }
button-thing-out = ✅ Taken: { $name }
ask-equipment-back = 🎒 <b>Are these back?</b> Press each one that is.
button-back-thing = ↩️ Back: { $name }
button-back-all = ✅ All back
button-not-back = Not yet, tell the lead
equipment-all-back = ✅ Everything is back, thank you.
equipment-lead-told = All right, the lead knows. When it is back, press it under "Equipment".
equipment-missing = 🎒 { $name } has gone home; this is not back yet:
equipment-missing-thing = ・{ $thing }
