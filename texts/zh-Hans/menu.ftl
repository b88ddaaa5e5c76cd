# 主菜单与问候
menu-report = 📢 我要反映
menu-mine = 📋 我的事项
menu-danger = 🚨 有危险
menu-more = ☰ 更多
menu-work = 🗂 待办
menu-hint = 有事直接发给我就行：写字、说话、拍照都可以。也可以点下面的按钮。
menu-works = 点“待办”看要办的事。要反映事情，直接发给我就行。
more = 您要做什么？
welcome = 您好，这里是{ $township }的<b>守望</b>。邻里纠纷、安全隐患、发现的线索，都可以在这里说，会有人管，办到哪一步都告诉您。
privacy =
    <b>您说的话，谁看得到？</b>
    ・经办人看得到您反映的事。您可以选实名，也可以选保密：保密时经办人只看到一个代号。
    ・要看保密的姓名，得两个人同意，只开一天；谁申请、谁同意、谁看过，您都查得到。
    ・线索还可以不留身份，只给您一张回执。线索的原话也不给看，除非您同意。
    ・说实话：消息要经过 Telegram 和本镇的服务器，它们在传送时知道是谁发的。
    ・被反映的人和他管的人，不会收到通知，也看不到。
    ・您随时可以撤回，也可以去法院或找上级，我们不拦。
help =
    <b>怎么用</b>
    1. 直接把事情发给我：写字、语音、照片、位置都行。
    2. 我只问缺的，一次一句。
    3. 您看一遍，点“提交”，马上给您案号。
    之后点“我的事项”看进展，可以补充、催办、撤回、评价。
    有危险先打 <b>110</b>（报警）、<b>119</b>（火警）、<b>120</b>（急救）。
help-elsewhere = 不想找我们，也可以找：{ $name }，{ $contact }；或拨打 12348 法律援助热线，或向人民法院起诉。
group-hint = 群里大家都看得见，反映事情请点下面，单独跟我说。
button-write-to-me = 单独说
button-more-language = 🌐 语言
button-more-village = 🏠 换村
button-more-receipt = 🧾 查回执
button-more-privacy = 🔒 谁看得到
button-more-help = ❓ 怎么用
button-more-invite = ➕ 邀请人员
ask-language = 您用哪种语言？ Language?
language-zh-hans = 简体中文
language-zh-hant = 繁體中文
language-en = English
ask-home-village = 您是哪个村（居）的？点一下，或者打出村名。
choice-elsewhere = 我不住本镇
choice-kept = 好的，记下了 ✓
choice-name = { $name }
command-report = 我要反映
command-mine = 我的事项
command-work = 待办
command-help = 怎么用
command-language = 换语言
command-cancel = 不填了
edited-hint = 您改的那条，我这里还是原来的样子。请把要更正的话再发一条，我给您加上。
nothing-to-cancel = 现在没有正在填的东西。有事直接发给我。
ask-receipt = 请把回执上的 16 位数字发给我。
receipt-wrong = 这个号码查不到。请对照回执一位一位看看，直接再发一遍。
receipt-pause = 试的次数太多了，请过一个小时再试。
# 时长
span-day = { $count } 天
span-hour = { $count } 小时
span-minute = { $count } 分钟
