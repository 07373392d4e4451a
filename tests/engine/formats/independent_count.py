#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts MACs and parameters of network files from their bytes alone and compares them with tenbin-cli.

    independent_count.py TENBIN_CLI FOLDER

Shares nothing with Tenbin's readers: FlatBuffers and protobuf are taken apart here, shapes of ONNX follow from the
rules written below. MACs: convolutions, matrix products, recurrent cells, SVDF. Parameters: their weights and biases,
a buffer once. A file with an operator that this script does not know is said and passed over. Exit 77 without folder.
"""

import json
import math
import os
import struct
import subprocess
import sys


class Unknown(Exception):
    """Something that this script cannot count."""


# --- TensorFlow Lite: FlatBuffers ---------------------------------------------------------------------------------


class Table:
    def __init__(self, data, position):
        self.data, self.position = data, position
        self.vtable = position - struct.unpack_from("<i", data, position)[0]

    def place(self, field):
        size = struct.unpack_from("<H", self.data, self.vtable)[0]
        slot = 4 + 2 * field
        offset = struct.unpack_from("<H", self.data, self.vtable + slot)[0] if slot < size else 0
        return self.position + offset if offset else None

    def number(self, field, form, otherwise=0):
        place = self.place(field)
        return otherwise if place is None else struct.unpack_from("<" + form, self.data, place)[0]

    def vector(self, field):
        """Where the elements begin, and how many there are."""
        place = self.place(field)
        if place is None:
            return 0, 0
        start = place + struct.unpack_from("<I", self.data, place)[0]
        return start + 4, struct.unpack_from("<I", self.data, start)[0]

    def numbers(self, field, form="i"):
        start, count = self.vector(field)
        return list(struct.unpack_from("<%d%s" % (count, form), self.data, start))

    def tables(self, field):
        start, count = self.vector(field)
        places = [start + 4 * i for i in range(count)]
        return [Table(self.data, p + struct.unpack_from("<I", self.data, p)[0]) for p in places]


CONV, DEPTHWISE, FULLY_CONNECTED, LSTM_CELL, RNN_CELL, SVDF = 3, 4, 9, 16, 24, 27
SEQUENCE_RNN, SEQUENCE_LSTM, TRANSPOSE_CONV, BATCH_MATMUL = 35, 44, 67, 126
CALLS = {31, 118, 119, 129, 206}  # operators that run other subgraphs
OTHERS_WITH_MACS = {46, 52, 132, 141, 171, 197}
CUSTOM, DEQUANTIZE, DENSIFY = 32, 6, 124


def count_tflite(data):
    model = Table(data, struct.unpack_from("<I", data, 0)[0])
    codes = [max(c.number(0, "b"), c.number(3, "i")) for c in model.tables(1)]
    graph = model.tables(2)[0]
    tensors, buffers = graph.tables(0), model.tables(4)
    shapes = [t.numbers(0) for t in tensors]
    for shape in shapes:
        if -1 in shape[1:]:
            raise Unknown("open shape")
        shape[:1] = [abs(length) for length in shape[:1]]  # an open batch is one
    stored = {}  # tensor -> buffer, of constants

    def look(index):
        number = tensors[index].number(2, "I")
        if index >= 0 and number < len(buffers) and buffers[number].vector(0)[1] > 0:
            stored[index] = number

    for i in range(len(tensors)):
        look(i)
    macs, counted = 0, {}
    for op in graph.tables(3):
        code = codes[op.number(0, "I")]
        ins, outs = op.numbers(1), op.numbers(2)
        if code in CALLS or code in OTHERS_WITH_MACS or code == CUSTOM:
            raise Unknown("operator code %d" % code)
        if code in (DEQUANTIZE, DENSIFY) and ins[0] in stored:
            stored[outs[0]] = stored[ins[0]]
            continue
        if code not in (CONV, DEPTHWISE, FULLY_CONNECTED, SVDF, SEQUENCE_RNN, SEQUENCE_LSTM, TRANSPOSE_CONV,
                        BATCH_MATMUL, LSTM_CELL, RNN_CELL):
            continue
        out = math.prod(shapes[outs[0]])
        x, weights = shapes[ins[0]], shapes[ins[1]]
        if code == CONV:
            macs += out * math.prod(weights[1:])
        elif code == DEPTHWISE:
            macs += out * weights[1] * weights[2]
        elif code == FULLY_CONNECTED:
            macs += out * weights[-1]
        elif code == TRANSPOSE_CONV:  # [output shape, weights, x]
            macs += math.prod(shapes[ins[2]]) * math.prod(weights[:3])
        elif code == BATCH_MATMUL:
            options = Table(data, op.place(4) + struct.unpack_from("<I", data, op.place(4))[0])
            macs += out * x[-2 if options.number(0, "?") else -1]
        elif code == SVDF:  # [x, weights of features, weights in time]
            macs += math.prod(x[:-1]) * (math.prod(weights) + math.prod(shapes[ins[2]]))
        else:  # every matrix once a step
            matrices = [i for i in ins[1:] if i >= 0 and i in stored and len(shapes[i]) == 2]
            macs += math.prod(x[:-1]) * sum(math.prod(shapes[i]) for i in matrices)
        for i in ins[1:]:
            if i >= 0 and i in stored:
                counted[stored[i]] = math.prod(shapes[i])
    return macs, sum(counted.values())


# --- ONNX: protobuf -----------------------------------------------------------------------------------------------


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """Number and value of each field of a message: an integer, or bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
            value -= (value >> 63) << 64
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            size = {1: 8, 5: 4}[kind]
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def integers(values):
    """A repeated integer field, packed or not."""
    result = []
    for value in values:
        if isinstance(value, int):
            result.append(value)
            continue
        at = 0
        while at < len(value):
            number, at = varint(value, at)
            result.append(number - ((number >> 63) << 64))
    return result


def grouped(data):
    result = {}
    for number, value in fields(data):
        result.setdefault(number, []).append(value)
    return result


class Tensor:
    def __init__(self, data):
        parts = grouped(data)
        self.name = parts.get(8, [b""])[0].decode()
        self.shape = integers(parts.get(1, []))
        self.integers = None
        if parts.get(2) == [7]:  # int64
            raw = parts.get(9, [b""])[0]
            self.integers = list(struct.unpack("<%dq" % (len(raw) // 8), raw)) if raw else integers(parts.get(7, []))


class Node:
    def __init__(self, data):
        parts = grouped(data)
        self.inputs = [v.decode() for v in parts.get(1, [])]
        self.outputs = [v.decode() for v in parts.get(2, [])]
        self.type = parts.get(4, [b""])[0].decode()
        self.attributes = {}
        for attribute in parts.get(5, []):
            a = grouped(attribute)
            self.attributes[a[1][0].decode()] = a

    def ints(self, name, otherwise):
        return integers(self.attributes[name][8]) if name in self.attributes else otherwise

    def int(self, name, otherwise):
        return self.attributes[name][3][0] if name in self.attributes else otherwise


SAME_SHAPE = {"Relu", "Clip", "Identity", "Dropout", "Softmax", "LogSoftmax", "BatchNormalization", "LeakyRelu",
              "Sigmoid", "Tanh", "HardSwish", "Elu", "PRelu", "Gelu"}
ELEMENTWISE = {"Add", "Sub", "Mul", "Div"}


def window(node, x, kernel):
    rank = len(kernel)
    strides, dilations = node.ints("strides", [1] * rank), node.ints("dilations", [1] * rank)
    pads = node.ints("pads", [0] * 2 * rank)
    automatic = node.attributes.get("auto_pad", {}).get(4, [b"NOTSET"])[0].decode()
    result = []
    for i in range(rank):
        if automatic.startswith("SAME"):
            result.append(-(-x[i + 2] // strides[i]))
            continue
        left = x[i + 2] + pads[i] + pads[i + rank] - ((kernel[i] - 1) * dilations[i] + 1)
        result.append((-(-left // strides[i]) if node.int("ceil_mode", 0) else left // strides[i]) + 1)
    return result


def reshaped(shape, target):
    target = [shape[i] if length == 0 else length for i, length in enumerate(target)]
    rest = math.prod(shape) // max(1, math.prod(length for length in target if length != -1))
    return [rest if length == -1 else length for length in target]


def count_onnx(data):
    graph = grouped(grouped(data)[7][0])
    constants = {t.name: t for t in map(Tensor, graph.get(5, []))}
    shapes = {name: t.shape for name, t in constants.items()}
    for value in graph.get(11, []):
        parts = grouped(value)
        name = parts[1][0].decode()
        dimensions = grouped(grouped(grouped(parts[2][0])[1][0])[2][0]).get(1, [])
        lengths = [grouped(d).get(1, [1])[0] for d in dimensions]  # an open batch is one
        shapes.setdefault(name, lengths)
    macs, counted = 0, {}
    for node in map(Node, graph.get(1, [])):
        if node.type == "Constant":
            tensor = Tensor(node.attributes["value"][5][0])
            constants[node.outputs[0]], shapes[node.outputs[0]] = tensor, tensor.shape
            continue
        x = shapes[node.inputs[0]]
        if node.type.endswith("Quantizer") or node.type in ("QuantizeLinear", "DequantizeLinear"):
            shapes[node.outputs[0]] = x
            if node.inputs[0] in constants:
                constants[node.outputs[0]] = constants[node.inputs[0]]
            continue
        weights = shapes.get(node.inputs[1]) if len(node.inputs) > 1 else None
        if node.type == "Conv":
            y = [x[0], weights[0]] + window(node, x, weights[2:])
            macs += math.prod(y) * math.prod(weights[1:])
        elif node.type == "Gemm":
            y = [x[1 if node.int("transA", 0) else 0], weights[0 if node.int("transB", 0) else 1]]
            macs += math.prod(y) * x[0 if node.int("transA", 0) else 1]
        elif node.type == "MatMul":
            y = x[:-1] + [weights[-1]]
            macs += math.prod(y) * x[-1]
        elif node.type in ("MaxPool", "AveragePool"):
            y = x[:2] + window(node, x, node.ints("kernel_shape", []))
        elif node.type == "GlobalAveragePool":
            y = x[:2] + [1] * (len(x) - 2)
        elif node.type == "Flatten":
            axis = node.int("axis", 1)
            y = [math.prod(x[:axis]), math.prod(x[axis:])]
        elif node.type == "Reshape":
            y = reshaped(x, constants[node.inputs[1]].integers)
        elif node.type in SAME_SHAPE:
            y = x
        elif node.type in ELEMENTWISE:
            longer = max(len(x), len(weights))
            pairs = zip([1] * (longer - len(x)) + x, [1] * (longer - len(weights)) + weights)
            y = [max(a, b) for a, b in pairs]
        else:
            raise Unknown(node.type)
        if node.type in ("Conv", "Gemm", "MatMul"):
            for name in node.inputs[1:]:
                if name in constants:
                    counted[constants[name].name] = math.prod(shapes[name])
        shapes[node.outputs[0]] = y
    return macs, sum(counted.values())


# --- comparison ---------------------------------------------------------------------------------------------------


def files_below(folder):
    for path, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith((".tflite", ".onnx")):
                yield os.path.join(path, name)


def main(program, folder):
    if not os.path.isdir(folder):
        print("there is no folder", folder)
        return 77
    compared = wrong = 0
    for path in files_below(folder):
        with open(path, "rb") as file:
            data = file.read()
        try:
            own = count_tflite(data) if path.endswith(".tflite") else count_onnx(data)
        except (Unknown, KeyError, IndexError, struct.error) as what:
            print("passed over: %s (%s)" % (path, what))
            continue
        answer = subprocess.run([program, "inspect", "--json", path], capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            print("refused: %s: %s" % (path, answer.stderr.strip()))
            wrong += 1
            continue
        said = json.loads(answer.stdout)
        compared += 1
        if own != (said["macs"], said["parameters"]):
            wrong += 1
            print("%s: MACs %d and %d, parameters %d and %d" %
                  (path, own[0], said["macs"], own[1], said["parameters"]))
    print("%d files compared, %d differ" % (compared, wrong))
    return 1 if wrong or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
