// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tenbin {

class Graph;

/// Hash of everything that an answer about a network can depend on: operators in execution order with all their
/// attributes, which tensor goes where, shapes, types, quantisation, state, inputs, outputs and every byte of the
/// constants. Tensors count by the order in which they are met. Not part of it: names, the file it came from,
/// remarks, tensors that nothing reads or writes. So one network has one hash, whatever a converter calls its parts.
///
/// The layout of what is hashed has a version: hashes of other versions of Tenbin differ, so that a study begun
/// with another definition opens but is not continued with numbers of a network that only seems the same.
std::uint64_t graphHash(const Graph& graph);

} // namespace tenbin
