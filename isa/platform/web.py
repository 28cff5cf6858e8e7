"""The web server: Streamlit as a plain ASGI application behind our headers, run by uvicorn.

Under uvicorn Streamlit ignores ``STREAMLIT_*`` variables, so everything it must be told is in
``.streamlit/config.toml`` beside the door script, or set here.
"""

import base64
import hashlib
import logging
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

import streamlit
import typer
import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config as streamlit_config
from streamlit.starlette import App

from isa.platform import demo_guard, installation
from isa.platform.config import ROOT, settings
from isa.platform.database import make_engine
from isa.platform.errors import ConfigurationError
from isa.platform.installation import Kind
from isa.platform.wording import check_language

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 -- what an unknown listening address is taken for
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Streamlit routes that tell a stranger about the server, or offer it to programs."""
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def door_script() -> Path:
    """``streamlit_app.py``: inside the installed package, or at the root of the source."""
    installed = ROOT / "isa" / "door" / "streamlit_app.py"
    return installed if installed.is_file() else ROOT / "streamlit_app.py"


def inline_script_hashes(page: str) -> list[str]:
    """CSP sources for the scripts written into a page, so that no other inline script can run."""
    digests = [hashlib.sha256(text.encode()).digest() for text in _INLINE_SCRIPT.findall(page)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy() -> str:
    """What a page may load: our own address only, styles written by the theme, and nothing framed."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    scripts = " ".join(["'self'", *inline_script_hashes(page.read_text())])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware: the headers of every answer, and the routes that stay closed."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application; the headers do not change while it runs."""
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(_CLOSED):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if not scope["path"].startswith(("/static/", "/_stcore/bidi-components/")):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)


def keep_values_out_of_logs() -> None:
    """From now on no log line of this process holds the text of an exception; places stay.

    Such a text may hold what somebody typed, or an address that a sign-in provider refused. It is
    done where records are made, because every library has loggers and handlers of its own.
    """
    logging.setLogRecordFactory(_without_values)


def _without_values(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 -- as logging calls it
    record = logging.LogRecord(*args, **kwargs)
    error = record.exc_info[1] if record.exc_info else None
    told = [value for value in _arguments(record) if isinstance(value, BaseException)]
    if error is None and not told:
        return record
    fault = error or told[0]
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(fault.__traceback__)]
    record.msg = f"{type(fault).__name__} at {' < '.join(reversed(places[-8:]))}"
    record.args, record.exc_info, record.exc_text = (), None, None
    return record


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return tuple(record.args.values()) if isinstance(record.args, Mapping) else record.args or ()


def _show_script_error(error: Exception) -> bool:
    """Draw a calm page for what went wrong outside a page's own frame, such as in a callback."""
    from isa.ui.trouble import show  # drawing needs a running page

    show(error)
    return True


def create_app(
    host: str = EVERY_ADDRESS, *, on_script_error: Callable[[Exception], bool] | None = None
) -> App:
    """The application, told which address it is served on.

    Under any other server than ``serve`` the address is not known, and is taken to be public: a
    live installation does not mind, a demonstration refuses on the page.
    """
    app = App(
        door_script(),
        middleware=[Middleware(SecurityHeaders)],
        on_script_error=on_script_error or _show_script_error,
    )
    streamlit_config.set_option("server.address", host)
    if settings().public_url:
        streamlit_config.set_option("server.corsAllowedOrigins", [settings().public_url])
    keep_values_out_of_logs()
    return app


def refuse_public_demo(host: str) -> None:
    """``ConfigurationError`` when this would put a demonstration where other machines reach it."""
    kind = installation.kind_of(make_engine(settings().database_url))
    if kind is not Kind.LIVE and not demo_guard.is_loopback(host):
        raise ConfigurationError(
            "A demonstration lets anybody be anybody, so it is served on this machine only. "
            "Use --host 127.0.0.1, or set up a live installation with: isa migrate"
        )


def serve(host: str, port: int) -> None:
    """Serve until stopped; says where.

    Raises ``ConfigurationError`` before a public demonstration, or in a language that is not there.
    """
    check_language()
    refuse_public_demo(host)
    app = create_app(host)
    streamlit_config.set_option("server.port", port)
    typer.echo(
        f"{settings().service_name} is at http://{_shown(host)}:{port}  (stop it with Ctrl+C)"
    )
    sys.stdout.flush()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
