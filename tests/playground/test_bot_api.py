"""The Bot API as a bot sees it, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from playground.client import PlaygroundClient
from playground.server import Playground

TOKEN = "4242:a-token-of-no-real-bot-at-all"


@dataclass
class Caller:
    """A bot that is nothing but calls."""

    url: str
    session: aiohttp.ClientSession
    town: PlaygroundClient
    playground: Playground

    async def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One call with a JSON body; the whole answer."""
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=parameters) as answer:
            body: dict[str, Any] = await answer.json()
            assert body["ok"] == (answer.status == 200)
            return body


@pytest.fixture
async def call() -> AsyncIterator[Caller]:
    """A playground with one person, and a caller."""
    playground = Playground()
    url = await playground.start()
    async with aiohttp.ClientSession() as session, PlaygroundClient(url) as town:
        caller = Caller(url, session, town, playground)
        await caller("getMe")
        await town.person("李春禾", id=7)
        yield caller
    await playground.stop()


@pytest.mark.parametrize(
    ("method", "parameters", "code", "words"),
    [
        ("sendMessage", {"chat_id": 7}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, 400, "Bad Request: message is too long"),
        ("sendMessage", {"chat_id": 99, "text": "x"}, 400, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 7, "text": "<b>", "parse_mode": "HTML"}, 400, "Bad Request: can't parse entities"),
        (
            "editMessageText",
            {"chat_id": 7, "message_id": 99, "text": "x"},
            400,
            "Bad Request: message to edit not found",
        ),
        ("deleteMessage", {"chat_id": 7, "message_id": 99}, 400, "Bad Request: message to delete not found"),
        ("sendPhoto", {"chat_id": 7, "photo": "nothing"}, 400, "Bad Request: wrong file identifier"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, 400, "Bad Request: query is too old"),
        ("noSuchMethod", {}, 404, "Not Found"),
    ],
)
async def test_what_telegram_refuses_is_refused_in_its_words(
    call: Caller, method: str, parameters: dict[str, Any], code: int, words: str
) -> None:
    """Code and description as a bot gets them from Telegram."""
    answer = await call(method, **parameters)
    assert answer["error_code"] == code
    assert answer["description"].startswith(words)


@pytest.mark.parametrize(
    ("data", "taken"), [("x", True), ("x" * 64, True), ("x" * 65, False), ("", False), ("字" * 22, False)]
)
async def test_callback_data_has_1_to_64_bytes(call: Caller, data: str, taken: bool) -> None:
    """Counted in bytes, not characters."""
    markup = {"inline_keyboard": [[{"text": "b", "callback_data": data}]]}
    assert (await call("sendMessage", chat_id=7, text="x", reply_markup=markup))["ok"] is taken


async def test_an_edit_that_changes_nothing_is_refused(call: Caller) -> None:
    """As Telegram does, which a bot has to take for success."""
    sent = await call("sendMessage", chat_id=7, text="x")
    same = await call("editMessageText", chat_id=7, message_id=sent["result"]["message_id"], text="x")
    assert "message is not modified" in same["description"]


async def test_updates_are_kept_until_a_higher_offset_confirms_them(call: Caller) -> None:
    """Asked twice they come twice; confirmed they are gone."""
    await call.town.post("/chats/7/send", {"from_id": 7, "text": "a"})
    await call.town.post("/chats/7/send", {"from_id": 7, "text": "b"})
    first = (await call("getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert (await call("getUpdates"))["result"] == first
    rest = (await call("getUpdates", offset=first[0]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == ["b"]


async def test_of_two_pollers_the_older_is_ended(call: Caller) -> None:
    """With 409, as soon as the newer one asks."""
    older = asyncio.create_task(call("getUpdates", timeout=20))
    while not call.playground.api.bots[TOKEN].polls:  # noqa: ASYNC110 - yields until the server, in this loop, has it
        await asyncio.sleep(0)
    newer = asyncio.create_task(call("getUpdates", timeout=20))
    answer = await older
    assert answer["error_code"] == 409
    await call.town.post("/chats/7/send", {"from_id": 7, "text": "a"})
    assert len((await newer)["result"]) == 1


async def test_a_person_who_blocked_the_bot_cannot_be_written_to(call: Caller) -> None:
    """403 until they let it in again."""
    await call.town.post("/people/7/block", {"blocked": True})
    assert (await call("sendMessage", chat_id=7, text="x"))["error_code"] == 403
    await call.town.post("/people/7/block", {"blocked": False})
    assert (await call("sendMessage", chat_id=7, text="x"))["ok"]


async def test_flood_limits_answer_429_with_the_time_to_wait(call: Caller) -> None:
    """More than a short burst to one chat within a second."""
    await call.town.faults(flood_limits=True)
    answers = [await call("sendMessage", chat_id=7, text="x") for _turn in range(6)]
    refused = [answer for answer in answers if not answer["ok"]]
    assert refused
    assert refused[0]["error_code"] == 429
    assert refused[0]["parameters"]["retry_after"] >= 1


async def test_form_and_multipart_bodies_are_read_too(call: Caller) -> None:
    """A file that was uploaded can be fetched again."""
    form = aiohttp.FormData({"chat_id": "7", "text": "form"})
    async with call.session.post(f"{call.url}/bot{TOKEN}/sendMessage", data=form) as answer:
        assert (await answer.json())["ok"]
    upload = aiohttp.FormData({"chat_id": "7"})
    upload.add_field("document", b"content", filename="借条.txt")
    async with call.session.post(f"{call.url}/bot{TOKEN}/sendDocument", data=upload) as answer:
        sent = (await answer.json())["result"]
    path = (await call("getFile", file_id=sent["document"]["file_id"]))["result"]["file_path"]
    async with call.session.get(f"{call.url}/file/bot{TOKEN}/{path}") as answer:
        assert await answer.read() == b"content"


async def test_a_webhook_gets_updates_with_its_secret_and_again_until_it_answers_200(call: Caller) -> None:
    """The first post is answered 500: the same update comes again."""
    posts: list[tuple[str, int]] = []
    done = asyncio.Event()

    async def receive(request: web.Request) -> web.Response:
        posts.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], (await request.json())["update_id"]))
        if len(posts) == 2:
            done.set()
        return web.Response(status=500 if len(posts) == 1 else 200)

    application = web.Application()
    application.router.add_post("/hook", receive)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    await call("setWebhook", url=f"http://127.0.0.1:{port}/hook", secret_token="secret")
    await call.town.post("/chats/7/send", {"from_id": 7, "text": "a"})
    await asyncio.wait_for(done.wait(), 10)
    assert (await call("getUpdates"))["error_code"] == 409
    assert posts[0] == posts[1]
    assert posts[0][0] == "secret"
    await runner.cleanup()


async def test_an_ordinary_bot_of_a_well_known_library_runs_against_it(call: Caller) -> None:
    """Text, photos, buttons and edits, with nothing changed in the library."""

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message is not None
        button = InlineKeyboardMarkup([[InlineKeyboardButton("ok", callback_data="d")]])
        await update.effective_message.reply_text("<b>hi</b>", parse_mode="HTML", reply_markup=button)

    async def press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("yes")
        await update.callback_query.edit_message_text("done")

    application = Application.builder().token(TOKEN).base_url(f"{call.url}/bot").build()
    application.add_handler(MessageHandler(filters.ALL, answer))
    application.add_handler(CallbackQueryHandler(press))
    phone = await call.town.person("李春禾", id=7)
    async with application:
        await phone.send("hello")
        await phone.photo(2)
        for raw in await application.bot.get_updates():
            await application.process_update(raw)
        assert [message.text for message in await phone.new()] == ["hi"] * 3
        await phone.press("ok")
        for raw in await application.bot.get_updates(offset=-1):
            await application.process_update(raw)
        assert await phone.alert() == "yes"
        assert (await phone.last()).text == "done"


async def _updates(call: Caller) -> list[dict[str, Any]]:
    """What came since the last call."""
    found: list[dict[str, Any]] = (await call("getUpdates"))["result"]
    if found:
        await call("getUpdates", offset=found[-1]["update_id"] + 1)
    return found


async def test_a_place_that_is_shared_moves_as_edits_until_it_ends(call: Caller) -> None:
    """A message with `live_period`, edits with `edit_date` while it moves, a last one without `live_period`."""
    phone = await call.town.person("李春禾", id=7)
    sent = await phone.live(27.33, 112.634, period=3600, accuracy=12)
    await phone.moves_to(27.331, 112.635, accuracy=8)
    await phone.stops_sharing()
    await phone.moves_to(27.4, 112.7)
    first, moved, ended = await _updates(call)
    place = {"latitude": 27.33, "longitude": 112.634, "horizontal_accuracy": 12}
    assert first["message"]["location"] == place | {"live_period": 3600}
    assert moved["edited_message"]["message_id"] == sent.message_id
    assert moved["edited_message"]["edit_date"] >= first["message"]["date"]
    elsewhere = {"latitude": 27.331, "longitude": 112.635, "horizontal_accuracy": 8}
    assert moved["edited_message"]["location"] == elsewhere | {"live_period": 3600}
    assert ended["edited_message"]["location"] == elsewhere


async def test_what_was_shared_for_an_hour_moves_no_more_after_it(call: Caller) -> None:
    """No update says so: whoever gets the message has read for how long it holds."""
    phone = await call.town.person("李春禾", id=7)
    await phone.live(27.33, 112.634, period=3600)
    await call.town.advance(hours=1, jump=True)
    await phone.moves_to(27.331, 112.635)
    assert len(await _updates(call)) == 1
    with pytest.raises(AssertionError, match="60 to 86400 seconds"):
        await phone.live(27.33, 112.634, period=59)


@pytest.mark.parametrize(("said", "told"), [(None, None), (12.5, 12.5), (5000, 1500)])
async def test_the_accuracy_is_what_the_phone_says_up_to_1500_metres(
    call: Caller, said: float | None, told: float | None
) -> None:
    """Telegram states none that is worse."""
    phone = await call.town.person("李春禾", id=7)
    await phone.location(27.33, 112.634, accuracy=said)
    (update,) = await _updates(call)
    assert update["message"]["location"].get("horizontal_accuracy") == told


async def test_a_forwarded_place_says_whose_it_was_and_is_not_live(call: Caller) -> None:
    """`forward_origin` names the author, or only a name where the account is hidden."""
    phone = await call.town.person("李春禾", id=7)
    other = await call.town.person("王大河", id=8)
    await phone.forward_location(27.33, 112.634, other)
    await phone.forward_location(27.33, 112.634, hidden="王大河")
    await call.town.post(
        "/chats/7/send",
        {
            "from_id": 7,
            "forward_from_id": 8,
            "location": {"latitude": 27.33, "longitude": 112.634, "live_period": 3600},
        },
    )
    open_origin, hidden, was_live = (update["message"] for update in await _updates(call))
    assert open_origin["forward_origin"]["type"] == "user"
    assert open_origin["forward_origin"]["sender_user"]["id"] == 8
    assert hidden["forward_origin"]["type"] == "hidden_user"
    assert hidden["forward_origin"]["sender_user_name"] == "王大河"
    assert was_live["location"] == {"latitude": 27.33, "longitude": 112.634}


async def test_a_bot_shares_a_place_moves_it_and_ends_it(call: Caller) -> None:
    """Each answers with the message; once it is over it can be neither moved nor ended again."""
    message = (await call("sendLocation", chat_id=7, latitude=27.33, longitude=112.63, live_period=600))["result"]
    which = {"chat_id": 7, "message_id": message["message_id"]}
    moved = await call("editMessageLiveLocation", **which, latitude=27.34, longitude=112.64, horizontal_accuracy=9)
    assert moved["result"]["location"] == {
        "latitude": 27.34,
        "longitude": 112.64,
        "horizontal_accuracy": 9,
        "live_period": 600,
    }
    assert moved["result"]["edit_date"] >= message["date"]
    same = await call("editMessageLiveLocation", **which, latitude=27.34, longitude=112.64, horizontal_accuracy=9)
    assert same["description"].startswith("Bad Request: message is not modified")
    ended = await call("stopMessageLiveLocation", **which)
    assert "live_period" not in ended["result"]["location"]
    again = await call("stopMessageLiveLocation", **which)
    assert again["description"] == "Bad Request: there is no live location in the message to edit"


async def test_a_bots_shared_place_runs_out(call: Caller) -> None:
    """After its period it cannot be edited."""
    message = (await call("sendLocation", chat_id=7, latitude=27.33, longitude=112.63, live_period=600))["result"]
    await call.town.advance(minutes=10, jump=True)
    late = await call(
        "editMessageLiveLocation", chat_id=7, message_id=message["message_id"], latitude=27.4, longitude=112.6
    )
    assert late["description"] == "Bad Request: message can't be edited"


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("sendLocation", {"longitude": 112}, "latitude is empty"),
        ("sendLocation", {"latitude": 91, "longitude": 112}, "invalid location specified"),
        ("sendLocation", {"latitude": 27, "longitude": "nan"}, "invalid location specified"),
        (
            "sendLocation",
            {"latitude": 27, "longitude": 112, "live_period": 30},
            "wrong live location period specified",
        ),
        (
            "sendLocation",
            {"latitude": 27, "longitude": 112, "live_period": 60, "heading": 361},
            "wrong live location heading specified",
        ),
        ("sendVenue", {"latitude": 27, "longitude": 112, "title": "村委会"}, "venue address must be non-empty"),
    ],
)
async def test_places_that_telegram_refuses(call: Caller, method: str, parameters: dict[str, Any], words: str) -> None:
    """Off the earth, for too short a time, or without an address."""
    assert (await call(method, chat_id=7, **parameters))["description"] == f"Bad Request: {words}"


async def test_a_venue_has_a_name_and_a_place(call: Caller) -> None:
    """It stands in the message twice, as Telegram sends it: as a venue and as a location."""
    sent = await call("sendVenue", chat_id=7, latitude=27.33, longitude=112.63, title="村委会", address="枫林村")
    assert sent["result"]["venue"]["title"] == "村委会"
    assert sent["result"]["location"] == sent["result"]["venue"]["location"]
    phone = await call.town.person("李春禾", id=7)
    assert "venue" in (await phone.last()).media
