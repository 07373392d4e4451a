// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/self_description.h"

#include "engine/core/text_parts.h"

#include <fmt/format.h>

namespace tenbin::cli {

namespace {

/// Commands in the order in which they were added; those without a group are the program's own.
std::vector<const CLI::App*> commandsOf(const CLI::App& app)
{
    return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

std::vector<const CLI::Option*> optionsOf(const CLI::App& command, bool positional)
{
    return command.get_options([positional](const CLI::Option* option) {
        return option->get_positional() == positional && !option->get_group().empty();
    });
}

/// Text that troff takes as it stands.
std::string escaped(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    if (result.starts_with('.') || result.starts_with('\''))
        return "\\&" + result;
    return result;
}

/// "text", "csv", "json" of an option that takes nothing else.
std::vector<std::string> choicesOf(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    const auto open = type.find('{');
    const auto close = type.find('}');
    if (open == std::string::npos || close == std::string::npos)
        return {};
    std::string list = type.substr(open + 1, close - open - 1);
    return CLI::detail::split(list, ',');
}

bool takesNumber(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    return type.find("INT") != std::string::npos || type.find("FLOAT") != std::string::npos;
}

std::string placeholder(const CLI::Option& option)
{
    if (option.get_items_expected_max() == 0)
        return {};
    const auto choices = choicesOf(option);
    if (!choices.empty())
        return fmt::format("{}", fmt::join(choices, "|"));
    if (takesNumber(option))
        return "NUMBER";
    return "TEXT";
}

void addOption(std::string& page, const CLI::Option& option)
{
    if (option.get_positional()) {
        page += fmt::format(".TP\n.I {}\n{}\n", escaped(option.get_name(true)), escaped(option.get_description()));
        return;
    }
    std::vector<std::string> names;
    for (const std::string& name : option.get_snames())
        names.push_back("\\fB" + escaped("-" + name) + "\\fR");
    for (const std::string& name : option.get_lnames())
        names.push_back("\\fB" + escaped("--" + name) + "\\fR");
    page += fmt::format(".TP\n{}", fmt::join(names, ", "));
    if (const std::string value = placeholder(option); !value.empty())
        page += " \\fI" + escaped(value) + "\\fR";
    page += '\n' + escaped(option.get_description());
    if (!option.get_default_str().empty())
        page += escaped(" (default: " + option.get_default_str() + ")");
    page += '\n';
}

void addCommand(std::string& page, const CLI::App& command)
{
    page += ".SS \"" + escaped(command.get_name()) + " [OPTIONS]";
    for (const CLI::Option* positional : optionsOf(command, true))
        page += escaped(" " + positional->get_name(true) + textIf(positional->get_items_expected_max() > 1, "..."));
    page += "\"\n" + escaped(command.get_description()) + ".\n";
    for (const bool positional : {true, false})
        for (const CLI::Option* option : optionsOf(command, positional))
            addOption(page, *option);
    for (const CLI::App* nested : commandsOf(command))
        addCommand(page, *nested);
}

constexpr const char* kAfterCommands = R"(.SH EXIT STATUS
.TP
.B 0
An answer was given. That a network does not fit is an answer.
.TP
.B 1
A model, target, option or file could not be read or written; the reason is on standard error.
.TP
.B 2
Wrong usage.
.TP
.B 3
Stopped; what was finished is stored.
.SH ENVIRONMENT
.TP
.B TENBIN_PRESETS
Folder with presets to use instead of the shipped ones.
.TP
.B XDG_DATA_HOME
Where the user's own presets and measurements lie (default: ~/.local/share).
.SH FILES
.TP
.I ~/.local/share/tenbin/presets
The user's own targets; a file overrides a shipped one of the same name.
.TP
.I ~/.local/share/tenbin/measurements
The user's own measurements.
.SH EXAMPLES
.nf
tenbin\-cli estimate my_model.tflite \-\-target imx500 \-\-layers
tenbin\-cli estimate "zoo:mobilenet_v1?alpha=0.25&input=96x96x3" \-\-json
tenbin\-cli validate
.fi
.SH SEE ALSO
.BR tenbin (1)
)";

/// A shell pattern case: what may follow the option `name` of `command`.
std::string completionCase(const CLI::App& command, const std::string& name, const CLI::Option& option)
{
    const auto choices = choicesOf(option);
    std::string words;
    if (!choices.empty())
        words = fmt::format("-W \"{}\"", fmt::join(choices, " "));
    if (name == "--target")
        words = "-W \"$(\"$1\" describe target-ids 2>/dev/null)\"";
    else if (words.empty() && takesNumber(option))
        return fmt::format("        \"{} {}\") return;;\n", command.get_name(), name);
    else if (words.empty())
        words = "-f";
    return fmt::format("        \"{} {}\") _tenbin_cli_offer {}; return;;\n", command.get_name(), name, words);
}

constexpr const char* kCompletionStart = R"sh(# bash completion for tenbin-cli; printed by "tenbin-cli describe bash"
_tenbin_cli_offer()
{
    COMPREPLY=($(compgen "$@" -- "$cur"))
}
_tenbin_cli()
{
    local cur prev words cword command="" i
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref -n ":=?&" cur prev words cword
    else
        cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
    fi
    for ((i = 1; i < cword; i++)); do
        if [[ ${words[i]} != -* ]]; then command=${words[i]}; break; fi
    done
    case "$command $prev" in
)sh";

constexpr const char* kCompletionEnd = R"sh(    esac
    if [[ $cur == zoo:* ]]; then
        _tenbin_cli_offer -P zoo: -W "$("$1" describe network-ids 2>/dev/null)" -- "${cur#zoo:}"
        if declare -F __ltrim_colon_completions >/dev/null; then __ltrim_colon_completions "$cur"; fi
    elif [[ $cur != -* && -n $command ]]; then
        compopt -o filenames 2>/dev/null
        _tenbin_cli_offer -f
    fi
}
complete -F _tenbin_cli tenbin-cli
)sh";

} // namespace

std::string manPage(const CLI::App& app, const std::string& version)
{
    std::string page = R"(.TH TENBIN\-CLI 1 "" ")" + escaped(version) + "\" \"User Commands\"\n";
    page += ".SH NAME\ntenbin\\-cli \\- estimate neural networks on edge\\-AI chips\n";
    page += ".SH SYNOPSIS\n.B tenbin\\-cli\n.I COMMAND\n[\\fIOPTIONS\\fR]\n";
    page += ".SH DESCRIPTION\n" + escaped(app.get_description()) + "\n.PP\n";
    page += "A network is a .tflite, .onnx, .h5 or .keras file, or one of the built\\-in ones: "
            "zoo:NAME?key=value&key=value.\n";
    page += ".SH OPTIONS\n";
    for (const CLI::Option* option : optionsOf(app, false))
        addOption(page, *option);
    page += ".SH COMMANDS\n";
    for (const CLI::App* command : commandsOf(app))
        addCommand(page, *command);
    return page + kAfterCommands;
}

std::string bashCompletion(const CLI::App& app)
{
    std::string script = kCompletionStart;
    std::vector<std::string> commands;
    std::string options;
    for (const CLI::App* command : commandsOf(app)) {
        commands.push_back(command->get_name());
        std::vector<std::string> names;
        for (const CLI::Option* option : optionsOf(*command, false))
            for (const std::string& name : option->get_lnames()) {
                names.push_back("--" + name);
                if (option->get_items_expected_max() > 0)
                    script += completionCase(*command, "--" + name, *option);
            }
        options += fmt::format("        {}) [[ $cur == -* ]] && _tenbin_cli_offer -W \"{}\";;\n", command->get_name(),
                               fmt::join(names, " "));
    }
    script += "    esac\n    case \"$command\" in\n";
    script +=
        fmt::format("        \"\") _tenbin_cli_offer -W \"{} --help --version\"; return;;\n", fmt::join(commands, " "));
    return script + options + kCompletionEnd;
}

} // namespace tenbin::cli
