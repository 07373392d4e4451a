// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QByteArray>
#include <QString>

#include "engine/sparsity/sparsity_study.h"

namespace tenbin {

/// What the sparsity page asks: everything its form holds and a restart must bring back.
struct SparsityQuestion {
    QString network; ///< path of a model file; empty: the reference network that is shipped
    QString data = QStringLiteral("/usr/share/datasets/fashion-mnist");
    Preprocessing preprocessing;
    std::vector<PruningMethod> methods{PruningMethod::coordinate};
    std::vector<int> elements{9, 6, 4, 3, 2, 1}; ///< of nine that remain, falling
    std::vector<int> bits{8};
    bool retrained = true, untrained = true;
    int epochs = 1;
    int samples = 12'000; ///< of the training split, chosen by the seed; 0: all
    double rate = 2e-3;
    std::uint64_t seed = 1;
    int group = 32;
    std::map<std::string, double> floors; ///< plan: by layer, the share it keeps at least
    std::vector<std::string> targets{"cartesian_mac_array", "imx500", "ethos_u55_128", "stm32n6"};

    bool operator==(const SparsityQuestion&) const = default;
};

QByteArray toJson(const SparsityQuestion& question);
/// What the text lacks stays at its default.
SparsityQuestion sparsityQuestionFromJson(const QByteArray& json);

/// As the study holds it. The network's hash and the numbers of samples are known once they are read.
SparsityStudyQuestion studyQuestion(const SparsityQuestion& question, const SweepRequest& request, const DataSet& train,
                                    const DataSet& test);
/// What the form shows of a study's question; the targets stay as they are.
SparsityQuestion sparsityQuestion(const SparsityStudyQuestion& study, const SparsityQuestion& before);

/// The engine's request for one pass over all chains.
SweepRequest sweepRequest(const SparsityQuestion& question, std::shared_ptr<const Graph> network, bool retrain,
                          int threads);

/// "9, 6, 4" as falling numbers of 1 to 9; empty where it says something else.
std::vector<int> elementsFromText(const QString& text);
QString elementsText(const std::vector<int>& elements);

QString methodText(PruningMethod method);
/// "3 of 9 remain" where the share is a number of ninths, "40 % remain" otherwise.
QString remainingText(double share);
/// Name of a pruned network, as of a file: "Reference · Kernel coordinates, 2 of 9 remain · 8 bit · 72.9 %".
/// `network`: path of the dense one; empty: the reference network.
QString prunedNetworkName(const QString& network, const SparsityPoint& point);
/// "86.4 % (85.7 … 87.0 %)".
QString accuracyText(const Accuracy& accuracy);
/// Point for tables and tooltips: "Coordinates · 8 bits · retrained".
QString seriesText(PruningMethod method, int bits, bool retrained);

} // namespace tenbin
