"""One entry of the table of claims: what a certificate may say, and how it is checked."""
from dataclasses import dataclass
from typing import Callable

from .forms import fields, same
from .refusal import need
from .strict_json import sha256


@dataclass(frozen=True)
class Claim:
    """What the table says of one id. `check(proof, claim)` returns what was shown, or raises Refused."""
    verdict: str
    evidence: str
    kind: str
    statement: str
    scope: dict
    check: Callable

    def agrees(self, claim, stated_hash, evidence, kind, proof, verdict):
        """The certificate says what the table says, and names it by its hash."""
        for path, found, known in (("verdict", verdict, self.verdict), ("evidence", evidence, self.evidence), ("kind", kind, self.kind),
                                   ("claim.statement", claim["statement"], self.statement), ("claim.scope", claim["scope"], self.scope)):
            need(same(found, known), path, "not that of the table of claims")
        need(same(stated_hash, sha256(claim)), "claimHash", "not the SHA-256 of the claim")

    def report(self, shown):
        return f"{self.verdict}: {shown} (scope: {self.scope['text']})"


class ClaimOfData(Claim):
    """A claim of data that the proof gives: its scope is that of the table and the hash of the proof, so that the claim names what is claimed."""

    def agrees(self, claim, stated_hash, evidence, kind, proof, verdict):
        for path, found, known in (("kind", kind, self.kind), ("evidence", evidence, self.evidence), ("verdict", verdict, self.verdict),
                                   ("claim.statement", claim["statement"], self.statement)):
            need(same(found, known), path, "not that of the table of claims")
        data_hash, *stated = fields(claim["scope"], "claim.scope", "dataHash", *self.scope)
        for (name, known), found in zip(self.scope.items(), stated):
            need(same(found, known), f"claim.scope.{name}", "not that of the table of claims")
        need(same(stated_hash, sha256(claim)), "claimHash", "not the SHA-256 of the claim")
        need(same(data_hash, sha256(proof)), "claim.scope.dataHash", "not the SHA-256 of the proof")


class ClaimOfFile(ClaimOfData):
    """A claim of the one network, or the one claim file, of the certificate: what was shown says it all."""

    def report(self, shown):
        return f"{self.verdict}: {shown}"
