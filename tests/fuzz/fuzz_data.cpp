// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets: the first byte says as which file the rest is put into a folder.
#include <array>
#include <filesystem>

#include "engine/inference/data_set.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

namespace {

struct Kind {
    const char* file;
    std::string bytes; ///< a small sound one
};

std::string bigEndian(std::uint32_t number)
{
    std::string bytes(4, '\0');
    for (std::size_t i = 0; i < 4; ++i)
        bytes[i] = static_cast<char>(number >> (24 - 8 * i));
    return bytes;
}

std::string npy()
{
    std::string head = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4, 4), }";
    head.resize(117, ' ');
    head += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(head.size());
    bytes += '\0';
    return bytes + head + std::string(32, '\x05');
}

const std::array<Kind, 9>& kinds()
{
    static const std::array<Kind, 9> all{{
        {"t10k-images-idx3-ubyte",
         bigEndian(0x803) + bigEndian(2) + bigEndian(4) + bigEndian(4) + std::string(32, '\1')},
        {"t10k-images-idx3-ubyte.gz", std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x04\x00", 13)},
        {"test_batch.bin", std::string(3073, '\3')},
        {"x_test.npy", npy()},
        {"data.npz", std::string("PK\x03\x04", 4) + std::string(26, '\0')},
        {"a/0.ppm", "P6 4 4 255\n" + std::string(48, '\7')},
        {"a/0.bmp", std::string("BM", 2) + std::string(52, '\0')},
        {"a/0.png", std::string("\x89PNG\r\n\x1a\n", 8) + bigEndian(13) + "IHDR" + bigEndian(4) + bigEndian(4)},
        {"y_labels.csv", "a.bin,12,3\n"},
    }};
    return all;
}

/// What belongs beside the damaged file.
void putCompanions(const std::filesystem::path& folder)
{
    const std::string name = folder.filename().string() + "/";
    fuzzFile(name + "t10k-labels-idx1-ubyte", bigEndian(0x801) + bigEndian(2) + std::string(2, '\1'));
    fuzzFile(name + "y_test.npy", npy());
}

} // namespace

std::vector<std::string> fuzzSeeds()
{
    std::vector<std::string> seeds;
    for (std::size_t i = 0; i < kinds().size(); ++i)
        seeds.push_back(static_cast<char>(i) + kinds()[i].bytes);
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const Kind& kind = kinds()[data[0] % kinds().size()];
    const auto folder = fuzzFile("data/mark", "").parent_path();
    std::filesystem::remove_all(folder);
    fuzzFile(std::string("data/") + kind.file, textOf(data + 1, size - 1));
    putCompanions(folder);
    if (loadDataSet(folder, Split::test))
        ++acceptedInputs;
    return 0;
}
