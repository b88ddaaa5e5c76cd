# Opening a reporter's name
button-open-identity = 🔓 Ask for the name
button-opened-name = 👤 Name and contact
button-opening-ask = ✅ Ask
button-opening-grant = ✅ Agree to open it
button-opening-refuse = Do not agree
button-opened-case = See the case
ask-opening-why = Why do you need to know who reported?
opening-why-talk = we have to talk in person
opening-why-safety = the reporter may be in danger
opening-why-visit = we have to see the place with them
opening-why-law = the law requires it
opening-why-other = another reason
ask-opening-reason = Please explain in a few words. The identity officer reads them; the reporter sees only what you chose before.
confirm-opening = Ask for the name: { $why }
confirm-opening-told = Another person has to agree. The name is shown to you alone and hidden again when the time is over. <b>The reporter is told.</b>
field-why = Why
opening-asked = ✅ { $number }: asked { $count } who may agree. You will hear at once what they say.
opening-headline = 🔓 <b>Somebody asks for a reporter's name: please decide</b>
opening-headline-again = 🔓 <b>This has been waiting since { $at }: please decide</b>
opening-about = <b>{ $number }</b> · { $category } · Reporter { $pseudonym }
opening-asker = Asked by { $name } ({ $office })
opening-office = { $role }, { $unit }
opening-office-former = formerly in office
opening-why = Why: { $why }
opening-reason = 📝 { $text }
opening-mind = The reporter chose to stay confidential. Agree only where it cannot be done otherwise; they are told at once which office asked and which agreed.
opening-by = { $office }
opening-by-nobody = nobody
opening-is-asked = { $number }: the request still waits.
opening-is-granted = { $number }: it was agreed ({ $by }).
opening-is-refused = { $number }: it was not agreed ({ $by }).
opening-is-lapsed = { $number }: the request is at an end. There is nothing to answer.
opening-is-ended = { $number }: the time of the opening is over.
toast-opening-asked = Still waiting
toast-opening-granted = Agreed
toast-opening-refused = Not agreed
toast-opening-lapsed = At an end
toast-opening-ended = Its time is over
opening-director = 🔓 { $number }: somebody asked for the reporter's name at { $at } and has no answer yet. Please remind the identity officers.
opening-told-refused = { $number }: it was not agreed that the name be opened. You can still ask the reporter here.
opened-title = 👤 <b>{ $number }</b>, Reporter { $pseudonym }:
opened-name = <b>{ $name }</b>
opened-contact = <b>{ $name }</b>, { $contact }
opened-until = For you alone, hidden again at { $at }. Please do not forward it and tell nobody.
opened-below = { $number }: the name stands in a newer message below.
opened-over-time = { $number }: the time is over and the name is hidden again.
opened-over-case = { $number }: the matter is over and the name is hidden again.
opened-over-office = { $number }: this is no longer yours to deal with, and the name is hidden again.
opened-over-nobody = { $number }: nobody answered, so the request is at an end. You may ask again, or ask the reporter here.
card-opening-waits = 🔓 You asked for the name; no answer yet
card-opening-until = 🔓 The name is open to you until { $at } (press the button below)
timeline-opening-granted = the name was opened by two people's word
told-opened =
    🔓 { $number }: your name and contact were opened to one person.
    Asked by: { $office }. Why: { $why }.
    Agreed by: { $by }.
    Until { $until }. You can always look it up under "Who saw my name". If it seems wrong to you, turn to the oversight contact.
seen-asked = { $at } { $office } asked for your name: { $why }
seen-waits = ・no answer yet, not opened
seen-lapsed = ・not opened
seen-refused = ・{ $at } { $office } did not agree, not opened
seen-granted = ・{ $at } { $office } agreed, open until { $until }
seen-shown = ・{ $at } { $office } looked at it
refusal-name-not-sealed = There is no sealed name here: the reporter is named, or left no identity.
refusal-opening-runs = You have asked already and it is not over. Please look at the card of the case.
refusal-no-second-officer = Opening a name takes another person's word, and there is nobody for it: not oneself, and nobody who answers to oneself. Please have an admin invite another identity officer.
refusal-opening-over = That request is over and the name is hidden.
# Whom it is about
ask-about =
    Is it about one of these people? Press as many as you like, or type a name. <b>If you say so, they and those who answer to them will not learn of it.</b>{ $count ->
        [0] {""}
       *[other] {" "}Noted: { $names }
    }
choice-official-ticked = ✓ { $name } ({ $role })
choice-about-done = ✅ That is all
confirm-about = Not to be told: { $name }, and those who answer to them
card-elsewhere = { $number }: this is dealt with elsewhere now.
told-taken-over = { $number }: somebody else will deal with it. You will hear when they have taken it.
# What else people are called
button-called = 🏷 Also called
ask-called-whom = Whose? Type the name.
ask-called = What else is this person called in the village? Type one word.{ $count ->
        [0] {""}
       *[other] {" "}Noted: { $names }
    }
choice-called-remove = ✕ Take away { $word }
called-now = { $name }: { $count ->
        [0] not called anything else
       *[other] also called { $names }
    }
told-nobody-may = { $number }: everybody here who could deal with it is concerned in it, so nobody was told. Please turn to { $name }: { $contact }
# Tips: passed on without their own words
ask-words =
    May whoever deals with it read your own words? <b>People who know you may recognise how you write or speak.</b>
    If not, they see only the main points and the photos.
choice-words-no = 🔒 No, only the main points
choice-words-yes = Yes, my own words
ask-tip-what = The main point: what should they look at? One or two sentences. <b>This is what they see.</b>
ask-tip-when = When was it? Press one or write a few words.
tip-when-today = today
tip-when-yesterday = yesterday
tip-when-week = these days
tip-when-often = again and again
tip-when-nights = mostly at night
tip-what = 🔎 { $what }
tip-when = When: { $when }
confirm-words-held = Your own words: not shown, only the main points and photos
confirm-words-shown = Your own words: whoever deals with it reads them
card-words-held-unlinked = 🔒 The reporter's own words and recordings are not passed on, only the main points and photos.
card-words-held = 🔒 The reporter's own words and recordings are not passed on, only the main points and photos. To learn more, press "Ask reporter".
words-held = (the reporter added something; their own words are not passed on)
button-words = 📝 Show my own words
ask-words-later = { $number }: whoever deals with it sees only the main points and photos now. Let them read and hear your own words? <b>It cannot be taken back, and people who know you may recognise you.</b>
button-words-yes = Yes, show them
toast-words-agreed = Good, they can read them now
headline-words-agreed = 📝 <b>The reporter agreed that you read their own words</b>
timeline-words-agreed = the reporter agreed to show their own words
added-held = ✅ Added to { $number }. Whoever deals with it sees the photos; your own words stay back, as you said.
told-asked-words = Your answer is shown to them as you write it.
field-words = My own words
field-tip-what = Main point
field-tip-when = When
# Files that are passed on
relayed-file-name = attachment
note-voice = A word beforehand: recordings and films are passed on as they are, and people who know you recognise your voice. To stay unknown, write instead.
note-document = A word beforehand: the file gets another name and, as far as possible, loses its author's. It may still say who made it; a photo is safer.
