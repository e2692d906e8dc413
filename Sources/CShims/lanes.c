// Kernels on eight small matrices at once, in vector types that every compiler of ours lowers to what the target has.
//
// Each kernel is written once, as an inlined body, and compiled for 512-bit and 256-bit vectors as well where the machine may have
// them; `lanes_level` chooses at run time.
#include "lanes.h"
#include <float.h>
#include <stdatomic.h>
#include <string.h>

#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#else
#pragma GCC optimize("fp-contract=off")
#endif

_Static_assert(FLT_EVAL_METHOD == 0, "doubles are evaluated as doubles");

typedef double numbers __attribute__((vector_size(64)));
typedef uint64_t words __attribute__((vector_size(64)));

#define BODY static inline __attribute__((always_inline)) void
#define UNIT 0x1p-53

static atomic_int limit = 2;

int lanes_level(void) {
#if defined(__x86_64__) && defined(__GNUC__)
  if (limit >= 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return 2;
  if (limit >= 1 && __builtin_cpu_supports("avx2")) return 1;
#endif
  return 0;
}

void lanes_limit(int level) { limit = level; }

// name(parameters) runs name_body(arguments) compiled for the processor.
#if defined(__x86_64__) && defined(__GNUC__)
#define DISPATCH(name, parameters, arguments)                                                                \
  __attribute__((target("avx512f,avx512dq,avx512vl"))) static void name##_512 parameters { name##_body arguments; } \
  __attribute__((target("avx2"))) static void name##_256 parameters { name##_body arguments; }               \
  static void name##_base parameters { name##_body arguments; }                                              \
  void name parameters {                                                                                     \
    switch (lanes_level()) {                                                                                 \
      case 2: name##_512 arguments; break;                                                                   \
      case 1: name##_256 arguments; break;                                                                   \
      default: name##_base arguments;                                                                        \
    }                                                                                                        \
  }
#else
#define DISPATCH(name, parameters, arguments) \
  void name parameters { name##_body arguments; }
#endif

#define ALL(x) ((numbers){(x), (x), (x), (x), (x), (x), (x), (x)})
#define MAGNITUDE(x) ((numbers)((words)(x) & 0x7fffffffffffffffULL))
// Lane by lane x where the mask is all ones, y where it is zero.
#define CHOOSE(mask, x, y) ((numbers)(((mask) & (words)(x)) | (~(mask) & (words)(y))))

// Generation

BODY lanes_random_body(double *out, size_t pitch, size_t entries, size_t groups, uint64_t seed, uint64_t first, int32_t low,
                       uint32_t span) {
  const uint64_t step = 0x9e3779b97f4a7c15ULL;
  const size_t each = (entries + 1) / 2;
  const numbers base = ALL(0x1p52 - (double)low);
  words state;
  for (size_t g = 0; g < groups; g++) {
    for (size_t l = 0; l < PLUMB_LANES; l++)
      state[l] = seed + step * (first + (uint64_t)(g * PLUMB_LANES + l) * each);
    numbers *entry = (numbers *)out + g * pitch;
    for (size_t e = 0; e < entries; e += 2) {
      state += step;
      words z = state;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      z ^= z >> 31;
      // An integer below 2^52 under the exponent of 2^52 is 2^52 plus that integer.
      entry[e] = (numbers)((((z & 0xffffffffULL) * span) >> 32) | 0x4330000000000000ULL) - base;
      if (e + 1 < entries) entry[e + 1] = (numbers)((((z >> 32) * span) >> 32) | 0x4330000000000000ULL) - base;
    }
  }
}
DISPATCH(lanes_random,
         (double *out, size_t pitch, size_t entries, size_t groups, uint64_t seed, uint64_t first, int32_t low, uint32_t span),
         (out, pitch, entries, groups, seed, first, low, span))

// Products and blocks

BODY lanes_multiply_body(double *r, size_t r_pitch, const double *a, size_t a_pitch, int a_transposed, const double *b, size_t b_pitch,
                         int b_transposed, size_t rows, size_t inner, size_t columns, size_t groups) {
  const size_t a_row = a_transposed ? 1 : inner, a_step = a_transposed ? rows : 1;
  const size_t b_column = b_transposed ? inner : 1, b_step = b_transposed ? 1 : columns;
  for (size_t g = 0; g < groups; g++) {
    const numbers *x = (const numbers *)a + g * a_pitch, *y = (const numbers *)b + g * b_pitch;
    numbers *z = (numbers *)r + g * r_pitch;
    for (size_t i = 0; i < rows; i++)
      for (size_t j = 0; j < columns; j++) {
        const numbers *left = x + i * a_row, *right = y + j * b_column;
        numbers sum = left[0] * right[0];
        for (size_t k = 1; k < inner; k++) sum += left[k * a_step] * right[k * b_step];
        z[i * columns + j] = sum;
      }
  }
}
DISPATCH(lanes_multiply,
         (double *r, size_t r_pitch, const double *a, size_t a_pitch, int a_transposed, const double *b, size_t b_pitch,
          int b_transposed, size_t rows, size_t inner, size_t columns, size_t groups),
         (r, r_pitch, a, a_pitch, a_transposed, b, b_pitch, b_transposed, rows, inner, columns, groups))

BODY lanes_subtract_body(double *r, size_t r_pitch, const double *a, size_t a_pitch, const double *b, size_t b_pitch, size_t entries,
                         size_t groups) {
  for (size_t g = 0; g < groups; g++) {
    const numbers *x = (const numbers *)a + g * a_pitch, *y = (const numbers *)b + g * b_pitch;
    numbers *z = (numbers *)r + g * r_pitch;
    for (size_t e = 0; e < entries; e++) z[e] = x[e] - y[e];
  }
}
DISPATCH(lanes_subtract,
         (double *r, size_t r_pitch, const double *a, size_t a_pitch, const double *b, size_t b_pitch, size_t entries, size_t groups),
         (r, r_pitch, a, a_pitch, b, b_pitch, entries, groups))

BODY lanes_twisted_block_body(double *h, size_t h_pitch, size_t row, size_t column, size_t p, size_t q, size_t v, size_t t, const double *g,
                              const double *k, const double *s, const double *m, size_t pitch, size_t groups) {
  for (size_t group = 0; group < groups; group++) {
    const numbers *outer = (const numbers *)g + group * pitch, *inner = (const numbers *)k + group * pitch;
    const numbers *cross = s ? (const numbers *)s + group * pitch : 0, *middle = s ? (const numbers *)m + group * pitch : 0;
    numbers *out = (numbers *)h + group * h_pitch;
    for (size_t a = 0; a < p; a++)
      for (size_t b = 0; b < q; b++) {
        const size_t i = row + a * q + b;
        numbers *line = out + i * (i + 1) / 2 + column;
        for (size_t c = 0; c < v; c++)
          for (size_t d = 0; d < t && column + c * t + d <= i; d++) {
            numbers entry = outer[a * v + c] * inner[b * t + d];
            if (cross) entry += cross[a * t + d] * middle[b * v + c];
            line[c * t + d] = entry;
          }
      }
  }
}
DISPATCH(lanes_twisted_block,
         (double *h, size_t h_pitch, size_t row, size_t column, size_t p, size_t q, size_t v, size_t t, const double *g, const double *k,
          const double *s, const double *m, size_t pitch, size_t groups),
         (h, h_pitch, row, column, p, q, v, t, g, k, s, m, pitch, groups))

// Inertia

// Brings row and column `best[lane]` to place k in every lane; what was eliminated before k is not kept.
static inline __attribute__((always_inline)) void bring_forward(numbers *f, size_t n, size_t k, int32_t *places) {
  numbers largest = MAGNITUDE(f[k * (k + 1) / 2 + k]), best = ALL((double)k);
  for (size_t i = k + 1; i < n; i++) {
    numbers candidate = MAGNITUDE(f[i * (i + 1) / 2 + i]);
    words above = (words)(candidate > largest);
    largest = CHOOSE(above, candidate, largest);
    best = CHOOSE(above, ALL((double)i), best);
  }
  for (size_t lane = 0; lane < PLUMB_LANES; lane++) {
    const size_t p = (size_t)best[lane];
    if (places) {
      const int32_t place = places[lane * n + k];
      places[lane * n + k] = places[lane * n + p];
      places[lane * n + p] = place;
    }
    if (p == k) continue;
    double *x = (double *)f + lane;
#define AT(i, j) x[((i) * ((i) + 1) / 2 + (j)) * PLUMB_LANES]
#define EXCHANGE(a, b) do { const double held = (a); (a) = (b); (b) = held; } while (0)
    EXCHANGE(AT(k, k), AT(p, p));
    for (size_t j = k + 1; j < p; j++) EXCHANGE(AT(j, k), AT(p, j));
    for (size_t i = p + 1; i < n; i++) EXCHANGE(AT(i, k), AT(i, p));
#undef EXCHANGE
#undef AT
  }
}

// What a factorisation tells: the negative pivots so far, the trace t, and whether every pivot was in range, all ones or zero.
typedef struct {
  words negatives, fine;
  numbers trace;
} signs;

// Column k of the factor, from the column below the pivot as it stands.
static inline __attribute__((always_inline)) void eliminate(const numbers *f, size_t n, size_t k, numbers *column, numbers *multiplier,
                                                            signs *found) {
  const numbers pivot = f[k * (k + 1) / 2 + k], size = MAGNITUDE(pivot), inverse = ALL(1.0) / pivot;
  found->negatives -= (words)(pivot < ALL(0.0));
  found->fine &= (words)(size >= ALL(0x1p-500)) & (words)(size <= ALL(0x1p500));
  numbers sum = ALL(1.0);
  for (size_t i = k + 1; i < n; i++) {
    const numbers entry = f[i * (i + 1) / 2 + k], l = entry * inverse;
    column[i] = entry;
    multiplier[i] = l;
    sum += l * l;
  }
  found->trace += size * sum;
}

// Factors the matrices plus the shift. Without pivoting columns and rows are taken in pairs, which halves the traffic with memory and
// changes no operation.
static inline __attribute__((always_inline)) void factor(const numbers *a, size_t n, const numbers *shift, int pivoting, int32_t *places,
                                                         numbers *f, numbers *column, numbers *multiplier, signs *found) {
  numbers *next_column = multiplier + n, *next_multiplier = next_column + n;
  memcpy(f, a, n * (n + 1) / 2 * sizeof(numbers));
  for (size_t i = 0; i < n; i++) f[i * (i + 1) / 2 + i] += *shift;
  found->negatives = (words)ALL(0.0);
  found->fine = ~found->negatives;
  found->trace = ALL(0.0);
  size_t k = 0;
  if (!pivoting)
    for (; k + 2 <= n; k += 2) {
      eliminate(f, n, k, column, multiplier, found);
      for (size_t i = k + 1; i < n; i++) f[i * (i + 1) / 2 + k + 1] -= multiplier[i] * column[k + 1];
      eliminate(f, n, k + 1, next_column, next_multiplier, found);
      size_t i = k + 2;
      for (; i + 1 < n; i += 2) {
        const numbers l = multiplier[i], m = next_multiplier[i], l2 = multiplier[i + 1], m2 = next_multiplier[i + 1];
        numbers *line = f + i * (i + 1) / 2, *below = line + i + 1;
        for (size_t j = k + 2; j <= i; j++) {
          const numbers c = column[j], d = next_column[j];
          line[j] = (line[j] - l * c) - m * d;
          below[j] = (below[j] - l2 * c) - m2 * d;
        }
        below[i + 1] = (below[i + 1] - l2 * column[i + 1]) - m2 * next_column[i + 1];
      }
      for (; i < n; i++) {
        const numbers l = multiplier[i], m = next_multiplier[i];
        numbers *line = f + i * (i + 1) / 2;
        for (size_t j = k + 2; j <= i; j++) line[j] = (line[j] - l * column[j]) - m * next_column[j];
      }
    }
  for (; k < n; k++) {
    if (pivoting) bring_forward(f, n, k, places);
    eliminate(f, n, k, column, multiplier, found);
    for (size_t i = k + 1; i < n; i++) {
      const numbers l = multiplier[i];
      numbers *line = f + i * (i + 1) / 2;
      for (size_t j = k + 1; j <= i; j++) line[j] -= l * column[j];
    }
  }
}

BODY lanes_inertia_body(const double *a, size_t pitch, size_t n, size_t groups, double scale, int pivoting, double *work,
                        int32_t *negative, int32_t *positive, int32_t *order) {
  numbers *f = (numbers *)work, *column = f + n * (n + 1) / 2, *multiplier = column + n;
  const numbers factor_unit = ALL(1.5 * ((double)n + 8) * UNIT), shift_unit = ALL(2 * UNIT);
  for (size_t g = 0; g < groups; g++) {
    const numbers *entries = (const numbers *)a + g * pitch;
    int32_t *places = order ? order + g * PLUMB_LANES * n : 0;
    if (places)
      for (size_t l = 0; l < PLUMB_LANES; l++)
        for (size_t i = 0; i < n; i++) places[l * n + i] = (int32_t)i;
    numbers largest = ALL(0.0);
    for (size_t i = 0; i < n; i++) {
      const numbers size = MAGNITUDE(entries[i * (i + 1) / 2 + i]);
      largest = CHOOSE((words)(size > largest), size, largest);
    }
    const numbers shift = largest * ALL(scale), below = -shift, rounding = (largest + shift) * shift_unit;
    for (int side = 0; side < 2; side++) {
      signs found;
      factor(entries, n, side == 0 ? &shift : &below, pivoting, side == 0 ? places : 0, f, column, multiplier, &found);
      const numbers error = found.trace * factor_unit + rounding;
      const words fine = found.fine & (words)(error <= shift) & (words)(found.trace < ALL(0x1p900));
      for (size_t l = 0; l < PLUMB_LANES; l++) {
        const int32_t known = fine[l] != 0 ? (int32_t)found.negatives[l] : side == 0 ? 0 : (int32_t)n;
        if (side == 0) negative[g * PLUMB_LANES + l] = known;
        else positive[g * PLUMB_LANES + l] = (int32_t)n - known;
      }
    }
  }
}
DISPATCH(lanes_inertia,
         (const double *a, size_t pitch, size_t n, size_t groups, double scale, int pivoting, double *work, int32_t *negative,
          int32_t *positive, int32_t *order),
         (a, pitch, n, groups, scale, pivoting, work, negative, positive, order))

// Rank modulo primes

static inline __attribute__((always_inline)) void reduce(numbers *x, const numbers *p, const numbers *inverse) {
  const numbers rounder = ALL(0x1.8p52);
  *x -= ((*x * *inverse + rounder) - rounder) * *p;
}

BODY lanes_ranks_body(unsigned *answer, const double *a, size_t n, size_t r, const int32_t *order, const double *primes, double *work) {
  numbers *f = (numbers *)work, *column = f + n * (n + 1) / 2;
  numbers p;
  memcpy(&p, primes, sizeof p);
  const numbers inverse = ALL(1.0) / p, zero = ALL(0.0);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j <= i; j++) {
      size_t u = (size_t)order[i], v = (size_t)order[j];
      if (u < v) { const size_t held = u; u = v; v = held; }
      numbers x = ALL(a[u * (u + 1) / 2 + v]);
      reduce(&x, &p, &inverse);
      f[i * (i + 1) / 2 + j] = x;
    }
  words good = ~(words)zero;
  for (size_t k = 0; k < r; k++) {
    const numbers pivot = f[k * (k + 1) / 2 + k];
    good &= (words)(pivot != zero);
    for (size_t i = k + 1; i < n; i++) column[i] = f[i * (i + 1) / 2 + k];
    for (size_t i = k + 1; i < n; i++) {
      const numbers c = column[i];
      numbers *line = f + i * (i + 1) / 2;
      for (size_t j = k + 1; j <= i; j++) {
        numbers x = pivot * line[j] - c * column[j];
        reduce(&x, &p, &inverse);
        line[j] = x;
      }
    }
  }
  for (size_t i = r; i < n; i++)
    for (size_t j = r; j <= i; j++) good &= (words)(f[i * (i + 1) / 2 + j] == zero);
  unsigned found = 0;
  for (size_t l = 0; l < PLUMB_LANES; l++)
    if (good[l] != 0) found |= 1u << l;
  *answer = found;
}
DISPATCH(lanes_ranks,
         (unsigned *answer, const double *a, size_t n, size_t r, const int32_t *order, const double *primes, double *work),
         (answer, a, n, r, order, primes, work))

unsigned lanes_rank(const double *a, size_t n, size_t r, const int32_t *order, const double *primes, double *work) {
  unsigned answer;
  lanes_ranks(&answer, a, n, r, order, primes, work);
  return answer;
}
