"""What a page and its server tell each other: whether an answer that was given has been heard.

A page looks settled before the server has begun on what was just pressed, however long one waits.
What goes over the wire leaves no doubt, on a machine of any speed.
"""

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import PATIENCE

_TURN = 5
"""Milliseconds between two looks."""


class Wire:
    """Counts the answers a page has sent, and notices when the server has drawn the last of them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.sent = 0
        self._is_begun = True
        self._is_drawn = True
        page.on("websocket", self._listen)

    def wait(self, sent: int) -> None:
        """Wait until more than ``sent`` answers have left the page and the server drew the last."""
        for _ in range(0, PATIENCE, _TURN):
            if self.sent > sent and self._is_drawn:
                return
            self._page.wait_for_timeout(_TURN)
        raise AssertionError("The server never drew the page again")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._on_sent)
        socket.on("framereceived", self._on_received)

    def _on_sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).HasField("rerun_script"):
            self.sent += 1
            self._is_begun = self._is_drawn = False

    def _on_received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        message = ForwardMsg.FromString(frame)
        if message.HasField("new_session"):
            self._is_begun = True
        elif message.HasField("script_finished"):
            done = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            self._is_drawn = self._is_begun and done
