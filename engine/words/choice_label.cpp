// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/choice_label.h"

#include <string_view>

#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

/// What Tenbin's own presets call their choices, for translation: presets themselves are English. Names and figures
/// alone are the same in every language.
[[maybe_unused]] constexpr std::string_view kPresetChoices[] = {
    QT_TRANSLATE_NOOP("Words", "1 GHz, DRAM 12 GB/s"),
    QT_TRANSLATE_NOOP("Words", "1 GHz, DRAM 24 GB/s"),
    QT_TRANSLATE_NOOP("Words", "200 MHz, flash 0.2 GB/s"),
    QT_TRANSLATE_NOOP("Words", "3 V, external SMPS"),
    QT_TRANSLATE_NOOP("Words", "500 MHz, DRAM 3.75 GB/s"),
    QT_TRANSLATE_NOOP("Words", "500 MHz, flash 0.5 GB/s"),
    QT_TRANSLATE_NOOP("Words", "A: 12.3 Mpixel"),
    QT_TRANSLATE_NOOP("Words", "As if quantised to 8 bits"),
    QT_TRANSLATE_NOOP("Words", "As in the file where it holds zeros, else aligned"),
    QT_TRANSLATE_NOOP("Words", "As they are"),
    QT_TRANSLATE_NOOP("Words", "B: 3.1 Mpixel, binned"),
    QT_TRANSLATE_NOOP("Words", "Both outside, 384 KiB of SRAM as the NPU's cache"),
    QT_TRANSLATE_NOOP("Words", "Client and server: 1 GHz, DRAM 12 GB/s"),
    QT_TRANSLATE_NOOP("Words", "Deeply embedded: 200 MHz, flash 0.1 GB/s"),
    QT_TRANSLATE_NOOP("Words", "Embedded: 500 MHz, flash 0.5 GB/s"),
    QT_TRANSLATE_NOOP("Words", "External flash on OSPI, 0.17 GB/s"),
    QT_TRANSLATE_NOOP("Words", "High end: 1 GHz, DRAM 3.75 GB/s"),
    QT_TRANSLATE_NOOP("Words", "High-end embedded: 500 MHz, flash 0.5 GB/s"),
    QT_TRANSLATE_NOOP("Words", "Image and result, MIPI CSI-2"),
    QT_TRANSLATE_NOOP("Words", "MRAM, 0.39 GB/s"),
    QT_TRANSLATE_NOOP("Words", "Mid end: 500 MHz, DRAM 3.75 GB/s"),
    QT_TRANSLATE_NOOP("Words", "No structure"),
    QT_TRANSLATE_NOOP("Words", "Optimise for SRAM"),
    QT_TRANSLATE_NOOP("Words", "Optimise for speed"),
    QT_TRANSLATE_NOOP("Words", "Processor, one inference"),
    QT_TRANSLATE_NOOP("Words", "QSPI flash"),
    QT_TRANSLATE_NOOP("Words", "Result only, SPI"),
    QT_TRANSLATE_NOOP("Words", "TensorFlow Lite Micro, reference kernels"),
    QT_TRANSLATE_NOOP("Words", "Two of four weights zero"),
    QT_TRANSLATE_NOOP("Words", "Weights and feature maps in SRAM"),
    QT_TRANSLATE_NOOP("Words", "Weights outside, feature maps in SRAM"),
    QT_TRANSLATE_NOOP("Words", "Whole chip, one frame"),
    QT_TRANSLATE_NOOP("Words", "octoFlash, 0.39 GB/s"),
    QT_TRANSLATE_NOOP("Words", "octoFlash, default project set-up, 0.10 GB/s"),
    // by their id alone
    QT_TRANSLATE_NOOP("Words", "auto"),
    QT_TRANSLATE_NOOP("Words", "shared"),
    QT_TRANSLATE_NOOP("Words", "sram"),
    QT_TRANSLATE_NOOP("Words", "psram"),
    QT_TRANSLATE_NOOP("Words", "sdram"),
    QT_TRANSLATE_NOOP("Words", "random"),
    QT_TRANSLATE_NOOP("Words", "per_column"),
    QT_TRANSLATE_NOOP("Words", "aligned"),
    QT_TRANSLATE_NOOP("Words", "partly_aligned"),
    QT_TRANSLATE_NOOP("Words", "as_in_file"),
    QT_TRANSLATE_NOOP("Words", "on"),
    QT_TRANSLATE_NOOP("Words", "off"),
};

} // namespace

std::string choiceLabel(const OptionChoice& choice, const Wording& wording)
{
    if (choice.label.empty())
        return translated(choice.id, wording);
    return translated(choice.label, wording);
}

std::string choiceLabel(const OptionSpec& option, const std::string& id, const Wording& wording)
{
    const OptionChoice* choice = option.findChoice(id);
    if (!choice)
        return id;
    return choiceLabel(*choice, wording);
}

std::string choiceLabel(const Target& target, std::string_view key, const std::string& id, const Wording& wording)
{
    const OptionSpec* option = target.findOption(key);
    if (!option)
        return id;
    return choiceLabel(*option, id, wording);
}

} // namespace tenbin
