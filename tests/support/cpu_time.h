// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

namespace tenbin::test {

inline double cpuSeconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Processor time that the calling thread has used: what work costs, however busy the machine is with other work.
inline double threadSeconds() { return cpuSeconds(CLOCK_THREAD_CPUTIME_ID); }
/// The same of all threads of the program.
inline double processSeconds() { return cpuSeconds(CLOCK_PROCESS_CPUTIME_ID); }

} // namespace tenbin::test
