// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tenbin::cli {

/// What a process reports to its caller.
enum ExitCode : int {
    done = 0,
    notReadable = 1, ///< the model, target or option could not be read: message on stderr
    wrongUsage = 2,
    stopped = 3, ///< a sweep that was interrupted: everything up to there is stored
};

struct TargetsCommand {
    bool json = false;
};
/// Every key of every architecture, as the tables of presets/schema.md.
struct SchemaCommand {};
struct NetworksCommand {
    bool json = false;
};
struct InspectCommand {
    std::string model;
    int patches = 0; ///< patches per side of patch-based inference; 0: do not ask
    bool json = false;
};
struct EstimateCommand {
    std::string model;
    std::vector<std::string> targets;  ///< ids; empty: all
    std::vector<std::string> settings; ///< key=value
    bool layers = false;
    bool json = false;
};

struct ValidateCommand {
    std::vector<std::string> measurements; ///< tables to score against
    std::string models;                    ///< folder with the published model files; empty: built-in networks only
    std::string family;                    ///< only this one; empty: all
    bool json = false;
    bool markdown = false; ///< docs/VALIDATION.md
};

/// Fits what presets mark as fitted anew (docs/CALIBRATION.md).
struct CalibrateCommand {
    std::vector<std::string> measurements; ///< tables to fit to; empty: the published rows that come with Tenbin
    std::string models;                    ///< folder with the published model files; empty: built-in networks only
    std::string family;                    ///< only plans that are fitted to its rows; empty: all
    bool check = false;                    ///< exit 1 where a preset does not say what is found
    bool write = false;                    ///< put what is found into the presets
    bool json = false;
};

struct AccuracyCommand {
    std::string model;
    std::string data; ///< folder with labelled data
    int samples = 0;  ///< so many, chosen by `seed`; 0: all
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: all processors
    bool json = false;
};

struct TrainingArguments {
    int epochs = 8;
    int batch = 64;
    double rate = 2e-3;  ///< learning rate at the start
    int bits = 8;        ///< of the weights
    bool mirror = false; ///< also left to right
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: all processors
};
struct TrainCommand {
    std::string output; ///< .tflite to write
    std::string data;   ///< folder with labelled data
    std::string model;  ///< network to train on; empty: the reference network from scratch
    TrainingArguments training;
};
struct PruneCommand {
    std::string model, output, data;
    std::string method = "coordinate";
    double remaining = 1.0; ///< share of weights that stay
    int group = 32;         ///< output channels that share coordinates
    int bits = 8;
};
struct SparsitySweepCommand {
    std::string model, data;
    std::string store, study; ///< file of studies; name in it, or empty: made of network and data
    bool resume = false;
    std::string networks; ///< folder for the points' networks, or empty
    std::vector<std::string> methods{"coordinate"};
    std::vector<double> elements{9, 8, 7, 6, 5, 4, 3, 2, 1}; ///< of nine
    bool untrained = false;                                  ///< also every point without retraining
    std::vector<int> bits{8};
    int group = 32;
    int samples = 0;               ///< training samples; 0: all
    std::vector<std::string> keep; ///< "layer=share": the layer keeps at least so much
    std::string target = "cartesian_mac_array";
    TrainingArguments training{.epochs = 1, .rate = 1e-3};
    bool json = false;
};

/// Prunes each layer alone and proposes what it keeps at least.
struct SensitivityCommand {
    std::string model, data;
    std::string method = "coordinate";
    std::vector<double> elements{6, 4, 3, 2, 1}; ///< of nine
    int bits = 8, group = 32, threads = 0;
    int samples = 0;   ///< test samples; 0: all
    double loss = 1.0; ///< percentage points that a layer may cost
    bool json = false;
};

/// Evaluates a design space into a study.
struct SweepCommand {
    std::string question; ///< TOML file
    std::string store;    ///< SQLite file; empty: only say how many points and how long
    std::string shard;    ///< "3/16"; empty: everything
    int threads = 0;
    bool resume = false;
    bool json = false;
};
struct FrontCommand {
    std::string store, study;            ///< study: name or number; empty: the newest
    std::vector<std::string> objectives; ///< empty: those of the question
    std::string format = "text";         ///< text, csv, json
    bool all = false;                    ///< every point, not only the front
};
struct MergeCommand {
    std::vector<std::string> stores; ///< the first takes over the others
};
struct StudiesCommand {
    std::string store;
    std::vector<std::string> rename; ///< old and new name; empty: none
    std::string remove;              ///< name or number; empty: none
};

/// Columns side by side, at most a dozen.
struct CompareCommand {
    std::vector<std::string> columns; ///< MODEL@TARGET or MODEL@TARGET:key=value;key=value
    std::string file;                 ///< a comparison's question (JSON); its columns come first
    int reference = 0;           ///< column that the others are measured against, from 1; 0: as in the file, or none
    bool layers = false;         ///< of two columns, operator by operator
    std::string format = "text"; ///< text, csv, json, question
};

/// `executable`: path of the running program, to find the presets beside it.
int run(const TargetsCommand& command, const std::filesystem::path& executable);
int run(const NetworksCommand& command);
int run(const SchemaCommand& command);
int run(const InspectCommand& command);
int run(const AccuracyCommand& command);
int run(const TrainCommand& command);
int run(const PruneCommand& command);
int run(const SparsitySweepCommand& command, const std::filesystem::path& executable);
int run(const SensitivityCommand& command);
int run(const EstimateCommand& command, const std::filesystem::path& executable);
int run(const CompareCommand& command, const std::filesystem::path& executable);
int run(const SweepCommand& command, const std::filesystem::path& executable);
int run(const FrontCommand& command);
int run(const MergeCommand& command);
int run(const StudiesCommand& command);

int run(const ValidateCommand& command, const std::filesystem::path& executable);
int run(const CalibrateCommand& command, const std::filesystem::path& executable);

} // namespace tenbin::cli
