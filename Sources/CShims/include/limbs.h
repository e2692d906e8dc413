// Kernels on arrays of long integers in flat storage, and on residues held in doubles.
//
// An integer is `stride` 64-bit limbs in two's complement, lowest first; `count` integers lie one after another. Sums
// are modulo 2^(64 stride): callers prove that results fit. A digit or residue in a double is an integer below 2^53.
#ifndef PLUMB_LIMBS_H
#define PLUMB_LIMBS_H

#include <stddef.h>
#include <stdint.h>
#include <gmp.h>

// The least b with -2^b <= v < 2^b for all integers v.
size_t limbs_bit_width(const mp_limb_t *words, size_t stride, size_t count);

// Balanced digits in base 2^width, lowest first: digit t of integer i goes to out[t * pitch + i], |digit| <= 2^(width-1).
// Returns 0 when all integers were exhausted by `digits` digits, 1 when not. 2 <= width <= 52.
int limbs_to_digits(const mp_limb_t *words, size_t stride, size_t count, unsigned width, size_t digits, double *out,
                    size_t pitch);

// Integer i := sum over t of in[t * pitch + i] 2^(width t).
void limbs_from_digits(mp_limb_t *words, size_t stride, size_t count, unsigned width, size_t digits, const double *in,
                       size_t pitch);

// Integer i += in[i] 2^shift; bits below 1 are dropped downward when the shift is negative.
void limbs_add_digits(mp_limb_t *words, size_t stride, size_t count, const double *in, long shift);

// Integer i times 2^-exponent as a double, with an error of at most 2^-50 of its magnitude, and 2^-1000 for underflow:
// the two leading limbs and their sum are each rounded once, the unit that turns ~x into -x is added with one more
// rounding, and what lies below two limbs is less than 2^-64 of the value. The scaled value must be below 2^900.
void limbs_to_doubles(const mp_limb_t *words, size_t stride, size_t count, long exponent, double *out);

// r_i := (x_i 2^shift), or the floor for a negative shift, where r has its own stride.
void limbs_shift(mp_limb_t *r, size_t r_stride, const mp_limb_t *x, size_t x_stride, size_t count, long shift);

// r_i -= x_i, where r has its own stride.
void limbs_subtract(mp_limb_t *r, size_t r_stride, const mp_limb_t *x, size_t x_stride, size_t count);

// r_(i, j) -= x_(i, j) m_j 2^shift for short integers x (in doubles) and long m, or the other way round; the product is
// cut downward when the shift is negative. `pitch` is the number of columns of r and of x.
void limbs_subtract_short_by_long(mp_limb_t *r, size_t r_stride, const double *x, const mp_limb_t *m, size_t m_stride,
                                  size_t rows, size_t columns, long shift);
void limbs_subtract_long_by_short(mp_limb_t *r, size_t r_stride, const mp_limb_t *x, size_t x_stride, const double *m,
                                  size_t rows, size_t columns, long shift);

// y_(i, j) := p_(i, j) 2^shift - m_j x_(i, j), shift >= 0.
void limbs_residual(mp_limb_t *y, size_t y_stride, const mp_limb_t *p, size_t p_stride, unsigned long shift,
                    const mp_limb_t *m, size_t m_stride, const mp_limb_t *x, size_t x_stride, size_t rows,
                    size_t columns);

// s_j := sum over i of x_(i, j) y_(i, j).
void limbs_column_dots(mp_limb_t *s, size_t s_stride, const mp_limb_t *x, size_t x_stride, const mp_limb_t *y,
                       size_t y_stride, size_t rows, size_t columns);

// x_i := the representative of least magnitude, up to 8 more, of x_i modulo p, for |x_i| < 2^53, 2^8 < p <= 2^24.
void residues_reduce(double *x, size_t count, double p);

// The mixed sum of the Chinese remainder theorem: x_r := (x_r inverse_r mod p_r), row r at x + r * pitch, and in one
// more row the integer nearest to sum x_r / p_r.
void residues_prepare(double *x, size_t count, size_t pitch, const double *p, const double *inverse, size_t primes);

#endif
