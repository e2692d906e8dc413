// Kernels on long integers in flat storage. Portable C; 128-bit products as the compiler gives them.
#include "limbs.h"
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 wide;
typedef __int128 signed_wide;

static inline mp_limb_t sign_limb(const mp_limb_t *x, size_t stride) { return (mp_limb_t)((int64_t)x[stride - 1] >> 63); }

size_t limbs_bit_width(const mp_limb_t *words, size_t stride, size_t count) {
  size_t best = 0;
  for (size_t i = 0; i < count; i++, words += stride) {
    mp_limb_t sign = sign_limb(words, stride);
    size_t k = stride;
    while (k > 0 && (words[k - 1] ^ sign) == 0) k--;
    if (k == 0) continue;
    size_t width = 64 * k - (size_t)__builtin_clzl(words[k - 1] ^ sign);
    if (width > best) best = width;
  }
  return best;
}

int limbs_to_digits(const mp_limb_t *words, size_t stride, size_t count, unsigned width, size_t digits, double *out,
                    size_t pitch) {
  const mp_limb_t mask = ((mp_limb_t)1 << width) - 1;
  const int64_t half = (int64_t)1 << (width - 1);
  int failed = 0;
  for (size_t i = 0; i < count; i++, words += stride) {
    mp_limb_t sign = sign_limb(words, stride);
    int64_t carry = 0;
    for (size_t t = 0; t < digits; t++) {
      size_t position = t * width, limb = position >> 6, offset = position & 63;
      mp_limb_t bits = limb < stride ? words[limb] >> offset : sign;
      if (offset + width > 64 && limb < stride) bits |= (limb + 1 < stride ? words[limb + 1] : sign) << (64 - offset);
      int64_t digit = (int64_t)(bits & mask) + carry;
      carry = digit >= half;
      if (carry) digit -= (int64_t)1 << width;
      out[t * pitch + i] = (double)digit;
    }
    // What is left above the digits, plus the carry, must be zero: all sign bits, and carry = 1 exactly when negative.
    size_t position = digits * width, limb = position >> 6, offset = position & 63;
    if (limb < stride) {
      if ((int64_t)(words[limb] ^ sign) >> offset != 0) failed = 1;
      for (size_t k = limb + 1; k < stride; k++)
        if (words[k] != sign) failed = 1;
    }
    if (carry != (sign != 0)) failed = 1;
  }
  return failed;
}

void limbs_from_digits(mp_limb_t *words, size_t stride, size_t count, unsigned width, size_t digits, const double *in,
                       size_t pitch) {
  for (size_t i = 0; i < count; i++, words += stride) {
    // |digit| < 2^53 and fill < 64, so the accumulator stays below 2^118.
    signed_wide sum = 0;
    unsigned fill = 0;
    size_t k = 0;
    for (size_t t = 0; t < digits && k < stride; t++) {
      sum += (signed_wide)(int64_t)in[t * pitch + i] * ((signed_wide)1 << fill);
      fill += width;
      while (fill >= 64 && k < stride) {
        words[k++] = (mp_limb_t)sum;
        sum >>= 64;
        fill -= 64;
      }
    }
    for (; k < stride; k++) {
      words[k] = (mp_limb_t)sum;
      sum >>= 64;
    }
  }
}

// r += the two's complement value (high, low) at limb `at`, sign extended.
static inline void add_at(mp_limb_t *r, size_t stride, size_t at, mp_limb_t low, mp_limb_t high) {
  if (at >= stride) return;
  wide sum = (wide)r[at] + low;
  r[at] = (mp_limb_t)sum;
  mp_limb_t carry = (mp_limb_t)(sum >> 64);
  if (++at >= stride) return;
  sum = (wide)r[at] + high + carry;
  r[at] = (mp_limb_t)sum;
  carry = (mp_limb_t)(sum >> 64);
  mp_limb_t sign = (mp_limb_t)((int64_t)high >> 63);
  // Adding sign + carry changes nothing when it is zero modulo 2^64 with the carry kept.
  for (at++; at < stride && (sign + carry) != 0; at++) {
    sum = (wide)r[at] + sign + carry;
    r[at] = (mp_limb_t)sum;
    carry = (mp_limb_t)(sum >> 64);
  }
}

void limbs_add_digits(mp_limb_t *words, size_t stride, size_t count, const double *in, long shift) {
  if (shift < 0) {
    unsigned down = shift < -63 ? 63 : (unsigned)-shift;
    for (size_t i = 0; i < count; i++, words += stride) {
      int64_t value = (int64_t)in[i] >> down;
      add_at(words, stride, 0, (mp_limb_t)value, (mp_limb_t)(value >> 63));
    }
    return;
  }
  size_t limb = (size_t)shift >> 6;
  unsigned offset = (unsigned)(shift & 63);
  for (size_t i = 0; i < count; i++, words += stride) {
    signed_wide value = (signed_wide)(int64_t)in[i] * ((signed_wide)1 << offset);
    add_at(words, stride, limb, (mp_limb_t)value, (mp_limb_t)(value >> 64));
  }
}

static double power_of_two(long exponent) {
  double result = 1, base = exponent < 0 ? 0.5 : 2;
  unsigned long rest = exponent < 0 ? 0ul - (unsigned long)exponent : (unsigned long)exponent;
  if (rest > 1100) rest = 1100;
  for (; rest; rest >>= 1, base *= base)
    if (rest & 1) result *= base;
  return result;
}

void limbs_to_doubles(const mp_limb_t *words, size_t stride, size_t count, long exponent, double *out) {
  double *scale = malloc((stride + 1) * sizeof(double));
  for (size_t k = 0; k <= stride; k++) scale[k] = power_of_two(64 * (long)k - 64 - exponent);
  for (size_t i = 0; i < count; i++, words += stride) {
    mp_limb_t sign = sign_limb(words, stride);
    size_t k = stride;
    while (k > 0 && (words[k - 1] ^ sign) == 0) k--;
    if (k == 0) {
      out[i] = sign ? -scale[1] : 0;
      continue;
    }
    double high = (double)(words[k - 1] ^ sign), low = k > 1 ? (double)(words[k - 2] ^ sign) : 0;
    double value = high * scale[k] + low * scale[k - 1];
    out[i] = sign ? -(value + scale[1]) : value;
  }
  free(scale);
}

void limbs_shift(mp_limb_t *r, size_t r_stride, const mp_limb_t *x, size_t x_stride, size_t count, long shift) {
  for (size_t i = 0; i < count; i++, r += r_stride, x += x_stride) {
    mp_limb_t sign = sign_limb(x, x_stride);
    for (size_t k = 0; k < r_stride; k++) {
      long position = 64 * (long)k - shift;  // the bit of x that comes to bit 0 of limb k
      long limb = position >> 6;
      unsigned offset = (unsigned)(position & 63);
      mp_limb_t low = limb < 0 ? 0 : ((size_t)limb < x_stride ? x[limb] : sign);
      mp_limb_t next = limb + 1 < 0 ? 0 : ((size_t)(limb + 1) < x_stride ? x[limb + 1] : sign);
      r[k] = offset == 0 ? low : (low >> offset) | (next << (64 - offset));
    }
  }
}

// t (length + 1 limbs) := x times |s|, then negated when s > 0: what is subtracted becomes what is added.
static inline void negative_product(mp_limb_t *t, const mp_limb_t *x, size_t length, int64_t s) {
  mp_limb_t factor = s < 0 ? (mp_limb_t)0 - (mp_limb_t)s : (mp_limb_t)s;
  mp_limb_t sign = sign_limb(x, length);
  mp_limb_t carry = 0;
  for (size_t k = 0; k < length; k++) {
    wide product = (wide)x[k] * factor + carry;
    t[k] = (mp_limb_t)product;
    carry = (mp_limb_t)(product >> 64);
  }
  t[length] = sign * factor + carry;
  if (s > 0) {
    mp_limb_t one = 1;
    for (size_t k = 0; k <= length; k++) {
      wide sum = (wide)~t[k] + one;
      t[k] = (mp_limb_t)sum;
      one = (mp_limb_t)(sum >> 64);
    }
  }
}

// r += t 2^shift, sign extended, cut downward.
static inline void add_shifted(mp_limb_t *r, size_t stride, const mp_limb_t *t, size_t length, long shift) {
  mp_limb_t sign = sign_limb(t, length);
  size_t first = shift > 0 ? (size_t)shift >> 6 : 0;
  long position = 64 * (long)first - shift;
  long limb = position >> 6;
  unsigned offset = (unsigned)(position & 63);
  mp_limb_t carry = 0;
  for (size_t k = first; k < stride; k++, limb++) {
    mp_limb_t low = limb < 0 ? 0 : ((size_t)limb < length ? t[limb] : sign);
    mp_limb_t value = low;
    if (offset != 0) {
      mp_limb_t next = limb + 1 < 0 ? 0 : ((size_t)(limb + 1) < length ? t[limb + 1] : sign);
      value = (low >> offset) | (next << (64 - offset));
    } else if (limb >= (long)length && sign + carry == 0) {
      return;
    }
    wide sum = (wide)r[k] + value + carry;
    r[k] = (mp_limb_t)sum;
    carry = (mp_limb_t)(sum >> 64);
  }
}

void limbs_subtract(mp_limb_t *r, size_t r_stride, const mp_limb_t *x, size_t x_stride, size_t count) {
  for (size_t i = 0; i < count; i++, r += r_stride, x += x_stride) {
    mp_limb_t sign = sign_limb(x, x_stride), carry = 1;
    for (size_t k = 0; k < r_stride; k++) {
      wide sum = (wide)r[k] + ~(k < x_stride ? x[k] : sign) + carry;
      r[k] = (mp_limb_t)sum;
      carry = (mp_limb_t)(sum >> 64);
    }
  }
}

void limbs_subtract_short_by_long(mp_limb_t *r, size_t r_stride, const double *x, const mp_limb_t *m, size_t m_stride,
                                  size_t rows, size_t columns, long shift) {
  mp_limb_t *t = malloc((m_stride + 1) * sizeof(mp_limb_t));
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++, r += r_stride, x++) {
      if (*x == 0) continue;
      negative_product(t, m + j * m_stride, m_stride, (int64_t)*x);
      add_shifted(r, r_stride, t, m_stride + 1, shift);
    }
  free(t);
}

void limbs_subtract_long_by_short(mp_limb_t *r, size_t r_stride, const mp_limb_t *x, size_t x_stride, const double *m,
                                  size_t rows, size_t columns, long shift) {
  mp_limb_t *t = malloc((x_stride + 1) * sizeof(mp_limb_t));
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++, r += r_stride, x += x_stride) {
      if (m[j] == 0) continue;
      negative_product(t, x, x_stride, (int64_t)m[j]);
      add_shifted(r, r_stride, t, x_stride + 1, shift);
    }
  free(t);
}

// t := |x|, returns the number of limbs without leading zeros; *negative is the sign.
static size_t magnitude(mp_limb_t *t, const mp_limb_t *x, size_t stride, int *negative) {
  mp_limb_t sign = sign_limb(x, stride), carry = sign & 1;
  for (size_t k = 0; k < stride; k++) {
    wide sum = (wide)(x[k] ^ sign) + carry;
    t[k] = (mp_limb_t)sum;
    carry = (mp_limb_t)(sum >> 64);
  }
  *negative = sign != 0;
  size_t k = stride;
  while (k > 0 && t[k - 1] == 0) k--;
  return k;
}

// r +- (x y) for magnitudes of lengths nx, ny >= 1; t has room for nx + ny limbs.
static void accumulate(mp_limb_t *r, size_t stride, const mp_limb_t *x, size_t nx, const mp_limb_t *y, size_t ny,
                       int subtract, mp_limb_t *t) {
  if (nx >= ny) mpn_mul((mp_ptr)t, (mp_srcptr)x, (mp_size_t)nx, (mp_srcptr)y, (mp_size_t)ny);
  else mpn_mul((mp_ptr)t, (mp_srcptr)y, (mp_size_t)ny, (mp_srcptr)x, (mp_size_t)nx);
  size_t n = nx + ny;
  if (n > stride) n = stride;
  if (subtract) mpn_sub((mp_ptr)r, (mp_srcptr)r, (mp_size_t)stride, (mp_srcptr)t, (mp_size_t)n);
  else mpn_add((mp_ptr)r, (mp_srcptr)r, (mp_size_t)stride, (mp_srcptr)t, (mp_size_t)n);
}

void limbs_residual(mp_limb_t *y, size_t y_stride, const mp_limb_t *p, size_t p_stride, unsigned long shift,
                    const mp_limb_t *m, size_t m_stride, const mp_limb_t *x, size_t x_stride, size_t rows,
                    size_t columns) {
  mp_limb_t *t = malloc((2 * x_stride + 2 * m_stride) * sizeof(mp_limb_t));
  mp_limb_t *a = t + x_stride + m_stride, *b = a + x_stride;
  limbs_shift(y, y_stride, p, p_stride, rows * columns, (long)shift);
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++, y += y_stride, x += x_stride) {
      int sx, sm;
      size_t nx = magnitude(a, x, x_stride, &sx), nm = magnitude(b, m + j * m_stride, m_stride, &sm);
      if (nx && nm) accumulate(y, y_stride, a, nx, b, nm, sx == sm, t);
    }
  free(t);
}

void limbs_column_dots(mp_limb_t *s, size_t s_stride, const mp_limb_t *x, size_t x_stride, const mp_limb_t *y,
                       size_t y_stride, size_t rows, size_t columns) {
  mp_limb_t *t = malloc((2 * x_stride + 2 * y_stride) * sizeof(mp_limb_t));
  mp_limb_t *a = t + x_stride + y_stride, *b = a + x_stride;
  memset(s, 0, columns * s_stride * sizeof(mp_limb_t));
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++, x += x_stride, y += y_stride) {
      int sx, sy;
      size_t nx = magnitude(a, x, x_stride, &sx), ny = magnitude(b, y, y_stride, &sy);
      if (nx && ny) accumulate(s + j * s_stride, s_stride, a, nx, b, ny, sx != sy, t);
    }
  free(t);
}

// Adding and subtracting 1.5 * 2^52 rounds |x| < 2^51 to an integer, to nearest. Should the quotient be a little off,
// the remainder leaves [-p/2, p/2] a little: |x / p - x (1/p)| < 2^45 2^-52 = 2^-7 for |x| < 2^53, p > 2^8, and below
// 2^-20 for p near 2^22; all operations on integers below 2^53 are exact, fused or not.
static const double to_integer = 6755399441055744.0;

void residues_reduce(double *x, size_t count, double p) {
  const double inverse = 1.0 / p;
  for (size_t i = 0; i < count; i++) {
    double quotient = (x[i] * inverse + to_integer) - to_integer;
    x[i] -= p * quotient;
  }
}

void residues_prepare(double *x, size_t count, size_t pitch, const double *p, const double *inverse, size_t primes) {
  double *sum = x + primes * pitch;
  memset(sum, 0, count * sizeof(double));
  for (size_t r = 0; r < primes; r++) {
    double *row = x + r * pitch;
    const double modulus = p[r], reciprocal = 1.0 / p[r], factor = inverse[r];
    for (size_t i = 0; i < count; i++) {
      double y = row[i];
      y -= modulus * ((y * reciprocal + to_integer) - to_integer);
      y *= factor;
      y -= modulus * ((y * reciprocal + to_integer) - to_integer);
      row[i] = y;
      sum[i] += y * reciprocal;
    }
  }
  for (size_t i = 0; i < count; i++) sum[i] = (sum[i] + to_integer) - to_integer;
}
