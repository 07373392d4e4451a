// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/board_page.h"

#include <QActionGroup>
#include <QDrag>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/requirement_desk.h"
#include "gui/app/verdict_text.h"
#include "gui/app/workspace.h"
#include "gui/board/board_view.h"
#include "gui/board/requirement_bar.h"
#include "gui/items/board_model.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

struct GroupChoice {
    BoardFilter::GroupBy value;
    const char* id;
    const char* text;
};
struct SortChoice {
    BoardFilter::SortBy value;
    const char* id;
    const char* text;
};
constexpr GroupChoice kGroups[] = {
    {BoardFilter::GroupBy::family, "family", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Family")},
    {BoardFilter::GroupBy::verdict, "verdict", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Verdict")},
    {BoardFilter::GroupBy::none, "none", QT_TRANSLATE_NOOP("tenbin::BoardPage", "No groups")},
};
constexpr SortChoice kSorts[] = {
    {BoardFilter::SortBy::frames, "frames", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Frames per second")},
    {BoardFilter::SortBy::latency, "latency", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Latency")},
    {BoardFilter::SortBy::energy, "energy", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Energy")},
    {BoardFilter::SortBy::price, "price", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Price")},
    {BoardFilter::SortBy::side, "side", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Package size")},
    {BoardFilter::SortBy::name, "name", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Name")},
    {BoardFilter::SortBy::rank, "rank", QT_TRANSLATE_NOOP("tenbin::BoardPage", "Requirements")},
};

} // namespace

BoardPage::BoardPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_desk(new RequirementDesk(workspace, this)),
      m_model(new BoardModel(workspace, this)), m_filter(new BoardFilter(this)), m_view(new BoardView(this)),
      m_bar(new RequirementBar(*m_desk, this)), m_title(new QLabel(this)), m_counts(new QLabel(this)),
      m_search(new QLineEdit(this)), m_group(new QToolButton(this)), m_sort(new QToolButton(this)),
      m_groupMenu(new QMenu(this)), m_sortMenu(new QMenu(this)), m_groupActions(new QActionGroup(this)),
      m_sortActions(new QActionGroup(this)), m_hint(new QFrame(this)), m_hintText(new QLabel(m_hint)),
      m_hintClose(new QToolButton(m_hint))
{
    m_model->obey(*m_desk);
    m_filter->setSourceModel(m_model);
    m_view->setModel(m_filter);
    build();
    buildMenus();
    connectView();
    retranslate();
}

void BoardPage::build()
{
    setObjectName(QStringLiteral("boardPage"));
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->setTextFormat(Qt::PlainText);
    QFont titleFont = m_title->font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    setAttribute(Qt::WA_StyledBackground);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_counts->setObjectName(QStringLiteral("counts"));
    m_counts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(fontMetrics().averageCharWidth() * 30);
    m_search->setObjectName(QStringLiteral("search"));
    m_view->setObjectName(QStringLiteral("boardView"));
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hintText->setWordWrap(true);
    m_hintClose->setText(QStringLiteral("✕"));
    m_hintClose->setAutoRaise(true);
    auto* hintLayout = new QHBoxLayout(m_hint);
    hintLayout->setContentsMargins(16, 4, 8, 4);
    hintLayout->addWidget(m_hintText, 1);
    hintLayout->addWidget(m_hintClose);
    m_hint->hide();

    auto* titleRow = new QHBoxLayout;
    titleRow->setContentsMargins(16, 12, 16, 4);
    titleRow->addWidget(m_title, 1);
    titleRow->addWidget(m_search);
    auto* countsRow = new QHBoxLayout;
    countsRow->setContentsMargins(16, 0, 16, 4);
    countsRow->addWidget(m_counts, 1);
    countsRow->addWidget(m_group);
    countsRow->addWidget(m_sort);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_hint);
    layout->addLayout(titleRow);
    layout->addLayout(countsRow);
    layout->addWidget(m_bar);
    layout->addWidget(m_view, 1);
    setTabOrder(m_search, m_group); // from top to bottom, as one sees them
    setTabOrder(m_group, m_sort);
    setTabOrder(m_sort, &m_bar->addButton());
    setTabOrder(&m_bar->addButton(), m_view);
}

void BoardPage::buildMenus()
{
    for (QToolButton* button : {m_group, m_sort}) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setAutoRaise(true);
    }
    m_group->setMenu(m_groupMenu);
    m_sort->setMenu(m_sortMenu);
    for (const GroupChoice& choice : kGroups) {
        QAction* action = m_groupMenu->addAction(QString());
        action->setCheckable(true);
        m_groupActions->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, &choice] { setArrangement(QString::fromLatin1(choice.id), sortId()); });
    }
    for (const SortChoice& choice : kSorts) {
        QAction* action = m_sortMenu->addAction(QString());
        action->setCheckable(true);
        m_sortActions->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, &choice] { setArrangement(groupId(), QString::fromLatin1(choice.id)); });
    }
}

void BoardPage::connectView()
{
    connect(m_search, &QLineEdit::textChanged, m_filter, &BoardFilter::setText);
    connect(new QShortcut(Qt::Key_Escape, m_search, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
            m_search, &QLineEdit::clear);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &BoardPage::refreshHead);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &BoardPage::refreshHead);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &BoardPage::refreshHead);
    connect(m_filter, &QAbstractItemModel::modelReset, this, [this] {
        refreshHead();
        followSelection();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            m_workspace.setSelectedTarget(current.data(BoardModel::TargetRole).toString().toStdString());
    });
    connect(m_view, &QAbstractItemView::activated, this, &BoardPage::detailsRequested);
    connect(m_view, &BoardView::networkDropped, this, [this](const QString& network, const QString& target) {
        if (target.isEmpty())
            m_workspace.placeOnAll(network.toStdString());
        else
            m_workspace.placeOn(target.toStdString(), network.toStdString());
    });
    connect(m_view, &BoardView::filesDropped, this, [this](const QStringList& paths, const QString& target) {
        using Kind = OpenDestination::Kind;
        m_workspace.openFiles(paths, {target.isEmpty() ? Kind::board : Kind::card, target.toStdString()});
    });
    connect(m_view, &BoardView::networkHovers, this, [this](const QString& network) {
        if (network.isEmpty())
            m_workspace.stopPreview();
        else
            m_workspace.startPreview(network.toStdString());
    });
    connect(m_view, &BoardView::cardDragged, this, &BoardPage::dragCard);
    connect(m_view, &BoardView::cardMenuRequested, this, [this](const QModelIndex& index, const QPoint& at) {
        Q_EMIT menuRequested(index.data(BoardModel::TargetRole).toString(), at);
    });
    connect(m_hintClose, &QToolButton::clicked, this, [this] {
        m_hint->hide();
        Q_EMIT hintDismissed();
    });
    connect(&m_workspace, &Workspace::selectionChanged, this, &BoardPage::followSelection);
    connect(&m_workspace, &Workspace::estimatesChanged, this, &BoardPage::sortWhenReplaced);
    connect(m_desk, &RequirementDesk::requirementsChanged, this, &BoardPage::followRequirements);
    connect(m_desk, &RequirementDesk::choicesChanged, this, &BoardPage::sortWhenRanked);
}

void BoardPage::dragCard(const QString& target)
{
    const auto design = designOn(m_workspace, target.toStdString());
    const Target* named = m_workspace.target(target.toStdString());
    if (!design || !named)
        return;
    auto* drag = new QDrag(m_view); // on the heap: Qt deletes it when the receiver has read the data
    drag->setMimeData(designData({*design}).release());
    drag->setPixmap(dragPixmap(*m_view, networkTitle(networkIdOf(design->network)) + QStringLiteral(" · ")
                                            + QString::fromStdString(named->name)));
    drag->setHotSpot({-12, -12});
    drag->exec(Qt::CopyAction);
}

void BoardPage::sortWhenReplaced()
{
    const bool byVerdict = m_filter->groupBy() == BoardFilter::GroupBy::verdict;
    if (!byVerdict && m_sortedFor == m_workspace.state().network)
        return;
    m_sortedFor = m_workspace.state().network;
    m_ranksAreNew = true;
    m_filter->invalidate();
    m_view->doItemsLayout();
}

/// What is asked first sorts the board by it, until nothing is asked any more.
void BoardPage::followRequirements()
{
    m_ranksAreNew = true;
    const bool asked = m_desk->active();
    if (asked && !m_wasAsked) {
        m_sortBefore = m_filter->sortBy();
        m_filter->setSortBy(BoardFilter::SortBy::rank);
    } else if (!asked && m_wasAsked && m_filter->sortBy() == BoardFilter::SortBy::rank) {
        m_filter->setSortBy(m_sortBefore);
    }
    m_wasAsked = asked;
    m_view->doItemsLayout();
    retranslate();
}

/// Once for each question: a card stays where it is while its sliders move.
void BoardPage::sortWhenRanked()
{
    refreshHead();
    if (!m_ranksAreNew || !m_desk->choices())
        return;
    m_ranksAreNew = false;
    m_filter->invalidate();
    m_view->doItemsLayout();
}

void BoardPage::followSelection()
{
    // No row, no index: the filter has none for it either.
    const QModelIndex index = m_filter->mapFromSource(m_model->index(m_model->rowOf(m_workspace.selectedTarget())));
    if (index.isValid() && index != m_view->currentIndex())
        m_view->setCurrentIndex(index);
}

void BoardPage::setHintVisible(bool visible) { m_hint->setVisible(visible); }

QString BoardPage::groupId() const
{
    for (const GroupChoice& choice : kGroups)
        if (choice.value == m_filter->groupBy())
            return QString::fromLatin1(choice.id);
    return {};
}

QString BoardPage::sortId() const
{
    for (const SortChoice& choice : kSorts)
        if (choice.value == m_filter->sortBy())
            return QString::fromLatin1(choice.id);
    return {};
}

void BoardPage::setArrangement(const QString& groupId, const QString& sortId)
{
    for (const GroupChoice& choice : kGroups)
        if (groupId == QLatin1String(choice.id))
            m_filter->setGroupBy(choice.value);
    for (const SortChoice& choice : kSorts)
        if (sortId == QLatin1String(choice.id))
            m_filter->setSortBy(choice.value);
    m_view->doItemsLayout();
    retranslate();
    Q_EMIT arrangementChanged();
}

void BoardPage::focusFilter()
{
    m_search->setFocus();
    m_search->selectAll();
}

void BoardPage::askForMore() { m_bar->add(); }

QString BoardPage::countText(VerdictKind verdict, int count)
{
    switch (verdict) {
    case VerdictKind::fits:
        return tr("%n fit(s)", "number of targets", count);
    case VerdictKind::fitsWithChanges:
        return tr("%n with changes", "number of targets", count);
    case VerdictKind::doesNotFit:
        return tr("%n do(es) not fit", "number of targets", count);
    case VerdictKind::unknown:
        break;
    }
    return tr("%n unknown", "number of targets", count);
}

/// The same where something is asked of the chips.
QString BoardPage::keptText(VerdictKind verdict, int count)
{
    switch (verdict) {
    case VerdictKind::fits:
        return tr("%n keep(s) it", "number of targets", count);
    case VerdictKind::fitsWithChanges:
        return tr("%n with changes", "number of targets", count);
    case VerdictKind::doesNotFit:
        return tr("%n miss(es)", "number of targets", count);
    case VerdictKind::unknown:
        break;
    }
    return tr("%n unknown", "number of targets", count);
}

/// "MobileNet v2 on 59 targets · 2 with another network"; `name` is empty where the board has no network.
QString BoardPage::titleText(const QString& name, int targets, int others)
{
    QString title = tr("%n target(s)", nullptr, targets);
    if (!name.isEmpty())
        title = tr("%1 on %n target(s)", nullptr, targets).arg(name);
    if (others > 0)
        title += QStringLiteral(" · ") + tr("%n with another network", "number of targets", others);
    return title;
}

void BoardPage::refreshHead()
{
    int targets = 0; // that carry the board's network
    for (int row = 0; row < m_filter->rowCount(); ++row)
        if (m_filter->index(row, 0).data(BoardModel::CardRole).value<CardPointer>()->networkTitle.isEmpty())
            ++targets;
    const int others = m_filter->rowCount() - targets;
    const NetworkId& network = m_workspace.state().network;
    QString name;
    if (!network.empty())
        name = networkTitle(network);
    const QString title = titleText(name, targets, others);
    // Where room is short the name gives way, not on how many targets it was estimated.
    const QFontMetrics metrics = m_title->fontMetrics();
    const int width = std::max(40, m_title->width());
    const int forName = width - metrics.horizontalAdvance(title) + metrics.horizontalAdvance(name);
    const QString shortName = metrics.elidedText(name, Qt::ElideRight, std::max(40, forName));
    m_title->setText(metrics.elidedText(titleText(shortName, targets, others), Qt::ElideRight, width));
    m_title->setToolTip(title);

    refreshCounts();
    m_view->setEmptyText(emptyText());
}

QString BoardPage::emptyText() const
{
    if (m_model->rowCount() == 0)
        return tr("No targets were found. Presets are read from share/tenbin/presets and from your own preset folder.");
    return tr("No target matches the filter. Clear it to see all.");
}

void BoardPage::refreshCounts()
{
    const ThemeColors& colors = themeColors(palette());
    QStringList words;
    QStringList full;
    QStringList brief;
    const auto add = [&](const QString& symbol, VerdictKind tone, int count, const QString& text) {
        if (count == 0)
            return;
        const QString span = QStringLiteral("<span style=\"color:%1\">%2&nbsp;%3</span>");
        words << symbol + QLatin1Char(' ') + text;
        full << span.arg(colors.of(tone).name(), symbol, text);
        brief << span.arg(colors.of(tone).name(), symbol, QString::number(count));
    };
    const auto addVerdict = [&](VerdictKind verdict) {
        const int count = m_filter->count(verdict);
        const QString text = m_desk->active() ? keptText(verdict, count) : countText(verdict, count);
        add(verdictSymbol(verdict), verdict, count, text);
    };
    addVerdict(VerdictKind::fits);
    const int near = m_filter->countNearLimit();
    add(verdictSymbol(VerdictKind::fits, true), verdictTone(VerdictKind::fits, true), near,
        tr("%n near the limit", "number of targets", near));
    addVerdict(VerdictKind::fitsWithChanges);
    addVerdict(VerdictKind::doesNotFit);
    addVerdict(VerdictKind::unknown);
    // In a narrow window symbol and number stay; the words are in the tooltip.
    const QString spoken = words.join(QStringLiteral("   "));
    const bool fits = m_counts->fontMetrics().horizontalAdvance(spoken) + 8 <= m_counts->width();
    if (!fits)
        full.swap(brief);
    m_counts->setText(full.join(QStringLiteral(" &nbsp; ")));
    m_counts->setToolTip(spoken);
    m_counts->setAccessibleName(spoken);
}

void BoardPage::retranslate()
{
    for (qsizetype i = 0; i < m_groupActions->actions().size(); ++i) {
        const GroupChoice& choice = kGroups[i];
        m_groupActions->actions()[i]->setText(tr(choice.text));
        m_groupActions->actions()[i]->setChecked(choice.value == m_filter->groupBy());
        if (choice.value == m_filter->groupBy())
            m_group->setText(tr("Group: %1").arg(tr(choice.text)) + QStringLiteral(" ▾"));
    }
    for (qsizetype i = 0; i < m_sortActions->actions().size(); ++i) {
        const SortChoice& choice = kSorts[i];
        m_sortActions->actions()[i]->setText(tr(choice.text));
        m_sortActions->actions()[i]->setChecked(choice.value == m_filter->sortBy());
        if (choice.value == m_filter->sortBy())
            m_sort->setText(tr("Sort: %1").arg(tr(choice.text)) + QStringLiteral(" ▾"));
    }
    m_groupMenu->setTitle(tr("Group by"));
    m_sortMenu->setTitle(tr("Sort by"));
    m_search->setPlaceholderText(tr("Filter targets"));
    m_search->setAccessibleName(tr("Filter targets"));
    m_view->setAccessibleName(tr("Targets"));
    m_hintText->setText(tr("Drag a network from the shelf onto a card, or onto the board for all targets. "
                           "Drop your own .tflite, .onnx, .h5 and .keras files anywhere."));
    m_hintClose->setToolTip(tr("Dismiss"));
    m_hintClose->setAccessibleName(tr("Dismiss"));
    refreshHead();
}

void BoardPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_model->refresh();
        m_filter->invalidate();
        m_view->doItemsLayout();
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        refreshHead();
    }
}

void BoardPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // the labels' widths are asked for now
    refreshHead();
}

} // namespace tenbin
