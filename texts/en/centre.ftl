# What the reporter is told
told-routed = { $number }: it was passed on to { $unit }.
told-merged = { $number }: somebody else reported the same matter, so the two are dealt with as one. Your number stays; you will hear of every step.
told-separated = { $number }: it is dealt with by itself again; somebody will take it anew.
told-split = { $number } was about two matters. One of them goes on by itself as { $other }.
told-recategorised = { $number }: it now counts as “{ $category }”, with the times that go with it.
told-lifted = { $number }: the supervision has ended and its result is on file.
# On the card
headline-routed = 📥 <b>A case for your office, please take it</b>
headline-help = 🤝 <b>Please help; the { $unit } leads</b>
headline-took-in = 🔗 <b>Somebody else reported the same matter; it is dealt with here</b>
headline-heir = 🔗 <b>The first reporter took it back; others reported it too, so it goes on</b>
headline-one-withdrawn = ↩️ <b>One of those who reported it took it back; it goes on</b>
headline-proposed = ‼️ <b>The centre proposes supervision; please decide</b>
headline-declined = 🔖 <b>The director has looked: no supervision for now</b>
headline-lifted = ✅ <b>The supervision has ended</b>
card-leading = Leads: { $unit }
card-helping = Helps: { $unit }
card-past-unit = 🔒 Not shown to the village
card-similar = 🔎 Perhaps the same matter: { $numbers }
card-merged-into = 🔗 Dealt with together with { $number }
card-proposed = ‼️ Supervision proposed { $at }
card-supervised-until = 🔖 Under supervision since { $at }, reply wanted by { $by }
card-supervised-answered = 🔖 Under supervision since { $at }, answered (by { $by })
card-state-merged = Dealt with together with the same matter
card-entry-proposal = ‼️ { $at } proposes supervision: { $text }
card-entry-lifted = ✅ { $at } result of the supervision: { $text }
card-entry-summary = 📝 { $at } the centre wrote: { $text }
mine-state-merged = Dealt with together with the same matter
mine-mark-merged = 🔗
timeline-recategorised = Another category
timeline-merged = Dealt with together with the same matter
timeline-separated = Dealt with by itself again
timeline-split = A part goes on by itself
timeline-lifted = Supervision ended
# The board
board-title = <b>Board</b> · { $count } open
board-quiet = ✅ Nothing new, overdue or supervised.
board-pile-new = 🆕 New within a day: { $count }
board-pile-free = ⏳ Taken by nobody: { $count }
board-pile-late = ⏰ Overdue: { $count }
board-pile-asked = ‼️ Supervision to be decided: { $count }
board-pile-kept = 🔖 Supervised, no answer: { $count }
board-pile-all = 🗂 Open: { $count }
board-pile-of = { $unit } · { $what }
board-more = There are too many; the three thousand that have waited longest are counted.
board-unit = { $unit }: { $count }{ $free ->
    [0] {""}
   *[other] , taken by nobody { $free }
}{ $late ->
    [0] {""}
   *[other] , overdue { $late }
}
button-pile-new = 🆕 See the new: { $count }
button-pile-free = ⏳ See what nobody took: { $count }
button-pile-late = ⏰ See the overdue: { $count }
button-pile-asked = ‼️ See what is proposed: { $count }
button-pile-kept = 🔖 See the supervised: { $count }
button-board = 📊 Board
button-search = 🔍 Find
button-pick = ☑️ Pick several
# Sorting one case
button-centre = ⚙️ Sort
panel-title = <b>{ $number }</b>
panel-leading = Merged into: { $numbers }
panel-merged = Merged into it: { $numbers }
panel-linked = Linked: { $numbers }
panel-similar = Perhaps the same matter: { $numbers }
button-open-leading = 🔗 See { $number }
button-open-merged = 🔗 See { $number }
button-open-linked = ↔️ See { $number }
button-open-similar = 🔎 See { $number }
button-n-route = 📥 To a unit
button-n-kind = 🏷 Category
button-n-merge = 🔗 Merge
button-n-link = ↔️ Link
button-n-split = ✂️ Split off
button-n-apart = ✂️ Separate again
button-n-dismiss = 🚫 Not ours
button-n-propose = ‼️ Propose supervision
button-n-supervise = 🔖 Supervise
button-n-decline = No supervision
button-n-lift = ✅ End supervision
button-n-county = ⬆️ To the county
button-n-report = 🖨 County report
button-do-it = ✅ Do it
ask-leading = Which unit leads?
ask-helping = Which units help? Tap to add one, tap again to take it off.
choice-enough = ✅ No other
choice-these-units = ✅ These
choice-unit-ticked = ✓ { $unit }
ask-kind-of-case = Of what kind is it?
ask-category-of-case = Which category?
ask-merge = Which case is merged into this one? Tap its number, or type it.
ask-link = Which case does it have to do with? Tap its number, or type it.
ask-split = What is the part about? A few words, so that the reporter need not say it again.
ask-reply-days = Within how many days is a reply wanted?
ask-propose = Why should it be supervised? A few words for the director.
ask-lift = What came of the supervision? A few words for the file.
ask-dismiss = Why is it not ours, and where should they turn? The reporter will see it.
ask-county = Why should the county see to it? A few words for the report.
choice-days = Within { $days } days
choice-number = { $number }
confirm-category-of-case = Counts as: { $category }
confirm-unit-nobody = ⚠️ Nobody of { $unit } is here to be told; please ring them.
confirm-merge = Merge { $other } into <b>{ $number }</b>? Both reporters keep their numbers.
confirm-link = Link <b>{ $number }</b> and { $other }? Each goes its own way.
confirm-split = This becomes a case of its own; the reporter gets its number:
county-report = 📄 The report on { $number } to the county, to change, print and seal.
# Several at once
ask-bulk = What is to be done with these?
bulk-assign = 📥 To a unit
bulk-close = 🚫 Not ours, close
bulk-link = ↔️ Link them
pick-on = ☑️ { $what }
pick-off = ⬜ { $what }
pick-count = { $count } picked
confirm-bulk = { $what }: { $count } in all?
bulk-done = ✅ { $count } done: { $numbers }
bulk-failed = ⚠️ { $count } could not be done, please open them: { $numbers }
# Finding
ask-search = What are you looking for? A number, a village, a category, a state (such as unaccepted or closed), words of the text, with spaces between.
search-found = { $count } found
search-nothing = Nothing found. Try another word, or one condition less.
search-more = Only the newest were looked through. A village or a category finds older ones.
button-search-again = 🔍 Find again
# When it cannot be done
refusal-same-case = It is the same case, or they are linked already.
refusal-not-open = One of them is closed, taken back or merged; please look at it again.
refusal-in-mediation = That case is being mediated. Please let it lead and merge the other one into it.
refusal-other-leads = Whoever reported this case cannot be reached. Please let the other one lead and merge this one into it.
refusal-other-way = Only one of them is a tip or is kept from the village; merging would show it to others. Please link them instead.
refusal-stays-a-tip = Its reporter left no identity, so it stays a tip.
refusal-nothing-picked = Nothing is picked yet. Please tap the cases first.
# The report to the county
county-title = Report asking the county to see to case { $number }
county-number = Number
county-category = Category
county-unit = Where
county-filed = Reported
county-leading = Leading unit
county-helping = Helping units
county-what = What was reported
county-units = { $units }
county-course = Its course
county-step = { $at } { $what }
county-done = What was done
county-why = Why the county is asked
county-signed = { $township } centre (seal)
county-file = County report { $number }
# After another category, and links taken away
ask-reroute = { $number } is now “{ $category }”. Such cases usually go this way. Pass it on like this?
button-n-reroute = ✅ Yes, pass it on
button-stays = No, leave it where it is
button-n-unlink = ✖️ Unlink { $number }
toast-unlinked = No longer linked
pile-alike = 🔎 marks what may be of one matter with another case: open it to see whether to merge them.
row-alike = 🔎 { $what }
