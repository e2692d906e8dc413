// ClaimStatement: a checked claim as the methods see it: variables, conditions, definitions and goals.

import Exact
import Theorems

/// The parts of a claim in the order in which they were written.
struct ClaimStatement: Sendable {
  /// A name that `for all` binds.
  struct Variable: Sendable {
    let name: String
    /// The indices of a family.
    let family: ClaimRange?
    let domain: ClaimDomain
  }

  /// What `where` demands, and how many variables are bound before it.
  struct Condition: Sendable {
    let formula: ClaimExpression
    let after: Int
  }

  struct Goal: Sendable {
    let formula: ClaimExpression
    let indices: [ClaimIndex]
  }

  struct Enclosure: Sendable {
    let expression: ClaimExpression
    let width: Rational?
  }

  let text: ClaimText
  let identity: String
  let variables: [Variable]
  let conditions: [Condition]
  let definitions: [String: ClaimExpression]
  let goals: [Goal]
  let enclosures: [Enclosure]
  let methods: [ClaimMethod]
  let budget: [ClaimBudget]

  init(_ text: ClaimText, identity: String) {
    var variables: [Variable] = []
    var conditions: [Condition] = []
    var definitions: [String: ClaimExpression] = [:]
    var goals: [Goal] = []
    var enclosures: [Enclosure] = []
    var methods: [ClaimMethod] = []
    var budget: [ClaimBudget] = []
    for item in text.items {
      switch item.content {
      case .source, .note, .expect: break
      case .forAll(let binders, let condition):
        for binder in binders {
          variables += binder.names.map {
            Variable(name: $0.text, family: binder.family, domain: binder.domain)
          }
        }
        // The parts of an 'and' are conditions of their own: each may rely on those before it.
        conditions += (condition.map(Self.conjuncts) ?? []).map {
          Condition(formula: $0, after: variables.count)
        }
      case .bind(let names, let value):
        if names.count > 1, case .tuple(let parts) = value.node {
          for (name, part) in zip(names, parts) { definitions[name.text] = part }
        } else {
          definitions[names[0].text] = value
        }
      case .show(let formula, let indices): goals.append(Goal(formula: formula, indices: indices))
      case .enclose(let expression, let width):
        enclosures.append(
          Enclosure(expression: expression, width: width.flatMap { try? NumberText.rational($0) }))
      case .attempt(let list): methods = list
      case .budget(let list): budget = list
      }
    }
    // A goal that is only a name is the statement that the name stands for.
    goals = goals.map {
      var formula = $0.formula
      while case .name(let name) = formula.node, let definition = definitions[name] { formula = definition }
      return Goal(formula: formula, indices: $0.indices)
    }
    self.text = text
    self.identity = identity
    (self.variables, self.conditions, self.definitions) = (variables, conditions, definitions)
    (self.goals, self.enclosures, self.methods, self.budget) = (goals, enclosures, methods, budget)
  }

  private static func conjuncts(_ condition: ClaimExpression) -> [ClaimExpression] {
    if case .and(let parts) = condition.node { parts.flatMap(conjuncts) } else { [condition] }
  }

  func evaluator<A: ClaimArithmetic>(
    _ arithmetic: A, deadline: Deadline = .none
  ) -> ClaimEvaluator<A> {
    var evaluator = ClaimEvaluator(arithmetic, deadline: deadline)
    evaluator.definitions = definitions
    return evaluator
  }

  /// An evaluator that knows the names of a point, or of a part of one.
  func evaluator<A: ClaimArithmetic>(
    _ arithmetic: A, at point: ClaimPoint, deadline: Deadline = .none
  ) -> ClaimEvaluator<A> {
    var evaluator = evaluator(arithmetic, deadline: deadline)
    for name in point.names { evaluator.scope[name] = point[name]!.value(in: arithmetic) }
    return evaluator
  }
}
