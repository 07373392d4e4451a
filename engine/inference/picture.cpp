// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows stb. Its readers trust heads, overflow and copy nothing from nowhere: heads are checked
// before, allocations have a budget, and this file is compiled with wrapping integers.
#include "engine/inference/picture.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <fmt/format.h>

namespace {

/// The largest single allocation that the picture at hand calls for.
thread_local std::size_t allowance = 0;

void* allocate(std::size_t size)
{
    if (size > allowance)
        return nullptr;
    return std::malloc(size);
}

void* reallocate(void* old, std::size_t size)
{
    if (size > allowance)
        return nullptr;
    return std::realloc(old, size);
}

/// As memcpy, but nothing may also be copied from or to nowhere.
void copyBytes(void* to, const void* from, std::size_t size)
{
    if (size > 0)
        std::memcpy(to, from, size);
}

} // namespace

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_PSD
#define STBI_NO_PIC
#define STBI_NO_TGA
#define STBI_MAX_DIMENSIONS 16384
#define STBI_MALLOC(size) allocate(size)
#define STBI_REALLOC(old, size) reallocate(old, size)
#define STBI_FREE(old) std::free(old)
#define memcpy(to, from, size) copyBytes(to, from, size)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wold-style-cast" // inside the macros that it calls
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <stb/stb_image.h>
#pragma GCC diagnostic pop
#undef memcpy

namespace tenbin {

namespace {

namespace fs = std::filesystem;

enum class PictureKind { png, jpeg, bmp, gif, pnm, unknown };

PictureKind kindOf(std::string_view bytes)
{
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
        return PictureKind::png;
    if (bytes.starts_with("\xff\xd8"))
        return PictureKind::jpeg;
    if (bytes.starts_with("BM"))
        return PictureKind::bmp;
    if (bytes.starts_with("GIF8"))
        return PictureKind::gif;
    if (bytes.starts_with("P5") || bytes.starts_with("P6"))
        return PictureKind::pnm;
    return PictureKind::unknown;
}

std::uint32_t bigEndian(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// Every chunk within the file. (libpng.org/pub/png/spec: length, name, data, checksum)
Result<void> checkPng(std::string_view bytes, const fs::path& file)
{
    constexpr std::size_t kFrame = 12;
    for (std::size_t at = 8; at + kFrame <= bytes.size();) {
        const std::size_t length = bigEndian(bytes, at);
        if (length > bytes.size() - at - kFrame)
            return damagedData(file, fmt::format("a chunk of {} bytes goes beyond the end", length), at);
        if (bytes.substr(at + 4, 4) == "IEND")
            return {};
        at += kFrame + length;
    }
    return damagedData(file, "the picture is cut off", bytes.size());
}

/// Width, height and largest value of a PNM file and where its samples begin.
struct PnmHead {
    std::size_t width = 0, height = 0, largest = 0, begin = 0;
};

/// A number behind spaces and comments, of as many digits as a sound one has.
bool pnmNumber(std::string_view bytes, std::size_t& at, std::size_t& value)
{
    constexpr std::size_t kMostDigits = 9;
    while (at < bytes.size() && (bytes[at] == '#' || std::isspace(static_cast<unsigned char>(bytes[at])) != 0)) {
        if (bytes[at] == '#')
            at = std::min(bytes.find_first_of("\r\n", at), bytes.size());
        else
            ++at;
    }
    const std::size_t begin = at;
    for (value = 0; at < bytes.size() && at - begin < kMostDigits && bytes[at] >= '0' && bytes[at] <= '9'; ++at)
        value = value * 10 + static_cast<std::size_t>(bytes[at] - '0');
    return at > begin && at < bytes.size() && std::isspace(static_cast<unsigned char>(bytes[at])) != 0;
}

Result<void> checkPnm(std::string_view bytes, const fs::path& file)
{
    PnmHead head;
    std::size_t at = 2;
    for (std::size_t* number : {&head.width, &head.height, &head.largest})
        if (!pnmNumber(bytes, at, *number))
            return damagedData(file, "width, height and largest value expected", at);
    const bool known = head.largest > 0 && head.largest <= 65535;
    if (!known || head.width == 0 || head.height == 0 || head.width > STBI_MAX_DIMENSIONS
        || head.height > STBI_MAX_DIMENSIONS)
        return damagedData(file, fmt::format("{} x {} pixels up to {}", head.width, head.height, head.largest), 2);
    const std::size_t channels = bytes[1] == '6' ? 3 : 1;
    const std::size_t width = head.largest > 255 ? 2 : 1;
    const std::size_t expected = head.width * head.height * channels * width;
    const std::size_t found = bytes.size() - at - 1;
    if (found < expected)
        return damagedData(file, fmt::format("{} bytes expected, {} found", expected, found), bytes.size());
    return {};
}

/// Bits that a pixel takes at least. BMP is not packed (stb reads no other); its bits a pixel stand in the head. A
/// byte of the packed formats cannot stand for more than deflate's 1032 values or a few thousand pixels of one colour.
Result<void> checkPlausible(PictureKind kind, std::string_view bytes, const Shape& shape, const fs::path& file)
{
    const std::uint64_t pixels = static_cast<std::uint64_t>(shape[0]) * static_cast<std::uint64_t>(shape[1]);
    std::uint64_t most = bytes.size() * 4096;
    if (kind == PictureKind::bmp) {
        constexpr std::size_t kSizeAt = 14;
        constexpr std::size_t kBitsAt = 28;
        constexpr std::size_t kOldBitsAt = 24;
        constexpr std::size_t kOldHead = 12;
        constexpr std::size_t kLeast = 30;
        if (bytes.size() < kLeast)
            return damagedData(file, "the head is cut off", bytes.size());
        const bool old = bytes[kSizeAt] == static_cast<char>(kOldHead);
        const auto bits = static_cast<unsigned char>(bytes[old ? kOldBitsAt : kBitsAt]);
        most = bits == 0 ? 0 : bytes.size() * 8 / bits;
    }
    if (pixels > most)
        return damagedData(file,
                           fmt::format("{} x {} pixels cannot come out of {} bytes", shape[1], shape[0], bytes.size()));
    return {};
}

const stbi_uc* data(std::string_view bytes) { return reinterpret_cast<const stbi_uc*>(bytes.data()); }

constexpr std::size_t kSmallAllowance = std::size_t{1} << 20; // tables, palettes, small pictures

} // namespace

Result<Shape> pictureShape(std::string_view bytes, const fs::path& file, int depth)
{
    const PictureKind kind = kindOf(bytes);
    Result<void> sound;
    if (kind == PictureKind::png)
        sound = checkPng(bytes, file);
    else if (kind == PictureKind::pnm)
        sound = checkPnm(bytes, file);
    else if (kind == PictureKind::unknown)
        sound = damagedData(file, "no PNG, JPEG, BMP, GIF, PGM or PPM");
    if (!sound)
        return tl::make_unexpected(sound.error());
    allowance = kSmallAllowance;
    int width = 0;
    int height = 0;
    int channels = 0;
    if (!stbi_info_from_memory(data(bytes), static_cast<int>(bytes.size()), &width, &height, &channels))
        return damagedData(file, stbi_failure_reason());
    if (width > STBI_MAX_DIMENSIONS || height > STBI_MAX_DIMENSIONS)
        return damagedData(
            file, fmt::format("{} x {} pixels; at most {} a side are read", width, height, STBI_MAX_DIMENSIONS));
    if (depth == 0)
        depth = channels < 3 ? 1 : 3;
    Shape shape{height, width, depth};
    if (auto plausible = checkPlausible(kind, bytes, shape, file); !plausible)
        return tl::make_unexpected(plausible.error());
    return shape;
}

Result<Picture> decodePicture(std::string_view bytes, const fs::path& file, const Shape& shape)
{
    // 16 bits of 4 channels, and twice that while a stream of unknown length grows.
    constexpr std::size_t kBytesOfPixel = 16;
    const auto pixels = static_cast<std::size_t>(shape[0] * shape[1]);
    allowance = kBytesOfPixel * pixels + 2 * bytes.size() + kSmallAllowance;
    int width = 0;
    int height = 0;
    int channels = 0;
    const std::unique_ptr<stbi_uc, void (*)(void*)> values(
        stbi_load_from_memory(data(bytes), static_cast<int>(bytes.size()), &width, &height, &channels,
                              static_cast<int>(shape[2])),
        stbi_image_free);
    if (!values)
        return damagedData(file, stbi_failure_reason());
    if (height != shape[0] || width != shape[1])
        return damagedData(file, "the picture differs from its head");
    return Picture{shape, FileBytes(values.get(), values.get() + elementCount(shape))};
}

} // namespace tenbin
