"""An import and references that the register has twice: it never picks one of the two."""

from isa.register.importing.comparing import Agreements, KnownAgreement


def test_two_agreements_of_one_reference_are_both_found():
    two = [
        KnownAgreement(id=each, reference=each, title=f"The {each}", values={})
        for each in ("EX-1", "ex-1")
    ]

    assert Agreements.of(two).find("Ex-1", "") == two
