// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/codes.h"

namespace tenbin {

std::string_view codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::fileNotFound:
        return "file_not_found";
    case ErrorCode::fileUnreadable:
        return "file_unreadable";
    case ErrorCode::fileEmpty:
        return "file_empty";
    case ErrorCode::fileUnwritable:
        return "file_unwritable";
    case ErrorCode::fileIsFolder:
        return "file_is_folder";
    case ErrorCode::formatUnknown:
        return "format_unknown";
    case ErrorCode::formatNotSupported:
        return "format_not_supported";
    case ErrorCode::formatForeign:
        return "format_foreign";
    case ErrorCode::modelTruncated:
        return "model_truncated";
    case ErrorCode::modelCorrupt:
        return "model_corrupt";
    case ErrorCode::modelVersion:
        return "model_version";
    case ErrorCode::modelEmpty:
        return "model_empty";
    case ErrorCode::modelTooLarge:
        return "model_too_large";
    case ErrorCode::indexOutOfRange:
        return "index_out_of_range";
    case ErrorCode::cyclicGraph:
        return "cyclic_graph";
    case ErrorCode::shapeMismatch:
        return "shape_mismatch";
    case ErrorCode::shapeUnknown:
        return "shape_unknown";
    case ErrorCode::attributeInvalid:
        return "attribute_invalid";
    case ErrorCode::operatorMalformed:
        return "operator_malformed";
    case ErrorCode::inputSizeOpen:
        return "input_size_open";
    case ErrorCode::inputSizeInvalid:
        return "input_size_invalid";
    case ErrorCode::networkUnknown:
        return "network_unknown";
    case ErrorCode::networkParameter:
        return "network_parameter";
    case ErrorCode::presetSyntax:
        return "preset_syntax";
    case ErrorCode::presetUnknownKey:
        return "preset_unknown_key";
    case ErrorCode::presetMissingKey:
        return "preset_missing_key";
    case ErrorCode::presetType:
        return "preset_type";
    case ErrorCode::presetRange:
        return "preset_range";
    case ErrorCode::presetUnsourced:
        return "preset_unsourced";
    case ErrorCode::presetArchitecture:
        return "preset_architecture";
    case ErrorCode::presetDuplicate:
        return "preset_duplicate";
    case ErrorCode::tableColumn:
        return "table_column";
    case ErrorCode::tableNumber:
        return "table_number";
    case ErrorCode::targetUnknown:
        return "target_unknown";
    case ErrorCode::optionUnknown:
        return "option_unknown";
    case ErrorCode::optionValue:
        return "option_value";
    case ErrorCode::notExecutable:
        return "not_executable";
    case ErrorCode::dataShape:
        return "data_shape";
    case ErrorCode::dataFormat:
        return "data_format";
    case ErrorCode::labelsMissing:
        return "labels_missing";
    case ErrorCode::labelRange:
        return "label_range";
    case ErrorCode::notTrainable:
        return "not_trainable";
    case ErrorCode::trainingDiverged:
        return "training_diverged";
    case ErrorCode::questionSyntax:
        return "question_syntax";
    case ErrorCode::questionKey:
        return "question_key";
    case ErrorCode::questionValue:
        return "question_value";
    case ErrorCode::studyCorrupt:
        return "study_corrupt";
    case ErrorCode::studyForeign:
        return "study_foreign";
    case ErrorCode::studyFromFuture:
        return "study_from_future";
    case ErrorCode::studyUnknown:
        return "study_unknown";
    case ErrorCode::studyBusy:
        return "study_busy";
    case ErrorCode::studyChanged:
        return "study_changed";
    }
    return {};
}

std::string_view codeName(ReasonCode code)
{
    switch (code) {
    case ReasonCode::memoryExceeded:
        return "memory_exceeded";
    case ReasonCode::memoryUnknown:
        return "memory_unknown";
    case ReasonCode::operatorUnsupported:
        return "operator_unsupported";
    case ReasonCode::operatorOnCpu:
        return "operator_on_cpu";
    case ReasonCode::dimensionLimit:
        return "dimension_limit";
    case ReasonCode::attributeUnsupported:
        return "attribute_unsupported";
    case ReasonCode::dataTypeUnsupported:
        return "data_type_unsupported";
    case ReasonCode::layerCountExceeded:
        return "layer_count_exceeded";
    case ReasonCode::requiresQuantisation:
        return "requires_quantisation";
    case ReasonCode::runsInFloat:
        return "runs_in_float";
    case ReasonCode::kernelMissing:
        return "kernel_missing";
    case ReasonCode::kernelPlain:
        return "kernel_plain";
    case ReasonCode::latencyIsBound:
        return "latency_is_bound";
    case ReasonCode::needsRewriting:
        return "needs_rewriting";
    case ReasonCode::outsideCalibration:
        return "outside_calibration";
    case ReasonCode::recalibrated:
        return "recalibrated";
    case ReasonCode::memoryUncertain:
        return "memory_uncertain";
    }
    return {};
}

std::string_view codeName(VerdictKind verdict)
{
    switch (verdict) {
    case VerdictKind::fits:
        return "fits";
    case VerdictKind::fitsWithChanges:
        return "fits_with_changes";
    case VerdictKind::doesNotFit:
        return "does_not_fit";
    case VerdictKind::unknown:
        return "unknown";
    }
    return {};
}

std::string_view codeName(Bound bound)
{
    switch (bound) {
    case Bound::compute:
        return "compute";
    case Bound::memory:
        return "memory";
    case Bound::overhead:
        return "overhead";
    case Bound::none:
        return "none";
    }
    return {};
}

std::string_view codeName(ExecutionUnit unit)
{
    switch (unit) {
    case ExecutionUnit::macArray:
        return "mac_array";
    case ExecutionUnit::vectorUnit:
        return "vector_unit";
    case ExecutionUnit::dma:
        return "dma";
    case ExecutionUnit::cpu:
        return "cpu";
    case ExecutionUnit::fused:
        return "fused";
    case ExecutionUnit::unsupported:
        return "unsupported";
    }
    return {};
}

std::string_view codeName(EnergyComponent component)
{
    switch (component) {
    case EnergyComponent::mac:
        return "mac";
    case EnergyComponent::onChipMemory:
        return "on_chip_memory";
    case EnergyComponent::externalMemory:
        return "external_memory";
    case EnergyComponent::staticPower:
        return "static_power";
    case EnergyComponent::cpu:
        return "cpu";
    case EnergyComponent::sensor:
        return "sensor";
    case EnergyComponent::interface:
        return "interface";
    case EnergyComponent::lump:
        return "lump";
    }
    return {};
}

} // namespace tenbin
