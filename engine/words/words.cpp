// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/words.h"

#include <fmt/format.h>

#include "engine/core/shortened.h"
#include "engine/core/text_parts.h"
#include "engine/words/placeholders.h"
#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

using Texts = std::vector<std::string>;

constexpr std::size_t kErrorLetters = 1000; ///< of an argument: longest paths that people have, and some room

std::string say(std::string_view english, const Texts& arguments, const Wording& wording)
{
    return fillPlaceholders(translated(english, wording), arguments);
}

std::string formatted(const Argument& argument, const Wording& wording)
{
    const auto* name = std::get_if<std::string>(&argument);
    if (name && wording.format)
        return wording.format(shortened(*name));
    if (wording.format)
        return wording.format(argument);
    struct Formatter {
        std::string operator()(const std::string& text) const { return shortened(text); }
        std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
        std::string operator()(double number) const { return fmt::format("{:.3g}", number); }
        std::string operator()(Bytes bytes) const { return humanBytes(bytes); }
        std::string operator()(Seconds seconds) const { return humanSeconds(seconds); }
        std::string operator()(Joules joules) const { return humanJoules(joules); }
    };
    return std::visit(Formatter{}, argument);
}

std::string_view templateOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::fileNotFound:
        return QT_TRANSLATE_NOOP("Words", "There is no file %1.");
    case ErrorCode::fileUnreadable:
        return QT_TRANSLATE_NOOP("Words", "%1 cannot be read: %2.");
    case ErrorCode::fileEmpty:
        return QT_TRANSLATE_NOOP("Words", "%1 is empty.");
    case ErrorCode::fileUnwritable:
        return QT_TRANSLATE_NOOP("Words", "%1 cannot be written: %2.");
    case ErrorCode::fileIsFolder:
        return QT_TRANSLATE_NOOP("Words", "%1 is a folder. Name a model file in it (.tflite, .onnx, .h5 or .keras).");
    case ErrorCode::formatUnknown:
        return QT_TRANSLATE_NOOP("Words", "This is not a model file that Tenbin knows (it begins with %1). Tenbin "
                                          "reads TensorFlow Lite, ONNX and Keras.");
    case ErrorCode::formatForeign:
        return QT_TRANSLATE_NOOP("Words", "This is %1, which Tenbin does not read. Bring instead: %2.");
    case ErrorCode::formatNotSupported:
        return QT_TRANSLATE_NOOP("Words", "This is a file of the kind %1. Tenbin reads TensorFlow Lite, ONNX and "
                                          "Keras: export the model to one of them.");
    case ErrorCode::modelTruncated:
        return QT_TRANSLATE_NOOP("Words", "The file ends too early, in %1.");
    case ErrorCode::modelCorrupt:
        return QT_TRANSLATE_NOOP("Words", "The file is damaged: %1.");
    case ErrorCode::modelVersion:
        return QT_TRANSLATE_NOOP("Words", "The file has version %1; Tenbin reads %2.");
    case ErrorCode::modelEmpty:
        return QT_TRANSLATE_NOOP("Words", "The model has no operators.");
    case ErrorCode::modelTooLarge:
        return QT_TRANSLATE_NOOP("Words", "%1 is too large: %2, the limit is %3.");
    case ErrorCode::indexOutOfRange:
        return QT_TRANSLATE_NOOP("Words", "The file points to %1 %2, but there are only %3.");
    case ErrorCode::cyclicGraph:
        return QT_TRANSLATE_NOOP("Words", "The model is not a network that can be executed in order: %1 depends on its "
                                          "own output, or writes what is already written.");
    case ErrorCode::shapeMismatch:
        return QT_TRANSLATE_NOOP("Words", "The shapes of %1 do not agree: expected %2, found %3.");
    case ErrorCode::shapeUnknown:
        return QT_TRANSLATE_NOOP("Words", "The shape of %1 cannot be derived.");
    case ErrorCode::attributeInvalid:
        return QT_TRANSLATE_NOOP("Words", "%1 has an impossible %2: %3.");
    case ErrorCode::operatorMalformed:
        return QT_TRANSLATE_NOOP("Words", "%1 lacks %2.");
    case ErrorCode::inputSizeOpen:
        return QT_TRANSLATE_NOOP(
            "Words", "The file leaves the size of the input %1 open (%2, dimension %3). Give it behind the file: %4");
    case ErrorCode::inputSizeInvalid:
        return QT_TRANSLATE_NOOP("Words", "The size %2 does not suit the input %1. Allowed is: %3.");
    case ErrorCode::networkUnknown:
        return QT_TRANSLATE_NOOP("Words", "There is no built-in network %1.");
    case ErrorCode::networkParameter:
        return QT_TRANSLATE_NOOP("Words", "The network's %1 cannot be %2; allowed: %3.");
    case ErrorCode::presetSyntax:
        return QT_TRANSLATE_NOOP("Words", "The preset is not valid TOML: %1.");
    case ErrorCode::presetUnknownKey:
        return QT_TRANSLATE_NOOP("Words", "The preset has an unknown key: %1.");
    case ErrorCode::presetMissingKey:
        return QT_TRANSLATE_NOOP("Words", "The preset lacks %1.");
    case ErrorCode::presetType:
        return QT_TRANSLATE_NOOP("Words", "%1 must be: %2.");
    case ErrorCode::presetRange:
        return QT_TRANSLATE_NOOP("Words", "%1 cannot be %2; allowed: %3.");
    case ErrorCode::presetUnsourced:
        return QT_TRANSLATE_NOOP("Words", "%1 needs a value, a kind and a source.");
    case ErrorCode::presetArchitecture:
        return QT_TRANSLATE_NOOP("Words", "There is no cost model for the architecture %1.");
    case ErrorCode::presetDuplicate:
        return QT_TRANSLATE_NOOP("Words", "%1 appears twice in %2.");
    case ErrorCode::tableColumn:
        return QT_TRANSLATE_NOOP("Words", "The table lacks the column %1.");
    case ErrorCode::tableNumber:
        return QT_TRANSLATE_NOOP("Words", "%1 in column %2 is not a number.");
    case ErrorCode::targetUnknown:
        return QT_TRANSLATE_NOOP("Words", "There is no target %1.");
    case ErrorCode::optionUnknown:
        return QT_TRANSLATE_NOOP("Words", "%2 has no option %1.");
    case ErrorCode::optionValue:
        return QT_TRANSLATE_NOOP("Words", "%1 cannot be %2; allowed: %3.");
    case ErrorCode::notExecutable:
        return QT_TRANSLATE_NOOP("Words", "%1 cannot be run, only estimated: %2.");
    case ErrorCode::dataShape:
        return QT_TRANSLATE_NOOP("Words", "The data do not fit the network: expected %1, found %2.");
    case ErrorCode::dataFormat:
        return QT_TRANSLATE_NOOP("Words", "The data set is damaged: %1.");
    case ErrorCode::labelsMissing:
        return QT_TRANSLATE_NOOP("Words", "The labels are missing: there is no %1.");
    case ErrorCode::labelRange:
        return QT_TRANSLATE_NOOP("Words", "The label %1 is outside the network's %2 classes.");
    case ErrorCode::notTrainable:
        return QT_TRANSLATE_NOOP("Words", "%1 cannot be trained: %2.");
    case ErrorCode::trainingDiverged:
        return QT_TRANSLATE_NOOP(
            "Words", "The loss became infinite or not a number in epoch %1, step %2: take a lower learning rate.");
    case ErrorCode::questionSyntax:
        return QT_TRANSLATE_NOOP("Words", "The question cannot be read: %1.");
    case ErrorCode::questionKey:
        return QT_TRANSLATE_NOOP("Words", "A question has no key %1.");
    case ErrorCode::questionValue:
        return QT_TRANSLATE_NOOP("Words", "The question's %1 is missing or not allowed; allowed: %2.");
    case ErrorCode::studyCorrupt:
        return QT_TRANSLATE_NOOP("Words", "The file %1 is damaged (%2). It was left as it is.");
    case ErrorCode::studyForeign:
        return QT_TRANSLATE_NOOP("Words", "%1 holds neither a project nor studies of Tenbin. It was left as it is.");
    case ErrorCode::studyFromFuture:
        return QT_TRANSLATE_NOOP("Words", "The file %1 was written by a newer Tenbin (version %2; this one understands "
                                          "up to %3). It was left as it is.");
    case ErrorCode::studyUnknown:
        return QT_TRANSLATE_NOOP("Words", "There is no study %1 in %2.");
    case ErrorCode::studyBusy:
        return QT_TRANSLATE_NOOP("Words", "%1 is in use by another program or another window of Tenbin.");
    case ErrorCode::studyChanged:
        return QT_TRANSLATE_NOOP("Words", "The study %1 cannot be continued: %2 has changed since it was started.");
    }
    return {};
}

std::string_view templateOf(ReasonCode code)
{
    switch (code) {
    case ReasonCode::memoryExceeded:
        return QT_TRANSLATE_NOOP("Words", "%1: %2 too little (needs %3, has %4).");
    case ReasonCode::memoryUnknown:
        return QT_TRANSLATE_NOOP("Words", "%1: its size was never published.");
    case ReasonCode::operatorUnsupported:
        return QT_TRANSLATE_NOOP("Words", "%1 is not supported (%2 times).");
    case ReasonCode::operatorOnCpu:
        return QT_TRANSLATE_NOOP("Words", "%1 runs on the CPU (%2 times).");
    case ReasonCode::dimensionLimit:
        return QT_TRANSLATE_NOOP("Words", "%1: %2 is %3, the limit is %4.");
    case ReasonCode::attributeUnsupported:
        return QT_TRANSLATE_NOOP("Words", "%1: %2 %3 is not supported; supported: %4.");
    case ReasonCode::dataTypeUnsupported:
        return QT_TRANSLATE_NOOP("Words", "%1 has the data type %2; supported: %3.");
    case ReasonCode::layerCountExceeded:
        return QT_TRANSLATE_NOOP("Words", "%1 layers, the limit is %2.");
    case ReasonCode::requiresQuantisation:
        return QT_TRANSLATE_NOOP("Words", "The network is %1; estimated as if it were quantised to 8 bits.");
    case ReasonCode::runsInFloat:
        return QT_TRANSLATE_NOOP("Words", "The network is %1; estimated as it is, with floating-point kernels.");
    case ReasonCode::kernelMissing:
        return QT_TRANSLATE_NOOP("Words", "%3 has no kernel for %1 (%2 times).");
    case ReasonCode::kernelPlain:
        return QT_TRANSLATE_NOOP("Words", "%1 runs by a plain C kernel of %3 (%2 times).");
    case ReasonCode::latencyIsBound:
        return QT_TRANSLATE_NOOP(
            "Words", "Nobody has published a measurement: the latency is a lower bound from the data sheet.");
    case ReasonCode::needsRewriting:
        return QT_TRANSLATE_NOOP("Words", "%1 does not map to this hardware; nearest form: %2.");
    case ReasonCode::outsideCalibration:
        return QT_TRANSLATE_NOOP("Words", "%1 lies outside what was measured: the interval is wider.");
    case ReasonCode::recalibrated:
        return QT_TRANSLATE_NOOP("Words",
                                 "All latencies are multiplied by %1, from your own measurements on this board.");
    case ReasonCode::memoryUncertain:
        return QT_TRANSLATE_NOOP("Words", "%1: between %2 and %3 are needed; it fits if that is at most %4.");
    }
    return {};
}

std::string_view templateOf(ImportNote note)
{
    switch (note) {
    case ImportNote::batchTakenAsOne:
        return QT_TRANSLATE_NOOP("Words", "%1 has an open batch size: taken as 1.");
    case ImportNote::weightsMissing:
        return QT_TRANSLATE_NOOP("Words", "The values of %1 are not in the file: shapes and costs only.");
    case ImportNote::operatorUnknown:
        return QT_TRANSLATE_NOOP("Words", "The operator %1 is unknown: no target supports it.");
    case ImportNote::quantizerFolded:
        return QT_TRANSLATE_NOOP("Words", "%1 quantiser nodes became data types of their tensors.");
    case ImportNote::subgraphsIgnored:
        return QT_TRANSLATE_NOOP("Words", "%1 further subgraphs are ignored.");
    case ImportNote::constantFolded:
        return QT_TRANSLATE_NOOP("Words", "Operators on constants, computed at import: %1.");
    case ImportNote::sizeGiven:
        return QT_TRANSLATE_NOOP("Words", "Size given by hand: %1.");
    case ImportNote::branchCostliest:
        return QT_TRANSLATE_NOOP("Words", "Of the branches of %1 the costliest is counted.");
    case ImportNote::loopCounted:
        return QT_TRANSLATE_NOOP("Words", "The body of a loop is counted once a pass: %1.");
    case ImportNote::loopOnce:
        return QT_TRANSLATE_NOOP("Words", "How often %1 runs is not in the file: its body is counted once.");
    case ImportNote::loopShortened:
        return QT_TRANSLATE_NOOP("Words", "A loop is too long to be counted whole: %1. All figures are lower bounds.");
    case ImportNote::shapeUnknown:
        return QT_TRANSLATE_NOOP("Words", "The size of what %1 gives is unknown: all figures are lower bounds.");
    case ImportNote::operatorsSkipped:
        return QT_TRANSLATE_NOOP("Words", "Operators that could not be sized and are not counted: %1.");
    case ImportNote::sizeUpperBound:
        return QT_TRANSLATE_NOOP("Words", "How much %1 gives depends on the values: counted with the largest size.");
    case ImportNote::runtimeParameter:
        return QT_TRANSLATE_NOOP("Words", "A parameter of %1 comes at run time: its size is assumed.");
    case ImportNote::externalRefused:
        return QT_TRANSLATE_NOOP("Words", "External data at %1 is not read: it lies outside the folder of the model.");
    case ImportNote::blockQuantized:
        return QT_TRANSLATE_NOOP("Words", "%1 is quantised by blocks: its size counts, its values are not used.");
    case ImportNote::compiledByVela:
        return QT_TRANSLATE_NOOP("Words", "Arm's Vela has compiled this file for an Ethos-U (arena of %1 bytes): "
                                          "bring the .tflite file that Vela was given.");
    case ImportNote::compiledEdgeTpu:
        return QT_TRANSLATE_NOOP("Words", "This file is compiled for Google's Edge TPU (%1): bring the .tflite file "
                                          "that its compiler was given.");
    case ImportNote::firstRunCounted:
        return QT_TRANSLATE_NOOP("Words", "%1 runs in the first inference only; it is counted in each.");
    }
    return {};
}

std::string_view templateOf(VerdictKind verdict)
{
    switch (verdict) {
    case VerdictKind::fits:
        return QT_TRANSLATE_NOOP("Words", "fits");
    case VerdictKind::fitsWithChanges:
        return QT_TRANSLATE_NOOP("Words", "fits with changes");
    case VerdictKind::doesNotFit:
        return QT_TRANSLATE_NOOP("Words", "does not fit");
    case VerdictKind::unknown:
        return QT_TRANSLATE_NOOP("Words", "cannot say");
    }
    return {};
}

std::string_view templateOf(Bound bound)
{
    switch (bound) {
    case Bound::compute:
        return QT_TRANSLATE_NOOP("Words", "compute");
    case Bound::memory:
        return QT_TRANSLATE_NOOP("Words", "memory");
    case Bound::overhead:
        return QT_TRANSLATE_NOOP("Words", "overhead");
    case Bound::none:
        return QT_TRANSLATE_NOOP("Words", "none");
    }
    return {};
}

std::string_view templateOf(ExecutionUnit unit)
{
    switch (unit) {
    case ExecutionUnit::macArray:
        return QT_TRANSLATE_NOOP("Words", "MAC array");
    case ExecutionUnit::vectorUnit:
        return QT_TRANSLATE_NOOP("Words", "vector unit");
    case ExecutionUnit::dma:
        return QT_TRANSLATE_NOOP("Words", "DMA");
    case ExecutionUnit::cpu:
        return QT_TRANSLATE_NOOP("Words", "CPU");
    case ExecutionUnit::fused:
        return QT_TRANSLATE_NOOP("Words", "fused");
    case ExecutionUnit::unsupported:
        return QT_TRANSLATE_NOOP("Words", "unsupported");
    }
    return {};
}

std::string_view templateOf(EnergyComponent component)
{
    switch (component) {
    case EnergyComponent::mac:
        return QT_TRANSLATE_NOOP("Words", "MACs");
    case EnergyComponent::onChipMemory:
        return QT_TRANSLATE_NOOP("Words", "on-chip memory");
    case EnergyComponent::externalMemory:
        return QT_TRANSLATE_NOOP("Words", "external memory");
    case EnergyComponent::staticPower:
        return QT_TRANSLATE_NOOP("Words", "static");
    case EnergyComponent::cpu:
        return QT_TRANSLATE_NOOP("Words", "CPU");
    case EnergyComponent::sensor:
        return QT_TRANSLATE_NOOP("Words", "sensor");
    case EnergyComponent::interface:
        return QT_TRANSLATE_NOOP("Words", "interface");
    case EnergyComponent::lump:
        return QT_TRANSLATE_NOOP("Words", "all together");
    }
    return {};
}

std::string_view templateOf(BufferRole role)
{
    switch (role) {
    case BufferRole::activation:
        return QT_TRANSLATE_NOOP("Words", "feature map");
    case BufferRole::scratch:
        return QT_TRANSLATE_NOOP("Words", "working memory");
    case BufferRole::weights:
        return QT_TRANSLATE_NOOP("Words", "weights");
    case BufferRole::persistent:
        return QT_TRANSLATE_NOOP("Words", "run-time library");
    case BufferRole::state:
        return QT_TRANSLATE_NOOP("Words", "state");
    }
    return "";
}

std::string_view templateOf(SourceKind kind)
{
    switch (kind) {
    case SourceKind::measured:
        return QT_TRANSLATE_NOOP("Words", "measured");
    case SourceKind::datasheet:
        return QT_TRANSLATE_NOOP("Words", "data sheet");
    case SourceKind::paper:
        return QT_TRANSLATE_NOOP("Words", "paper");
    case SourceKind::derived:
        return QT_TRANSLATE_NOOP("Words", "derived");
    case SourceKind::fitted:
        return QT_TRANSLATE_NOOP("Words", "fitted");
    case SourceKind::assumed:
        return QT_TRANSLATE_NOOP("Words", "assumed");
    }
    return {};
}

constexpr std::string_view kLowerLimit = QT_TRANSLATE_NOOP("Words", "%1: %2 is %3, the minimum is %4.");

/// A dimension that is below its limit breaks a minimum.
bool isLowerLimit(const Reason& reason)
{
    if (reason.code != ReasonCode::dimensionLimit || reason.arguments.size() < 4)
        return false;
    const auto* value = std::get_if<std::int64_t>(&reason.arguments[2]);
    const auto* limit = std::get_if<std::int64_t>(&reason.arguments[3]);
    return value && limit && *value < *limit;
}

} // namespace

std::string sentence(const Error& error, const Wording& wording)
{
    Texts texts;
    for (const std::string& argument : error.arguments)
        texts.push_back(shortened(argument, kErrorLetters));
    std::string text = say(templateOf(error.code), texts, wording);
    std::string names;
    for (const std::string& name : error.suggestions)
        appendTo(names, shortened(name));
    if (!names.empty())
        text += say(QT_TRANSLATE_NOOP("Words", " Did you mean %1?"), {names}, wording);
    return text;
}

std::string sentence(const Reason& reason, const Wording& wording)
{
    Texts texts;
    for (const Argument& argument : reason.arguments)
        texts.push_back(formatted(argument, wording));
    if (isLowerLimit(reason))
        return say(kLowerLimit, texts, wording);
    return say(templateOf(reason.code), texts, wording);
}

std::string sentence(const ImportRemark& remark, const Wording& wording)
{
    return say(templateOf(remark.note), {shortened(remark.argument)}, wording);
}

std::string sentence(const Remedy& remedy, const Wording& wording)
{
    if (!remedy.network.empty())
        return say(QT_TRANSLATE_NOOP("Words", "Use the smaller network %1"), {remedy.network}, wording);
    std::string text;
    for (const auto& [key, value] : remedy.changes) {
        if (!text.empty())
            text += translated(QT_TRANSLATE_NOOP("Words", ", and "), wording);
        text += say(QT_TRANSLATE_NOOP("Words", "set %1 to %2"), {optionLabel(key, wording), toString(value)}, wording);
    }
    return text;
}

std::string word(VerdictKind verdict, const Wording& wording) { return translated(templateOf(verdict), wording); }
std::string word(Bound bound, const Wording& wording) { return translated(templateOf(bound), wording); }
std::string word(ExecutionUnit unit, const Wording& wording) { return translated(templateOf(unit), wording); }
std::string word(EnergyComponent component, const Wording& wording)
{
    return translated(templateOf(component), wording);
}
std::string word(BufferRole role, const Wording& wording) { return translated(templateOf(role), wording); }
std::string word(SourceKind kind, const Wording& wording) { return translated(templateOf(kind), wording); }

std::string place(const ErrorLocation& where, const Wording& wording)
{
    std::string text = where.file;
    const auto append = [&](const std::string& part) {
        if (!part.empty())
            appendTo(text, part);
    };
    if (where.line)
        append(say(QT_TRANSLATE_NOOP("Words", "line %1"), {std::to_string(*where.line)}, wording));
    if (where.offset)
        append(say(QT_TRANSLATE_NOOP("Words", "byte %1"), {std::to_string(*where.offset)}, wording));
    append(shortened(where.element, kErrorLetters));
    return text;
}

} // namespace tenbin
