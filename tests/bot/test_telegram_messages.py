"""Which calls a message becomes: words first, files with them where they fit, nothing said twice."""

from __future__ import annotations

from bot.telegram_calls import Upload
from bot.telegram_messages import UPLOAD, Call, editing, sending
from domain.messages import Attachment, AttachmentKind
from texts.renderer import Rendered, RenderedButton, RenderedKey

PHOTO = Attachment(kind=AttachmentKind.PHOTO, file_id="p")
VIDEO = Attachment(kind=AttachmentKind.VIDEO, file_id="v")
VOICE = Attachment(kind=AttachmentKind.VOICE, file_id="o")
PLACE = Attachment(kind=AttachmentKind.LOCATION, latitude=26.5, longitude=106.7)
QR = Attachment(kind=AttachmentKind.PHOTO, qr="https://t.me/shouwang_bot?start=abc")
MADE = Attachment(kind=AttachmentKind.DOCUMENT, made="a:1")
MADE_PHOTO = Attachment(kind=AttachmentKind.PHOTO, made="a:2")
FILE = Upload("a.pdf", "application/pdf", b"%PDF")
BUTTON = RenderedButton("接收", "c-accept:1:0:mac", None)


def rendered(html: str = "好", *files: Attachment, buttons: bool = False, menu: bool = False) -> Rendered:
    """A message as the renderer gives it."""
    keys = ((RenderedKey("我要反映", asks_location=False),),) if menu else None
    return Rendered(html, ((BUTTON,),) if buttons else (), keys, files)


def methods(calls: tuple[Call, ...]) -> list[str]:
    """The names of the calls."""
    return [call.method for call in calls]


def test_words_alone_are_one_message() -> None:
    """HTML, without a preview of links."""
    (call,) = sending(rendered(), text_alone=False)
    assert call.method == "sendMessage"
    assert call.carries_text
    assert call.parameters["parse_mode"] == "HTML"
    assert call.parameters["link_preview_options"] == {"is_disabled": True}


def test_one_file_carries_the_words_and_the_buttons() -> None:
    """One message instead of two."""
    (call,) = sending(rendered("看", PHOTO, buttons=True), text_alone=False)
    assert (call.method, call.parameters["caption"]) == ("sendPhoto", "看")
    assert call.parameters["reply_markup"] == {"inline_keyboard": [[{"text": "接收", "callback_data": BUTTON.data}]]}


def test_pictures_and_videos_go_as_an_album_with_the_words() -> None:
    """The words are the caption of the first."""
    (call,) = sending(rendered("看", PHOTO, VIDEO), text_alone=False)
    media = call.parameters["media"]
    assert isinstance(media, list)
    assert [item["type"] for item in media] == ["photo", "video"]
    assert [item.get("caption") for item in media] == ["看", None]


def test_an_album_carries_no_buttons_so_the_words_go_before_it() -> None:
    """The buttons stand under the words."""
    calls = sending(rendered("看", PHOTO, VIDEO, buttons=True), text_alone=False)
    assert methods(calls) == ["sendMessage", "sendMediaGroup"]
    assert [call.carries_text for call in calls] == [True, False]


def test_twenty_two_pictures_a_voice_message_and_a_place() -> None:
    """Albums hold ten; a single one that is left goes by itself; the order stays."""
    calls = sending(rendered("看", *([PHOTO] * 21), VOICE, PLACE), text_alone=False)
    assert methods(calls) == [
        "sendMessage", "sendMediaGroup", "sendMediaGroup", "sendPhoto", "sendVoice", "sendLocation",
    ]  # fmt: skip


def test_long_words_are_no_caption() -> None:
    """A caption holds 1024 characters, counted without tags as Telegram counts."""
    assert methods(sending(rendered("<b>" + "长" * 1024 + "</b>", PHOTO), text_alone=False)) == ["sendPhoto"]
    assert methods(sending(rendered("长" * 1025, PHOTO), text_alone=False)) == ["sendMessage", "sendPhoto"]
    assert methods(sending(rendered("😀" * 513, PHOTO), text_alone=False)) == ["sendMessage", "sendPhoto"]


def test_a_card_keeps_its_words_apart() -> None:
    """They will be changed in place, which a caption could not be together with buttons of an album."""
    assert methods(sending(rendered("卡", PHOTO), text_alone=True)) == ["sendMessage", "sendPhoto"]


def test_a_qr_code_is_drawn_and_uploaded() -> None:
    """Alone and never in an album: an album names files that exist."""
    (call,) = sending(rendered("扫一扫", QR), text_alone=False)
    assert call.parameters["photo"] == UPLOAD
    assert call.upload is not None
    assert call.upload.content.startswith(b"\x89PNG")
    assert methods(sending(rendered("扫一扫", QR, PHOTO), text_alone=False)) == [
        "sendMessage",
        "sendPhoto",
        "sendPhoto",
    ]


def test_a_document_that_was_made_is_uploaded_with_the_words() -> None:
    """Under the name by which the person keeps it."""
    (call,) = sending(rendered("给您", MADE, buttons=True), {"a:1": FILE}, text_alone=False)
    assert (call.method, call.parameters["document"], call.parameters["caption"]) == ("sendDocument", UPLOAD, "给您")
    assert call.upload == FILE
    assert methods(sending(rendered("给您", PHOTO, MADE_PHOTO, PHOTO), {"a:2": FILE}, text_alone=False)) == [
        "sendMessage",
        "sendPhoto",
        "sendPhoto",
        "sendPhoto",
    ]


def test_a_document_that_could_not_be_made_is_left_out() -> None:
    """The words go without it, with their buttons."""
    (call,) = sending(rendered("给您", MADE, buttons=True), text_alone=False)
    assert call.method == "sendMessage"
    assert call.parameters["reply_markup"]


def test_the_lasting_keyboard() -> None:
    """It stays, unless a message says that it should go."""
    (call,) = sending(rendered(menu=True), text_alone=False)
    keyboard = call.parameters["reply_markup"]
    assert isinstance(keyboard, dict)
    assert keyboard["keyboard"] == [[{"text": "我要反映"}]]
    (call,) = sending(Rendered("好", (), (), ()), text_alone=False)
    assert call.parameters["reply_markup"] == {"remove_keyboard": True}
    (call,) = sending(rendered(), text_alone=False)
    assert call.parameters["reply_markup"] is None


def test_an_edit_takes_old_buttons_away() -> None:
    """A message that is changed into one without buttons must not keep those it had."""
    text, caption = editing(rendered("完"), 7)
    assert text.parameters["reply_markup"] == {"inline_keyboard": []}
    assert (text.method, caption.method) == ("editMessageText", "editMessageCaption")
    assert caption.parameters["caption"] == "完"


def test_a_file_without_an_identifier_is_left_out() -> None:
    """One that was too large to be kept is mentioned in the words and cannot be sent."""
    assert methods(sending(rendered("看", Attachment(kind=AttachmentKind.VIDEO)), text_alone=False)) == ["sendMessage"]
