// Answers: the JSON that plumb prints, read back by the strict reader.

import Exact
import Testing
import Theorems

extension JSON {
  init(printed text: String) throws {
    self = try JSONReader.read(Array(text.utf8), file: "standard output").value
  }
}
