"""The words that head columns in the registers people really keep, by what the column holds (pure).

Words that files are matched by, not words that a reader is shown: they are folded and stay as they are
in every language of the service. The surest stand first.
"""

AGREEMENT_HEADINGS: dict[str, tuple[str, ...]] = {
    "reference": ("reference", "ref", "ref no", "reference number", "agreement reference", "isa ref", "isa reference", "isp ref", "dsa ref", "dsa reference", "agreement ref", "agreement number", "agreement no", "agreement id", "no", "number", "id", "identifier",),  # noqa: E501
    "title": ("title", "agreement", "agreement title", "agreement name", "name of agreement", "title of agreement", "protocol", "protocol title", "isa", "isa name", "isa title", "isp", "isp title", "dsa", "dsa title", "dsa name", "sharing agreement", "information sharing agreement", "data sharing agreement", "name", "document", "document title",),  # noqa: E501
    "summary": ("purpose", "purpose of sharing", "purpose of agreement", "purposes", "summary", "description", "aim", "aims", "objective", "what is it for", "reason for sharing",),  # noqa: E501
    "type": ("type", "agreement type", "type of agreement", "kind", "tier", "document type",),
    "status": ("status", "agreement status", "state", "current status", "stage",),
    "lead": ("lead", "lead organisation", "lead agency", "lead partner", "lead body", "lead authority", "owner", "owning organisation", "host", "host organisation", "data controller", "controller",),  # noqa: E501
    "parties": ("parties", "partners", "partner organisations", "partner agencies", "other organisations", "other organisations involved", "organisations involved", "organisations", "agencies", "signatories", "shared with", "sharing with", "participating organisations", "agencies involved", "parties to agreement", "other parties", "who with", "partner organisation s", "controllers",),  # noqa: E501
    "party": ("signatory", "party", "partner", "partner organisation", "partner agency", "organisation", "agency", "signatory organisation", "other party", "partner name", "organisation name", "agency name", "signed by organisation",),  # noqa: E501
    "starts_on": ("start", "start date", "starts", "date in force", "in force", "in force from", "effective", "effective date", "effective from", "commencement", "commencement date", "commences", "agreement date", "agr date", "date of agreement", "date agreed", "date", "from", "issue date", "live date", "date live", "go live", "implementation date",),  # noqa: E501
    "ends_on": ("end", "end date", "ends", "expiry", "expiry date", "expires", "expires on", "termination date", "valid until", "until", "to",),  # noqa: E501
    "review_due_on": ("review", "review date", "review due", "next review", "next review date", "review due date", "date of review", "date of next review", "due for review", "review by",),  # noqa: E501
    "publication": ("may be published", "may it be published", "publish", "publish y n", "publishable", "published", "published y n", "public", "public y n", "public register", "on public register", "publication", "for publication", "can be published", "ok to publish",),  # noqa: E501
    "signed_on": ("signed on", "date signed", "signed date", "signature date", "date of signature", "signing date",),
    "is_signed": ("signed", "signed y n", "signed yes no", "is signed", "signature", "signed up", "signed off",),
    "signatory_title": ("signatory role", "role of signatory", "signatory title", "job title", "role", "position", "signed by role", "signatory job title",),  # noqa: E501
    "withdrawn_on": ("withdrawn", "withdrawn on", "date withdrawn", "withdrawal date", "left on", "date left",),
    "parent": ("relies on", "relies on reference", "parent", "parent agreement", "overarching agreement", "tier 1", "tier 1 agreement", "parent reference", "parent ref", "under",),  # noqa: E501
    "supersedes": ("supersedes", "replaces", "supersedes reference", "replaces reference", "previous reference", "previous ref",),  # noqa: E501
}  # fmt: skip
AGENCY_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "agency", "agency name", "organisation name", "organisation", "official name", "establishmentname", "establishment name", "school name", "schname", "trust name", "practice name", "provider name", "force name", "health board", "council", "authority", "local authority", "la name", "la", "company name", "full name", "title",),  # noqa: E501
    "other_names": ("other names", "alternative names", "alt names", "also known as", "aka", "nice name", "short name", "known as", "former names", "previous names",),  # noqa: E501
    "kind": ("type", "kind", "agency type", "organisation type", "typeofestablishment name", "type of establishment", "local authority type name", "category", "sector", "establishment type",),  # noqa: E501
    "area": ("area", "place", "area served", "locality",),
    "ods": ("ods code", "ods", "organisation code", "practice code", "code ods", "nacs", "nacs code", "trust code",),
    "urn": ("urn", "school urn", "establishment urn",),
    "ukprn": ("ukprn",),
    "gss": ("gss code", "gss", "ons code", "gss la code", "gsslacode name",),
    "ico": ("ico", "ico registration", "ico number", "ico registration number", "ico reg", "ico reg no", "ico reference", "data protection registration", "dpa registration", "registration number",),  # noqa: E501
    "companies_house": ("company number", "company no", "companies house", "companies house number", "company registration number", "crn",),  # noqa: E501
    "charity": ("charity number", "charity no", "registered charity number", "charity",),
    "local": ("local reference", "local authority code", "local ref", "reference", "id", "force id", "police force", "code",),  # noqa: E501
    "parent": ("part of", "parent", "parent organisation", "responsible body", "trusts name", "trust", "controller", "parent body",),  # noqa: E501
    "closed_on": ("closed", "closed on", "close date", "closedate", "closed date", "end date", "date closed", "closing date",),  # noqa: E501
}  # fmt: skip
