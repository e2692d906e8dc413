// Inline wrappers for the GMP and MPFR names that Swift cannot import (macros), with plain names.
#ifndef PLUMB_CSHIMS_H
#define PLUMB_CSHIMS_H

#include <stdio.h>
#include <stdint.h>
#include <gmp.h>
#include <mpfr.h>
#include "limbs.h"
#include "lanes.h"

static inline void integer_init(mpz_ptr x) { mpz_init(x); }
static inline void integer_clear(mpz_ptr x) { mpz_clear(x); }
static inline void integer_set(mpz_ptr r, mpz_srcptr x) { mpz_set(r, x); }
static inline void integer_set_word(mpz_ptr r, long x) { mpz_set_si(r, x); }
static inline int integer_fits_word(mpz_srcptr x) { return mpz_fits_slong_p(x); }
static inline long integer_get_word(mpz_srcptr x) { return mpz_get_si(x); }
static inline int integer_sign(mpz_srcptr x) { return mpz_sgn(x); }
static inline size_t integer_bit_width(mpz_srcptr x) { return mpz_sgn(x) == 0 ? 0 : mpz_sizeinbase(x, 2); }
static inline void integer_add(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_add(r, a, b); }
static inline void integer_sub(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_sub(r, a, b); }
static inline void integer_mul(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_mul(r, a, b); }
static inline void integer_addmul(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_addmul(r, a, b); }
static inline void integer_add_word(mpz_ptr r, mpz_srcptr a, long b) {
  if (b >= 0) mpz_add_ui(r, a, (unsigned long)b); else mpz_sub_ui(r, a, -(unsigned long)b);
}
static inline void integer_word_sub(mpz_ptr r, long a, mpz_srcptr b) {
  mpz_neg(r, b);
  integer_add_word(r, r, a);
}
static inline void integer_mul_word(mpz_ptr r, mpz_srcptr a, long b) { mpz_mul_si(r, a, b); }
static inline void integer_addmul_word(mpz_ptr r, mpz_srcptr a, long b) {
  if (b >= 0) mpz_addmul_ui(r, a, (unsigned long)b); else mpz_submul_ui(r, a, -(unsigned long)b);
}
// r := r + a * b for two machine words, whatever the size of their product.
static inline void integer_addmul_words(mpz_ptr r, long a, long b) {
  mpz_t t;
  mpz_init_set_si(t, a);
  integer_addmul_word(r, t, b);
  mpz_clear(t);
}
static inline void integer_mul_words(mpz_ptr r, long a, long b) { mpz_set_si(r, a); mpz_mul_si(r, r, b); }
static inline void integer_neg(mpz_ptr r, mpz_srcptr a) { mpz_neg(r, a); }
static inline int integer_cmp(mpz_srcptr a, mpz_srcptr b) { return mpz_cmp(a, b); }
static inline int integer_cmp_word(mpz_srcptr a, long b) { return mpz_cmp_si(a, b); }
static inline void integer_floor_div(mpz_ptr q, mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_fdiv_qr(q, r, a, b); }
static inline void integer_exact_div(mpz_ptr q, mpz_srcptr a, mpz_srcptr b) { mpz_divexact(q, a, b); }
static inline unsigned long integer_floor_mod_word(mpz_srcptr a, unsigned long m) { return mpz_fdiv_ui(a, m); }
static inline void integer_gcd(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_gcd(r, a, b); }
static inline void integer_shift_left(mpz_ptr r, mpz_srcptr a, unsigned long n) { mpz_mul_2exp(r, a, n); }
static inline void integer_floor_shift_right(mpz_ptr r, mpz_srcptr a, unsigned long n) { mpz_fdiv_q_2exp(r, a, n); }
static inline void integer_pow(mpz_ptr r, mpz_srcptr a, unsigned long n) { mpz_pow_ui(r, a, n); }
static inline void integer_floor_sqrt(mpz_ptr r, mpz_srcptr a) { mpz_sqrt(r, a); }
static inline void integer_floor_root(mpz_ptr r, mpz_srcptr a, unsigned long n) { mpz_root(r, a, n); }
// r := the integer of the given limbs, lowest first, negated when asked.
static inline void integer_set_limbs(mpz_ptr r, const unsigned long *limbs, size_t count, int negative) {
  mpz_import(r, count, -1, sizeof(unsigned long), 0, 0, limbs);
  if (negative) mpz_neg(r, r);
}
static inline unsigned long integer_trailing_zeros(mpz_srcptr a) { return mpz_scan1(a, 0); }
static inline double integer_get_double_truncated(mpz_srcptr a) { return mpz_get_d(a); }
static inline void integer_set_double(mpz_ptr r, double x) { mpz_set_d(r, x); }
// Digits already checked by the caller; base 10 or 16; n bytes that need not end in zero.
static inline void integer_set_digits(mpz_ptr r, const char *zero_terminated, int base) { mpz_set_str(r, zero_terminated, base); }
static inline size_t integer_digits_bound(mpz_srcptr a, int base) { return mpz_sizeinbase(a, base) + 2; }
static inline void integer_get_digits(char *out, int base, mpz_srcptr a) { mpz_get_str(out, base, a); }

// Reals: MPFR's custom interface, which keeps significands in memory of ours, and its macros.

static inline size_t real_limb_count(mpfr_prec_t precision) {
  return (size_t)mpfr_custom_get_size(precision) / sizeof(mp_limb_t);
}
// x := +0 with the given precision for life and its significand in `limbs`.
static inline void real_adopt(mpfr_ptr x, mpfr_prec_t precision, mp_limb_t *limbs) {
  mpfr_custom_init(limbs, precision);
  mpfr_custom_init_set(x, MPFR_ZERO_KIND, 0, precision, limbs);
}
// x := a read-only view of a machine word, exact, its significand in `limb`.
static inline void real_view_word(mpfr_ptr x, long value, mp_limb_t *limb) {
  unsigned long magnitude = value < 0 ? -(unsigned long)value : (unsigned long)value;
  *limb = 0;
  real_adopt(x, GMP_NUMB_BITS, limb);
  if (magnitude != 0) {
    int zeros = __builtin_clzl(magnitude);
    *limb = magnitude << zeros;
    mpfr_custom_init_set(x, value < 0 ? -MPFR_REGULAR_KIND : MPFR_REGULAR_KIND, GMP_NUMB_BITS - zeros,
                         GMP_NUMB_BITS, limb);
  }
}
static inline int real_sign(mpfr_srcptr x) { return mpfr_sgn(x); }
static inline int real_is_zero(mpfr_srcptr x) { return mpfr_zero_p(x) != 0; }
static inline int real_is_finite(mpfr_srcptr x) { return mpfr_number_p(x) != 0; }
// Binary exponent of a non-zero finite x: 2^(e-1) <= |x| < 2^e.
static inline mpfr_exp_t real_exponent(mpfr_srcptr x) { return mpfr_get_exp(x); }
// r := the correctly rounded sum of a, b, c, d, each times its sign (1 or -1); the ternary value is returned.
static inline int real_signed_sum(mpfr_ptr r, mpfr_srcptr a, int sa, mpfr_srcptr b, int sb, mpfr_srcptr c, int sc,
                                  mpfr_srcptr d, int sd, mpfr_rnd_t rounding) {
  __mpfr_struct terms[4] = {*a, *b, *c, *d};
  mpfr_ptr table[4] = {&terms[0], &terms[1], &terms[2], &terms[3]};
  terms[0]._mpfr_sign *= sa;
  terms[1]._mpfr_sign *= sb;
  terms[2]._mpfr_sign *= sc;
  terms[3]._mpfr_sign *= sd;
  return mpfr_sum(r, table, 4, rounding);
}

#endif
