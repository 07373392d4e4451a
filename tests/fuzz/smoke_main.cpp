// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without libFuzzer: every seed, then mutated ones for some seconds. What ends the process or takes
// longer than the limit is left as a file to reproduce it.
//   smoke_X [--seconds N] [--seed N]     smoke_X --write-seeds FOLDER     smoke_X FILE…
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutator.h"

namespace {

/// CPU seconds that one input may take; a sanitizer's build is slower.
constexpr unsigned kMostSecondsAnInput = 10;

std::string current; ///< the input that runs now
constexpr char kCrashFile[] = "fuzz-crash.bin";

void keepCurrent()
{
    const int file = ::open(kCrashFile, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0)
        return;
    if (::write(file, current.data(), current.size()) >= 0)
        ::close(file);
    constexpr char kNote[] = "\nthe input is kept in fuzz-crash.bin\n";
    if (::write(STDERR_FILENO, kNote, sizeof kNote - 1) < 0)
        return;
}

extern "C" void onSignal(int number)
{
    keepCurrent();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

// The sanitizers end the process by themselves.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

void watch()
{
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keepCurrent);
    for (const int number : {SIGSEGV, SIGFPE, SIGILL, SIGBUS, SIGABRT, SIGALRM})
        std::signal(number, onSignal);
}

void run(std::string input)
{
    current = std::move(input);
    ::alarm(kMostSecondsAnInput);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
    ::alarm(0);
}

std::string contentOf(const char* path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int writeSeeds(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    int number = 0;
    for (const std::string& seed : fuzzSeeds())
        std::ofstream(folder / ("seed-" + std::to_string(number++)), std::ios::binary) << seed;
    std::printf("%d seeds\n", number);
    return 0;
}

int smoke(double seconds, std::uint64_t seed)
{
    const auto seeds = fuzzSeeds();
    for (const std::string& one : seeds)
        run(one);
    if (tenbin::acceptedInputs == 0) {
        std::fprintf(stderr, "no seed is accepted: this target tests nothing\n");
        return 1;
    }
    tenbin::Mutator mutator(seeds, seed);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    long runs = 0;
    while (std::chrono::steady_clock::now() < end) {
        run(mutator.next());
        ++runs;
    }
    std::printf("%zu seeds and %ld mutated inputs, %zu accepted, none ended the process\n", seeds.size(), runs,
                tenbin::acceptedInputs);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    watch();
    double seconds = 3.0;
    std::uint64_t seed = 1;
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const bool hasValue = i + 1 < argc;
        if (std::strcmp(argv[i], "--write-seeds") == 0 && hasValue)
            return writeSeeds(argv[i + 1]);
        if (std::strcmp(argv[i], "--seconds") == 0 && hasValue) {
            seconds = std::atof(argv[++i]);
        } else if (std::strcmp(argv[i], "--seed") == 0 && hasValue) {
            seed = std::strtoull(argv[++i], nullptr, 10);
        } else {
            run(contentOf(argv[i]));
            ++files;
        }
    }
    return files > 0 ? 0 : smoke(seconds, seed);
}
