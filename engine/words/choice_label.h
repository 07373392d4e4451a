// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/targets/target.h"
#include "engine/words/words.h"

namespace tenbin {

/// What a choice of an option is called: the label that its preset gives, else its id; names of products and voltages
/// stay as they are in every language.
std::string choiceLabel(const OptionChoice& choice, const Wording& wording = {});
/// The same for a choice by its id; the id where the option has no such choice.
std::string choiceLabel(const OptionSpec& option, const std::string& id, const Wording& wording = {});
/// The same for a choice by its id of a target's option by its key; the id where there is no such option.
std::string choiceLabel(const Target& target, std::string_view key, const std::string& id, const Wording& wording = {});

} // namespace tenbin
