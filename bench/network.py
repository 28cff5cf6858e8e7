"""The network: 30 partners and 20 purposes, and what the end of the biggest agreement would cost.

In a register of 45,000 agencies and 400,000 party rows. The first peer of the matrix finds the
agreements of each cell in a networkx graph and asks the same gates, so it gains whenever they do;
every verdict is compared. The second is networkx alone, as anybody would write it: the edges between
two agencies are scanned, and dates, purposes and categories compared; it answers far less. The peer of
the impact reads the columns of the register that any answer may need, and does nothing with them. The
agreement is the biggest in force. The matrix has one round: it asks 17,400 cells in each way, and the
whole is to stay near two minutes. The pages refuse as many agreements as these; it is the work that is
measured.
Alone: python -m bench.network
"""

from collections.abc import Callable
from itertools import permutations

import networkx as nx
from sqlalchemy import func, select
from sqlmodel import col

from bench.coverage import DAY
from bench.measure import Measure, compared, race
from bench.nation import nation
from isa.coverage.gates import cover
from isa.coverage.model import Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import Flow, question
from isa.coverage.network.matrix import cells
from isa.coverage.view import ANY
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import tables
from isa.register.national.agencies import Size, agency_id, hubs, places
from isa.register.network.impact.service import agreement_ends
from isa.register.network.reading.service import Reading

PARTNERS, PURPOSES = 30, 20
ROUNDS = 3
MATRIX_BAR, IMPACT_BAR = 1 / 20, 1 / 4
ALONE, EDGES = "networkx and the gates, cell by cell", "networkx alone, edge by edge"
SEVERAL = tuple[str, ...]
_READ = (
    (tables.AgencyRow, ("id", "name", "type")),
    (tables.AgencyStatusRow, ("agency_id", "status", "controller_id")),
    (tables.SuccessionRow, ("predecessor_id", "successor_id", "is_confirmed")),
    (tables.ClassMembershipRow, ("member_id", "class_id", "agreement_id", "state")),
    (
        tables.AgreementRow,
        ("row_id", "agreement_id", "type", "status", "starts_on", "ends_on", "parent_id"),
    ),
    (tables.AgreementCodeRow, ("row_id", "kind", "code")),
    (tables.AgreementPartyRow, ("agreement_id", "agency_id", "role", "state", "signed_on")),
    (tables.DataRowRow, ("row_id", "agreement_id", "number", "direction")),
    (tables.DataRowCodeRow, ("row_id", "kind", "code")),
)


def partners(size: Size) -> SEVERAL:
    """The national bodies, and the core of one place."""
    first = places(size)[0].first
    return tuple(agency_id(n) for n in (*range(hubs()), *range(first, first + PARTNERS - hubs())))


def flows(book: Book) -> list[Flow]:
    """Every pair and purpose, about three kinds of information and a child."""
    purposes = sorted(book.words.purposes)[:PURPOSES]
    return [
        Flow(
            provider=one,
            recipient=other,
            purpose=purpose,
            categories=("id_contact", "household", "chronology"),
            subjects=("child",),
        )
        for one, other in permutations(sorted(book.sides), 2)
        for purpose in purposes
    ]


def per_cell(book: Book, asked: list[Flow]) -> Callable[[int], list[Verdict]]:
    """Each cell by itself: what both ends have in common in the graph, then the same gates."""
    graph = nx.Graph([(agency, key) for agency, mine in book.stands.items() for key in mine])
    graph.add_nodes_from(book.sides)

    def every(_case: int) -> list[Verdict]:
        found = []
        for flow in asked:
            common = tuple(nx.common_neighbors(graph, flow.provider, flow.recipient))
            view = book.view(flow.provider, flow.recipient, flow.purpose, common)
            found.append(cover(question(book, flow, DAY), view).verdict)
        return found

    return every


def drawn(book: Book) -> "nx.MultiDiGraph[str]":
    """The partnership as a tutorial draws it: an edge for each agreement from each party to each other."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(book.sides)
    for one, other in permutations(sorted(book.sides), 2):
        for key in book.common(one, other):
            held = book.agreements[key]
            graph.add_edge(
                one,
                other,
                key=key,
                starts_on=held.starts_on or DAY,
                ends_on=held.ends_on or DAY,
                status=held.status.value,
                purposes=set(held.purposes),
                categories={code for row in held.rows for code in row.categories},
                subjects={code for row in held.rows for code in row.subjects},
            )
    return graph


def by_edges(book: Book, asked: list[Flow]) -> Callable[[int], list[str]]:
    """Each cell by itself with networkx alone: a scan of the edges, and plain comparisons.

    No signature, direction, row, route, condition or reason is looked at, so it answers less.
    """
    graph, words = drawn(book), book.words
    running = {"in_force", "in_review", "review_due"}

    def every(_case: int) -> list[str]:
        found = []
        for flow in asked:
            line, left = set(words.purposes[flow.purpose]), set(flow.categories)
            edges = graph.get_edge_data(flow.provider, flow.recipient, default={})
            for edge in edges.values():
                if edge["status"] not in running or not edge["purposes"] & line:
                    continue
                if not edge["starts_on"] <= DAY <= edge["ends_on"]:
                    continue
                if edge["subjects"] & {*flow.subjects, ANY}:
                    left -= {
                        code for code in left if edge["categories"] & set(words.categories[code])
                    }
            found.append("partly" if 0 < len(left) < len(flow.categories) else str(not left))
        return found

    return every


def matrix(database: Database, size: Size) -> list[Measure]:
    with database.read() as session:
        reading = Reading(session, partners(size), DAY)
        book = reading.book(reading.joined())
    asked = flows(book)
    alone, edges = per_cell(book, asked), by_edges(book, asked)
    said: dict[str, list[Verdict]] = {}
    took = race(
        {
            "ours": lambda _case: said.update(ours=[cell.verdict for cell in cells(book, asked)]),
            ALONE: lambda case: said.update(alone=alone(case)),
            EDGES: edges,
        },
        [[0]],
    )
    assert said["ours"] == said["alone"], "the two ways answer differently"
    what = f"matrix {PARTNERS} x {PARTNERS} x {PURPOSES} ({len(asked):,} cells, hubs among them)"
    return [
        compared(what, took, "ours", ALONE, MATRIX_BAR, "ms"),
        compared(what, took, "ours", EDGES, MATRIX_BAR, "ms"),
    ]


def biggest(database: Database) -> tuple[str, int]:
    """The agreement in force with the most parties, and how many."""
    party, row = tables.AgreementPartyRow, tables.AgreementRow
    statement = (
        select(col(party.agreement_id), func.count())
        .join(row, col(row.agreement_id) == col(party.agreement_id))
        .where(col(row.status) == "in_force", col(row.ends_on).is_(None) | (col(row.ends_on) > DAY))
        .group_by(col(party.agreement_id))
        .order_by(func.count().desc())
        .limit(1)
    )
    with database.read() as session:
        key, count = session.connection().execute(statement).one()
    return key, count


def whole(database: Database) -> int:
    """Every row of the register, read and put aside."""
    count = 0
    with database.read() as session:
        for table, names in _READ:
            statement = select(*(col(getattr(table, name)) for name in names))
            count += len(session.connection().execute(statement).all())
    return count


def impact(database: Database) -> list[Measure]:
    key, parties = biggest(database)
    found = agreement_ends(database, SYSTEM, key, on=DAY)
    lost = sum(one.count for one in found.lost.lapses)
    took = race(
        {
            "ours": lambda _case: agreement_ends(database, SYSTEM, key, on=DAY),
            "reading the register whole": lambda _case: whole(database),
        },
        [[0]] * ROUNDS,
    )
    what = f"end of the biggest agreement in force: {parties} parties, {lost:,} flows lose cover"
    return [compared(what, took, "ours", "reading the register whole", IMPACT_BAR, "ms")]


def measure() -> list[Measure]:
    size = Size()
    with nation("sqlite", size) as database:
        return [*matrix(database, size), *impact(database)]


if __name__ == "__main__":
    for one in measure():
        print(one.told())
