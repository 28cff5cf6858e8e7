"""Keeping a demonstration on the machine it runs on.

A demonstration lets anybody be anybody, so it answers only a browser on the same computer. What is
checked is what the server does, not what it was told: the address it was given, and the headers
that a tunnel or a proxy leaves behind. There is no setting that turns this off.
"""

from collections.abc import Collection, Mapping
from ipaddress import ip_address

from isa.platform.wording import gettext as _

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_loopback(address: str | None) -> bool:
    """Whether a listening address reaches this machine only. Unset listens on every address."""
    if not address:
        return False
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def _host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def obstacle(
    *, address: str | None, headers: Mapping[str, str], hosts: Collection[str] = LOOPBACK_HOSTS
) -> str:
    """Why this demonstration must not answer, as a sentence; empty when it may.

    ``headers`` has lower-case names. A missing Host counts as a foreign one.
    """
    if not is_loopback(address):
        return _("The server listens on an address that other machines can reach.")
    if any(headers.get(name) for name in _PROXY_HEADERS):
        return _("This connection came through a proxy or a tunnel.")
    if _host_name(headers.get("host", "").lower()) not in hosts:
        return _("This connection used a name that is not this machine's own.")
    return ""
