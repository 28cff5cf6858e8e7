"""A demonstration stays on the machine it runs on."""

import pytest

from isa.platform.demo_guard import is_loopback, obstacle
from isa.platform.web import EVERY_ADDRESS

LOCAL = {"host": "localhost:8501"}


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.53", "::1", "[::1]", "localhost"])
@pytest.mark.parametrize(
    "host", ["localhost:8501", "127.0.0.1", "127.0.0.1:9", "[::1]:8501", "LOCALHOST"]
)
def test_a_browser_on_this_machine_is_let_in(address: str, host: str) -> None:
    assert obstacle(address=address, headers={"host": host}) == ""


@pytest.mark.parametrize(
    "address",
    [None, "", EVERY_ADDRESS, "::", "192.168.1.4", "203.0.113.9", "example.org", "localhost.evil"],
)
def test_an_address_others_can_reach_stops_it_and_unset_counts_as_one(address: str | None) -> None:
    assert not is_loopback(address)
    assert "other machines" in obstacle(address=address, headers=LOCAL)


@pytest.mark.parametrize(
    "header", ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"]
)
def test_a_trace_of_a_proxy_or_tunnel_stops_it(header: str) -> None:
    assert "proxy" in obstacle(address="127.0.0.1", headers={**LOCAL, header: "127.0.0.1"})


@pytest.mark.parametrize(
    "host",
    ["share.example.org", "192.168.1.4:8501", "localhost.example.org", "127.0.0.1.example.org", ""],
)
def test_a_name_that_is_not_this_machines_own_stops_it(host: str) -> None:
    assert "not this machine" in obstacle(address="127.0.0.1", headers={"host": host})


def test_a_connection_without_a_host_is_stopped() -> None:
    assert obstacle(address="127.0.0.1", headers={}) != ""
