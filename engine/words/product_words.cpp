// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/product_words.h"

#include <fmt/format.h>

#include "engine/words/placeholders.h"
#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

constexpr const char* kDot = " · ";

std::string digits(double value, const NumberFormat& number)
{
    return number ? number(value) : fmt::format("{:.6g}", value);
}

std::string_view nameOf(FactKind kind)
{
    switch (kind) {
    case FactKind::datasheet:
        return QT_TRANSLATE_NOOP("Words", "data sheet");
    case FactKind::vendor:
        return QT_TRANSLATE_NOOP("Words", "vendor");
    case FactKind::paper:
        return QT_TRANSLATE_NOOP("Words", "paper");
    case FactKind::article:
        return QT_TRANSLATE_NOOP("Words", "article");
    case FactKind::shop:
        return QT_TRANSLATE_NOOP("Words", "distributor");
    case FactKind::thirdParty:
        return QT_TRANSLATE_NOOP("Words", "third party");
    case FactKind::remembered:
        return QT_TRANSLATE_NOOP("Words", "remembered");
    }
    return {};
}

std::string_view nameOf(Interface interface)
{
    switch (interface) {
    case Interface::imageSensor:
        return QT_TRANSLATE_NOOP("Words", "image sensor");
    case Interface::mipiCsi:
        return "MIPI CSI-2";
    case Interface::parallelCamera:
        return QT_TRANSLATE_NOOP("Words", "parallel camera");
    case Interface::camera:
        return QT_TRANSLATE_NOOP("Words", "camera");
    case Interface::pdm:
        return "PDM";
    case Interface::i2s:
        return "I2S";
    case Interface::microphone:
        return QT_TRANSLATE_NOOP("Words", "microphone");
    case Interface::usb:
        return "USB";
    case Interface::wifi:
        return "Wi-Fi";
    case Interface::bluetooth:
        return "Bluetooth";
    case Interface::ieee802154:
        return "IEEE 802.15.4";
    case Interface::nfc:
        return "NFC";
    case Interface::ethernet:
        return "Ethernet";
    case Interface::can:
        return "CAN";
    case Interface::display:
        return QT_TRANSLATE_NOOP("Words", "display");
    case Interface::externalMemory:
        return QT_TRANSLATE_NOOP("Words", "external memory");
    case Interface::sdCard:
        return QT_TRANSLATE_NOOP("Words", "SD card");
    }
    return {};
}

/// Said only where it is not the chip.
std::string_view nameOf(ProductPart part)
{
    switch (part) {
    case ProductPart::chip:
        break;
    case ProductPart::board:
        return QT_TRANSLATE_NOOP("Words", "board");
    case ProductPart::die:
        return QT_TRANSLATE_NOOP("Words", "bare die");
    case ProductPart::core:
        return QT_TRANSLATE_NOOP("Words", "licensed core");
    }
    return {};
}

class FactLister {
public:
    FactLister(const Product& product, const Wording& wording, const NumberFormat& number)
        : m_product(product), m_wording(wording), m_number(number)
    {
    }

    std::vector<FactRow> list()
    {
        addPart();
        addPrices();
        add(QT_TRANSLATE_NOOP("Words", "Cores"), m_product.cores, [](const std::string& text) { return text; });
        add(QT_TRANSLATE_NOOP("Words", "SRAM on the chip"), m_product.sram, [this](Bytes b) { return bytes(b); });
        add(QT_TRANSLATE_NOOP("Words", "Flash on the chip"), m_product.flash, [this](Bytes b) { return bytes(b); });
        addPackage();
        addInterfaces();
        addTemperature();
        addCurrents();
        add(QT_TRANSLATE_NOOP("Words", "Year"), m_product.year, [](int year) { return std::to_string(year); });
        return std::move(m_rows);
    }

private:
    std::string say(std::string_view english) const { return translated(english, m_wording); }
    std::string say(std::string_view english, const std::vector<std::string>& arguments) const
    {
        return fillPlaceholders(say(english), arguments);
    }
    std::string digitsOf(double value) const { return digits(value, m_number); }

    template <class T, class ToText>
    void add(std::string_view label, const Fact<T>& fact, ToText toText)
    {
        m_rows.push_back({say(label), toText(fact.value), word(fact.kind, m_wording), fact.source, fact.note});
    }
    template <class T, class ToText>
    void add(std::string_view label, const std::optional<Fact<T>>& fact, ToText toText)
    {
        if (fact)
            add(label, *fact, toText);
    }
    /// A licensed core has no package and no temperature: that nobody knows it would be no news.
    void addUnknown(std::string_view label)
    {
        if (m_product.part != ProductPart::core)
            m_rows.push_back({say(label), say(QT_TRANSLATE_NOOP("Words", "unknown")), {}, {}, {}});
    }

    void addPart()
    {
        if (m_product.part == ProductPart::core)
            m_rows.push_back({say(QT_TRANSLATE_NOOP("Words", "Sold as")), say(nameOf(m_product.part)), {}, {}, {}});
    }

    void addPrices()
    {
        constexpr std::string_view label = QT_TRANSLATE_NOOP("Words", "Price");
        if (!priceRange(m_product))
            addUnknown(label);
        for (const Fact<Price>& price : m_product.prices)
            add(label, price, [this](const Price& p) { return priceText(p, m_wording, m_number); });
    }

    std::string bytes(Bytes count) const
    {
        if (count.count() == 0)
            return say(QT_TRANSLATE_NOOP("Words", "none"));
        return m_wording.format ? m_wording.format(count) : humanBytes(count);
    }

    void addPackage()
    {
        constexpr std::string_view label = QT_TRANSLATE_NOOP("Words", "Package");
        if (!m_product.package && !m_product.outline)
            addUnknown(label);
        add(label, m_product.package, [](const std::string& text) { return text; });
        add(QT_TRANSLATE_NOOP("Words", "Outline"), m_product.outline, [this](const Outline& outline) {
            std::string text =
                say(QT_TRANSLATE_NOOP("Words", "%1 × %2 mm"), {digitsOf(outline.widthMm), digitsOf(outline.heightMm)});
            if (!nameOf(outline.part).empty())
                text += kDot + say(nameOf(outline.part));
            return text;
        });
    }

    void addInterfaces()
    {
        constexpr std::string_view label = QT_TRANSLATE_NOOP("Words", "Interfaces");
        if (!m_product.interfaces)
            addUnknown(label);
        add(label, m_product.interfaces, [this](const InterfaceList& list) {
            if (!list.printed.empty())
                return list.printed;
            std::string names;
            for (const Interface interface : list.kinds)
                names += (names.empty() ? "" : ", ") + word(interface, m_wording);
            return names;
        });
    }

    void addTemperature()
    {
        constexpr std::string_view label = QT_TRANSLATE_NOOP("Words", "Ambient temperature");
        if (!m_product.temperature)
            addUnknown(label);
        add(label, m_product.temperature, [this](const TemperatureRange& range) {
            return fmt::format("{} … {} °C", digitsOf(range.lowestCelsius), digitsOf(range.highestCelsius));
        });
    }

    void addCurrents()
    {
        constexpr std::string_view sleep = QT_TRANSLATE_NOOP("Words", "Sleep current");
        if (m_product.sleepCurrents.empty())
            addUnknown(sleep);
        for (const Fact<SleepCurrent>& current : m_product.sleepCurrents)
            add(sleep, current, [this](const SleepCurrent& c) {
                return withDetail(fmt::format("{} µA", digitsOf(c.amperes * 1e6)), c.mode);
            });
        for (const Fact<RunCurrent>& current : m_product.runCurrents)
            add(QT_TRANSLATE_NOOP("Words", "Run current"), current, [this](const RunCurrent& c) {
                return withDetail(fmt::format("{} µA/MHz", digitsOf(c.amperesPerHertz * 1e12)), c.condition);
            });
    }

    static std::string withDetail(std::string text, const std::string& detail)
    {
        return detail.empty() ? text : text + kDot + detail;
    }

    const Product& m_product;
    const Wording& m_wording;
    const NumberFormat& m_number;
    std::vector<FactRow> m_rows;
};

} // namespace

std::vector<FactRow> factRows(const Product& product, const Wording& wording, const NumberFormat& number)
{
    return FactLister(product, wording, number).list();
}

std::string word(FactKind kind, const Wording& wording) { return translated(nameOf(kind), wording); }
std::string word(Interface interface, const Wording& wording) { return translated(nameOf(interface), wording); }

std::string priceText(const Price& price, const Wording& wording, const NumberFormat& number)
{
    std::string text = digits(price.amount, number) + " " + price.currency;
    if (price.pieces == 1)
        text += kDot + translated(QT_TRANSLATE_NOOP("Words", "for 1 piece"), wording);
    else if (price.pieces)
        text += kDot
                + fillPlaceholders(translated(QT_TRANSLATE_NOOP("Words", "for %1 pieces"), wording),
                                   {digits(static_cast<double>(*price.pieces), number)});
    if (!price.date.empty())
        text += kDot + price.date;
    if (!nameOf(price.part).empty())
        text += kDot + translated(nameOf(price.part), wording);
    return text;
}

std::string priceRangeText(const Product& product, const Wording& wording, const NumberFormat& number)
{
    const auto range = priceRange(product);
    if (!range)
        return translated(QT_TRANSLATE_NOOP("Words", "unknown"), wording);
    const double low = range->lowest->value.amount;
    const double high = range->highest->value.amount;
    if (low == high)
        return digits(low, number) + " USD";
    return digits(low, number) + " … " + digits(high, number) + " USD";
}

} // namespace tenbin
