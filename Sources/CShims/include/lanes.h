// Many small matrices of doubles at once: eight to a group, entry e of the eight side by side ("lanes").
//
// Layout   Entry e of matrix 8 g + l lies at base[(g * pitch + e) * 8 + l]; `pitch` is the number of entries a matrix of the
//          array owns. Rectangular matrices are row by row; symmetric ones are the lower triangle row by row: (i, j), j <= i,
//          at i (i + 1) / 2 + j. Every base is aligned to 64 bytes.
// Rounding to nearest, without contraction: every operation is one of IEEE 754's, in the same order on every machine, so results
// are the same bits whichever instructions the processor has, and no lane depends on its neighbours.
#ifndef PLUMB_LANES_H
#define PLUMB_LANES_H

#include <stddef.h>
#include <stdint.h>

#define PLUMB_LANES 8

// The instructions chosen for this processor: 2 for 512-bit vectors, 1 for 256-bit ones, 0 for what the target guarantees.
int lanes_level(void);
// Chooses at most this level from now on; for tests that compare levels.
void lanes_limit(int level);

// Entries 0 ..< entries of matrix m := low + floor(h span / 2^32), where h runs over the halves, low one first, of the words
// first + m w + 1, ..., first + (m + 1) w of SplitMix64's sequence for the seed, w = ceil(entries / 2). 1 <= span <= 2^20.
// No value is more likely than another by more than 2^-32.
void lanes_random(double *out, size_t pitch, size_t entries, size_t groups, uint64_t seed, uint64_t first, int32_t low,
                  uint32_t span);

// r := a b, or with a^T for a, b^T for b; r is rows x columns, the sum over `inner`. r overlaps neither a nor b.
void lanes_multiply(double *r, size_t r_pitch, const double *a, size_t a_pitch, int a_transposed, const double *b, size_t b_pitch,
                    int b_transposed, size_t rows, size_t inner, size_t columns, size_t groups);

// r := a - b, entry by entry.
void lanes_subtract(double *r, size_t r_pitch, const double *a, size_t a_pitch, const double *b, size_t b_pitch, size_t entries,
                    size_t groups);

// A block of a symmetric matrix h: entry (row + a q + b, column + c t + d) := g_ac k_bd + s_ad m_bc for a < p, b < q, c < v, d < t,
// where that is on or below the diagonal. g is p x v, k is q x t, s is p x t, m is q x v; s and m are absent when null.
void lanes_twisted_block(double *h, size_t h_pitch, size_t row, size_t column, size_t p, size_t q, size_t v, size_t t, const double *g,
                         const double *k, const double *s, const double *m, size_t pitch, size_t groups);

// Bounds of the inertia of symmetric matrices, proved.
//
// Statement  Lane by lane: a matrix A has at least negative[.] eigenvalues below zero and at least positive[.] above zero.
//            When both add up to n they are its inertia.
// Hypotheses Any doubles, infinities and NaN included (their bounds are 0); n <= 4096; binary64 arithmetic rounded to nearest.
//            Results below 2^-1022 may be flushed to zero.
// Method     With s = scale (largest |a_ii|), per lane, let B = fl(A + s I), then B = fl(A - s I). Elimination without square roots, column
//            k: d_k = c_kk, r = fl(1 / d_k), l_ik = fl(c_ik r), c_ij := fl(c_ij - fl(l_ik c_jk)) for i >= j > k. With u = 2^-53,
//              |c_jk - d_k l_jk| <= 2.01 u |d_k l_jk|,   a product is off by u |l_ik c_jk|,   a difference by u of its value.
//            The values of an entry on its way down to c_ij are at most |c_ij| plus the products still to come, up to (1 + u)^n. Summed up,
//              |B - L D L^T| <= (n + 5) u |L| |D| |L|^T   entry by entry,        [cf. Higham 2002, theorem 9.3]
//            for the computed L and D. |L| |D| |L|^T is positive semidefinite, so its norm is at most its trace t = sum_k |d_k| sum_i l_ik^2,
//            which is accumulated beside the elimination: all terms positive, relative error below (2 n + 4) u. Hence
//            ||B - L D L^T||_2 <= 1.5 (n + 8) u t for the computed t, and the rounding of the shift moves the diagonal by less than
//            2 u (largest |a_ii| + s): together e.
//            Range: with every |d_k| in [2^-500, 2^500] and t < 2^900, results lost below 2^-1022 move an entry by at most 2^-1022 (1 + |d_k| +
//            |d_k| l_ik^2) <= 2^-500 t each, fewer than n^3 of them; 1.5 (n + 8) has room for that beside n + 5. Infinities and NaN
//            reach a later pivot or t, and are refused there.
//            L D L^T is congruent to D (Sylvester): it has c negative eigenvalues, the number of negative entries of D, and none is zero. By
//            Weyl's inequality the c-th eigenvalue of A is below e - s <= 0 for the shift +s, and the (c + 1)-th above s - e >= 0 for
//            the shift -s. A lane with e > s gets the bound 0.
// References [Higham 2002, chapters 9 to 11]; [Rump 2006, section 4]; Sylvester's law of inertia; Weyl's inequality.
//
// With `pivoting` the largest |c_ii| left is brought forward in every step, per lane: a congruence by a permutation of A, to which
// the statement applies. `order` (null, or n int32 a matrix, [matrix][step]) receives the permutation of the shift +s.
// `work`: n (n + 1) / 2 + 4 n vectors of eight doubles.
void lanes_inertia(const double *a, size_t pitch, size_t n, size_t groups, double scale, int pivoting, double *work,
                   int32_t *negative, int32_t *positive, int32_t *order);

// Whether the rank of a symmetric integer matrix is r modulo primes, eight at once.
//
// Statement  Bit q of the answer is set only if A has rank r modulo prime[q]. Conversely it is set when the leading r pivots of the
//            permuted matrix are non-zero modulo that prime and the rank is r.
// Hypotheses |a_ij| <= 2^52, integers; 2^20 < p < 2^26 primes; order[] a permutation of 0 ..< n; A is one matrix, entry e at a[e].
// Method     Elimination without division, c_ij := (d_k c_ij - c_ik c_jk) mod p: rows are scaled by units. Residues x of least magnitude,
//            |x| <= p (1/2 + 2^-20), come from x - p rint(x fl(1 / p)): arguments are integers of at most 2^52, so x fl(1 / p) is off by less
//            than 2^-20; products and differences are integers below 2^53, hence exact. A residue is 0 just when p divides x.
// `work`: n (n + 1) / 2 + n vectors of eight doubles.
unsigned lanes_rank(const double *a, size_t n, size_t r, const int32_t *order, const double *primes, double *work);

#endif
