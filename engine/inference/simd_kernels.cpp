// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/simd_kernels.h"

#include <cstdlib>
#include <string_view>
#include <vector>

namespace tenbin {

namespace baseline {
extern const SimdKernels kKernels;
}
#ifdef TENBIN_SIMD_X86
namespace v3 {
extern const SimdKernels kKernels;
}
namespace v4 {
extern const SimdKernels kKernels;
}
#endif

namespace {

std::vector<const SimdKernels*> runnable()
{
    std::vector<const SimdKernels*> sets{&baseline::kKernels};
#ifdef TENBIN_SIMD_X86
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2")) {
        sets.push_back(&v3::kKernels);
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
            && __builtin_cpu_supports("avx512cd"))
            sets.push_back(&v4::kKernels);
    }
#endif
    return sets;
}

} // namespace

std::span<const SimdKernels* const> runnableSimdKernels()
{
    static const std::vector<const SimdKernels*> sets = runnable();
    return sets;
}

const SimdKernels& simdKernels()
{
    static const SimdKernels& chosen = []() -> const SimdKernels& {
        const auto sets = runnableSimdKernels();
        if (const char* wanted = std::getenv("TENBIN_SIMD"))
            for (const SimdKernels* set : sets)
                if (std::string_view(set->name) == wanted)
                    return *set;
        return *sets.back();
    }();
    return chosen;
}

} // namespace tenbin
