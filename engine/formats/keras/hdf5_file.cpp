// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/hdf5_file.h"

#include <array>
#include <string_view>

#include <hdf5.h>

#include "engine/core/guarded_work.h"
#include "engine/core/zip_archive.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/hdf5_message.h"

namespace tenbin {

namespace {

constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxObjects = 200'000;
constexpr std::size_t kMaxRank = 16;

/// Closes an object of the library at the end of a scope.
class Handle {
public:
    using Close = herr_t (*)(hid_t);
    Handle(hid_t id, Close close) : m_id(id), m_close(close) {}
    ~Handle()
    {
        if (m_id >= 0)
            m_close(m_id);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    hid_t id() const { return m_id; }
    explicit operator bool() const { return m_id >= 0; }

private:
    hid_t m_id;
    Close m_close;
};

// The library is given the bytes where they lie: it reads them and never writes or frees them.
void* lend(std::size_t, H5FD_file_image_op_t, void* bytes) { return bytes; }
void* keep(void* to, const void*, std::size_t, H5FD_file_image_op_t, void*) { return to; }
void* refuse(void*, std::size_t, H5FD_file_image_op_t, void*) { return nullptr; }
herr_t leave(void*, H5FD_file_image_op_t, void*) { return 0; }
void* same(void* bytes) { return bytes; }
herr_t leaveData(void*) { return 0; }

/// Opens a file in memory.
hid_t openImage(std::span<const std::byte> file)
{
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    auto* bytes = const_cast<std::byte*>(file.data());
    H5FD_file_image_callbacks_t callbacks{lend, keep, refuse, leave, same, leaveData, bytes};
    constexpr std::size_t kStep = 4096;
    if (!access || H5Pset_fapl_core(access.id(), kStep, false) < 0
        || H5Pset_file_image_callbacks(access.id(), &callbacks) < 0
        || H5Pset_file_image(access.id(), bytes, file.size()) < 0)
        return -1;
    return H5Fopen("network", H5F_ACC_RDONLY, access.id());
}

/// The engine's type for a little-endian number.
std::optional<DataType> typeOf(hid_t type)
{
    const std::size_t bytes = H5Tget_size(type);
    if (bytes < 1 || bytes > 8 || (bytes > 1 && H5Tget_order(type) != H5T_ORDER_LE))
        return std::nullopt;
    const auto bits = static_cast<std::uint8_t>(8 * bytes);
    switch (H5Tget_class(type)) {
    case H5T_FLOAT:
        if (bits >= 16)
            return DataType{DataType::Kind::floatingPoint, bits};
        return std::nullopt;
    case H5T_INTEGER:
        return DataType{
            H5Tget_sign(type) == H5T_SGN_NONE ? DataType::Kind::unsignedInteger : DataType::Kind::signedInteger, bits};
    case H5T_ENUM: // truth values
        return bits == 8 ? std::optional(DataType::boolean()) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<Shape> shapeOf(hid_t space)
{
    const int rank = H5Sget_simple_extent_ndims(space);
    if (rank < 0 || rank > static_cast<int>(kMaxRank) || H5Sget_simple_extent_type(space) == H5S_NULL)
        return std::nullopt;
    std::array<hsize_t, kMaxRank> sizes{};
    if (rank > 0 && H5Sget_simple_extent_dims(space, sizes.data(), nullptr) != rank)
        return std::nullopt;
    Shape shape;
    for (std::size_t i = 0; i < static_cast<std::size_t>(rank); ++i) {
        if (sizes[i] > static_cast<hsize_t>(INT64_MAX))
            return std::nullopt;
        shape.push_back(static_cast<std::int64_t>(sizes[i]));
    }
    if (!checkedElements(shape))
        return std::nullopt;
    return shape;
}

class Reader {
public:
    explicit Reader(std::span<const std::byte> file) : m_file(file), m_budget(mostUnpacked(file.size())) {}

    Result<Hdf5Content> read()
    {
        const Handle file(openImage(m_file), H5Fclose);
        const Handle root(file ? H5Gopen2(file.id(), "/", H5P_DEFAULT) : -1, H5Gclose);
        if (!root)
            return fail(ErrorCode::modelCorrupt, {"HDF5"});
        if (auto done = readGroup(root.id(), {}, 0); !done)
            return tl::make_unexpected(std::move(done.error()));
        return std::move(m_content);
    }

private:
    /// Members and attributes of a group; `path` is empty for the root.
    Result<void> readGroup(hid_t group, const std::string& path, int depth)
    {
        if (depth > kMaxDepth)
            return fail(ErrorCode::modelTooLarge, {path, std::to_string(depth), std::to_string(kMaxDepth)});
        readAttributes(group, path);
        std::vector<std::string> names;
        const auto collect = [](hid_t, const char* name, const H5L_info_t* info, void* list) -> herr_t {
            auto& all = *static_cast<std::vector<std::string>*>(list);
            if (info->type == H5L_TYPE_HARD)
                all.emplace_back(name);
            if (all.size() > kMaxObjects)
                return -1;
            return 0;
        };
        if (H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, collect, &names) < 0)
            return fail(ErrorCode::modelCorrupt, {"HDF5: " + path});
        for (const std::string& name : names) {
            if (++m_objects > kMaxObjects)
                return fail(ErrorCode::modelTooLarge, {"HDF5", std::to_string(m_objects), std::to_string(kMaxObjects)});
            if (path.empty() && (name == "optimizer_weights" || name == "optimizer"))
                continue;
            const std::string inner = path.empty() ? name : path + "/" + name;
            if (auto done = readObject(group, name, inner, depth); !done)
                return done;
        }
        return {};
    }

    Result<void> readObject(hid_t parent, const std::string& name, const std::string& path, int depth)
    {
        const Handle object(H5Oopen(parent, name.c_str(), H5P_DEFAULT), H5Oclose);
        if (!object)
            return fail(ErrorCode::modelCorrupt, {"HDF5: " + path});
        switch (H5Iget_type(object.id())) {
        case H5I_GROUP:
            return readGroup(object.id(), path, depth + 1);
        case H5I_DATASET:
            return readDataset(object.id(), path);
        default:
            return {};
        }
    }

    Result<void> readDataset(hid_t id, const std::string& path)
    {
        const Handle space(H5Dget_space(id), H5Sclose), type(H5Dget_type(id), H5Tclose);
        const auto shape = space && type ? shapeOf(space.id()) : std::nullopt;
        if (!shape)
            return fail(ErrorCode::modelCorrupt, {"HDF5: " + path});
        Hdf5Dataset& dataset = m_content.datasets[path];
        dataset.shape = *shape;
        dataset.type = typeOf(type.id());
        const Handle plan(H5Dget_create_plist(id), H5Pclose);
        if (!plan || !dataset.type || H5Pget_external_count(plan.id()) > 0)
            return {};
        const std::uint64_t bytes = static_cast<std::uint64_t>(elementCount(*shape)) * dataset.type->bits / 8;
        switch (H5Pget_layout(plan.id())) {
        case H5D_CONTIGUOUS:
            return locate(id, path, bytes, dataset);
        case H5D_COMPACT:
        case H5D_CHUNKED:
            return unpack(id, path, bytes, type.id(), plan.id(), dataset);
        default:
            return {};
        }
    }

    /// Values that lie in the file as they are. Never written ones lie nowhere.
    Result<void> locate(hid_t id, const std::string& path, std::uint64_t bytes, Hdf5Dataset& dataset)
    {
        const haddr_t offset = H5Dget_offset(id);
        if (offset == HADDR_UNDEF)
            return {};
        if (offset > m_file.size() || bytes > m_file.size() - offset)
            return fail(ErrorCode::modelTruncated, {path});
        dataset.at = static_cast<std::size_t>(offset);
        return {};
    }

    Result<void> unpack(hid_t id, const std::string& path, std::uint64_t bytes, hid_t type, hid_t plan,
                        Hdf5Dataset& dataset)
    {
        const auto tooLarge = [&](std::uint64_t size) {
            return fail(ErrorCode::modelTooLarge, {path, std::to_string(size), std::to_string(m_budget)});
        };
        std::array<hsize_t, kMaxRank> sides{};
        std::uint64_t chunk = dataset.type->bits / 8;
        const bool chunked = H5Pget_layout(plan) == H5D_CHUNKED;
        const int rank = chunked ? H5Pget_chunk(plan, static_cast<int>(kMaxRank), sides.data()) : 0;
        for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(rank, 0)); ++i) {
            if (sides[i] == 0 || chunk > m_budget / sides[i])
                return tooLarge(chunk);
            chunk *= sides[i];
        }
        if (bytes > m_budget || chunk > m_budget)
            return tooLarge(std::max(bytes, chunk));
        m_budget -= bytes;
        dataset.unpacked.resize(bytes);
        if (H5Dread(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, dataset.unpacked.data()) < 0)
            return fail(ErrorCode::modelCorrupt, {"HDF5: " + path});
        return {};
    }

    /// Texts of an object; attributes of other types are of no use here.
    void readAttributes(hid_t object, const std::string& path)
    {
        std::vector<std::string> names;
        const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
            static_cast<std::vector<std::string>*>(list)->emplace_back(name);
            return 0;
        };
        // A damaged attribute ends the list, not the reading: what is needed is asked for by name.
        (void)H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, collect, &names);
        for (const std::string& name : names) {
            const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
            if (!attribute)
                continue;
            if (auto texts = readTexts(attribute.id()))
                m_content.texts[path + "@" + name] = std::move(*texts);
        }
    }

    std::optional<std::vector<std::string>> readTexts(hid_t attribute)
    {
        const Handle type(H5Aget_type(attribute), H5Tclose), space(H5Aget_space(attribute), H5Sclose);
        const auto shape = type && space ? shapeOf(space.id()) : std::nullopt;
        if (!shape || H5Tget_class(type.id()) != H5T_STRING)
            return std::nullopt;
        const auto count = static_cast<std::size_t>(elementCount(*shape));
        const std::size_t width = H5Tget_size(type.id());
        // In the file each takes at least as many bytes as are asked for here.
        if (width == 0 || count > m_file.size() / width)
            return std::nullopt;
        if (H5Tis_variable_str(type.id()) > 0)
            return readVariableTexts(attribute, type.id(), space.id(), count);
        std::vector<char> bytes(count * width);
        if (count == 0 || H5Aread(attribute, type.id(), bytes.data()) < 0)
            return std::nullopt;
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view whole(bytes.data() + i * width, width);
            texts.emplace_back(whole.substr(0, whole.find('\0')));
        }
        return texts;
    }

    std::optional<std::vector<std::string>> readVariableTexts(hid_t attribute, hid_t type, hid_t space,
                                                              std::size_t count)
    {
        std::vector<char*> pointers(count, nullptr);
        if (count == 0 || H5Aread(attribute, type, pointers.data()) < 0)
            return std::nullopt;
        std::vector<std::string> texts;
        std::size_t total = 0;
        for (const char* text : pointers) {
            texts.emplace_back(text ? text : "");
            total += texts.back().size();
            if (total > m_file.size()) // many references to one text
                break;
        }
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
        if (total > m_file.size())
            return std::nullopt;
        return texts;
    }

    std::span<const std::byte> m_file;
    std::uint64_t m_budget; ///< bytes that may still be unpacked
    std::size_t m_objects = 0;
    Hdf5Content m_content;
};

/// In the process that reads: errors are values and not printed, and no filter is loaded from anywhere.
std::string readAndPack(std::span<const std::byte> file)
{
    H5open();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
    return packHdf5(Reader(file).read());
}

/// Reading follows what the file holds: 300 MB/s where it is packed, and next to nothing where it is not.
GuardLimits limitsFor(std::size_t fileSize)
{
    constexpr std::uint64_t kBytesPerMillisecond = 300'000, kSpare = std::uint64_t{64} << 20;
    const std::uint64_t unpacked = mostUnpacked(fileSize);
    GuardLimits limits;
    limits.cpuTime = std::chrono::milliseconds(300 + fileSize / kBytesPerMillisecond * 10);
    limits.memory = kSpare + 2 * unpacked;
    limits.result = kSpare + unpacked;
    return limits;
}

} // namespace

const std::string* Hdf5Content::text(const std::string& key) const
{
    const auto found = texts.find(key);
    if (found == texts.end() || found->second.empty())
        return nullptr;
    return &found->second.front();
}

Result<Hdf5Content> readHdf5(std::span<const std::byte> file)
{
    // Damaged files make the library crash: it reads in a process of its own.
    const auto message = guardedWork([&] { return readAndPack(file); }, limitsFor(file.size()));
    if (!message)
        return fail(ErrorCode::modelCorrupt, {"HDF5"});
    return unpackHdf5(*message, file.size());
}

} // namespace tenbin
