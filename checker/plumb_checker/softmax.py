"""Softmax outputs: the matrix diag(p) - p p^T, its factor and its bound, and the three levels of the second moment of gradients."""
from fractions import Fraction

from .algebra import combine, times, transpose, unit
from .claim import ClaimOfData
from .forms import fields, items, rationals
from .instances import frobenius
from .refusal import need
from .words import HALF, NUMBERS, Alphabet, Item, Relation, hypothesis, words_claim

MAX_ROWS = 20
MAX_TEXT = 120


class Softmax(Alphabet):
    """The letters p, 1 and diag(p), with diag(p) 1 = p and 1^T p = 1."""

    def __init__(self):
        super().__init__()
        self.p, self.ones, self.D = self.column("p", "C"), self.column("1", "C"), self.symmetric("diag(p)", "C", 3)
        self.identity, self.number = self.one("C"), self.one(NUMBERS)
        self.row_sums, self.sum = Relation(self.D * self.ones, self.p), hypothesis(self.ones.T * self.p, self.number)
        self.covariance = self.D - self.p * self.p.T
        self.factor = self.identity - self.ones * self.p.T


def lemma():
    n = Softmax()
    return [Item("lemma", n.factor.T * n.D * n.factor, n.covariance, [n.row_sums, n.sum])]


def rows():
    n = Softmax()
    root, e = n.column("sqrt(p)", "C"), n.column("e(c')", "C")
    roots, j = n.symmetric("diag(sqrt(p))", "C"), n.matrix("J", "C", "parameters")
    factor, entry = roots * n.factor * j, {"sqrt(p)(c')": 1}
    on_root = Relation(roots * root, n.p)
    return [
        Item("row", e.T * factor, ((e - n.p).T * j).times(1, entry), [Relation(roots * e, e.times(1, entry)), Relation(n.ones.T * e, n.number)]),
        Item("squares", factor.T * factor, j.T * n.covariance * j, [Relation(n.D, roots * roots), Relation(roots * n.ones, root), on_root, n.sum]),
        Item("relation", root.T * factor, n.zero(NUMBERS, "parameters"), [on_root, n.sum])]


def half_bound():
    n = Softmax()
    e, f, pairs = n.column("e(i)", "C"), n.column("e(j)", "C"), n.symmetric("T", "C")
    mean = n.identity - (n.ones * n.ones.T).times(1, {"C": -1})
    middle = n.identity.times(HALF) - n.covariance
    double = n.identity - n.D.times(2)
    squares = (double * double).times(HALF) + pairs
    i, j = {"p(i)": 1}, {"p(j)": 1}
    entries = [Relation(n.D * e, e.times(1, i)), Relation(n.D * f, f.times(1, j)), Relation(e.T * e, n.number), Relation(f.T * e, n.zero(NUMBERS, NUMBERS)),
               Relation(n.p.T * e, n.number.times(1, i)), Relation(n.p.T * f, n.number.times(1, j)),
               hypothesis(e.T * pairs * e, n.number.times(1, i) - n.number.times(1, {"p(i)": 2})),     # p_i times the sum of the others
               Relation(f.T * pairs * e, n.number.times(1, {"p(i)": 1, "p(j)": 1}))]
    return [
        Item("centring", mean * middle * mean, mean.times(HALF) - n.covariance,
             [n.row_sums, n.sum, Relation(n.ones.T * n.ones, n.number.times(1, {"C": 1}))]),
        Item("diagonal-entry", e.T * middle * e, e.T * squares * e, entries),
        Item("other-entry", f.T * middle * e, f.T * squares * e, entries)]


class Columns:
    """A matrix of columns with their mean and covariance: A A^T = count (mean mean^T + covariance)."""

    def __init__(self, n, name, count, mean, covariance):
        ones, self.all = n.column(f"1({count})", count), n.matrix(name, "parameters", count)
        self.mean, self.covariance = n.column(mean, "parameters"), n.symmetric(covariance, "parameters", 9)
        centred = self.all - self.mean * ones.T
        self.relations = [Relation(self.covariance, (centred * centred.T).times(1, {count: -1})), Relation(self.all * ones, self.mean.times(1, {count: 1})),
                          Relation(ones.T * ones, n.one(NUMBERS).times(1, {count: 1}))]


def cell(n):
    a = Columns(n, "delta(c,c')", "n", "mean(c,c')", "Sigma(c,c')")
    return Item("cell", (a.all * a.all.T).times(1, {"C": -1, "n": -1}), (a.mean * a.mean.T + a.covariance).times(1, {"C": -1}), a.relations)


def levels():
    n = Alphabet()
    first = cell(n)
    a, own = Columns(n, "means(c)", "C-1", "delta(c)", "Sigma(c)"), n.column("mean(c,c)", "parameters")
    square, average = own * own.T, {"C": -1}
    weight = {"C": -1, "C-1": 1}
    return [first, Item("class", (square + a.all * a.all.T).times(1, average),
                        square.times(1, average) + (a.mean * a.mean.T).times(1, weight) + a.covariance.times(1, weight), a.relations)]


# False statements: named matrices on which they fail

class Matrices:
    """Statements about named matrices: their shapes, what they must satisfy, and the sentence."""

    def __init__(self, names, admits):
        self.names, self.admits = names, admits

    def refuted(self, statement, text, holds):
        def check(proof, claim):
            (value,) = fields(proof, "proof", "instance")
            found = []
            for name, data in zip(self.names, fields(value, "proof.instance", *self.names)):
                path = f"proof.instance.{name}"
                listed = items(data, path, None, 1)
                need(len(listed) <= MAX_ROWS, path, f"more than {MAX_ROWS} rows")
                matrix = []
                for row, place in listed:
                    need(isinstance(row, list) and all(isinstance(v, str) and len(v) <= MAX_TEXT for v in row), place, "rational strings are expected")
                    matrix.append(rationals(row, place, len(matrix[0]) if matrix else None, 1))
                found.append(matrix)
            need(self.admits(*found), "proof.instance", "the hypotheses do not hold")
            need(not holds(*found), "proof.instance", "the statement holds there")
            return "an instance on which it fails"
        return ClaimOfData("refuted", "exact", "instance-witness", statement, {"text": text}, check)


def is_column(a, size=None):
    return all(len(row) == 1 for row in a) and size in (None, len(a))


def is_probability(p):
    return is_column(p) and all(v >= 0 for v, in p) and sum(v for v, in p) == 1


def is_index(c, count):
    return is_column(c, 1) and c[0][0].denominator == 1 and 1 <= c[0][0] <= count


def covariance_of(p):
    return [[(v if i == j else 0) - v * w for j, (w,) in enumerate(p)] for i, (v,) in enumerate(p)]


def is_factor(a, p):
    return times(transpose(a), [[v if i == j else Fraction(0) for j in range(len(p))] for i, (v,) in enumerate(p)], a) == covariance_of(p)


def outer(u, v):
    return [[a * b for b, in v] for a, in u]


def ones(count):
    return [[Fraction(1)]] * count


def printed_row(jacobian, c, other, s):
    """Row c' of diag(s)(I - 1 p^T) J against s_c (e_c - p)^T J."""
    c, other = int(c[0][0]) - 1, int(other[0][0]) - 1
    p = [v * v for v, in s]

    def row(k):
        return [s[k][0] * sum(((1 if i == k else 0) - q) * line[j] for i, (q, line) in enumerate(zip(p, jacobian))) for j in range(len(jacobian[0]))]
    return row(other) == row(c)


def gradient_sign(c, weights):
    total = sum(v for v, in weights)
    return all(v / total == (1 if i == c[0][0] else 0) for i, (v,) in enumerate(weights, 1))      # p - y_c = y_c - p


def quarter_bound(p, x):
    form = sum(a * b * v for (a,), row in zip(x, covariance_of(p)) for (b,), v in zip(x, row))
    return 4 * form <= sum(v * v for v, in x) - sum(v for v, in x) ** 2 / len(x)


def column_means(a):
    return [sum(column) / len(a) for column in zip(*a)]


def second_moment(classes):
    return sum(map(frobenius, classes)) / sum(map(len, classes))


def within(classes):
    return sum(sum((v - m) ** 2 for v in column) / len(a) for a in classes for column, m in zip(zip(*a), column_means(a)))


def are_classes(*classes):
    return all(len(a[0]) == len(classes) for a in classes)


def are_balanced(*classes):
    return are_classes(*classes) and len({len(a) for a in classes}) == 1


def unbalanced_cells(*classes):
    squares = sum(m * m for a in classes for m in column_means(a))
    return second_moment(classes) == (squares + within(classes)) / len(classes)


def split(classes, first, second):
    """G against G_0 + first Ave_c delta_c^2 + second Ave_c Sigma_c + G_3."""
    total = within(classes)
    for c, a in enumerate(classes):
        means = column_means(a)
        others = means[:c] + means[c + 1:]
        average = sum(others) / len(others)
        total += means[c] ** 2 + first * average ** 2 + second * sum((m - average) ** 2 for m in others) / len(others)
    return second_moment(classes) == total / len(classes)


PROBABILITY = Matrices(["p"], is_probability)
THREE = Matrices(["class 1", "class 2", "class 3"], are_balanced)
TWO = Matrices(["class 1", "class 2"], are_balanced)

CLASSES = "every number of classes C and of examples n a class, every number of parameters, all real vectors delta_(i,c,c')"
TWO_OR_MORE = "every number of classes C >= 2 and of examples n a class, every number of parameters, all real vectors delta_(i,c,c')"

CLAIMS = {
    "papyan-2019-lemma-2-1": words_claim(
        "symbolic", "For every p with 1^T p = 1, (I - 1 p^T)^T diag(p) (I - 1 p^T) = diag(p) - p p^T.",
        "every number of classes C, every real p with sum 1", lemma),
    "papyan-2019-lemma-2-1-false": PROBABILITY.refuted(
        "For every p with 1^T p = 1, (I - p 1^T)^T diag(p) (I - p 1^T) = diag(p) - p p^T.",
        "every number of classes C, every real p with sum 1", lambda p: is_factor(combine(unit(len(p)), outer(p, ones(len(p))), -1), p)),
    "papyan-2019-lemma-2-1-false-any-sum": Matrices(["p"], is_column).refuted(
        "For every p, (I - 1 p^T)^T diag(p) (I - 1 p^T) = diag(p) - p p^T.",
        "every number of classes C, every real p", lambda p: is_factor(combine(unit(len(p)), outer(ones(len(p)), p), -1), p)),
    "papyan-2019-eq-20-index": words_claim(
        "symbolic",
        "With s = sqrt(p) entrywise, row c' of diag(s)(I - 1 p^T) J is s_(c') (e_(c') - p)^T J; J^T (diag(p) - p p^T) J is the sum of the squares of these rows, and sum_(c') s_(c') times row "
        "c' is 0, so that one example gives rank at most C - 1. The printed (20) has s_c (y_c - p)^T J instead.",
        "every number of classes C, every p > 0 with sum 1, every real matrix J with C rows", rows),
    "papyan-2019-eq-20-index-false": Matrices(
        ["J", "c", "c'", "s"], lambda j, c, d, s: is_column(s, len(j)) and all(v > 0 for v, in s) and frobenius(s) == 1
        and is_index(c, len(s)) and is_index(d, len(s))).refuted(
        "With s = sqrt(p) entrywise and true class c, row c' of diag(s)(I - 1 p^T) J is s_c (e_c - p)^T J, for all c and c'.",
        "every number of classes C, every p > 0 with sum 1, every real matrix J with C rows, all c and c'", printed_row),
    "papyan-2019-eq-18-sign": Matrices(
        ["c", "exp(z)"], lambda c, z: is_column(z) and all(v > 0 for v, in z) and is_index(c, len(z))).refuted(
        "The gradient of the cross-entropy log(sum_i e^(z_i)) - z_c in the logits z is y_c - p, with y_c the unit vector of the class and p the softmax of z (equation (18)).",
        "every number of classes C, all real logits z, every c", gradient_sign),
    "papyan-2019-eq-23": words_claim(
        "symbolic",
        "For balanced classes, G = 1/(n C) sum_(i,c,c') delta_(i,c,c') delta_(i,c,c')^T is (1/C) sum_(c,c') delta_(c,c') delta_(c,c')^T + (1/C) sum_(c,c') Sigma_(c,c'), with the mean "
        "delta_(c,c') and the covariance Sigma_(c,c') over the n examples i of class c.", CLASSES, lambda: [cell(Alphabet())]),
    "papyan-2019-eq-23-false-unbalanced": Matrices(["class 1", "class 2"], are_classes).refuted(
        "For classes of any sizes, G = Ave_(i,c) sum_(c') delta_(i,c,c') delta_(i,c,c')^T is (1/C) sum_(c,c') delta_(c,c') delta_(c,c')^T + (1/C) sum_(c,c') Sigma_(c,c').",
        "every number of classes C, every number of examples in each class, every number of parameters, all real vectors delta_(i,c,c')", unbalanced_cells),
    "papyan-2019-eq-28": words_claim(
        "symbolic",
        "For balanced classes, G = G_0 + G_1 + G_2 + G_3 with G_0 = Ave_c delta_(c,c) delta_(c,c)^T, G_1 = (C-1) Ave_c delta_c delta_c^T, G_2 = (C-1) Ave_c Sigma_c, G_3 = (1/C) sum_(c,c') "
        "Sigma_(c,c'), where delta_c and Sigma_c are the mean and the covariance of delta_(c,c') over the C - 1 values c' != c.", TWO_OR_MORE, levels),
    "papyan-2019-eq-28-false-figure-2": THREE.refuted(
        "For balanced classes, G = G_0 + Ave_c delta_c delta_c^T + Ave_c Sigma_c + G_3 (Figure 2 and introduction, without the factors C - 1).", TWO_OR_MORE,
        lambda *classes: split(classes, 1, 1)),
    "papyan-2019-eq-28-false-section-5": TWO.refuted(
        "For balanced classes, G = G_0 + (C-1) sum_c delta_c delta_c^T + G_2 + G_3 (section 5, a sum where the average belongs).", TWO_OR_MORE,
        lambda *classes: split(classes, len(classes) * (len(classes) - 1), len(classes) - 1)),
    "bohning-1992-softmax-bound": words_claim(
        "symbolic",
        "For every p >= 0 with 1^T p = 1, 1/2 (I - 1 1^T/C) - (diag(p) - p p^T) is positive semidefinite: it is K M K with K = I - 1 1^T/C, M = 1/2 I - diag(p) + p p^T, and "
        "M = 1/2 (I - 2 diag(p))^2 + T with T = sum_(i<j) p_i p_j (e_i + e_j)(e_i + e_j)^T.", "every number of classes C >= 1, every real p >= 0 with sum 1", half_bound),
    "bohning-1992-softmax-bound-false": Matrices(["p", "x"], lambda p, x: is_probability(p) and is_column(x, len(p))).refuted(
        "For every p >= 0 with 1^T p = 1, 1/4 (I - 1 1^T/C) - (diag(p) - p p^T) is positive semidefinite.",
        "every number of classes C >= 1, every real p >= 0 with sum 1", quarter_bound),
}
