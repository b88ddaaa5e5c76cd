"""Every kind of update and of content that the Bot API knows, each as a function that makes one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.faults.strange_updates import Maker

Json = dict[str, Any]

FUTURE_KINDS = ("something_of_2031", "anything_else")
BOT: Json = {"id": 424242, "is_bot": True, "first_name": "守望", "username": "shouwang_bot"}
Content = Callable[["Maker"], Json]


def _text(maker: Maker) -> Json:
    text = maker.text() or " "
    return {
        "text": text,
        **maker.some({"entities": maker.entities(text), "link_preview_options": {"is_disabled": True}}),
    }


def _command(maker: Maker) -> Json:
    name = maker.random.choice(("/start", "/report", "/mine", "/work", "/help", "/language", "/cancel", "/receipt", "/menu",
        "/privacy", "/unknown", "/start@shouwang_bot", "/start i-nothing", "/", "/start " + maker.text()[:100]))  # fmt: skip
    return {"text": name, "entities": [{"type": "bot_command", "offset": 0, "length": len(name.split()[0])}]}


def _photo(maker: Maker) -> Json:
    sizes = [maker.file("photo", width=90, height=67), maker.file("photo", width=1280, height=960)]
    album = {"media_group_id": str(maker.random.randint(1, 5)), "caption": maker.text(), "has_media_spoiler": True}
    return {"photo": sizes, **maker.some(album)}


def _media(kind: str, **more: object) -> Content:
    def content(maker: Maker) -> Json:
        return {kind: maker.file(kind, **more), **maker.some({"caption": maker.text(), "caption_entities": []})}

    return content


def _animation(maker: Maker) -> Json:
    file = maker.file("animation", width=1, height=1, duration=0)
    return {"animation": file, "document": {**file, "mime_type": "video/mp4", "file_name": maker.text()}}


def _location(maker: Maker) -> Json:
    place = {"latitude": maker.random.uniform(-90, 90), "longitude": maker.random.uniform(-180, 180)}
    live = {"live_period": 0x7FFFFFFF, "heading": 360, "horizontal_accuracy": 1500.0, "proximity_alert_radius": 1}
    return {"location": place | maker.some(live)}


def _venue(maker: Maker) -> Json:
    place = {"latitude": 27.3, "longitude": 112}
    venue = {"location": place, "title": maker.text(), "address": maker.text()}
    return {"venue": venue, "location": place}


def _contact(maker: Maker) -> Json:
    optional = {"user_id": 2**52 - 1, "vcard": "BEGIN:VCARD\n" * 100, "last_name": maker.text()}
    return {"contact": {"phone_number": maker.text()[:30], "first_name": maker.text(), **maker.some(optional)}}


def _poll_itself(maker: Maker) -> Json:
    options = [{"text": maker.text()[:100], "voter_count": 2**31, "persistent_id": "1"} for _number in range(2)]
    return {
        "id": "5", "question": maker.text()[:300], "options": options, "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": maker.random.choice(("regular", "quiz")), "allows_multiple_answers": False,
        "allows_revoting": False, "members_only": True,
    }  # fmt: skip


def _checklist(maker: Maker) -> Json:
    return {"checklist": {"title": maker.text(), "tasks": [{"id": 1, "text": maker.text(), "completion_date": 0}]}}


def _forwarded(maker: Maker) -> Json:
    chat = maker.chat("channel", -1_001_000_000_000)
    origin = maker.random.choice(
        (
            {"type": "user", "sender_user": maker.user()},
            {"type": "hidden_user", "sender_user_name": maker.text()},
            {"type": "chat", "sender_chat": chat, "author_signature": maker.text()},
            {"type": "channel", "chat": chat, "message_id": 7},
            {"type": "of_2031"},
        )
    )
    return {"forward_origin": {**origin, "date": maker.cast.now}, "is_automatic_forward": True, **_text(maker)}


def _reply(maker: Maker) -> Json:
    person, number, _data = maker.random.choice(maker.cast.presses or [(11, 1, "")])
    answered = maker.message(maker.chat("private", person), dict(BOT), text=maker.text() or "案号 000-0000") | {
        "message_id": number
    }
    story = {"reply_to_story": {"chat": maker.chat("private", person), "id": 1}}
    quote = {"quote": {"text": maker.text(), "position": 0, "is_manual": True}}
    other = {"external_reply": {"origin": {"type": "hidden_user", "sender_user_name": "x", "date": 0}}}
    return {"reply_to_message": answered, **_text(maker), **maker.some(story | quote | other)}


def _invoice(maker: Maker) -> Json:
    return {
        "invoice": {
            "title": maker.text(),
            "description": "",
            "start_parameter": "",
            "currency": "XTR",
            "total_amount": 0,
        }
    }


def _paid(maker: Maker) -> Json:
    paid = {
        "currency": "CNY",
        "total_amount": 2**52,
        "invoice_payload": maker.text(),
        "telegram_payment_charge_id": "t",
    }
    return {"successful_payment": {**paid, "provider_payment_charge_id": "p"}}


def _refunded(maker: Maker) -> Json:
    return {
        "refunded_payment": {
            "currency": "XTR",
            "total_amount": 1,
            "invoice_payload": maker.text(),
            "telegram_payment_charge_id": "",
        }
    }


def _giveaway(maker: Maker) -> Json:
    channel = maker.chat("channel", -1_001_000_000_000)
    return {"giveaway": {"chats": [channel], "winners_selection_date": maker.cast.now, "winner_count": 1}}


def _paid_media(maker: Maker) -> Json:
    photo = {"type": "photo", "photo": [maker.file("photo", width=1, height=1)]}
    media = [
        photo,
        {"type": "preview", "width": 1},
        {"type": "video", "video": maker.file("video", width=1, height=1, duration=1)},
    ]
    return {"paid_media": {"star_count": 1, "paid_media": media}}


def _shared(maker: Maker) -> Json:
    return {"users_shared": {"request_id": 1, "users": [{"user_id": 2**52, "first_name": maker.text()}]}}


def _fixed(**content: object) -> Content:
    return lambda _maker: copy.deepcopy(content)


CONTENTS: Mapping[str, Content] = {
    "text": _text,
    "words": lambda maker: {"text": maker.text() or "字"},
    "command": _command,
    "nothing": _fixed(),
    "photo": _photo,
    "voice": _media("voice", duration=5),
    "video": _media("video", width=1, height=1, duration=1),
    "video_note": lambda maker: {"video_note": maker.file("video_note", length=240, duration=1)},
    "audio": _media("audio", duration=0, title="\u202e"),
    "document": _media("document", file_name="../../x"),
    "animation": _animation,
    "sticker": lambda maker: {
        "sticker": maker.file("sticker", type="regular", width=1, height=1, is_animated=False, is_video=False)
    },
    "story": lambda maker: {"story": {"chat": maker.chat("channel", -1_001_000_000_000), "id": 1}},
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "poll": lambda maker: {"poll": _poll_itself(maker)},
    "dice": _fixed(dice={"emoji": "🎲", "value": 6}),
    "game": lambda maker: {
        "game": {"title": maker.text(), "description": "", "photo": [maker.file("photo", width=1, height=1)]}
    },
    "checklist": _checklist,
    "paid_media": _paid_media,
    "forwarded": _forwarded,
    "reply": _reply,
    "invoice": _invoice,
    "successful_payment": _paid,
    "refunded_payment": _refunded,
    "giveaway": _giveaway,
    "giveaway_created": _fixed(giveaway_created={}),
    "giveaway_completed": _fixed(giveaway_completed={"winner_count": 0}),
    "users_shared": _shared,
    "chat_shared": _fixed(chat_shared={"request_id": 1, "chat_id": -(2**52)}),
    "new_chat_members": lambda maker: {"new_chat_members": [maker.user(), dict(BOT)]},
    "left_chat_member": lambda maker: {"left_chat_member": maker.random.choice((maker.user(), dict(BOT)))},
    "new_chat_title": lambda maker: {"new_chat_title": maker.text()},
    "new_chat_photo": lambda maker: {"new_chat_photo": [maker.file("photo", width=1, height=1)]},
    "delete_chat_photo": _fixed(delete_chat_photo=True),
    "group_chat_created": _fixed(group_chat_created=True),
    "channel_chat_created": _fixed(channel_chat_created=True),
    "auto_delete": _fixed(message_auto_delete_timer_changed={"message_auto_delete_time": 86400}),
    "migrate_to": _fixed(migrate_to_chat_id=-1_001_999_999_999),
    "migrate_from": _fixed(migrate_from_chat_id=-999),
    "pinned": lambda maker: {"pinned_message": maker.message(text=maker.text() or "x")},
    "pinned_gone": lambda maker: {"pinned_message": {"chat": maker.chat("private", 11), "message_id": 1, "date": 0}},
    "write_access": _fixed(write_access_allowed={"from_request": True}),
    "proximity": lambda maker: {
        "proximity_alert_triggered": {"traveler": maker.user(), "watcher": maker.user(), "distance": 0}
    },
    "boost_added": _fixed(boost_added={"boost_count": 1}),
    "background": _fixed(
        chat_background_set={"type": {"type": "fill", "fill": {"type": "solid", "color": 0}, "dark_theme_dimming": 0}}
    ),
    "topic_created": lambda maker: {
        "forum_topic_created": {"name": maker.text(), "icon_color": 0},
        "is_topic_message": True,
    },
    "topic_edited": _fixed(forum_topic_edited={}),
    "topic_closed": _fixed(forum_topic_closed={}, message_thread_id=2**31),
    "topic_hidden": _fixed(general_forum_topic_hidden={}),
    "video_chat_started": _fixed(video_chat_started={}),
    "video_chat_ended": _fixed(video_chat_ended={"duration": 1}),
    "video_chat_invited": lambda maker: {"video_chat_participants_invited": {"users": [maker.user()]}},
    "web_app_data": lambda maker: {"web_app_data": {"data": maker.text(), "button_text": maker.text()}},
    "passport": _fixed(passport_data={"data": [], "credentials": {"data": "", "hash": "", "secret": ""}}),
    "connected_website": _fixed(connected_website="example.org"),
    "gift": _fixed(unknown_gift={"id": "1"}),
    "of_2031": _fixed(something_of_2031={"deep": [{"x": 1}]}),
}
MESSAGE_UPDATES = (
    "edited_message", "channel_post", "edited_channel_post", "business_message", "edited_business_message", "guest_message",
)  # fmt: skip


def _callback(maker: Maker) -> Json:
    random = maker.random
    person, number, data = random.choice(maker.cast.presses or [(11, 1, "x")])
    presser = random.choice((person, person, person, random.choice(maker.cast.people)))
    at = random.randint(0, len(data))
    cut = data[:at] + random.choice("aZ0:.-_字") + data[at + 1 :]
    data = random.choice(
        (data, data, data, data, cut, data + data, data[:at], maker.text()[:64], "", ":", "f:1.x:0:AAAA")
    )
    chat = maker.chat("private", presser)
    shown = maker.message(chat, dict(BOT), text=maker.text() or "x") | {"message_id": number}
    query: Json = {"id": str(random.randint(1, 2**60)), "from": maker.user(presser), "chat_instance": "1"}
    gone = {"chat": chat, "message_id": number, "date": 0}
    group = maker.message(maker.chat("group", random.choice(maker.cast.groups)), dict(BOT), text="x")
    where = random.choice(
        ({"message": shown},) * 6 + ({"message": gone}, {"message": group}, {"inline_message_id": "i"}, {})
    )
    return query | where | random.choice(({"data": data},) * 8 + ({"game_short_name": "g"}, {}))


def _member_update(maker: Maker) -> Json:
    person = maker.user()
    private = maker.chat("private", person["id"])
    chat = maker.random.choice((private, private, maker.chat("group", maker.random.choice(maker.cast.groups))))
    rights = dict.fromkeys(
        (
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
            "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
            "can_edit_stories", "can_delete_stories",
        ),
        True,
    )  # fmt: skip
    states: tuple[Json, ...] = (
        {"status": "member"}, {"status": "left"}, {"status": "kicked", "until_date": 0}, {"status": "member", "until_date": 9},
        {"status": "administrator", **rights}, {"status": "creator", "is_anonymous": False},
    )  # fmt: skip
    old, new = ({**maker.random.choice(states), "user": dict(BOT)} for _side in range(2))
    return {"chat": chat, "from": person, "date": maker.cast.now, "old_chat_member": old, "new_chat_member": new}


def _reaction(maker: Maker) -> Json:
    kinds = [{"type": "emoji", "emoji": "👍"}, {"type": "custom_emoji", "custom_emoji_id": "1"}, {"type": "paid"}]
    chat = maker.chat("group", maker.random.choice(maker.cast.groups))
    base = {"chat": chat, "message_id": 1, "date": maker.cast.now, "old_reaction": [], "new_reaction": kinds}
    return base | maker.random.choice(({"user": maker.user()}, {"actor_chat": chat}))


def _reaction_count(maker: Maker) -> Json:
    counts = [{"type": {"type": "paid"}, "total_count": 2**31}]
    return {
        "chat": maker.chat("channel", -1_001_000_000_000),
        "message_id": 1,
        "date": maker.cast.now,
        "reactions": counts,
    }


def _boost(maker: Maker) -> Json:
    source = maker.random.choice(
        ({"source": "premium", "user": maker.user()}, {"source": "giveaway", "giveaway_message_id": 1})
    )
    boost = {"boost_id": "b", "add_date": 1, "expiration_date": 2**31, "source": source}
    return {"chat": maker.chat("channel", -1_001_000_000_000), "boost": boost}


def _boost_removed(maker: Maker) -> Json:
    source = {"source": "gift_code", "user": maker.user()}
    return {"chat": maker.chat("channel", -1_001_000_000_000), "boost_id": "b", "remove_date": 1, "source": source}


def _shipping(maker: Maker) -> Json:
    address = {
        name: maker.text()[:50]
        for name in ("country_code", "state", "city", "street_line1", "street_line2", "post_code")
    }
    return {"id": "1", "from": maker.user(), "invoice_payload": maker.text(), "shipping_address": address}


def _pre_checkout(maker: Maker) -> Json:
    return {"id": "1", "from": maker.user(), "currency": "XTR", "total_amount": 1, "invoice_payload": maker.text()}


def _poll_answer(maker: Maker) -> Json:
    voter = maker.random.choice(({"user": maker.user()}, {"voter_chat": maker.chat("channel", -1_001_000_000_000)}))
    return {"poll_id": "5", "option_ids": [0, 9], "option_persistent_ids": ["1", "2"], **voter}


def _join(maker: Maker) -> Json:
    person = maker.user()
    chat = maker.chat("supergroup", maker.random.choice(maker.cast.groups))
    return {"chat": chat, "from": person, "user_chat_id": person["id"], "date": maker.cast.now, "bio": maker.text()}


def _business(maker: Maker) -> Json:
    person = maker.user()
    base = {"id": "b1", "user": person, "user_chat_id": person["id"], "date": maker.cast.now, "is_enabled": True}
    return base | maker.some({"rights": {"can_reply": True}})


OTHERS: Mapping[str, Content] = {
    "callback_query": _callback,
    "inline_query": lambda maker: {"id": "1", "from": maker.user(), "query": maker.text(), "offset": ""},
    "chosen_inline_result": lambda maker: {"result_id": "1", "from": maker.user(), "query": maker.text()},
    "shipping_query": _shipping,
    "pre_checkout_query": _pre_checkout,
    "purchased_paid_media": lambda maker: {"from": maker.user(), "paid_media_payload": maker.text()},
    "poll": _poll_itself,
    "poll_answer": _poll_answer,
    "my_chat_member": _member_update,
    "chat_member": _member_update,
    "chat_join_request": _join,
    "message_reaction": _reaction,
    "message_reaction_count": _reaction_count,
    "chat_boost": _boost,
    "removed_chat_boost": _boost_removed,
    "business_connection": _business,
    "managed_bot": lambda maker: {"user": maker.user(), "bot": dict(BOT)},
    "deleted_business_messages": lambda maker: {
        "business_connection_id": "b1", "chat": maker.chat("private", 11), "message_ids": [1, 2**31],
    },
    **{kind: _fixed(id="1", payload={"any": [1, None]}) for kind in FUTURE_KINDS},
}  # fmt: skip
ALL_KINDS = (
    *(f"{update}:{content}" for update in ("message", *MESSAGE_UPDATES) for content in CONTENTS),
    *OTHERS,
    *("callback_query",) * 300,
    *("my_chat_member",) * 10,
)
