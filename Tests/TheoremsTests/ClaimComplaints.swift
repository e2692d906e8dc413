// ClaimComplaints: for every error code a claim file that has it, and the exact text of the complaint.

enum ClaimComplaints {
  /// Source and complaint. The file is called sample.claim.
  static let all: [(source: String, complaint: String)] = [
    (
      #"""
      plumb 1
      claim "x"
      show 1 & 1 = 1
      """#,
      #"""
      error[P0102]: the character '&' has no meaning here
        --> sample.claim:3:8
         |
       3 | show 1 & 1 = 1
         |        ^ not part of the language
         = help: write 'and'
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      note "a\#tb\#u{200b}"
      show 1 = 1
      """#,
      #"""
      error[P0102]: a character that does not show, U+200B
        --> sample.claim:3:10
         |
       3 | note "a b?"
         |          ^ not allowed, in comments and strings neither
         = help: remove it
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      note "open
      show 1 = 1
      """#,
      #"""
      error[P0103]: a string without its closing quote
        --> sample.claim:3:6
         |
       3 | note "open
         |      ^^^^^ expected '"' before the end of the line
         = help: close it on the same line
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      note "a\n"
      show 1 = 1
      """#,
      #"""
      error[P0104]: a backslash before a character that needs none
        --> sample.claim:3:8
         |
       3 | note "a\n"
         |        ^ expected \" or \\
         = help: write \\ for a backslash
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1]
      show 2x <= 2
      """#,
      #"""
      error[P0105]: 'x' where the end of the number is expected
        --> sample.claim:4:7
         |
       4 | show 2x <= 2
         |       ^ expected a number such as 3, 0.1, 1e-3 or 0x1.8p3
         = help: write a product with '*', as in 2*x
      """#
    ),
    (
      "plumb 1\nclaim \"x\"\nshow 1e99999" + String(repeating: "*1e99999", count: 20) + " = 1",
      #"""
      error[P0106]: the numbers up to here take more than 2000000 digits
        --> sample.claim:3:158
         |
       3 | ...9*1e99999*1e99999*1e99999*1e99999*1e99999*1e99999*1e99999*1e99999 = 1
         |                                                      ^^^^^^^ too many digits in all
         = help: write large numbers as powers, as in 10^1000
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 + = 2
      """#,
      #"""
      error[P0107]: '=' where an expression is expected
        --> sample.claim:3:10
         |
       3 | show 1 + = 2
         |          ^ expected an expression
         = help: write a number, a name, a function or parentheses
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      shw 1 = 1
      """#,
      #"""
      error[P0107]: the name 'shw' where an item or a claim is expected
        --> sample.claim:3:1
         |
       3 | shw 1 = 1
         | ^^^ expected an item or a claim
         = help: did you mean 'show'?
      """#
    ),
    (
      "plumb 1\nclaim \"x\"\nshow " + String(repeating: "-(", count: 70) + "1"
        + String(repeating: ")", count: 70) + " = 1",
      #"""
      error[P0108]: the formula is nested too deeply: the limit is 64 levels
        --> sample.claim:3:18
         |
       3 | show -(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(-(...
         |                  ^ one level too many
         = help: name a part of it with 'let'
      """#
    ),
    (
      #"""
      claim "x"
      show 1 = 1
      """#,
      #"""
      error[P0109]: the file does not start with its version
        --> sample.claim:1:1
         |
       1 | claim "x"
         | ^^^^^ expected 'plumb 1'
         = help: write 'plumb 1' on the first line
      """#
    ),
    (
      #"""
      plumb 2
      claim "x"
      show 1 = 1
      """#,
      #"""
      error[P0109]: a version of the language that is not known
        --> sample.claim:1:7
         |
       1 | plumb 2
         |       ^ expected 1
         = help: write 'plumb 1', or use a newer plumb
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1]
      """#,
      #"""
      error[P0110]: the claim states nothing
        --> sample.claim:2:7
         |
       2 | claim "x"
         |       ^^^ expected 'show' or 'enclose' in this claim
         = help: add: show a <= b
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      expect verified
      expect refuted
      show 1 = 1
      """#,
      #"""
      error[P0111]: 'expect' stands twice in a claim
        --> sample.claim:4:1
         |
       4 | expect refuted
         | ^^^^^^^^^^^^^^ the second one
         = help: keep one of the two
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 = 1
      claim "x"
      show 2 = 2
      """#,
      #"""
      error[P0201]: two claims with the same title
        --> sample.claim:4:7
         |
       4 | claim "x"
         |       ^^^ the second one
         = help: titles tell the claims of a file apart
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1], x in 1..2
      show x <= 2
      """#,
      #"""
      error[P0202]: the name 'x' is bound twice
        --> sample.claim:3:22
         |
       3 | for all x in [0, 1], x in 1..2
         |                      ^ bound before on line 3
         = help: choose another name
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all A in [0, 1]^(2, 2)
      show lambda_mx(A) <= 2
      """#,
      #"""
      error[P0203]: unknown name 'lambda_mx'
        --> sample.claim:4:6
         |
       4 | show lambda_mx(A) <= 2
         |      ^^^^^^^^^ did you mean 'lambda_max'?
         = help: 'plumb explain functions' lists the functions on matrices
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all alpha in [0, 1]
      show alhpa <= 2
      """#,
      #"""
      error[P0203]: unknown name 'alhpa'
        --> sample.claim:4:6
         |
       4 | show alhpa <= 2
         |      ^^^^^ did you mean 'alpha'?
         = help: bind it with 'for all' or 'let' before its use
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all s in [0, 1]
      show s(2) <= 2
      """#,
      #"""
      error[P0204]: 's' is not a function
        --> sample.claim:4:6
         |
       4 | show s(2) <= 2
         |      ^ bound as a value
         = help: write a product with '*', and an index with '[...]'
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      let f = min
      show f = 1
      """#,
      #"""
      error[P0204]: the function 'min' without its arguments
        --> sample.claim:3:9
         |
       3 | let f = min
         |         ^^^ expected '(' after it
         = help: write min(entries, ...)
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all trace in [0, 1]
      show trace <= 2
      """#,
      #"""
      error[P0205]: the name 'trace' belongs to a function
        --> sample.claim:3:9
         |
       3 | for all trace in [0, 1]
         |         ^^^^^ cannot be bound
         = help: choose another name
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show sqrt(1, 2) <= 2
      """#,
      #"""
      error[P0206]: 'sqrt' does not take these 2 arguments
        --> sample.claim:3:6
         |
       3 | show sqrt(1, 2) <= 2
         |      ^^^^^^^^^^ expected other arguments or labels
         = help: write sqrt(real)
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      let net = dln(depth: 2, widht: 2)
      show parameters(net) = 8
      """#,
      #"""
      error[P0207]: 'dln' has no argument 'widht'
        --> sample.claim:3:11
         |
       3 | let net = dln(depth: 2, widht: 2)
         |           ^^^^^^^^^^^^^^^^^^^^^^^ did you mean 'width'?
         = help: write dln(depth: integer, width: integer) or dln(widths: integers)
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      let net = dln(depth: 2, width: 2)
      show loss(net, target: identity(2)) = 0
      """#,
      #"""
      error[P0207]: 'loss' needs the argument 'at'
        --> sample.claim:4:6
         |
       4 | show loss(net, target: identity(2)) = 0
         |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected 'at: ...'
         = help: write loss(network, at: layers, target: matrix)
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all v in [0, 1]^3
      show v + 1 = v
      """#,
      #"""
      error[P0301]: an integer added to a vector of 3 entries
        --> sample.claim:4:10
         |
       4 | show v + 1 = v
         |          ^ expected a vector of 3 entries
         = help: a number is added to a matrix as x*identity(n)
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all d in 2..4
      let A = identity(d)*identity(d + 1)
      show trace(A) = d
      """#,
      #"""
      error[P0302]: a matrix of shape d x d times a matrix of shape (d + 1) x (d + 1)
        --> sample.claim:4:21
         |
       4 | let A = identity(d)*identity(d + 1)
         |                     ^^^^^^^^^^^^^^^ d columns against d + 1 rows
         = help: the columns of the left factor must be as many as the rows of the right one
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all n in 1..3
      let net = dln(depth: 2, width: n)
      show trace(residual(net, at: balanced(net, identity(n)), target: identity(n + 1))) = 0
      """#,
      #"""
      error[P0302]: a matrix of shape (n + 1) x (n + 1) as the target of a network
        --> sample.claim:5:66
         |
       5 | ...dual(net, at: balanced(net, identity(n)), target: identity(n + 1))) = 0
         |                                                      ^^^^^^^^^^^^^^^ expected a matrix of shape n x n
         = help: a target has a row for each output and a column for each input
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show [1, 2; 3] is zero
      """#,
      #"""
      error[P0302]: a row of 1 entries in a matrix of 2 columns
        --> sample.claim:3:13
         |
       3 | show [1, 2; 3] is zero
         |             ^ expected 2 entries
         = help: rows are separated by ';' and have the same length
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 + (2 < 3) = 4
      """#,
      #"""
      error[P0303]: a statement where a number, a vector or a matrix is expected
        --> sample.claim:3:11
         |
       3 | show 1 + (2 < 3) = 4
         |           ^^^^^ expected a number, a vector or a matrix
         = help: a relation is not a number; check the parentheses
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1]
      show x
      """#,
      #"""
      error[P0303]: a real number where a statement is expected
        --> sample.claim:4:6
         |
       4 | show x
         |      ^ expected a relation
         = help: compare it with something, as in: a <= b
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all A in [0, 1]^(2, 2)
      show A <= 1
      """#,
      #"""
      error[P0304]: '<=' between a matrix of shape 2 x 2 and an integer
        --> sample.claim:4:6
         |
       4 | show A <= 1
         |      ^^^^^^ order relates real numbers only
         = help: write: A - B is positive semidefinite
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all A in [0, 1]^(2, 2)
      show A[1] <= 1
      """#,
      #"""
      error[P0305]: 1 index for a matrix of shape 2 x 2
        --> sample.claim:4:6
         |
       4 | show A[1] <= 1
         |      ^^^^ expected 2
         = help: write A[i,j] for a matrix and v[i] for a vector
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1]
      show sup(x) <= 1
      """#,
      #"""
      error[P0306]: 'sup' outside 'enclose'
        --> sample.claim:4:6
         |
       4 | show sup(x) <= 1
         |      ^^^ ranges over everything that 'for all' binds
         = help: write: enclose sup(...), or max and min over an index range
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all v in [0, 1]^3
      show v[4] <= 1
      """#,
      #"""
      error[P0307]: an index that is always outside
        --> sample.claim:4:8
         |
       4 | show v[4] <= 1
         |        ^ there are 3
         = help: check the range of the index
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all a[1..3] in [0, 1]
      show a[0] <= 1
      """#,
      #"""
      error[P0307]: an index that is always outside
        --> sample.claim:4:8
         |
       4 | show a[0] <= 1
         |        ^ the family 'a' has no such member
         = help: check the range of the index
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1]
      show x/0 <= 1
      """#,
      #"""
      error[P0308]: division by zero
        --> sample.claim:4:8
         |
       4 | show x/0 <= 1
         |        ^ the divisor is zero
         = help: check the divisor
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 2^(2^64) > 1
      """#,
      #"""
      error[P0309]: an exponent that may exceed 100000 in magnitude
        --> sample.claim:3:9
         |
       3 | show 2^(2^64) > 1
         |         ^^^^ too large
         = help: choose a smaller exponent
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show double(1/10) = 0.1
      """#,
      #"""
      error[P0310]: 'double' of something that is not a written number
        --> sample.claim:3:13
         |
       3 | show double(1/10) = 0.1
         |             ^^^^ expected a literal
         = help: write double(0.1); everything else is exact already
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all L in [2, 8], d in 2..4
      let net = dln(depth: L, width: d)
      show parameters(net) = L*d^2
      """#,
      #"""
      error[P0311]: a real interval cannot be used as an index range
        --> sample.claim:3:14
         |
       3 | for all L in [2, 8], d in 2..4
         |              ^^^^^^ L is the depth of 'dln' on line 4, so it must be an integer
         = help: write 2..8
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all L in 2..10^18
      show L >= 2
      """#,
      #"""
      error[P0313]: a range of more than 1000000 integers
        --> sample.claim:3:14
         |
       3 | for all L in 2..10^18
         |              ^^^^^^^^ too large
         = help: choose a smaller range; a claim about every depth needs no range of them all
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show trace([1, 2, 3; 4, 5, 6]) = 6
      """#,
      #"""
      error[P0314]: a matrix of shape 2 x 3 where a square one is expected
        --> sample.claim:3:12
         |
       3 | show trace([1, 2, 3; 4, 5, 6]) = 6
         |            ^^^^^^^^^^^^^^^^^^ expected a square matrix
         = help: A'*A and A*A' are square
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show trace(identity(5/2)) = 2
      """#,
      #"""
      error[P0317]: a number that may be fractional as the integer argument of 'identity'
        --> sample.claim:3:21
         |
       3 | show trace(identity(5/2)) = 2
         |                     ^^^ expected an integer
         = help: quotients and decimals are real numbers; floor(x) is an integer
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 = 1
      try symbolc
      """#,
      #"""
      error[P0401]: unknown method 'symbolc'
        --> sample.claim:4:5
         |
       4 | try symbolc
         |     ^^^^^^^ did you mean 'symbolic'?
         = help: 'plumb explain P0401' lists the methods
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 = 1
      try exact, then exact
      """#,
      #"""
      error[P0402]: a method that is already in the list
        --> sample.claim:4:17
         |
       4 | try exact, then exact
         |                 ^^^^^ listed before
         = help: remove it
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 = 1
      budget boxs 10
      """#,
      #"""
      error[P0403]: unknown limit 'boxs'
        --> sample.claim:4:8
         |
       4 | budget boxs 10
         |        ^^^^ did you mean 'boxes'?
         = help: write: budget precision 128 bits, time 60 s, boxes 100000, tries 20000
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      show 1 = 1
      budget precision 1 bits
      """#,
      #"""
      error[P0404]: not acceptable as a limit for 'precision'
        --> sample.claim:4:18
         |
       4 | budget precision 1 bits
         |                  ^ expected an integer from 2 to 1000000
         = help: choose another number
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [0, 1]
      show x*x = x^2
      try ball
      """#,
      #"""
      error[P0417]: '=' between real quantities cannot be proved with balls
        --> sample.claim:4:6
         |
       4 | show x*x = x^2
         |      ^^^^^^^^^ enclosures can refute an equality, never prove it
         = help: use 'try closed form', or bound the difference: abs(a - b) <= 1e-30
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x, y in [0, 1]
      show x <= 1
      """#,
      #"""
      warning[P0501]: the name 'y' is never used
        --> sample.claim:3:12
         |
       3 | for all x, y in [0, 1]
         |            ^ bound here
         = help: remove it, or use it
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all x in [1, 0]
      show x <= 1
      """#,
      #"""
      warning[P0502]: no number lies in the interval; the claim would be vacuous
        --> sample.claim:3:14
         |
       3 | for all x in [1, 0]
         |              ^^^^^^ the lower end is above the upper one
         = help: write the smaller number first
      """#
    ),
    (
      #"""
      plumb 1
      claim "x"
      for all n in 5..2
      show n >= 1
      """#,
      #"""
      warning[P0502]: the range holds no integer; the claim would be vacuous
        --> sample.claim:3:14
         |
       3 | for all n in 5..2
         |              ^^^^ the first number is above the last
         = help: write the smaller number first
      """#
    ),
  ]
}
