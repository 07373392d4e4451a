// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include "engine/formats/common/import_options.h"
#include "engine/targets/target_file.h"
#include "gui/app/estimate_service.h"
#include "gui/app/workspace_state.h"

namespace tenbin {

/// The one state object of the window: what is open, what lies on which card,
/// how each target is configured, what is selected, and what the engine said.
///
/// Views call the intents below and listen to the signals; they never call each
/// other. All of it belongs to the GUI thread; estimates and imports run beside it.
class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(TargetLibrary targets, QObject* parent = nullptr);
    ~Workspace() override;

    // What is there
    const TargetLibrary& targets() const { return *m_targets; }
    /// For work beside the GUI thread, which must not look at targets that are being exchanged.
    std::shared_ptr<const TargetLibrary> targetLibrary() const { return m_targets; }
    const Target* target(std::string_view id) const { return m_targets->find(id); }
    const WorkspaceState& state() const { return m_state; }
    /// Network on a card: its own, else the board's; empty: none.
    NetworkId networkOn(std::string_view target) const;
    /// What differs from the target's defaults.
    Configuration configuration(std::string_view target) const;
    /// Graph of a network that is open or was built already; null otherwise.
    std::shared_ptr<const Graph> graph(const NetworkId& id) const;

    // What the engine said
    /// Newest published answers; never null. While newer ones are computed the last stay.
    std::shared_ptr<const EstimateSet> estimates() const { return m_estimates; }
    /// Everything that was answered, by whatever view it was asked; views ask it beside the GUI thread. Opened files are
    /// known to its networks.
    const std::shared_ptr<AnswerBook>& answers() const { return m_service.answers(); }
    const Answer* answer(std::string_view target) const { return m_estimates->find(target); }
    /// Answers for the network under the pointer during a drag; null when nothing is dragged.
    std::shared_ptr<const EstimateSet> preview() const { return m_preview; }
    const NetworkId& previewedNetwork() const { return m_previewed; }
    bool busy() const;

    // Selection
    const TargetId& selectedTarget() const { return m_selectedTarget; }
    OperatorId selectedLayer() const { return m_selectedLayer; }
    void setSelectedTarget(const TargetId& id);
    void setSelectedLayer(OperatorId layer);

    // Intents. All of these can be undone.
    /// Reads model files (also with sizes behind them, "net.onnx?batch=2") beside the GUI thread; those that leave
    /// sizes open wait for them on the shelf, those that cannot be read become messages.
    void openFiles(const QStringList& paths, const OpenDestination& destination = {});
    /// Reads a file of the shelf again with these sizes for what it leaves open; the entry, and what lies on the
    /// board of it, then is the file with these sizes. Sizes that do not suit become a message.
    void giveSizes(const NetworkId& id, const ImportOptions& sizes);
    void removeOpened(const NetworkId& id);
    void placeOnAll(const NetworkId& id);
    void placeOn(const TargetId& target, const NetworkId& id);
    /// One design in full, in one step: `network` on the target's card, which is configured so and selected. Values
    /// that are not allowed become messages.
    void placeDesign(const TargetId& target, const NetworkId& network, const Configuration& configuration);
    /// Sets an option or, for architects, any numeric parameter. Consecutive changes of
    /// one key are one step of undo. A value that is not allowed becomes a message.
    void setOption(const TargetId& target, std::string_view key, const OptionValue& value);
    /// Gives every target's firmware the RAM and flash that this one's has, where it has such memories.
    void setFirmwareOfAll(const TargetId& like);
    void resetOption(const TargetId& target, std::string_view key);
    void resetConfiguration(const TargetId& target);
    /// Changes the options, or puts the smaller network on that card.
    void applyRemedy(const TargetId& target, const Remedy& remedy);
    /// Changes everything to what `state` says; its model files (references of `files`) are read beside the GUI
    /// thread, and until they are nothing else can be changed. Leaves the undo stack alone. `done` hears when
    /// the state stands; files that cannot be read become messages.
    void restore(WorkspaceState state, const QStringList& files, std::function<void()> done = {});
    QUndoStack* undoStack() { return &m_undo; }

    // Intents that leave no trace
    /// Other targets under the running window: presets were edited. What was chosen on a target that
    /// stays is kept where the new one still allows it; new errors become messages. Nothing may hold a
    /// pointer to a target beyond targetsChanged(). Leaves the undo stack as it is.
    void setTargets(TargetLibrary targets);
    void startPreview(const NetworkId& id);
    void stopPreview();
    const std::vector<Message>& messages() const { return m_messages; }
    void report(const Error& error);
    void dismissMessage(int id);
    void dismissAllMessages();

Q_SIGNALS:
    void targetsChanged();                                          ///< targets(); before any other signal about them
    void openedChanged();                                           ///< list of opened files
    void stateChanged();                                            ///< placement or a configuration
    void estimatesChanged();                                        ///< estimates()
    void previewChanged();                                          ///< preview()
    void selectionChanged();                                        ///< selectedTarget()
    void layerChanged();                                            ///< selectedLayer()
    void messagesChanged();                                         ///< messages()
    void busyChanged(bool busy);                                    ///< an import or an estimate runs
    void fileOpened(const QString& reference, const NetworkId& id); ///< for the recent files and the shelf
    void sizesWanted(const NetworkId& id);                          ///< a file that was opened waits for sizes
    void projectRequested(const QString& path);                     ///< a project was among the files to open

private:
    /// A step of undo; layers that were placed by hand go where their network goes.
    void change(WorkspaceState after, const QString& text, const QString& mergeKey = {});
    void push(WorkspaceState after, const QString& text, const QString& mergeKey = {});
    void apply(const WorkspaceState& state);
    void requestEstimates();
    void addOpened(std::vector<ImportedFile> files, const OpenDestination& destination);
    void takeSized(const NetworkId& before, ImportedFile file);
    void publish(std::shared_ptr<const EstimateSet> estimates);
    Placements placements() const;
    Placements placementsOf(const NetworkId& id) const;
    void keepMessage(const Error& error);
    void forgetAnswers(const TargetLibrary& before);
    void dropRefusedOptions();
    void notifyBusy();

    std::shared_ptr<const TargetLibrary> m_targets;
    WorkspaceState m_state;
    std::shared_ptr<const EstimateSet> m_estimates;
    std::shared_ptr<const EstimateSet> m_preview;
    NetworkId m_previewed;
    TargetId m_selectedTarget;
    OperatorId m_selectedLayer;
    std::vector<Message> m_messages;
    int m_nextMessage = 1;
    bool m_wasBusy = false;
    int m_restoring = 0; ///< restores whose files are being read
    QUndoStack m_undo;
    EstimateService m_service; // last: its destructor joins the threads first
};

} // namespace tenbin
