// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/guarded_work.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <mutex>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/instrumentation.h"

namespace tenbin {

namespace {

/// Bytes of address space that this process has now; under sanitizers that is far more than memory.
std::uint64_t addressSpace()
{
    unsigned long pages = 0;
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (!file)
        return 0;
    const int read = std::fscanf(file, "%lu", &pages);
    std::fclose(file);
    return read == 1 ? pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

/// A child that crashes, loops or grows ends at once: no handler of this process, no core file.
void limitChild(const GuardLimits& limits)
{
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF, SIGPIPE, SIGTERM, SIGINT})
        ::signal(signal, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // What a library says when it breaks is no message of this program.
    if (const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC); nowhere >= 0) {
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
    }
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    // A sanitizer reports the end of its memory instead of throwing, and waits for itself while it does.
    if (const std::uint64_t now = addressSpace(); now > 0 && !kInstrumented) {
        const rlimit memory{now + limits.memory, now + limits.memory};
        ::setrlimit(RLIMIT_AS, &memory);
    }
    itimerval timer{};
    const auto time = limits.cpuTime * (kInstrumented ? 10 : 1);
    timer.it_value.tv_sec = time.count() / 1000;
    timer.it_value.tv_usec = time.count() % 1000 * 1000;
    ::setitimer(ITIMER_PROF, &timer, nullptr);
}

[[noreturn]] void runChild(const std::function<std::string()>& work, const GuardLimits& limits, int output)
{
    limitChild(limits);
    int failure = 1;
    try {
        const std::string result = work();
        std::size_t at = 0;
        while (at < result.size()) {
            const ssize_t written = ::write(output, result.data() + at, result.size() - at);
            if (written <= 0)
                break;
            at += static_cast<std::size_t>(written);
        }
        failure = at == result.size() ? 0 : 1;
    } catch (...) {
        failure = 1; // also where memory ends
    }
    ::_exit(failure); // nothing of the parent is flushed or destroyed twice
}

/// All that the child writes; nothing where it is more than is allowed, or where nothing comes for too long.
std::optional<std::string> readAll(int input, const GuardLimits& limits)
{
    std::string result;
    std::array<char, 65536> part{};
    const auto silence = static_cast<int>(std::chrono::milliseconds(limits.silence).count());
    while (true) {
        pollfd waiting{.fd = input, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&waiting, 1, silence);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return std::nullopt;
        const ssize_t count = ::read(input, part.data(), part.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0 ? std::optional(std::move(result)) : std::nullopt;
        if (result.size() + static_cast<std::size_t>(count) > limits.result)
            return std::nullopt;
        result.append(part.data(), static_cast<std::size_t>(count));
    }
}

} // namespace

std::optional<std::string> guardedWork(const std::function<std::string()>& work, const GuardLimits& limits)
{
    // One at a time: a second child would hold the first one's pipe open.
    static std::mutex turn;
    const std::lock_guard lock(turn);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return std::nullopt;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        runChild(work, limits, ends[1]);
    }
    ::close(ends[1]);
    auto result = child > 0 ? readAll(ends[0], limits) : std::nullopt;
    ::close(ends[0]);
    if (child < 0)
        return std::nullopt;
    if (!result)
        ::kill(child, SIGKILL);
    int status = 0;
    pid_t waited = 0;
    do
        waited = ::waitpid(child, &status, 0);
    while (waited < 0 && errno == EINTR);
    // Where somebody else reaps children, a result is whole if its reader says so.
    const bool failed = waited == child && (!WIFEXITED(status) || WEXITSTATUS(status) != 0);
    return failed ? std::nullopt : result;
}

} // namespace tenbin
