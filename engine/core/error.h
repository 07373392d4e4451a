// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenbin {

/// What went wrong. The engine holds no sentences: `report/words.cpp` turns a
/// code and its arguments into English, the GUI into the user's language.
enum class ErrorCode {
    // files
    fileNotFound,       ///< path
    fileUnreadable,     ///< path, system message
    fileEmpty,          ///< path
    fileUnwritable,     ///< path, system message
    fileIsFolder,       ///< path, where a model file was expected
    formatUnknown,      ///< what the first bytes look like
    formatNotSupported, ///< name of a format that is recognised but cannot be read
    formatForeign,      ///< what the file is, what to bring instead
    // model files
    modelTruncated,    ///< what was being read
    modelCorrupt,      ///< what is inconsistent
    modelVersion,      ///< version found, versions supported
    modelEmpty,        ///< nothing: the graph has no operators
    modelTooLarge,     ///< what, value, limit
    indexOutOfRange,   ///< what, index, size
    cyclicGraph,       ///< name of an operator on the cycle
    shapeMismatch,     ///< operator, expected, found
    shapeUnknown,      ///< tensor whose shape cannot be derived
    attributeInvalid,  ///< operator, attribute, value
    operatorMalformed, ///< operator, what is missing
    inputSizeOpen,     ///< input, its shape with open dimensions, the dimension, how to give it
    inputSizeInvalid,  ///< input, size given, what is allowed
    // networks of the zoo
    networkUnknown,   ///< name
    networkParameter, ///< parameter, value, what is allowed
    // presets
    presetSyntax,       ///< parser's message
    presetUnknownKey,   ///< key
    presetMissingKey,   ///< key
    presetType,         ///< key, expected type
    presetRange,        ///< key, value, allowed range
    presetUnsourced,    ///< key of a number without source or kind
    presetArchitecture, ///< architecture nobody registered
    presetDuplicate,    ///< id, other file
    // tables of measurements
    tableColumn, ///< column that is missing
    tableNumber, ///< text, column
    // configurations
    targetUnknown, ///< id
    optionUnknown, ///< key, target
    optionValue,   ///< key, value, what is allowed
    // running, training and compressing networks
    notExecutable,    ///< operator kind, why it can only be estimated
    dataShape,        ///< expected, found
    dataFormat,       ///< what is wrong with a data set's file
    labelsMissing,    ///< file that should hold the labels
    labelRange,       ///< label, number of classes
    notTrainable,     ///< operator kind, why
    trainingDiverged, ///< epoch, step
    // design-space questions and studies
    questionSyntax,  ///< parser's message
    questionKey,     ///< key that nobody knows
    questionValue,   ///< key, what is allowed
    studyCorrupt,    ///< path, the database's message
    studyForeign,    ///< path: a database, but not of this program
    studyFromFuture, ///< path, version found, version understood
    studyUnknown,    ///< name or number, path
    studyBusy,       ///< path: another process runs this study
    studyChanged,    ///< name, what differs: engine, presets or models
};

/// Where it went wrong, as exactly as the reader knows.
struct ErrorLocation {
    std::string file;                    ///< path as the user gave it; empty if not from a file
    std::optional<std::uint64_t> offset; ///< byte offset in the file
    std::optional<int> line;             ///< 1-based line in a text file
    std::string element;                 ///< e.g. "operator 12 (CONV_2D)", "tensor 7", "[parameters] clock_hz"

    bool operator==(const ErrorLocation&) const = default;
};

struct Error {
    ErrorCode code{};
    std::vector<std::string> arguments;
    ErrorLocation where;
    std::vector<std::string> suggestions; ///< what may have been meant, the closest first

    bool operator==(const Error&) const = default;
};

} // namespace tenbin
