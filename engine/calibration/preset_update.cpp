// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/preset_update.h"

#include <map>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/targets/preset_edit.h"
#include "engine/targets/target_file.h"
#include "engine/targets/target_parser.h"

namespace tenbin {

namespace {

Sourced<double> foundNumber(const FitReport& report, const FittedNumber& number)
{
    return {presetRounding(number.found), SourceKind::fitted,
            fmt::format("fit {} of presets/calibration.toml on presets/measurements.csv; {} rows read it", report.name,
                        number.rows),
            std::pair{presetRounding(number.interval.first), presetRounding(number.interval.second)}};
}

Sourced<double> foundRange(const FittedRange& range)
{
    return {
        presetRounding(range.found), SourceKind::derived,
        fmt::format("four of five errors of {} rows of {} networks ({}), each network left out of the fit in turn, lie "
                    "within; median {:.1f} %",
                    range.rows, range.networks, range.group, 100.0 * range.median),
        std::nullopt};
}

/// Numbers that say from where to where a range's networks reach, beside it.
std::vector<std::pair<NumberPlace, Sourced<double>>> foundSizes(const FittedRange& range)
{
    if (!range.sizes)
        return {};
    const auto number = [&](const char* key, double macs) {
        NumberPlace place = range.place.place;
        place.key = key;
        return std::pair{place,
                         Sourced<double>{presetRounding(macs), SourceKind::derived,
                                         fmt::format("networks of the rows that {} rests on", range.place.place.key),
                                         std::nullopt}};
    };
    return {number("accuracy.macs_fewest", range.sizes->fewest), number("accuracy.macs_most", range.sizes->most)};
}

class FileUpdate {
public:
    static Result<FileUpdate> read(const std::filesystem::path& file)
    {
        auto text = readWhole(file, kMostPresetBytes);
        if (!text)
            return tl::make_unexpected(text.error());
        FileUpdate update;
        update.m_file = file;
        update.m_text = update.m_before = std::move(*text);
        return update;
    }

    Result<void> put(const NumberPlace& place, const Sourced<double>& number)
    {
        auto changed = withNumber(m_text, place, number);
        if (!changed)
            return tl::make_unexpected(changed.error());
        m_text = std::move(*changed);
        return {};
    }

    /// Replaces the value of one of the file's own numbers, if it has it; its kind and source stay.
    Result<void> putValue(const NumberPlace& place, double value)
    {
        const ParsedTarget parsed = parsePreset(m_text, m_file);
        const auto known = parsed.target.parameters.find(place.key);
        if (known == parsed.target.parameters.end())
            return {};
        Sourced<double> changed = known->second;
        changed.value = value;
        return put(place, changed);
    }

    /// True where anything had to be written.
    Result<bool> finish() const
    {
        if (m_text == m_before)
            return false;
        const auto written = writeWhole(m_file, m_text);
        if (!written)
            return tl::make_unexpected(written.error());
        return true;
    }

private:
    std::filesystem::path m_file;
    std::string m_text, m_before;
};

/// What one fit says of one file.
struct FileFindings {
    std::vector<std::pair<const FitReport*, const FittedNumber*>> numbers;
    std::vector<const FittedRange*> ranges;
};

Result<void> putRange(FileUpdate& changes, const FittedRange& range)
{
    auto numbers = foundSizes(range);
    numbers.insert(numbers.begin(), {range.place.place, foundRange(range)});
    for (const auto& [place, number] : numbers)
        if (const auto put = changes.put(place, number); !put)
            return put;
    return {};
}

Result<bool> update(const std::filesystem::path& file, const FileFindings& findings)
{
    auto changes = FileUpdate::read(file);
    if (!changes)
        return tl::make_unexpected(changes.error());
    for (const auto& [report, number] : findings.numbers) {
        if (const auto put = changes->put(number->place.place, foundNumber(*report, *number)); !put)
            return tl::make_unexpected(put.error());
        for (const TiedNumber& follower : number->followers) {
            const NumberPlace place{.option = {}, .choice = {}, .key = follower.key};
            const double value = presetRounding(presetRounding(number->found) * follower.ratio);
            if (const auto put = changes->putValue(place, value); !put)
                return tl::make_unexpected(put.error());
        }
    }
    for (const FittedRange* range : findings.ranges)
        if (const auto put = putRange(*changes, *range); !put)
            return tl::make_unexpected(put.error());
    return changes->finish();
}

} // namespace

Result<std::vector<std::filesystem::path>> writeFound(const CalibrationReport& report,
                                                      const std::filesystem::path& presets)
{
    std::map<std::filesystem::path, FileFindings> files;
    for (const FitReport& fit : report.fits)
        for (const FittedNumber& number : fit.numbers)
            files[number.place.file].numbers.emplace_back(&fit, &number);
    for (const FittedRange& range : report.ranges)
        files[range.place.file].ranges.push_back(&range);
    std::vector<std::filesystem::path> written;
    for (const auto& [file, findings] : files) {
        const auto changed = update(presets / file, findings);
        if (!changed)
            return tl::make_unexpected(changed.error());
        if (*changed)
            written.push_back(file);
    }
    return written;
}

} // namespace tenbin
