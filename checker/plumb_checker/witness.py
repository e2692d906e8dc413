"""A network and two exact eigenpairs of its whole Hessian, with the hypotheses that a reading may demand of it."""
from .algebra import echelon, kernel
from .forms import fields, integer, network, primitive, rational
from .networks import hessian
from .refusal import MAX_DENSE, need


class Witness:
    """Two exact eigenpairs of the whole Hessian of a network, by the general formula."""

    def __init__(self, value, path):
        net, rank, dominant, bulk = fields(value, path, "network", "rank", "dominant", "bulk")
        self.path, self.net = path, network(net, path + ".network")
        self.depth, self.least, self.inputs = self.net.depth, min(self.net.widths), self.net.widths[0]
        self.rank = integer(rank, path + ".rank", 1, self.least)
        need(self.depth >= 2, path + ".network.widths", "at least two layers are needed")
        need(len(self.net.parameters) <= MAX_DENSE, path + ".network.widths", f"more than {MAX_DENSE} parameters")
        self.signals = range(1, self.rank + 1)
        self.others = range(self.rank + 1, self.net.top + 1)
        self.hessian = hessian(self.net)
        self.at_minimum = all(self.net.e(i) == 0 for i in range(1, self.net.top + 1))
        self.dominant = self.pair(dominant, path + ".dominant", 2)
        self.bulk = self.pair(bulk, path + ".bulk", 1)
        need(self.dominant[0] != 0, path + ".dominant.value", "the value must not be zero")
        need(self.bulk[0] > 0, path + ".bulk.value", "the value must be positive")
        self.ratio = self.dominant[0] / self.bulk[0]
        if not self.at_minimum:
            self.away_from_minimum()

    def pair(self, value, path, inner):
        """inner: how many of the two indices of a parameter are signals, 2 for the dominant and 1 for the bulk vector."""
        number, vector = fields(value, path, "value", "vector")
        number, names = rational(number, path + ".value"), self.net.parameters
        vector = dict(zip(names, primitive(vector, path + ".vector", len(names))))
        allowed = [v for v in names if (v[1] <= self.rank) + (v[2] <= self.rank) == inner]
        need(all(v in allowed for v, entry in vector.items() if entry), path + ".vector", "supported on parameters outside its part")
        for v in names:
            need(sum(e * vector[w] for w, e in self.hessian[v].items()) == number * vector[v], path + ".vector",
                 "not an eigenvector of the Hessian for this value")
        rows = [[self.hessian[v].get(w, 0) - (number if v == w else 0) for w in allowed] for v in names]
        first = echelon(kernel(rows, len(allowed)))[0][0]
        head = next(vector[v] for v in allowed if vector[v])
        need([vector[v] for v in allowed] == [head * f for f in first], path + ".vector",
             "not the first row of the reduced echelon basis of the eigenvectors in this part")
        return number, vector

    def away_from_minimum(self):
        first = {(a, b): self.dominant[1][v] for v in self.net.parameters for k, a, b in [v] if k == 1 and max(a, b) <= self.rank}
        need(all(first[v[1:]] == n for v, n in self.dominant[1].items() if max(v[1:]) <= self.rank), self.path + ".dominant.vector",
             "away from the minimum the entries at (k, a, b) must be the same for every layer")
        need(all(k == 1 and b > self.rank or k == self.depth and a > self.rank for (k, a, b), n in self.bulk[1].items() if n),
             self.path + ".bulk.vector", "away from the minimum the support is (1, a, b) with b > r or (L, a, b) with a > r")

    def data(self, indices):
        return {(tuple(self.net.s(k, i) for k in range(1, self.depth + 1)), self.net.x(i), self.net.y(i)) for i in indices}

    def require(self, **wanted):
        """Hypotheses by name; see the calls."""
        net, where = self.net, self.path + ".network"
        layers = {i: {net.s(k, i) for k in range(1, self.depth + 1)} for i in range(1, net.top + 1)}
        seen = [net.x(i) for i in self.others if i <= self.inputs]
        facts = {
            "minimum": (lambda _: self.at_minimum, "a residual is not zero"),
            "balanced": (lambda _: all(len(v) == 1 for v in layers.values()), "an index has different layer values"),
            "positive": (lambda _: all(min(layers[i]) > 0 for i in self.signals), "a signal value is not positive"),
            "uniform": (lambda _: len(self.data(self.signals)) == 1, "the signals differ"),
            "zero_tail": (lambda _: all(layers[i] == {0} and net.y(i) == 0 for i in self.others), "a tail value is not zero"),
            "quiet_tail": (lambda _: all(net.y(i) == 0 for i in self.others), "y is not zero after the signals"),
            "signals": (lambda v: all(layers[i] == {v} for i in self.signals), "a signal layer value has the wrong value"),
            "x": (lambda v: all(net.x(i) == v for i in self.signals), "x of a signal has the wrong value"),
            "y": (lambda v: all(net.y(i) == v for i in self.signals), "y of a signal has the wrong value"),
            "x_after": (lambda v: all(x in v for x in seen), "x of an index after the signals has the wrong value"),
        }
        for name, value in wanted.items():
            holds, reason = facts[name]
            need(holds(value), where, reason)
        return self
