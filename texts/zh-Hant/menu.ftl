# 主選單與問候
menu-report = 📢 我要反映
menu-mine = 📋 我的事項
menu-danger = 🚨 有危險
menu-more = ☰ 更多
menu-work = 🗂 待辦
menu-hint = 有事直接發給我就行：寫字、說話、拍照都可以。也可以點下面的按鈕。
menu-works = 點「待辦」看要辦的事。要反映事情，直接發給我就行。
more = 您要做什麼？
welcome = 您好，這裡是{ $township }的<b>守望</b>。鄰里糾紛、安全隱患、發現的線索，都可以在這裡說，會有人管，辦到哪一步都告訴您。
privacy =
    <b>您說的話，誰看得到？</b>
    ・經辦人看得到您反映的事。您可以選實名，也可以選保密：保密時經辦人只看到一個代號。
    ・要看保密的姓名，得兩個人同意，只開一天；誰申請、誰同意、誰看過，您都查得到。
    ・線索還可以不留身分，只給您一張回執。線索的原話也不給看，除非您同意。
    ・說實話：訊息要經過 Telegram 和本鎮的伺服器，它們在傳送時知道是誰發的。
    ・被反映的人和他管的人，不會收到通知，也看不到。
    ・您隨時可以撤回，也可以去法院或找上級，我們不攔。
help =
    <b>怎麼用</b>
    1. 直接把事情發給我：寫字、語音、照片、位置都行。
    2. 我只問缺的，一次一句。
    3. 您看一遍，點「提交」，馬上給您案號。
    之後點「我的事項」看進展，可以補充、催辦、撤回、評價。
    有危險先打 <b>110</b>（報警）、<b>119</b>（火警）、<b>120</b>（急救）。
help-elsewhere = 不想找我們，也可以找：{ $name }，{ $contact }；或撥打 12348 法律援助熱線，或向人民法院起訴。
group-hint = 群裡大家都看得見，反映事情請點下面，單獨跟我說。
button-write-to-me = 單獨說
button-more-language = 🌐 語言
button-more-village = 🏠 換村
button-more-receipt = 🧾 查回執
button-more-privacy = 🔒 誰看得到
button-more-help = ❓ 怎麼用
button-more-invite = ➕ 邀請人員
ask-language = 您用哪種語言？ Language?
language-zh-hans = 简体中文
language-zh-hant = 繁體中文
language-en = English
ask-home-village = 您是哪個村（居）的？點一下，或者打出村名。
choice-elsewhere = 我不住本鎮
choice-kept = 好的，記下了 ✓
choice-name = { $name }
command-report = 我要反映
command-mine = 我的事項
command-work = 待辦
command-help = 怎麼用
command-language = 換語言
command-cancel = 不填了
edited-hint = 您改的那條，我這裡還是原來的樣子。請把要更正的話再發一條，我給您加上。
nothing-to-cancel = 現在沒有正在填的東西。有事直接發給我。
ask-receipt = 請把回執上的 16 位數字發給我。
receipt-wrong = 這個號碼查不到。請對照回執一位一位看看，直接再發一遍。
receipt-pause = 試的次數太多了，請過一個小時再試。
# 時長
span-day = { $count } 天
span-hour = { $count } 小時
span-minute = { $count } 分鐘
