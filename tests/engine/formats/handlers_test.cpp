// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "engine/formats/keras/handlers.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/tflite/operator_site.h"

namespace tenbin {
namespace {

/// What stands in more than one row of the lists: only one of the rows would ever be asked.
template <class Key, class Lists, class KeyOf>
std::set<Key> namedTwice(const Lists& lists, KeyOf keyOf)
{
    std::set<Key> seen, twice;
    for (const auto list : lists)
        for (const auto& entry : list())
            if (!seen.insert(keyOf(entry)).second)
                twice.insert(keyOf(entry));
    return twice;
}

TEST(Handlers, AnOnnxOperatorStandsInOneRow)
{
    const std::array lists{onnxWindows,     onnxMatrices,    onnxIntegerProducts, onnxSums,     onnxAttentions,
                           onnxElementwise, onnxReductions,  onnxMoves,           onnxReshapes, onnxRecurrentCells,
                           onnxOpaque,      onnxControlFlow, onnxQuantizers};
    EXPECT_TRUE(namedTwice<std::string_view>(lists, [](const OnnxEntry& entry) { return entry.type; }).empty());
    for (const auto list : lists)
        for (const OnnxEntry& entry : list())
            EXPECT_EQ(findOnnxEntry(entry.type), &entry) << entry.type;
    EXPECT_EQ(findOnnxEntry("NoSuchOperator"), nullptr);
}

TEST(Handlers, AKerasClassStandsInOneRow)
{
    const std::array lists{kerasWindows, kerasActivations, kerasElementwise,    kerasFunctions,
                           kerasMoves,   kerasSequences,   kerasNormalizations, kerasProducts};
    EXPECT_TRUE(namedTwice<std::string_view>(lists, [](const KerasEntry& entry) { return entry.className; }).empty());
    for (const auto list : lists)
        for (const KerasEntry& entry : list())
            EXPECT_EQ(findKerasEntry(entry.className), &entry) << entry.className;
    EXPECT_EQ(findKerasEntry("NoSuchLayer"), nullptr);
}

TEST(Handlers, AKindOfTensorFlowLiteStandsInOneRow)
{
    const std::array lists{tfliteWindows, tfliteMatrices, tfliteElementwise, tfliteAxes, tfliteLayouts};
    EXPECT_TRUE(namedTwice<OperatorKind>(lists, [](const TfliteEntry& entry) { return entry.kind; }).empty());
}

} // namespace
} // namespace tenbin
