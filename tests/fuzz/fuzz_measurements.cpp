// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/measurement.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

std::vector<std::string> fuzzSeeds()
{
    return {
        "model,model_file,input,precision,target,target_config,toolchain,clock_mhz,memory_config,metric,value,unit,"
        "kind,source,notes\n"
        "MobileNetV1 0.25,,96x96x3,int8,STM32H743,,X-CUBE-AI 10,480,,latency_ms,12.5,ms,measured,\"a, \"\"b\"\"\",\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (parseMeasurements(textOf(data, size), "fuzz"))
        ++acceptedInputs;
    return 0;
}
