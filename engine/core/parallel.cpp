// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>

#if !defined(__SANITIZE_THREAD__)
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>
#else
#include <condition_variable>
#include <map>
#include <mutex>
#include <vector>
#endif

namespace tenbin {

int threadCount(int threads)
{
    return threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

#if !defined(__SANITIZE_THREAD__)

struct ThreadTeam::Members {
    tbb::task_arena arena;
};

ThreadTeam::ThreadTeam(int threads) : m_members(new Members{tbb::task_arena(threadCount(threads))}) {}

void ThreadTeam::forEach(std::size_t count, const std::function<void(std::size_t)>& body)
{
    m_members->arena.execute([&] {
        tbb::parallel_for(
            std::size_t{0}, count, [&](std::size_t i) { body(i); }, tbb::simple_partitioner());
    });
}

void orderedPipeline(std::size_t count, int threads, std::size_t window, const std::function<bool(std::size_t)>& work,
                     const std::function<bool(std::size_t)>& consume)
{
    struct Worked {
        std::size_t number;
        bool good;
    };
    std::atomic<bool> stopped{false};
    std::size_t next = 0;
    const auto hand = [&](tbb::flow_control& flow) {
        if (next == count || stopped)
            flow.stop();
        return next++;
    };
    const auto workOn = [&](std::size_t number) { return Worked{number, !stopped && work(number)}; };
    const auto take = [&](Worked worked) {
        if (!stopped && !(worked.good && consume(worked.number)))
            stopped = true;
    };
    tbb::task_arena(threadCount(threads)).execute([&] {
        tbb::parallel_pipeline(std::max<std::size_t>(1, window),
                               tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, hand)
                                   & tbb::make_filter<std::size_t, Worked>(tbb::filter_mode::parallel, workOn)
                                   & tbb::make_filter<Worked, void>(tbb::filter_mode::serial_in_order, take));
    });
}

#else

struct ThreadTeam::Members {
    int threads;
};

ThreadTeam::ThreadTeam(int threads) : m_members(new Members{threadCount(threads)}) {}

void ThreadTeam::forEach(std::size_t count, const std::function<void(std::size_t)>& body)
{
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            body(i);
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < m_members->threads; ++i)
        others.emplace_back(run);
    run();
}

namespace {

/// Hands out numbers and takes results back in order.
class Order {
public:
    Order(std::size_t count, std::size_t window, const std::function<bool(std::size_t)>& consume)
        : m_count(count), m_window(std::max<std::size_t>(1, window)), m_consume(consume)
    {
    }

    /// The next number to work on, or `count` when there is none. Waits while too many results are pending:
    /// whoever works on the oldest of them is running, so the wait ends.
    std::size_t take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_stopped || m_next >= m_count || m_next < m_consumed + m_window; });
        return m_stopped || m_next >= m_count ? m_count : m_next++;
    }

    void give(std::size_t number, bool good)
    {
        std::unique_lock lock(m_mutex);
        m_ready[number] = good;
        if (m_consuming)
            return;
        m_consuming = true;
        for (auto it = m_ready.find(m_consumed); it != m_ready.end() && !m_stopped; it = m_ready.find(m_consumed)) {
            bool goOn = it->second;
            m_ready.erase(it);
            if (goOn) {
                const std::size_t current = m_consumed;
                lock.unlock();
                goOn = m_consume(current);
                lock.lock();
            }
            ++m_consumed;
            m_stopped = !goOn;
            m_changed.notify_all();
        }
        m_consuming = false;
    }

private:
    std::size_t m_count, m_window;
    const std::function<bool(std::size_t)>& m_consume;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::size_t, bool> m_ready;
    std::size_t m_next = 0, m_consumed = 0;
    bool m_consuming = false, m_stopped = false;
};

} // namespace

void orderedPipeline(std::size_t count, int threads, std::size_t window, const std::function<bool(std::size_t)>& work,
                     const std::function<bool(std::size_t)>& consume)
{
    Order order(count, window, consume);
    parallelFor(static_cast<std::size_t>(threadCount(threads)), threads, [&](std::size_t) {
        for (std::size_t i = order.take(); i < count; i = order.take())
            order.give(i, work(i));
    });
}

#endif

ThreadTeam::~ThreadTeam() = default;

void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t)>& body)
{
    ThreadTeam(threads).forEach(count, body);
}

} // namespace tenbin
