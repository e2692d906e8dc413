"""The independent checker of Plumb certificates, as a package: Python's standard library, and nothing of the program that writes them.

Reading order, in which each module uses only modules before it:

    refusal             limits, and the two ways to say no
    strict_json         the reader, and the text that is hashed
    algebra             polynomials, matrices, elimination
    networks            aligned networks, their Hessians and blocks, one step of descent
    forms               the fields of a certificate
    claim               one entry of the table of claims
    seed_theorems, seed_eigenvectors, seed_spectra      what the seed paper claims, verified
    witness, seed_readings                              readings of the seed paper, refuted
    depth_ring, depth_argument, depth_witness           every depth at once; a point at one depth
    seed_every_depth, seed_code_variant, seed_code_spectrum     the seed paper and its code at every depth
    seed_convergence, seed_signals, seed_tails          rates and ratios in its setting at every depth
    seed_twins                                          deliberate errors in the theorems of the seed paper, refuted
    depth_sums, depth_descent, depth_clusters           statements for every depth, each with a false twin
    mode_flow, mode_descent, step_sizes                 the dynamics of one mode, most of it at every depth
    network_spectra     certificates of one network
    claim_language, claim_identity                      claims in canonical JSON: the grammar, and what names a claim
    claim_vocabulary, claim_types                       the functions of the language, and types
    claim_enclosures, claim_numbers, claim_roots        rationals, and irrational numbers by enclosures
    claim_matrices, claim_polynomials, claim_spectra    vectors, matrices, eigenvalues
    claim_networks, claim_descent, claim_flow           networks, gradient descent and flow
    claim_functions                                     the functions by name
    claim_values, claim_counterexample                  statements at a point, and the point that refutes a claim
    instances           theorems on exact networks, and the network that refutes a false twin
    instance_digests    which networks each of these claims is about
    landscape           critical points, on exact instances
    landscape_maps      what descent leaves alone, the end-to-end map and the metric of balanced layers
    words               matrix expressions of open sizes, and equations between them
    layer_words, hessian_words                          deep linear networks of every depth in words
    landscape_origin    where all layers vanish, in words
    aligned_words       layers that act as numbers on columns, and what descent makes of them, in words
    aligned_blocks      the Hessian of an aligned network, entry by entry, in words
    softmax             softmax outputs, and the three levels
    sharpness           the largest eigenvalue and the conditioning at minima
    balanced_spectrum   all eigenvalues at balanced minima, at every depth
    structure           ranks, further hidden units, further data
    rank_words          the rank of the differential at every depth, in words, and what follows from it
    width_words         a further hidden unit, the rank at interpolation, further data: every depth, in words
    saddle_words        which critical points of an aligned network are strict: every depth, in words
    claims              the table of all claims, and the check of a certificate
    files               files, folders, and their exit codes

A family is a module with CLAIMS, a dictionary id -> Claim; `claims` puts the families together.
"""
