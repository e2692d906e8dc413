/// What Python's json.dumps writes for the value of the writer test.
enum PythonTexts {
  static let canonical = #"""
    {"B":{"x":{"y":false}},"a\u00e9":"\u007f\u0000\n\"\\/\ud83d\ude00\u2028","b":[1,-2,[],{},null,true],"\uffff":"","\ud83d\ude00":""}
    """#
  static let pretty = #"""
    {
      "B": {
        "x": {
          "y": false
        }
      },
      "a\u00e9": "\u007f\u0000\n\"\\/\ud83d\ude00\u2028",
      "b": [
        1,
        -2,
        [],
        {},
        null,
        true
      ],
      "\uffff": "",
      "\ud83d\ude00": ""
    }
    """#
}
