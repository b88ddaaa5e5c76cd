# Main menu and greeting
menu-report = 📢 Report
menu-mine = 📋 My cases
menu-danger = 🚨 Danger
menu-more = ☰ More
menu-work = 🗂 To do
menu-hint = Just send me what happened: write, speak or take a photo. Or use the buttons below.
menu-works = Press "To do" for what waits for you. To report something, just send it to me.
more = What would you like to do?
welcome = Hello, this is <b>Shouwang</b> of { $township }. Tell us here about quarrels, dangers or things you noticed. Somebody will deal with it, and you will hear of every step.
privacy =
    <b>Who sees what you write?</b>
    ・Whoever deals with it sees what you report. You may give your name or stay confidential: then they see only a code.
    ・Opening a confidential name takes two people and lasts a day; you can look up who asked, who agreed and who looked.
    ・A tip can also be left without any identity. You get a receipt instead. Its own words are not shown either, unless you agree.
    ・To be honest: messages pass through Telegram and the town's server, and both know the sender while they carry them.
    ・A person you complain about, and those who answer to them, are not told and cannot see it.
    ・You may withdraw at any time, and you may go to court or to a higher office. Nobody will stop you.
help =
    <b>How it works</b>
    1. Send me what happened: text, voice, photos, a location.
    2. I ask only for what is missing, one question at a time.
    3. Look it over, press "Send", and you get a case number at once.
    Then press "My cases" to follow it, add to it, ask where it stays, withdraw it or rate it.
    In danger first ring <b>110</b> (police), <b>119</b> (fire) or <b>120</b> (ambulance).
help-elsewhere = You may also turn to { $name }, { $contact }; to the legal aid line 12348; or to a court.
group-hint = Everybody can read along here. To report something, write to me alone.
button-write-to-me = Write to me
button-more-language = 🌐 Language
button-more-village = 🏠 My village
button-more-receipt = 🧾 Receipt
button-more-privacy = 🔒 Who sees it
button-more-help = ❓ How it works
button-more-invite = ➕ Invite
ask-language = Which language? 您用哪种语言？
language-zh-hans = 简体中文
language-zh-hant = 繁體中文
language-en = English
ask-home-village = Which village are you from? Press it or type its name.
choice-elsewhere = I live elsewhere
choice-kept = Noted ✓
choice-name = { $name }
command-report = Report something
command-mine = My cases
command-work = To do
command-help = How it works
command-language = Change language
command-cancel = Stop filling in
edited-hint = I still have your message as it was. Please send the correction as a new message and I will add it.
nothing-to-cancel = Nothing is being filled in. Just send me what happened.
ask-receipt = Please send me the 16 digits of your receipt.
receipt-wrong = I cannot find that number. Please compare it with your receipt digit by digit and send it again.
receipt-pause = Too many tries. Please try again in an hour.
# Lengths of time
span-day = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-hour = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-minute = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
