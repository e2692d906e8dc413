import Exact
import Theorems
for e in Catalogue.seed {
  let r = VerificationReport(running: e)
  print(r.finding.verdict, r.finding.evidence as Any, e.id, r.finding.summary, r.seconds.fixed(3), r.certificate?.text.utf8.count ?? 0)
}
