"""The picture of a crowd of agencies on a narrow screen: a few of them, and all where they are asked for."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from isa.platform.config import ROOT
from isa.ui.components.network import _HTML

SITE = "http://127.0.0.1:9/"
FRONTEND = ROOT / "isa/ui/frontend"
DRAWN = "document.body.network.drawn.cy.nodes(':visible').map(node => node.id())"


def answer(route: Route) -> None:
    """The component's own files, on a page of nothing else."""
    name = route.request.url.removeprefix(SITE)
    if not name:
        route.fulfill(body=f"<!doctype html><body>{_HTML}", content_type="text/html")
    else:
        route.fulfill(path=FRONTEND / Path(name).name, content_type="text/javascript")


def show(page: Page, nodes: int, picked: str = "") -> None:
    """Draw so many agencies, the first two in the middle, each with a line to both."""
    told = {
        "nodes": [
            {"id": f"a{n}", "label": f"Agency {n}", "x": n / nodes, "y": -n / nodes, "core": n < 2}
            for n in range(nodes)
        ],
        "edges": [
            {"id": f"a{n} a{m}", "source": f"a{n}", "target": f"a{m}", "verdict": "none"}
            for n in range(2, nodes)
            for m in (0, 1)
        ],
        "picked": picked,
        "own": "a50",
        "alt": "A picture",
        "less": "Only a few",
        "words": ["", "", "", ""],
        "buttons": ["In", "Out", "Show all"],
    }
    page.evaluate(
        """async told => {
            const { default: draw } = await import("/network.js")
            draw({ parentElement: document.body, data: [JSON.parse(told)], setStateValue: () => {} })
        }""",
        json.dumps(told),
    )


@pytest.fixture
def bare(page: Page) -> Page:
    page.route(f"{SITE}**", answer)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(SITE)
    page.add_style_tag(path=FRONTEND / "network.css")
    return page


def test_of_a_crowd_a_narrow_screen_draws_a_few_around_whoever_is_looked_at(bare: Page) -> None:
    show(bare, 80)
    few = bare.evaluate(DRAWN)
    assert {"a0", "a1", "a50"} <= set(few)
    assert len(few) == 12
    assert bare.get_by_text("Only a few").is_visible()
    show(bare, 80, picked="a70")
    assert {"a0", "a1", "a70"} <= set(bare.evaluate(DRAWN))
    bare.get_by_role("button", name="Show all").click()
    assert len(bare.evaluate(DRAWN)) == 80
    assert not bare.get_by_text("Only a few").is_visible()


def test_as_many_as_it_can_show_are_all_drawn_and_so_are_any_on_a_wide_screen(bare: Page) -> None:
    show(bare, 30)
    assert len(bare.evaluate(DRAWN)) == 30
    bare.set_viewport_size({"width": 1280, "height": 700})
    show(bare, 80)
    bare.wait_for_timeout(100)
    assert len(bare.evaluate(DRAWN)) == 80
    assert not bare.get_by_text("Only a few").is_visible()
