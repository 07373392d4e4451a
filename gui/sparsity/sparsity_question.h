// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QByteArray>
#include <QString>

#include "engine/sparsity/sparsity_question.h"

namespace tenbin {

/// What the sparsity page asks: everything its form holds and a restart must bring back.
struct SparsityPageQuestion : SparsityQuestion {
    /// What a first visit asks: the reference network on Fashion-MNIST, in minutes.
    SparsityPageQuestion();
    SparsityPageQuestion(SparsityQuestion question, std::vector<std::string> ids);

    std::vector<std::string> targets; ///< whose gains are shown

    bool operator==(const SparsityPageQuestion&) const = default;
};

QByteArray toJson(const SparsityPageQuestion& question);
/// What the text lacks stays as on a first visit.
SparsityPageQuestion sparsityQuestionFromJson(const QByteArray& json);

/// Kernel elements of nine, "9, 6, 4" as falling numbers of 1 to 9, as shares; empty where it says something else.
std::vector<double> levelsFromText(const QString& text);
QString levelsText(const std::vector<double>& levels);

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
