"""How long the proof of the pack takes: all invariants, and a case for every row. CPU seconds."""

from bench.measure import Measure, race
from decisions.policy.compiled import compile_pack
from decisions.policy.pack import load_pack
from decisions.policy.proof.check import check
from decisions.policy.released import newest_folder

BAR_SECONDS = 10.0


def measure() -> list[Measure]:
    pack = compile_pack(load_pack(newest_folder()))
    took = race({"proof": lambda _: check(pack)}, [[0]])["proof"]
    proved = len(pack.pack.invariants)
    return [
        Measure(what=f"policy proof, {proved} invariants", ours=took[0], bar=BAR_SECONDS, unit="s")
    ]


if __name__ == "__main__":
    for one in measure():
        print(one.told())
