// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/termination.h"

#include <array>
#include <csignal>
#include <utility>

#include <QSocketNotifier>
#include <fcntl.h>
#include <unistd.h>

namespace tenbin {

namespace {

constexpr std::array kSignals = {SIGTERM, SIGHUP, SIGINT};

// A handler may do next to nothing: it writes a byte, which the event loop reads.
std::array<int, 2> g_pipe = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_pipe[1], &byte, 1);
}

void handle(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : kSignals)
        ::sigaction(signal, &action, nullptr);
}

} // namespace

Termination::Termination(QObject* parent) : QObject(parent)
{
    if (::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals then end the program as they always do
    m_notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(g_pipe[0], &byte, 1) == 1)
            Q_EMIT asked();
    });
    handle(onSignal);
}

Termination::~Termination()
{
    if (!m_notifier)
        return;
    handle(SIG_DFL);
    for (int& end : g_pipe)
        ::close(std::exchange(end, -1));
}

} // namespace tenbin
