"""What an e-mail says of itself, also one that was made to break whoever reads it."""

import time
from datetime import date

import pytest

from isa.register.agreements.papers.content import MediaType, content_fault, mail_facts, media_type

DATE = b"Date: Mon, 2 Mar 2026 09:00:00 +0000"


def mail(sender: bytes, day: bytes = DATE) -> bytes:
    return b"\r\n".join((b"From: " + sender, day, b"Subject: We accept", b"", b"We accept."))


def test_an_e_mail_says_who_sent_it_and_when():
    said = mail_facts(mail("Zoë Invented <head@school.example>".encode()))

    assert (said.sender, said.sent_on) == ("head@school.example", date(2026, 3, 2))


@pytest.mark.parametrize(
    "sender",
    [b"(" * 5000, b":" * 5000, b"@" * 50_000, b"<" * 50_000, b"a@," * 15_000, b"\xff" * 5000],
)
def test_a_hostile_sender_is_nobody_and_takes_no_time(sender):
    data = mail(sender)
    assert content_fault(data) == ""
    assert media_type(data) is MediaType.EMAIL

    spent = []
    for _ in range(3):  # the best of three: once, all that a long run left may be collected
        start = time.thread_time()
        said = mail_facts(data)
        spent.append(time.thread_time() - start)

    assert "school" not in said.sender
    assert said.sent_on == date(2026, 3, 2)
    assert min(spent) < 0.1  # read whole, the longest take more


def test_a_hostile_date_is_no_day():
    assert mail_facts(mail(b"a@b.example", b"Date: " + b"(" * 5000)).sent_on is None


def test_the_sender_is_found_behind_long_headers_of_the_way_it_came():
    came = b"Received: from one.example by two.example; " + b"x" * 900 + b"\r\n"

    assert mail_facts(came * 40 + mail(b"head@school.example")).sender == "head@school.example"
