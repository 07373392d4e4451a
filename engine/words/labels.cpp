// SPDX-License-Identifier: GPL-3.0-or-later
// What groups and options are called, and why an option changes nothing.
#include "engine/core/text_parts.h"
#include "engine/words/choice_label.h"
#include "engine/words/placeholders.h"
#include "engine/words/translated.h"
#include "engine/words/words.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

struct Label {
    std::string_view key;
    std::string_view text;
};

constexpr Label kGroupNames[] = {
    {"sensor", QT_TRANSLATE_NOOP("Words", "Sensors with inference")},
    {"mac_array", QT_TRANSLATE_NOOP("Words", "MAC arrays for pruned networks")},
    {"mcu_npu", QT_TRANSLATE_NOOP("Words", "Microcontrollers with NPU")},
    {"neural_processor", QT_TRANSLATE_NOOP("Words", "Neural processors")},
    {"microcontroller", QT_TRANSLATE_NOOP("Words", "Microcontrollers")},
    {"reference", QT_TRANSLATE_NOOP("Words", "Reference classes")},
};

constexpr Label kOptionLabels[] = {
    {"clock_hz", QT_TRANSLATE_NOOP("Words", "Clock")},
    {"operating_point", QT_TRANSLATE_NOOP("Words", "Operating point")},
    {"mode", QT_TRANSLATE_NOOP("Words", "Mode")},
    {"output", QT_TRANSLATE_NOOP("Words", "Output")},
    {"input_persistency", QT_TRANSLATE_NOOP("Words", "Input persistency")},
    {"toolchain", QT_TRANSLATE_NOOP("Words", "Toolchain")},
    {"memory_mode", QT_TRANSLATE_NOOP("Words", "Memory mode")},
    {"weights_in", QT_TRANSLATE_NOOP("Words", "Weights in")},
    {"activations_in", QT_TRANSLATE_NOOP("Words", "Activations in")},
    {"weight_bits", QT_TRANSLATE_NOOP("Words", "Weight bits")},
    {"activation_bits", QT_TRANSLATE_NOOP("Words", "Activation bits")},
    {"precision", QT_TRANSLATE_NOOP("Words", "Float networks")},
    {"sparsity", QT_TRANSLATE_NOOP("Words", "Sparsity")},
    {"sparsity_structure", QT_TRANSLATE_NOOP("Words", "Sparsity structure")},
    {"elements", QT_TRANSLATE_NOOP("Words", "Elements per kernel")},
    {"alignment", QT_TRANSLATE_NOOP("Words", "Alignment")},
    {"aligner", QT_TRANSLATE_NOOP("Words", "Aligner")},
    {"netsqueeze", QT_TRANSLATE_NOOP("Words", "Weight compression")},
    {"weight_sparsity", QT_TRANSLATE_NOOP("Words", "Weight sparsity")},
    {"system", QT_TRANSLATE_NOOP("Words", "System configuration")},
    {"cores", QT_TRANSLATE_NOOP("Words", "Cores")},
    {"frame_rate_hz", QT_TRANSLATE_NOOP("Words", "Frame rate")},
    {"energy_scope", QT_TRANSLATE_NOOP("Words", "Energy of")},
    {"host_core", QT_TRANSLATE_NOOP("Words", "Host core")},
    {"input_load", QT_TRANSLATE_NOOP("Words", "Load the input")},
    {"weight_load", QT_TRANSLATE_NOOP("Words", "Load the weights")},
    {"patches", QT_TRANSLATE_NOOP("Words", "Patches per side")},
    {"optimise", QT_TRANSLATE_NOOP("Words", "Optimise for")},
    {"pipeline", QT_TRANSLATE_NOOP("Words", "Pipeline")},
    {"firmware_ram_bytes", QT_TRANSLATE_NOOP("Words", "RAM of my firmware")},
    {"firmware_flash_bytes", QT_TRANSLATE_NOOP("Words", "Flash of my firmware")},
    {"price_usd", QT_TRANSLATE_NOOP("Words", "Price")},
    {"array.output_channels", QT_TRANSLATE_NOOP("Words", "Output channels of the array")},
    {"memory.external", QT_TRANSLATE_NOOP("Words", "External memory")},
    // Numbers of any memory.
    {"memory.*.bandwidth_bytes_per_s", QT_TRANSLATE_NOOP("Words", "bandwidth")},
    {"memory.*.bytes_per_cycle", QT_TRANSLATE_NOOP("Words", "bytes per cycle")},
    {"memory.*.cache_bytes", QT_TRANSLATE_NOOP("Words", "cache")},
    {"memory.*.capacity_bytes", QT_TRANSLATE_NOOP("Words", "capacity")},
    {"memory.*.energy_j_per_byte", QT_TRANSLATE_NOOP("Words", "energy per byte")},
    {"memory.*.latency_cycles", QT_TRANSLATE_NOOP("Words", "latency in cycles")},
    {"memory.*.reserved_bytes", QT_TRANSLATE_NOOP("Words", "reserved")},
};

template <std::size_t N>
std::string lookUp(const Label (&labels)[N], std::string_view key, const Wording& wording)
{
    for (const Label& label : labels)
        if (label.key == key)
            return translated(label.text, wording);
    return std::string(key);
}

/// Labels that presets of Tenbin give their options, for translation: presets themselves are English.
[[maybe_unused]] constexpr std::string_view kPresetLabels[] = {
    QT_TRANSLATE_NOOP("Words", "Sensor mode"),
    QT_TRANSLATE_NOOP("Words", "Optimisation"),
};

} // namespace

std::string groupName(std::string_view group, const Wording& wording) { return lookUp(kGroupNames, group, wording); }
std::string optionLabel(std::string_view key, const Wording& wording) { return lookUp(kOptionLabels, key, wording); }

std::string optionLabel(const OptionSpec& option, const Wording& wording)
{
    if (option.label.empty())
        return optionLabel(option.key, wording);
    return translated(option.label, wording);
}

std::string optionLabel(const Target& target, std::string_view key, const Wording& wording)
{
    if (const OptionSpec* option = target.findOption(key))
        return optionLabel(*option, wording);
    return optionLabel(key, wording);
}

std::string sentence(const OptionCondition& unmet, const Target& target, const Wording& wording)
{
    std::string names;
    for (const std::string& id : unmet.choices)
        appendTo(names, choiceLabel(target, unmet.key, id, wording));
    if (names.empty())
        return translated(QT_TRANSLATE_NOOP("Words", "Changes nothing on this target."), wording);
    return fillPlaceholders(translated(QT_TRANSLATE_NOOP("Words", "Acts only with %1: %2."), wording),
                            {optionLabel(target, unmet.key, wording), names});
}

} // namespace tenbin
