// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shelf/network_window.h"

#include <algorithm>
#include <iterator>

#include <QEvent>
#include <QHeaderView>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "engine/words/words.h"
#include "gui/app/network_names.h"
#include "gui/app/verdict_text.h"
#include "gui/app/workspace.h"
#include "gui/details/sheet.h"
#include "gui/items/card.h"
#include "gui/look/focus_ring.h"
#include "gui/look/lookup.h"
#include "gui/look/name_order.h"
#include "gui/look/table_copy.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"
#include "models/registry.h"

namespace tenbin {

namespace {

enum OperatorColumn { kindColumn, inputColumn, outputColumn, typeColumn, macColumn, parameterColumn, nameColumn };
enum TargetColumn { targetColumn, verdictColumn, acceleratorColumn, processorColumn, nowhereColumn, kindsColumn };

QString shapeText(const Shape& shape)
{
    return QString::fromStdString(toString(shape)).replace(QLatin1Char('x'), QStringLiteral("×"));
}

/// A number for people, whole in the tooltip and for the clipboard; nothing is an empty cell.
void setCount(QTreeWidgetItem& item, int column, std::int64_t count)
{
    item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    item.setData(column, kCopyRole, QString::number(count));
    if (count == 0)
        return;
    item.setText(column, countText(static_cast<double>(count)));
    item.setToolTip(column, wholeText(count));
}

/// "CONV_2D 21, ADD 3".
QString kindsText(const std::vector<PlacedKind>& kinds)
{
    QStringList parts;
    for (const PlacedKind& kind : kinds)
        parts << QString::fromStdString(kind.kind) + QLatin1Char(' ') + wholeText(kind.operators);
    return parts.join(QStringLiteral(", "));
}

void setPlaced(QTreeWidgetItem& item, int column, const std::vector<PlacedKind>& kinds)
{
    setCount(item, column, operatorsOf(kinds));
    item.setToolTip(column, kindsText(kinds));
}

/// What a reader looks for first: the kinds that run elsewhere, those that run nowhere before the others.
QString awayFromAccelerator(const PlacementFacts& facts)
{
    QStringList parts;
    if (!facts.nowhere.empty())
        parts << QStringLiteral("✕ ") + kindsText(facts.nowhere);
    if (!facts.processor.empty() && !facts.accelerator.empty())
        parts << kindsText(facts.processor);
    return parts.join(QStringLiteral(" · "));
}

QTreeWidget* makeTable(QWidget* parent, const char* name)
{
    auto* table = new QTreeWidget(parent);
    table->setObjectName(QLatin1String(name));
    table->setUniformRowHeights(true);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setAllColumnsShowFocus(true);
    table->header()->setStretchLastSection(true);
    return table;
}

} // namespace

NetworkWindow::NetworkWindow(Workspace& workspace, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_facts(new QScrollArea(this)), m_tabs(new QTabWidget(this)),
      m_operators(makeTable(this, "networkOperators")), m_targets(makeTable(this, "networkTargets"))
{
    setObjectName(QStringLiteral("networkWindow"));
    build();
    connect(&m_workspace, &Workspace::stateChanged, this, &NetworkWindow::ask);
    connect(&m_workspace, &Workspace::targetsChanged, this, &NetworkWindow::ask);
    retranslate();
}

void NetworkWindow::build()
{
    m_facts->setWidgetResizable(true);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_targets->setRootIsDecorated(false);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("networkTabs"));
    m_tabs->addTab(m_operators, QString());
    m_tabs->addTab(m_targets, QString());
    auto* splitter = new QSplitter(this);
    splitter->addWidget(m_facts);
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(splitter);
    const int unit = fontMetrics().averageCharWidth();
    splitter->setSizes({unit * 44, unit * 144});
    resize(QSize(unit * 190, unit * 88).boundedTo(screen()->availableSize() * 9 / 10));
    for (const int column : {macColumn, parameterColumn})
        m_operators->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (const int column : {acceleratorColumn, processorColumn, nowhereColumn})
        m_targets->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    new FocusRing(this);
}

void NetworkWindow::showNetwork(const NetworkId& id)
{
    if (id != m_id)
        m_contents.reset();
    m_id = id;
    fill();
    show();
    raise();
    activateWindow();
    ask();
}

/// Answers follow what the window is about; while it is closed nobody asks.
void NetworkWindow::ask()
{
    if (m_id.empty() || !isVisible())
        return;
    Request request{m_id, m_workspace.answers(), m_workspace.targetLibrary(), m_workspace.state().configurations};
    m_job.start([request = std::move(request)](const std::stop_token& stop) { return answer(request, stop); },
                [this](ContentsPointer contents) {
                    m_contents = std::move(contents);
                    fill();
                });
}

NetworkWindow::ContentsPointer NetworkWindow::answer(const Request& request, const std::stop_token& stop)
{
    auto contents = std::make_shared<Contents>();
    const auto graph = request.answers->networks().get(request.id);
    if (!graph) {
        contents->error = graph.error();
        return contents;
    }
    contents->graph = *graph;
    contents->contents = contentsOf(**graph);
    for (const Target& target : request.targets->targets) {
        if (stop.stop_requested())
            break;
        contents->targets.push_back(
            askTarget(**graph, target, valueOr(request.configurations, target.id, Configuration())));
    }
    std::stable_sort(contents->targets.begin(), contents->targets.end(),
                     [](const TargetFacts& x, const TargetFacts& y) { return nameLess(x.name, y.name); });
    return contents;
}

NetworkWindow::TargetFacts NetworkWindow::askTarget(const Graph& graph, const Target& target,
                                                    const Configuration& configuration)
{
    TargetFacts facts;
    facts.target = target.id;
    facts.name = QString::fromStdString(target.name);
    const auto estimate = tenbin::estimate(graph, target, configuration);
    if (!estimate)
        return facts;
    facts.verdict = estimate->verdict;
    facts.fitsProbability = estimate->fitsProbability;
    facts.uncertain = estimate->isUncertain();
    facts.placement = placementOf(graph, *estimate);
    facts.reasons = estimate->reasons;
    return facts;
}

void NetworkWindow::fill()
{
    setWindowTitle(networkTitle(m_id));
    fillFacts();
    fillOperators();
    fillTargets();
}

void NetworkWindow::fillFacts()
{
    auto* sheet = new Sheet(m_expanded);
    sheet->setContentsMargins(4, 0, 12, 4);
    if (!isZooNetwork(m_id))
        sheet->paragraph(networkPath(m_id));
    if (!m_contents)
        sheet->paragraph(tr("Being counted…"));
    else if (m_contents->error)
        sheet->paragraph(sentenceText(*m_contents->error));
    if (m_contents && m_contents->graph) {
        const Graph& graph = *m_contents->graph;
        const GraphOrigin& origin = graph.origin();
        if (origin.zooSpec.empty())
            sheet->fact(tr("Format"), QString::fromStdString(origin.format), QString::fromStdString(origin.producer));
        if (!origin.innerName.empty())
            sheet->fact(tr("Name inside the file"), {}, QString::fromStdString(origin.innerName));
        addTensors(*sheet, graph, graph.inputs(), tr("Inputs"));
        addTensors(*sheet, graph, graph.outputs(), tr("Outputs"));
        addCounts(*sheet, m_contents->contents, graph);
        addRemarks(*sheet, graph);
    }
    static_cast<QVBoxLayout*>(sheet->layout())->addStretch(1); // lines stay together, however high the window is
    delete m_facts->takeWidget();
    m_facts->setWidget(sheet);
}

void NetworkWindow::addTensors(Sheet& sheet, const Graph& graph, const std::vector<TensorId>& ids, const QString& title)
{
    sheet.title(title);
    for (const TensorId id : ids) {
        const Tensor& tensor = graph.tensor(id);
        sheet.fact(textOr(QString::fromStdString(tensor.name), unknownText()),
                   shapeText(tensor.shape) + QLatin1Char(' ') + QString::fromStdString(toString(tensor.type)));
    }
}

void NetworkWindow::addCounts(Sheet& sheet, const NetworkContents& contents, const Graph& graph)
{
    sheet.title(tr("Counts"));
    sheet.fact(tr("Operators"), wholeText(static_cast<std::int64_t>(graph.operators().size())));
    sheet.fact(tr("MACs"), countText(contents.macs.toDouble()), {}, wholeText(contents.macs.count()));
    sheet.fact(tr("Parameters"), countText(static_cast<double>(contents.parameters)), {},
               wholeText(contents.parameters));
    for (const WidthFacts& width : contents.widths)
        sheet.fact(tr("as %1").arg(QString::fromStdString(toString(width.type))),
                   countText(static_cast<double>(width.parameters)) + QStringLiteral(" · ") + bytesText(width.bytes),
                   {}, wholeText(width.parameters));
    sheet.fact(tr("All constants"), bytesText(contents.constants));
}

void NetworkWindow::addRemarks(Sheet& sheet, const Graph& graph)
{
    std::vector<ImportRemark> assumed, done;
    std::partition_copy(graph.remarks().begin(), graph.remarks().end(), std::back_inserter(assumed),
                        std::back_inserter(done), [](const ImportRemark& remark) { return isAssumption(remark.note); });
    sheet.title(tr("Assumed or unknown"));
    for (const ImportRemark& remark : assumed)
        sheet.item(QStringLiteral("•"), tr("Assumed or unknown"), sentenceText(remark));
    if (assumed.empty())
        sheet.paragraph(tr("Nothing: everything follows from the file."));
    if (done.empty())
        return;
    sheet.title(tr("At import"));
    for (const ImportRemark& remark : done)
        sheet.item(QStringLiteral("•"), tr("At import"), sentenceText(remark));
}

void NetworkWindow::fillOperators()
{
    m_operators->clear();
    if (!m_contents)
        return;
    for (const KindFacts& kind : m_contents->contents.kinds) {
        auto* group = new QTreeWidgetItem(m_operators);
        group->setText(kindColumn, QString::fromStdString(kind.kind) + QStringLiteral("  ×")
                                       + wholeText(static_cast<std::int64_t>(kind.operators.size())));
        setCount(*group, macColumn, kind.macs.count());
        setCount(*group, parameterColumn, kind.parameters);
        for (const OperatorFacts& facts : kind.operators) {
            auto* row = new QTreeWidgetItem(group);
            row->setText(kindColumn, wholeText(facts.op.index));
            row->setText(inputColumn, shapeText(facts.input));
            row->setText(outputColumn, shapeText(facts.output));
            row->setText(typeColumn, QString::fromStdString(toString(facts.type)));
            row->setText(nameColumn, QString::fromStdString(facts.name));
            row->setToolTip(nameColumn, QString::fromStdString(facts.name));
            setCount(*row, macColumn, facts.macs.count());
            setCount(*row, parameterColumn, facts.parameters);
        }
    }
    m_operators->expandAll(); // columns are as wide as what opens
    for (int column = 0; column < nameColumn; ++column)
        m_operators->resizeColumnToContents(column);
    if (m_operators->topLevelItemCount() > 1)
        m_operators->collapseAll();
}

void NetworkWindow::fillTargets()
{
    m_targets->clear();
    if (!m_contents)
        return;
    const ThemeColors& colors = themeColors(palette());
    for (const TargetFacts& facts : m_contents->targets) {
        auto* row = new QTreeWidgetItem(m_targets);
        row->setText(targetColumn, facts.name);
        row->setText(verdictColumn, unknownText());
        if (!facts.verdict)
            continue;
        row->setText(verdictColumn, verdictSymbol(*facts.verdict, facts.uncertain) + QLatin1Char(' ')
                                        + verdictLabel(*facts.verdict, facts.fitsProbability));
        row->setForeground(verdictColumn, colors.of(verdictTone(*facts.verdict, facts.uncertain)));
        QStringList why;
        for (const Reason& reason : facts.reasons)
            why << sentenceText(reason);
        why.removeDuplicates();
        row->setToolTip(verdictColumn, why.join(QLatin1Char('\n')));
        setPlaced(*row, acceleratorColumn, facts.placement.accelerator);
        setPlaced(*row, processorColumn, facts.placement.processor);
        setPlaced(*row, nowhereColumn, facts.placement.nowhere);
        row->setText(kindsColumn, awayFromAccelerator(facts.placement));
    }
    for (int column = 0; column < kindsColumn; ++column)
        m_targets->resizeColumnToContents(column);
}

QString NetworkWindow::factsText() const
{
    if (const auto* sheet = qobject_cast<const Sheet*>(m_facts->widget()))
        return sheet->plainText();
    return {};
}

void NetworkWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NetworkWindow::retranslate()
{
    m_tabs->setTabText(0, tr("Operators"));
    m_tabs->setTabText(1, tr("Where they run"));
    m_facts->setAccessibleName(tr("Facts about the network"));
    m_operators->setAccessibleName(tr("Operators"));
    m_targets->setAccessibleName(tr("Where they run"));
    m_operators->setHeaderLabels(
        {tr("Operator"), tr("Input"), tr("Output"), tr("Type"), tr("MACs"), tr("Parameters"), tr("Name")});
    m_targets->setHeaderLabels(
        {tr("Target"), tr("Verdict"), tr("Accelerator"), tr("Processor"), tr("Nowhere"), tr("Not on the accelerator")});
    if (!m_id.empty())
        fill();
}

} // namespace tenbin
