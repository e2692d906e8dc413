"""Layers, partial products and gradients as words: what holds in deep linear networks of every depth and all widths.

W(k) is d(k) x d(k-1), U(k) = W(L)..W(k+1), V(k) = W(k-1)..W(1), E = W Sxx - Syx, and G(k) = U(k)^T E V(k)^T is the gradient.
"""
from .algebra import combine, times, transpose
from .instances import Theorem, frobenius, is_identity, is_zero, trace
from .words import HALF, NUMBERS, Alphabet, Item, Relation, hypothesis, shown, words_claim


class Layers(Alphabet):
    """The symbols of a deep linear network."""

    def __init__(self):
        super().__init__()
        self.W = self.matrix("W", "d(L)", "d(0)")
        self.Sxx = self.symmetric("Sxx", "d(0)", 3)
        self.Syx = self.matrix("Syx", "d(L)", "d(0)", 5)
        self.E = self.matrix("E", "d(L)", "d(0)", 7)
        self.residual = Relation(self.E, self.W * self.Sxx - self.Syx)

    def layer(self, k, before, weight=1):
        return self.matrix(f"W({k})", f"d({k})", f"d({before})", weight)

    def above(self, k, weight=1):
        return self.matrix(f"U({k})", "d(L)", f"d({k})", weight)

    def below(self, k, before, weight=1):
        return self.matrix(f"V({k})", f"d({before})", "d(0)", weight)

    def loss(self, w):
        """Under the trace: 1/2 tr(w Sxx w^T) - tr(w Syx^T)."""
        return (w * self.Sxx * w.T).times(HALF) - w * self.Syx.T


# Conservation between neighbouring layers

class Neighbours(Layers):
    """Layer k + 1 with what lies above it, layer k with what lies below it, their gradients and velocities."""

    def __init__(self):
        super().__init__()
        self.upper, self.lower = self.layer("k+1", "k"), self.layer("k", "k-1")
        self.U, self.V = self.above("k", 3), self.below("k", "k-1")
        further, past = self.above("k+1"), self.below("k+1", "k", 3)
        self.G = [self.matrix("G(k)", "d(k)", "d(k-1)", 14), self.matrix("G(k+1)", "d(k+1)", "d(k)", 14)]
        self.speed = [self.matrix("dW(k)", "d(k)", "d(k-1)", 15), self.matrix("dW(k+1)", "d(k+1)", "d(k)", 15)]
        self.gradients = [Relation(self.G[1], further.T * self.E * past.T), Relation(self.G[0], self.U.T * self.E * self.V.T),
                          Relation(self.U, further * self.upper), Relation(past, self.lower * self.V)]
        self.flow = [Relation(self.speed[1], -self.G[1]), Relation(self.speed[0], -self.G[0])]

    def rate(self):
        """The derivative of W(k+1)^T W(k+1) - W(k) W(k)^T when the layers have the velocities."""
        above = self.speed[1].T * self.upper + self.upper.T * self.speed[1]
        return above - self.speed[0] * self.lower.T - self.lower * self.speed[0].T

    def descent(self):
        """The difference after a step, and the difference before it with eta^2 times that of the gradients."""
        def gap(upper, lower):
            return upper.T * upper - lower * lower.T
        step = {"eta": 1}
        return (gap(self.upper - self.G[1].times(1, step), self.lower - self.G[0].times(1, step)),
                gap(self.upper, self.lower) + gap(self.G[1], self.G[0]).times(1, {"eta": 2}))


def flow_conservation():
    n = Neighbours()
    change = n.matrix("D", "d(k)", "d(k-1)")
    return [Item("gradient", n.loss(n.W + (n.U * change * n.V).times(1, {"t": 1})).order(1), change.T * n.U.T * n.E * n.V.T, [n.residual], trace=True),
            Item("layers", n.upper.T * n.G[1], n.G[0] * n.lower.T, n.gradients),
            Item("flow", n.rate(), n.zero("d(k)", "d(k)"), n.flow + n.gradients),
            Item("descent", *n.descent(), n.gradients)]


def auto_balancing():
    n = Neighbours()
    return [Item("flow", n.rate(), n.zero("d(k)", "d(k)"), n.flow + n.gradients, trace=True),
            Item("descent", *n.descent(), n.gradients, trace=True)]


# Balanced layers

def output_side(n):
    """From the last layer down: U(j) W(j) W(j)^T = P U(j), and U(j) U(j)^T = P^(L-j)."""
    u, next_u, last_u, all_u = n.above("j"), n.above("j-1", 3), n.above("L"), n.above("0")
    w, next_w, last_w = n.layer("j", "j-1"), n.layer("j-1", "j-2", 2), n.layer("L", "L-1")
    p, power, next_power = n.symmetric("P", "d(L)"), n.symmetric("P^(L-j)", "d(L)"), n.symmetric("P^(L-j+1)", "d(L)", 3)
    none, full, whole = n.symmetric("P^0", "d(L)"), n.symmetric("P^L", "d(L)"), n.matrix("W", "d(L)", "d(0)", 2)
    start, down = Relation(last_u, n.one("d(L)")), Relation(next_u, u * w)
    commutes = shown("commute-above", {"U(j-1)": "U(j)", "W(j-1)": "W(j)"}, u * w * w.T, p * u)
    n.outer = shown("power-above", {"U(j-1)": "U(j)", "P^(L-j+1)": "P^(L-j)"}, u * u.T, power)
    return [
        Item("commute-above-last", last_u * last_w * last_w.T, p * last_u, [start, Relation(last_w * last_w.T, p)]),
        Item("commute-above", next_u * next_w * next_w.T, p * next_u, [down, hypothesis(next_w * next_w.T, w.T * w), commutes],
             base=("commute-above-last", {"U(j-1)": "U(L)", "W(j-1)": "W(L)"})),
        Item("power-above-last", last_u * last_u.T, none, [start, Relation(none, n.one("d(L)"))]),
        Item("power-above", next_u * next_u.T, next_power, [down, commutes, n.outer, Relation(next_power, p * power)],
             base=("power-above-last", {"U(j-1)": "U(L)", "P^(L-j+1)": "P^0"})),
        Item("power-above-all", whole * whole.T, full,
             [Relation(whole, all_u), shown("power-above", {"U(j-1)": "U(0)", "P^(L-j+1)": "P^L"}, all_u * all_u.T, full)])]


def input_side(n):
    """From the first layer up: W(j)^T W(j) V(j) = V(j) R, and V(j)^T V(j) = R^(j-1)."""
    v, next_v, first_v, all_v = n.below("j", "j-1"), n.below("j+1", "j", 3), n.below("1", "0"), n.below("L+1", "L")
    w, next_w, first_w = n.layer("j", "j-1"), n.layer("j+1", "j", 2), n.layer("1", "0")
    r, power, next_power = n.symmetric("R", "d(0)"), n.symmetric("R^(j-1)", "d(0)"), n.symmetric("R^j", "d(0)", 3)
    none, full, whole = n.symmetric("R^0", "d(0)"), n.symmetric("R^L", "d(0)"), n.matrix("W", "d(L)", "d(0)", 2)
    start, up = Relation(first_v, n.one("d(0)")), Relation(next_v, w * v)
    commutes = shown("commute-below", {"V(j+1)": "V(j)", "W(j+1)": "W(j)"}, w.T * w * v, v * r)
    n.inner = shown("power-below", {"V(j+1)": "V(j)", "R^j": "R^(j-1)"}, v.T * v, power)
    return [
        Item("commute-below-first", first_w.T * first_w * first_v, first_v * r, [start, Relation(first_w.T * first_w, r)]),
        Item("commute-below", next_w.T * next_w * next_v, next_v * r, [up, hypothesis(next_w.T * next_w, w * w.T), commutes],
             base=("commute-below-first", {"V(j+1)": "V(1)", "W(j+1)": "W(1)"})),
        Item("power-below-first", first_v.T * first_v, none, [start, Relation(none, n.one("d(0)"))]),
        Item("power-below", next_v.T * next_v, next_power, [up, commutes, n.inner, Relation(next_power, r * power)],
             base=("power-below-first", {"V(j+1)": "V(1)", "R^j": "R^0"})),
        Item("power-below-all", whole.T * whole, full,
             [Relation(whole, all_v), shown("power-below", {"V(j+1)": "V(L+1)", "R^j": "R^L"}, all_v.T * all_v, full)])]


class Balanced(Layers):
    """As above, with a heavier end-to-end matrix: here it is a name for U(0) and for V(L+1)."""

    def __init__(self):
        Alphabet.__init__(self)
        self.E = self.matrix("E", "d(L)", "d(0)", 7)


def end_to_end_flow():
    n = Balanced()
    entries = output_side(n) + input_side(n)
    u, v, w, next_u = n.above("j"), n.below("j", "j-1"), n.layer("j", "j-1"), n.above("j-1", 3)
    speed = n.matrix("dW(j)", "d(j)", "d(j-1)", 10)
    rate, next_rate = n.matrix("dV(j)", "d(j-1)", "d(0)"), n.matrix("dV(j+1)", "d(j)", "d(0)", 12)
    return entries + [
        Item("product-rule", u * next_rate, next_u * rate + u * speed * v, [Relation(next_rate, speed * v + w * rate), Relation(next_u, u * w)]),
        Item("term", u * speed * v, -(n.outer.value * n.E * n.inner.value), [Relation(speed, -(u.T * n.E * v.T)), n.outer, n.inner])]


def singular_value_flow():
    n = Alphabet()
    u, v, du, dv = (n.column(name, space) for name, space in (("u", "d(L)"), ("v", "d(0)"), ("du", "d(L)"), ("dv", "d(0)")))
    w, speed, e = n.matrix("W", "d(L)", "d(0)"), n.matrix("dW", "d(L)", "d(0)"), n.matrix("E", "d(L)", "d(0)", 7)
    p, outer, next_outer = n.symmetric("P", "d(L)"), n.symmetric("P^(L-j-1)", "d(L)"), n.symmetric("P^(L-j)", "d(L)", 3)
    r, inner, next_inner = n.symmetric("R", "d(0)"), n.symmetric("R^(j-1)", "d(0)"), n.symmetric("R^j", "d(0)", 3)
    last, none = n.symmetric("R^(L-1)", "d(0)"), n.zero(NUMBERS, NUMBERS)
    triple = [hypothesis(w * v, u.times(1, {"sigma": 1})), hypothesis(w.T * u, v.times(1, {"sigma": 1}))]

    def eigen(matrix, vector, value):
        return hypothesis(matrix * vector, vector.times(1, {value: 1}))
    return [
        Item("derivative", du.T * w * v + u.T * speed * v + u.T * w * dv, u.T * speed * v,
             triple + [hypothesis(u.T * du, none), hypothesis(v.T * dv, none)]),
        Item("square", w * w.T * u, u.times(1, {"sigma": 2}), triple),
        Item("next-term", u.T * next_outer * e * inner * v, u.T * outer * e * next_inner * v,
             [Relation(next_outer, p * outer), Relation(next_inner, r * inner), eigen(p, u, "r"), eigen(r, v, "r"),
              eigen(outer, u, "r^(L-j-1)"), eigen(inner, v, "r^(j-1)")]),
        Item("last-term", u.T * e * last * v, (u.T * e * v).times(1, {"r^(L-1)": 1}), [eigen(last, v, "r^(L-1)")])]


def riccati():
    """Block by block, with Q = [W(1)^T; W(2)] and F = [[0, Syx^T], [Syx, 0]]."""
    n = Alphabet()
    first, second = n.matrix("W(1)", "d(1)", "d(0)", 2), n.matrix("W(2)", "d(2)", "d(1)")
    speed = n.matrix("dW(1)", "d(1)", "d(0)", 9), n.matrix("dW(2)", "d(2)", "d(1)", 9)
    e, s = n.matrix("E", "d(2)", "d(0)", 5), n.matrix("Syx", "d(2)", "d(0)")
    relations = [Relation(speed[0], -(second.T * e)), Relation(speed[1], -(e * first.T)), Relation(e, second * first - s),
                 hypothesis(first * first.T, second.T * second)]
    q, dq = (first.T, second), (speed[0].T, speed[1])
    f = ((n.zero("d(0)", "d(0)"), s.T), (s, n.zero("d(2)", "d(2)")))
    two = (0, 1)
    square = [[q[i] * q[j].T for j in two] for i in two]

    def entry(a, b, i, j):
        return a[i][0] * b[0][j] + a[i][1] * b[1][j]
    return [Item(f"block-{i + 1}-{j + 1}", dq[i] * q[j].T + q[i] * dq[j].T,
                 entry(f, square, i, j) + entry(square, f, i, j) - entry(square, square, i, j), relations) for i in two for j in two]


# False twins

def gap(n):
    return frobenius(n.layers[0]) - frobenius(n.layers[1])


def velocity(n):
    """The derivative of the end-to-end matrix under the gradient flow."""
    terms = [times(u, g, v) for u, g, v in zip(n.partial[0], n.gradient, n.partial[1])]
    total = terms[0]
    for term in terms[1:]:
        total = combine(total, term)
    return [[-value for value in row] for row in total]


def riccati_holds(n):
    """Block (1, 1): d(W_1^T W_1)/dt against Syx^T W_2 W_1 + W_1^T W_2^T Syx - (W_1^T W_1)^2 - W_1^T W_2^T W_2 W_1."""
    (first, second), (g, _) = n.layers, n.gradient
    change = combine(times(transpose(g), first), times(transpose(first), g))
    product, square = times(second, first), times(transpose(first), first)
    cross = times(transpose(n.syx), product)
    right = combine(combine(cross, transpose(cross)), combine(times(square, square), times(transpose(product), product)), -1)
    return is_zero(combine(change, right))


TWO_SCALARS = Theorem(lambda n: n.widths == [1, 1, 1])
WITH_STEP = Theorem(lambda n: n.depth == 2 and n.widths == [1, 1, 1], ("eta",))
POSITIVE = Theorem(lambda n: n.widths == [1, 1, 1] and n.product[0][0] > 0)
EQUAL = Theorem(lambda n: n.widths == [1, 1, 1] and n.layers[0] == n.layers[1] and n.layers[0][0][0] > 0)
TWO_LAYERS = Theorem(lambda n: n.depth == 2 and is_identity(n.sxx))

ANY = "every depth L >= 2, every 1 <= k < L, every list of widths, all real layers, Sxx and Syx, every real eta"
BALANCED = ("every depth L >= 1, every list of widths, all real layers with W_(k+1)^T W_(k+1) = W_k W_k^T for 1 <= k < L, all real Sxx and Syx")

CLAIMS = {
    "arora-2018-flow-conservation": words_claim(
        "all-depths",
        "In every deep linear network, with G_k the gradient in layer k: G_k = U_k^T E V_k^T and W_(k+1)^T G_(k+1) = G_k W_k^T. So D_k = W_(k+1)^T W_(k+1) - W_k W_k^T "
        "has derivative zero under W_k' = -G_k, and one step of gradient descent takes it to D_k + eta^2 (G_(k+1)^T G_(k+1) - G_k G_k^T).", ANY, flow_conservation),
    "arora-2018-flow-conservation-false": WITH_STEP.refuted(
        "In every deep linear network D_k = W_(k+1)^T W_(k+1) - W_k W_k^T is conserved by every step of gradient descent.", ANY,
        lambda n: gap(n.after_descent(n["eta"])) == gap(n)),
    "du-2018-auto-balancing": words_claim(
        "all-depths",
        "In every deep linear network ||W_(k+1)||_F^2 - ||W_k||_F^2 has derivative zero under the gradient flow W_k' = -G_k, and one step of gradient descent adds "
        "eta^2 (||G_(k+1)||_F^2 - ||G_k||_F^2) to it.", ANY, auto_balancing),
    "du-2018-auto-balancing-false": WITH_STEP.refuted(
        "In every deep linear network ||W_(k+1)||_F^2 - ||W_k||_F^2 is conserved by every step of gradient descent.", ANY,
        lambda n: gap(n.after_descent(n["eta"])) == gap(n)),
    "du-2018-auto-balancing-false-sum": TWO_SCALARS.refuted(
        "In every deep linear network ||W_(k+1)||_F^2 + ||W_k||_F^2 has derivative zero under the gradient flow.", ANY,
        lambda n: sum(trace(times(transpose(w), g)) for w, g in zip(n.layers, n.gradient)) == 0),
    "fukumizu-1998-riccati": words_claim(
        "symbolic",
        "For L = 2, Sxx = I and W_1 W_1^T = W_2^T W_2, with Q = [W_1^T; W_2] and F = [[0, Syx^T], [Syx, 0]], the gradient flow gives d(Q Q^T)/dt = F Q Q^T + Q Q^T F - (Q Q^T)^2.",
        "L = 2, every three widths, all real W_1, W_2 with W_1 W_1^T = W_2^T W_2, Sxx = I, every real Syx", riccati),
    "fukumizu-1998-riccati-false": TWO_LAYERS.refuted(
        "For L = 2 and Sxx = I, balanced or not, with Q = [W_1^T; W_2] and F = [[0, Syx^T], [Syx, 0]], the gradient flow gives d(Q Q^T)/dt = F Q Q^T + Q Q^T F - (Q Q^T)^2.",
        "L = 2, every three widths, all real W_1 and W_2, Sxx = I, every real Syx", riccati_holds),
    "arora-2018-end-to-end-flow": words_claim(
        "all-depths",
        "In every balanced deep linear network, with P = W_L W_L^T and R = W_1^T W_1: U_j U_j^T = P^(L-j), V_j^T V_j = R^(j-1), W W^T = P^L, W^T W = R^L, and under the gradient flow "
        "W' = - sum_(j=1..L) P^(L-j) E R^(j-1). P and R are the positive semidefinite L-th roots of W W^T and W^T W, so this is W' = - sum_j (W W^T)^((L-j)/L) E (W^T W)^((j-1)/L).",
        BALANCED + "; taken as given: the sum of the terms along the recursion U_j V'_(j+1) = U_(j-1) V'_j + U_j W'_j V_j from V'_1 = 0 to V'_(L+1) = W', and that a positive semidefinite matrix has one positive semidefinite L-th root", end_to_end_flow),
    "arora-2018-end-to-end-flow-false": POSITIVE.refuted(
        "In every deep linear network, balanced or not, W' = - sum_j (W W^T)^((L-j)/L) E (W^T W)^((j-1)/L) under the gradient flow.",
        "every depth L >= 1, every list of widths, all real layers, Sxx and Syx",
        lambda n: velocity(n)[0][0] == -2 * n.product[0][0] * n.residual[0][0]),        # (w^2)^(1/2) = w at L = 2
    "arora-2019-singular-value-ode": words_claim(
        "all-depths",
        "In every balanced deep linear network let W v = sigma u, W^T u = sigma v with unit u, v, and r = sigma^(2/L). Under the gradient flow sigma' = u^T W' v, each of the L terms of "
        "W' = - sum_j P^(L-j) E R^(j-1) gives -r^(L-1) u^T E v, and so sigma' = -L sigma^(2-2/L) u^T E v.",
        BALANCED + ", every singular triple that is differentiable in time with sigma > 0; taken as given: the sum for W' (arora-2018-end-to-end-flow), the chain of its L equal terms, and P^k u = r^k u, R^k v = r^k v "
        "for the positive semidefinite P, R with P^L = W W^T, R^L = W^T W", singular_value_flow),
    "arora-2019-singular-value-ode-false": EQUAL.refuted(
        "In every balanced deep linear network sigma' = -sigma^(2-2/L) u^T E v under the gradient flow, for every singular triple of W.",
        "every depth L >= 1, every list of widths, all balanced real layers, all real Sxx and Syx",
        lambda n: velocity(n)[0][0] == -n.product[0][0] * n.residual[0][0]),
}
