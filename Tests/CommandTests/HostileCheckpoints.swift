// HostileCheckpoints: files that lie about their length, their shapes or their types.

import Foundation

extension HostileTables {
  private typealias Files = HostileFiles

  static let checkpoints: [HostileRun] = [
    .init("header cut short", bytes: Data([9, 0, 0]), "3 bytes: a safetensors file starts with eight"),
    .init(
      "header longer than the file", bytes: Files.safetensors("{}", announced: 1000),
      ":byte 0: a header of 1000 bytes in a file of 10"),
    .init(
      "header of 2^63 bytes", bytes: Data([0, 0, 0, 0, 0, 0, 0, 0x80]) + Data("{}".utf8),
      "the limit is 16777216"),
    .init("header without brace", bytes: Files.safetensors("[]"), "does not start with '{'"),
    .init("no tensors", bytes: Files.safetensors("{}"), "no layers; a checkpoint holds"),
    .init(
      "offsets beyond the data",
      bytes: Files.safetensors(#"{"layer.1":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}"#),
      "(header):1:56: [\"layer.1\"].data_offsets: the offsets 0 to 4"),
    .init(
      "offsets backwards",
      bytes: Files.safetensors(
        #"{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[4,0]}}"#, data: [0, 0, 0, 0]),
      "the offsets 4 to 0"),
    .init(
      "negative offset",
      bytes: Files.safetensors(#"{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[-4,0]}}"#),
      "-4 as an offset"),
    .init(
      "overlapping tensors",
      bytes: Files.safetensors(
        #"{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}"#,
        data: [0, 0, 0, 0]), "overlaps the tensor before it"),
    .init(
      "shape product overflows",
      bytes: Files.safetensors(
        #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#),
      "more than 16777216 entries"),
    .init(
      "shape and length disagree",
      bytes: Files.safetensors(
        #"{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,4]}}"#, data: [0, 0, 0, 0]),
      "4 bytes for 4 entries of 4 bytes"),
    .init(
      "unknown type",
      bytes: Files.safetensors(#"{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}"#, data: [0]),
      "the element type \"F8_E4M3\" is not read"),
    .init(
      "rest after the data",
      bytes: Files.safetensors(
        #"{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}"#, data: [0, 0, 0, 0, 0]),
      "1 bytes after the last tensor"),
    .init(
      "duplicate tensor",
      bytes: Files.safetensors(
        #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#
      ), "appears twice"),
    .init(
      "NaN by tensor and index", bytes: Files.tensors([("layer.1", [2, 2], [1, 2, .nan, 4])]),
      "tensor \"layer.1\", entry [1][0] is NaN"),
    .init(
      "infinity by tensor and index", bytes: Files.tensors([("layer.1", [1, 2], [1, -.infinity])]),
      "tensor \"layer.1\", entry [0][1] is infinite"),
    .init(
      "layers do not chain",
      bytes: Files.tensors([("layer.1", [2, 2], [1, 2, 3, 4]), ("layer.2", [1, 3], [1, 2, 3])]),
      "layers do not chain: \"layer.1\" (2x2) is followed by \"layer.2\" (1x3)"),
    .init("a width of 0", bytes: Files.tensors([("layer.1", [0, 2], [])]), "has a width of 0"),
    .init(
      "a vector as layer", bytes: Files.tensors([("layer.1", [2], [1, 2])]), "\"layer.1\" (2) is not a matrix"
    ),
    .init(
      "covariance of another shape",
      bytes: Files.tensors([("layer.1", [1, 1], [1]), ("input_covariance", [1, 2], [1, 2])]),
      "where 1x1 is expected"),
    .init(
      "covariance not symmetric",
      bytes: Files.tensors([("layer.1", [1, 2], [1, 1]), ("input_covariance", [2, 2], [1, 2, 3, 4])]),
      "\"input_covariance\" is not symmetric"),
    .init(
      "pattern without match", bytes: Files.tensors([("layer.1", [1, 1], [1])]), "no tensor matches \"w.*\"",
      ["spectrum", "--layers", "w.*", "FILE"]),
    .init("npy cut short", bytes: Data([0x93] + Array("NUMPY".utf8) + [1]), ":byte 6: a .npy file cut short"),
    .init(
      "npy header beyond the file", bytes: Files.npy("{}", announced: 60_000),
      ":byte 8: a header of 60000 bytes in a file of 12"),
    .init(
      "npy shape overflows", bytes: Files.npy(shape: "(4294967296, 4294967296)", data: 8),
      "more than 16777216 entries"),
    .init(
      "npy data missing", bytes: Files.npy(shape: "(2, 2)", data: 24),
      ":byte 70: 24 bytes of data for 4 entries of 8 bytes"),
    .init(
      "npy of objects", bytes: Files.npy(shape: "(1, 1)", type: "|O", data: 8), "an array of Python objects"),
    .init(
      "npy of complex numbers", bytes: Files.npy(shape: "(1, 1)", type: "<c16", data: 16),
      "the element type \"<c16\" is not read"),
    .init("npy negative shape", bytes: Files.npy(shape: "(-1, 2)", data: 8), "not integers from 0"),
    .init(
      "npz of rubbish", bytes: Data([0x50, 0x4b, 3, 4] + [UInt8](repeating: 0xff, count: 40)),
      ":byte 44: the end record of the archive is missing"),
  ]
}
