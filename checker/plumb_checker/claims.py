"""The table of all claims, and the check of a whole certificate: one look into the table.

A new family is a module with its own CLAIMS, named here in the import and in FAMILIES; see claim.py.
"""
from . import (
    aligned_blocks,
    aligned_words,
    balanced_spectrum,
    claim_counterexample,
    conditioning,
    depth_clusters,
    depth_descent,
    depth_sums,
    hessian_words,
    landscape,
    landscape_maps,
    landscape_origin,
    layer_words,
    mode_descent,
    mode_flow,
    near_identity,
    network_spectra,
    rank_words,
    saddle_words,
    seed_code_spectrum,
    seed_code_variant,
    seed_convergence,
    seed_eigenvectors,
    seed_every_depth,
    seed_readings,
    seed_signals,
    seed_spectra,
    seed_tails,
    seed_theorems,
    seed_twins,
    sharpness,
    sharpness_words,
    softmax,
    step_sizes,
    structure,
    width_words,
)
from .forms import fields, text
from .instance_digests import DIGESTS
from .refusal import need, sure
from .strict_json import read_json, sha256

FAMILIES = [
    seed_theorems, seed_eigenvectors, seed_spectra, seed_readings, seed_every_depth, seed_code_variant, seed_code_spectrum,
    seed_convergence, seed_signals, seed_tails,
    depth_sums, depth_descent, depth_clusters,
    landscape_origin,
    seed_twins,
    layer_words,
    hessian_words,
    aligned_words,
    aligned_blocks,
    rank_words,
    width_words,
    saddle_words,
    mode_flow,
    mode_descent,
    step_sizes,
    landscape,
    landscape_maps,
    near_identity,
    sharpness,
    balanced_spectrum,
    conditioning,
    sharpness_words,
    structure,
    softmax,
    network_spectra,
    claim_counterexample,
]
FORMAT = "plumb.certificate/1"


def merged(*families):
    """One table of all claims: id -> Claim."""
    table = {}
    for family in families:
        for name, claim in family.CLAIMS.items():
            sure(name not in table, f"the id {name} stands in two families")
            table[name] = claim
    return table


CLAIMS = merged(*FAMILIES)


def check_certificate(document):
    """The id of the claim and what was shown; raises Refused."""
    claim, stated_hash, evidence, form, kind, proof, verdict = fields(
        document, "certificate", "claim", "claimHash", "evidence", "format", "kind", "proof", "verdict")
    text(form, "format", FORMAT)
    name, _, _ = fields(claim, "claim", "id", "scope", "statement")
    known = CLAIMS.get(name) if isinstance(name, str) else None
    need(known is not None, "claim.id", "not a known claim")
    known.agrees(claim, stated_hash, evidence, kind, proof, verdict)
    # A claim about listed instances is about these; that they satisfy it is checked below.
    need(name not in DIGESTS or sha256(proof) == DIGESTS[name], "proof", "not the instances of the claim")
    return name, known.report(known.check(proof, known))


def check_bytes(data):
    return check_certificate(read_json(data))
