/** The page's own labels in Chinese and English, and which of the two this reader sees. */

const WORDS = {
  zh: {
    title: "守望 演示台", product: "演示台", plusHour: "+1 小时", plusDay: "+1 天", nextDue: "下一到期", nextDueHint: "把时钟拨到程序下一件到期的事", plusHourHint: "把时钟拨快一小时", plusDayHint: "把时钟拨快一天", clockLabel: "程序时间（上海）",
    moving: "正在拨动时钟…", movedTo: "时钟已到 {time}", nothingDue: "目前没有待到期的事", feed: "动态", feedTitle: "机器人做了什么", feedEmpty: "机器人发出的每条消息都会列在这里。", feedErrors: "只看出错", closePanel: "收起",
    people: "手机", addPerson: "添加人物", hidePhone: "收起 {name} 的手机", showPhone: "显示 {name} 的手机", goToPhone: "{name}，{role}", unread: "{n} 条未读",
    villager: "村民", patroller: "巡逻员", shift_lead: "带班员", mediator: "调解员", village_head: "村主任", centre_staff: "综治中心", director: "中心主任", resident_cadre: "驻村干部", department_officer: "部门干部", identity_officer: "身份保管员", admin: "管理员", oversight: "监督联系人", reporter: "村民", person: "人物",
    emptyTitle: "还没有人物", emptyText: "添加一位村民，就能在这里给机器人发消息。", allHidden: "手机都收起来了", allHiddenText: "点上方的名字，让手机回来。",
    typing: "正在输入…", uploadingPhoto: "正在发送照片…", uploadingDocument: "正在发送文件…", recordingVoice: "正在录音…", findingLocation: "正在发送位置…", members: "{n} 位成员",
    start: "开始", startHint: "点“开始”，和机器人说第一句话", unblock: "解除屏蔽并继续", messageField: "输入消息…", send: "发送", attach: "附件", record: "发语音", showKeyboard: "显示按钮", hideKeyboard: "收起按钮", commands: "命令",
    menu: "更多", back: "返回聊天列表", chats: "聊天", block: "屏蔽机器人", unblockShort: "解除屏蔽", scan: "扫码或打开链接", newGroup: "新建群组", groupMembers: "群成员", hide: "收起这部手机", noMessages: "还没有消息",
    newMessages: "{n} 条新消息", toNewest: "回到最新", earlier: "显示更早的消息", edited: "已编辑", forwarded: "转发的消息", today: "今天", yesterday: "昨天",
    photo: "照片", video: "视频", voice: "语音", audio: "音频", documentWord: "文件", location: "位置", contact: "联系人", sticker: "贴纸", animation: "动图", album: "相册", poll: "投票", pinned: "置顶消息", liveLocation: "实时位置", message: "消息",
    takePhoto: "选择照片", samplePhoto: "示例照片", videoFile: "选择视频", sampleVideo: "示例视频", bigVideo: "50 MB 大视频", file: "选择文件", voiceNote: "语音", shareContact: "我的号码", shareLocation: "位置", stickerWord: "表情贴纸",
    attachTitle: "发送什么？", samplePhotosTitle: "选一张或几张示例照片", sceneLamp: "路灯坏了", sceneWater: "路面积水", sceneTree: "大树倒伏", sceneWall: "围墙开裂", caption: "说明（可不填）", sendN: "发送 {n} 项", cancel: "取消", close: "关闭", ok: "好", preview: "发送前看一眼",
    recording: "正在录音", recordStop: "停止并发送", sampleVoice: "发送示例语音", micMissing: "没有可用的麦克风，可以发送一段示例语音。", micAsking: "正在请求麦克风…",
    mapTitle: "在地图上选一个地点", mapMoveTitle: "移动实时位置", mapHint: "点地图放图钉，或从列表里选一个村。方向键可微调。", mapSend: "发送这个位置", mapMove: "移到这里", mapNear: "{place}附近", mapOutside: "图外", mapZoomIn: "放大", mapZoomOut: "缩小", mapCentre: "镇综治中心", river: "青河", road: "国道", railway: "铁路", chooseVillage: "选择一个村…", noPin: "还没有放图钉",
    play: "播放", pause: "暂停", open: "打开", notKept: "内容未保存（仅声明大小）", viewPhoto: "查看照片", viewMap: "在地图上看", reply: "回复", edit: "修改", remove: "删除", copy: "复制文字", forward: "转发给机器人", editing: "修改消息", replyingTo: "回复 {name}", copied: "已复制", messageActions: "消息操作",
    addTitle: "添加人物", firstName: "姓名", role: "角色", language: "语言", add: "添加", addHint: "新人物从零开始：机器人还不认识他。", groupTitle: "群名", groupNew: "新建群组", create: "创建", membersTitle: "群成员", save: "保存",
    scanTitle: "扫码或打开链接", scanHint: "粘贴邀请链接、邀请码，或点选机器人最近发出的链接。", scanField: "链接或邀请码", scanOpen: "在这部手机上打开", scanRecent: "最近的链接",
    failed: "没有发出去：{reason}", offline: "与演示台的连接断了，正在重连…", back_online: "已重新连接", loading: "正在打开演示台…", retry: "重试", loadFailed: "打不开演示台：{reason}", unanswered: "机器人没有回应这个按钮",
    said: "对 {name} 说", editedFor: "改了给 {name} 的消息", removedFor: "删了给 {name} 的消息", answered: "回应了按钮", sentMedia: "给 {name} 发了{what}", called: "调用 {method}", failedCall: "{method} 被拒绝",
    map: "地图", townMap: "全镇地图", goVillage: "看哪个村…", wholeTown: "全镇", townHint: "点一个头像，再点海报就能替他扫码。拖动头像，人就到了那里。", nowhere: "还不在图上：", putHint: "点一下地图，{name}就到那里", letGo: "不选了",
    sendPlace: "发送位置", shareLive: "共享实时位置", stopSharing: "停止共享", sharingUntil: "实时共享到 {time}", accuracy: "手机定位精度", accuracyOf: "±{n}",
    chooseRoute: "选一条路线…", onFoot: "步行", byBicycle: "骑车", byMotorcycle: "摩托", pace: "怎么走", again: "走完再走", setOut: "出发", standStill: "停下", underWay: "在走“{route}”", freeWay: "一段路",
    posterOf: "“{name}”的海报", scanned: "{name}扫了“{place}”的海报", scannedAfar: "{name}在 {distance}外扫了“{place}”的海报", whoScans: "谁来扫“{name}”的海报？", noPoster: "“{name}”没有挂海报", personOnMap: "{name}，{place}。拖动或按方向键移动", hot_school: "校", hot_railway: "铁", hot_road: "路", hot_other: "看",
    playNight: "播放到 {time}", pausePlay: "暂停", playSpeed: "播放速度", speedSlow: "一分钟走十分钟", speedHour: "一分钟一小时", speedNight: "一分钟一晚", toEvening: "到傍晚", toEveningHint: "把时钟拨到下一个 18:30", playedTo: "放到了 {time}", mapOnce: "只发一次", mapQuarter: "共享 15 分钟", mapHour: "共享 1 小时", mapEight: "共享 8 小时", mapHowLong: "发一次还是持续共享",
    languageSwitch: "EN", languageSwitchLabel: "Show the page in English", votes: "{n} 票", phoneOf: "{name} 的手机", chatWith: "与{name}的聊天", keyboardLabel: "快捷按钮", opensLink: "打开链接",
  },
  en: {
    title: "Shouwang playground", product: "playground", plusHour: "+1 h", plusDay: "+1 day", nextDue: "Next due", nextDueHint: "Move the clock to the program's next due work", plusHourHint: "Move the clock forward by one hour", plusDayHint: "Move the clock forward by one day", clockLabel: "Program time (Shanghai)",
    moving: "Moving the clock…", movedTo: "The clock is at {time}", nothingDue: "Nothing is due", feed: "Feed", feedTitle: "What the bot did", feedEmpty: "Every message that the bot sends is listed here.", feedErrors: "Only errors", closePanel: "Close",
    people: "Phones", addPerson: "Add a person", hidePhone: "Hide {name}'s phone", showPhone: "Show {name}'s phone", goToPhone: "{name}, {role}", unread: "{n} unread",
    villager: "Villager", patroller: "Patroller", shift_lead: "Shift lead", mediator: "Mediator", village_head: "Village head", centre_staff: "Centre staff", director: "Director", resident_cadre: "Resident cadre", department_officer: "Department officer", identity_officer: "Identity officer", admin: "Admin", oversight: "Oversight", reporter: "Villager", person: "Person",
    emptyTitle: "Nobody is here yet", emptyText: "Add a villager and write to the bot from their phone.", allHidden: "All phones are hidden", allHiddenText: "Press a name above to bring a phone back.",
    typing: "typing…", uploadingPhoto: "sending a photo…", uploadingDocument: "sending a document…", recordingVoice: "recording a voice message…", findingLocation: "sending a location…", members: "{n} members",
    start: "Start", startHint: "Press Start to say the first word to the bot", unblock: "Unblock and go on", messageField: "Message…", send: "Send", attach: "Attach", record: "Voice message", showKeyboard: "Show buttons", hideKeyboard: "Hide buttons", commands: "Commands",
    menu: "More", back: "Back to chats", chats: "Chats", block: "Block the bot", unblockShort: "Unblock the bot", scan: "Scan or open a link", newGroup: "New group", groupMembers: "Group members", hide: "Hide this phone", noMessages: "No messages yet",
    newMessages: "{n} new", toNewest: "To the newest", earlier: "Show earlier messages", edited: "edited", forwarded: "Forwarded message", today: "Today", yesterday: "Yesterday",
    photo: "Photo", video: "Video", voice: "Voice message", audio: "Audio", documentWord: "Document", location: "Location", contact: "Contact", sticker: "Sticker", animation: "Animation", album: "Album", poll: "Poll", pinned: "Pinned message", liveLocation: "Live location", message: "Message",
    takePhoto: "Choose photos", samplePhoto: "Sample photo", videoFile: "Choose a video", sampleVideo: "Sample video", bigVideo: "50 MB video", file: "Choose a file", voiceNote: "Voice", shareContact: "My number", shareLocation: "Location", stickerWord: "Sticker",
    attachTitle: "What do you want to send?", samplePhotosTitle: "Pick one sample photo or more", sceneLamp: "Broken lamp", sceneWater: "Flooded road", sceneTree: "Fallen tree", sceneWall: "Cracked wall", caption: "Caption (optional)", sendN: "Send {n}", cancel: "Cancel", close: "Close", ok: "OK", preview: "A look before sending",
    recording: "Recording", recordStop: "Stop and send", sampleVoice: "Send a sample voice message", micMissing: "There is no microphone here. You can send a sample voice message.", micAsking: "Asking for the microphone…",
    mapTitle: "Choose a place on the map", mapMoveTitle: "Move the live location", mapHint: "Click the map to place the pin, or choose a village. Arrow keys move it a little.", mapSend: "Send this location", mapMove: "Move here", mapNear: "near {place}", mapOutside: "off the map", mapZoomIn: "Zoom in", mapZoomOut: "Zoom out", mapCentre: "Town centre", river: "Qing river", road: "National road", railway: "Railway", chooseVillage: "Choose a village…", noPin: "No pin yet",
    play: "Play", pause: "Pause", open: "Open", notKept: "content not kept (declared size only)", viewPhoto: "View photo", viewMap: "Show on the map", reply: "Reply", edit: "Edit", remove: "Delete", copy: "Copy text", forward: "Forward to the bot", editing: "Edit message", replyingTo: "Reply to {name}", copied: "Copied", messageActions: "Message actions",
    addTitle: "Add a person", firstName: "Name", role: "Role", language: "Language", add: "Add", addHint: "A new person starts from nothing: the bot does not know them yet.", groupTitle: "Group name", groupNew: "New group", create: "Create", membersTitle: "Group members", save: "Save",
    scanTitle: "Scan or open a link", scanHint: "Paste an invitation link or code, or choose a link that the bot sent lately.", scanField: "Link or code", scanOpen: "Open on this phone", scanRecent: "Recent links",
    failed: "Not sent: {reason}", offline: "The connection to the playground is lost, trying again…", back_online: "Connected again", loading: "Opening the playground…", retry: "Try again", loadFailed: "The playground does not open: {reason}", unanswered: "The bot did not answer this button",
    said: "To {name}", editedFor: "Edited for {name}", removedFor: "Deleted for {name}", answered: "Answered a button", sentMedia: "Sent {name}: {what}", called: "Called {method}", failedCall: "{method} refused",
    map: "Map", townMap: "Map of the township", goVillage: "Look at a village…", wholeTown: "The whole township", townHint: "Choose a person, then a poster: they scan it. Drag a person and they are there.", nowhere: "Not on the map yet:", putHint: "Click the map and {name} is there", letGo: "Nobody",
    sendPlace: "Send location", shareLive: "Share live", stopSharing: "Stop sharing", sharingUntil: "live until {time}", accuracy: "Accuracy of the phone", accuracyOf: "±{n}",
    chooseRoute: "Choose a route…", onFoot: "on foot", byBicycle: "by bicycle", byMotorcycle: "by motorcycle", pace: "How", again: "Again and again", setOut: "Set out", standStill: "Stop", underWay: "on “{route}”", freeWay: "a way",
    posterOf: "Poster “{name}”", scanned: "{name} scanned the poster “{place}”", scannedAfar: "{name} scanned the poster “{place}” from {distance} away", whoScans: "Who scans the poster “{name}”?", noPoster: "There is no poster at “{name}”", personOnMap: "{name}, {place}. Drag, or move with the arrow keys", hot_school: "S", hot_railway: "R", hot_road: "N", hot_other: "!",
    playNight: "Play until {time}", pausePlay: "Pause", playSpeed: "Speed", speedSlow: "10 minutes a minute", speedHour: "An hour a minute", speedNight: "A night a minute", toEvening: "To evening", toEveningHint: "Move the clock to the next 18:30", playedTo: "Played until {time}", mapOnce: "Send once", mapQuarter: "Share for 15 minutes", mapHour: "Share for 1 hour", mapEight: "Share for 8 hours", mapHowLong: "Once, or shared for a time",
    languageSwitch: "中", languageSwitchLabel: "页面改用中文", votes: "{n} votes", phoneOf: "{name}'s phone", chatWith: "Chat with {name}", keyboardLabel: "Quick buttons", opensLink: "opens a link",
  },
};

const KEPT = "shouwang.playground.language";

function chosen() {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** "zh" or "en": the reader's choice, else the browser's language. */
export const language = chosen();

export function switchLanguage() {
  localStorage.setItem(KEPT, language === "zh" ? "en" : "zh");
  location.reload();
}

/** The label for `key`, with `{name}` places filled from `values`. An unknown key is shown as itself. */
export function say(key, values = {}) {
  const template = WORDS[language][key] ?? key;
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The role label of a person: a known role in the reader's language, anything else as the program wrote it. */
export function roleLabel(label) {
  if (!label) return say("person");
  return WORDS[language][label] ?? label;
}
