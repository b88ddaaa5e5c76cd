"""Messages become words: escaped, dated, cut to what Telegram takes, with buttons for one person."""

from __future__ import annotations

import pytest

from domain.buttons import read
from domain.messages import Button, Live, Message, Moment, Phrase, Span, listed, phrase, say
from domain.refusals import Refusal
from domain.words import Language
from texts.catalogue import Catalogue, UnknownPhrase
from texts.renderer import TELEGRAM_LIMIT, Renderer

KEY = b"k" * 32


@pytest.fixture
def renderer() -> Renderer:
    """A renderer for a township in China."""
    return Renderer(Catalogue.load(), "Asia/Shanghai", KEY)


def test_what_people_type_is_escaped(renderer: Renderer) -> None:
    """Markup in a typed text is shown as it was typed."""
    shown = renderer.render(say("mine-text", text="<b>&"), Language.EN, 1).html
    assert shown == "📝 &lt;b&gt;&amp;"


def test_a_link_of_our_own_stays_a_link(renderer: Renderer) -> None:
    """The same address typed by somebody has a joiner in it."""
    link = "https://t.me/shouwang_bot?start=i-1"
    ours = renderer.render(say("invitation-made", name="x", link=Live(text=link), valid=Span(ms=1)), Language.EN, 1)
    assert link in ours.html
    assert link not in renderer.render(say("mine-text", text=link), Language.EN, 1).html


@pytest.mark.parametrize("length", [2_499, 2_501, 4_000])
def test_a_long_text_is_shown_whole_where_telegram_takes_it(renderer: Renderer, length: int) -> None:
    """The catalogue's own limit on values keeps no message from being sent."""
    assert renderer.render(say("mine-text", text="字" * length), Language.ZH_HANS, 1).html.count("字") == length


def test_a_text_that_telegram_would_refuse_is_cut_and_sent(renderer: Renderer) -> None:
    """Too much for one message: its end is left out rather than all of it."""
    message = Message(lines=(phrase("mine-text", text="<" * 4_000), phrase("mine-text", text="b" * 4_000)))
    shown = renderer.render(message, Language.ZH_HANS, 1).html
    assert len(shown.replace("&lt;", "<")) <= TELEGRAM_LIMIT
    assert "…" in shown
    assert "b" in shown


def test_times_are_shown_on_the_townships_clock(renderer: Renderer) -> None:
    """One o'clock in the morning UTC is nine in Shanghai."""
    message = say("mine-filed", at=Moment(at=1_790_557_200_000))
    assert renderer.render(message, Language.ZH_HANS, 1).html == "9月28日 09:00 反映"


@pytest.mark.parametrize(
    ("ms", "words"), [(86_400_000 * 3, "3天"), (3_600_000 * 72, "3天"), (900_000, "15分钟"), (3_600_000 * 5, "5小时")]
)
def test_lengths_of_time_are_said_in_their_largest_unit(renderer: Renderer, ms: int, words: str) -> None:
    """As somebody would say them."""
    shown = renderer.render(say("told-extended", number="1", by=Span(ms=ms)), Language.ZH_HANS, 1).html
    assert words in shown.replace(" ", "")


def test_a_button_is_good_for_its_receiver_alone(renderer: Renderer) -> None:
    """The same message for two people carries two different buttons."""
    message = Message(
        lines=(phrase("more"),), buttons=((Button(label=phrase("button-add"), act="m-add", subject="7"),),)
    )
    data = renderer.render(message, Language.EN, 1).buttons[0][0].data
    assert data is not None
    assert read(KEY, 1, data).subject == "7"
    with pytest.raises(Refusal):
        read(KEY, 2, data)


def test_a_phrase_that_does_not_exist_is_an_error_and_no_empty_message(renderer: Renderer) -> None:
    """Nobody is sent a blank."""
    with pytest.raises(UnknownPhrase):
        renderer.render(Message(lines=(Phrase(id="no-such-phrase"),)), Language.EN, 1)


def test_a_label_shows_no_markup(renderer: Renderer) -> None:
    """A title that is bold over a message is plain on a button, and what somebody typed there stays as it was typed."""
    title = phrase("round-title-about", at=Moment(at=1_790_557_200_000), subject="<i>烟花</i>")
    assert renderer.plain(title, Language.ZH_HANS) == "📋 专项排查（9月28日 09:00 起）：<i>烟花</i>"


@pytest.mark.parametrize(
    ("count", "chinese", "english"),
    [(0, "—", "—"), (1, "1", "1"), (3, "1、2、3", "1, 2, 3"), (5, "1、2、3、4、5", "1, 2, 3, 4, 5")],
)
def test_a_list_is_written_as_its_language_does(renderer: Renderer, count: int, chinese: str, english: str) -> None:
    """Whatever stands in it, in its order."""
    line = phrase("card-similar", numbers=listed(str(number) for number in range(1, count + 1)))
    shown = [renderer.plain(line, language) for language in (Language.ZH_HANS, Language.EN)]
    assert [each.partition("：" if "：" in each else ": ")[2] for each in shown] == [chinese, english]
