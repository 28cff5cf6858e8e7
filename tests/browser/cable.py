"""A cable between the browser and a server, that a test can cut and mend."""

import contextlib
import socket
import threading

from tests.browser.conftest import free_port


class Cable:
    """Carries every connection made to ``port`` on to ``server``; while it is cut, none."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._is_cut = False
        self._open: list[socket.socket] = []
        self.port = free_port()
        self._ears = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Drop what is connected, and let nobody connect."""
        self._is_cut = True
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def mend(self, server: int | None = None) -> None:
        """Carry connections again, to another server if there is one."""
        self._server = server or self._server
        self._is_cut = False

    def remove(self) -> None:
        """Take the cable away."""
        self.cut()
        self._ears.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._ears.accept()
                if self._is_cut:
                    near.close()
                    continue
                try:
                    far = socket.create_connection(("127.0.0.1", self._server))
                except OSError:
                    near.close()
                    continue
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(start: socket.socket, end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := start.recv(65_536):
            end.sendall(piece)
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
