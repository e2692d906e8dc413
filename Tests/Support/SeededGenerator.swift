// SeededGenerator: the random source of every test; a failure prints the seed and can be replayed.

import Exact

public typealias SeededGenerator = SplitMix64
