// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "cli/command.h"
#include "engine/core/shortened.h"
#include "engine/core/text_parts.h"
#include "engine/words/words.h"

namespace tenbin::cli {

namespace {

constexpr std::size_t kFullBuffer = std::size_t{1} << 16;
constexpr int kReaderGone = 128 + SIGPIPE; ///< what shells report of a process that SIGPIPE ended

/// Standard output as far as it was handed over: a process has one.
struct Pending {
    std::string text;
    int error = 0; ///< errno of the first failure
};

Pending& pending()
{
    static Pending value;
    return value;
}

/// 0, or the system's error.
int writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd ready{descriptor, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

void flushOutput()
{
    Pending& output = pending();
    if (output.error == 0)
        output.error = writeAll(STDOUT_FILENO, output.text);
    output.text.clear();
    if (output.error == EPIPE) {
        std::signal(SIGPIPE, SIG_DFL);
        std::raise(SIGPIPE);
    }
}

/// Where it cannot be written there is nobody left to tell.
void writeError(std::string_view text) { static_cast<void>(writeAll(STDERR_FILENO, text)); }

} // namespace

void openStandardStreams()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0)
            ::open("/dev/null", O_RDONLY); // the lowest free number, which is this one; writing to it fails
    std::signal(SIGPIPE, SIG_IGN);
}

void writeOutput(std::string_view text, Escape escape)
{
    Pending& output = pending();
    if (output.error != 0)
        return;
    output.text += visible(text, escape);
    if (output.text.size() >= kFullBuffer || ::isatty(STDOUT_FILENO))
        flushOutput();
}

std::string shownName(std::string_view name) { return visible(shortened(name)); }

void writeJson(std::string_view json)
{
    writeOutput(json, Escape::json);
    if (!json.ends_with('\n'))
        writeOutput("\n");
}

int finishOutput(int code)
{
    flushOutput();
    const int error = pending().error;
    if (error == EPIPE)
        return kReaderGone;
    if (error == 0)
        return code;
    complain(
        sentence(Error{ErrorCode::fileUnwritable, {"standard output", std::generic_category().message(error)}, {}}));
    if (code == done)
        return notReadable;
    return code;
}

void complain(std::string_view message)
{
    flushOutput(); // people read both in the order in which they were said
    writeError(fmt::format("tenbin-cli: {}\n", visible(message)));
}

void sayLines(std::string_view lines)
{
    const bool ended = lines.ends_with('\n');
    writeError(visible(lines, Escape::text) + textIf(!ended, "\n"));
}

void showStatus(std::string_view line) { writeError(fmt::format("\r{}", visible(line))); }

void endStatus() { writeError("\n"); }

} // namespace tenbin::cli
