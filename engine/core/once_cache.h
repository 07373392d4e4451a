// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace tenbin {

/// Values by key, each made once: who asks for one that another thread is making waits for it. Of more than `most`
/// those go first that nobody has asked for longest. Thread-safe; values are copied out, so that large ones are held
/// by a pointer.
template <class Key, class Value>
class OnceCache {
public:
    explicit OnceCache(std::size_t most) : m_most(std::max<std::size_t>(1, most)) {}

    /// The value of `key`, from `make()` where there is none yet; `make` must not ask for the same key. What it throws
    /// goes to its caller, and one of those who wait makes the value instead.
    template <class Make>
    Value get(const Key& key, const Make& make)
    {
        for (;;) {
            const auto [slot, isNew] = place(key);
            if (isNew)
                return made(key, slot, make);
            if (auto value = awaited(*slot))
                return *std::move(value);
        }
    }

    /// The value of `key` if it is there; does not wait for one that is being made.
    std::optional<Value> find(const Key& key)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_places.find(key);
        if (found == m_places.end())
            return std::nullopt;
        touch(found->second);
        return found->second.slot->value;
    }

    /// Values kept, those being made included.
    std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_places.size();
    }

private:
    struct Slot {
        std::optional<Value> value;
        bool failed = false;
    };
    using SlotPointer = std::shared_ptr<Slot>;
    using Order = std::list<const Key*>;
    struct Place {
        SlotPointer slot;
        typename Order::iterator position;
    };

    /// The slot of `key`, and whether the caller is the one to fill it.
    std::pair<SlotPointer, bool> place(const Key& key)
    {
        const std::scoped_lock lock(m_mutex);
        const auto [found, isNew] = m_places.try_emplace(key);
        Place& place = found->second;
        if (!isNew) {
            touch(place);
            return {place.slot, false};
        }
        m_order.push_front(&found->first);
        place = {std::make_shared<Slot>(), m_order.begin()};
        const SlotPointer slot = place.slot;
        if (m_places.size() > m_most)
            forget(m_places.find(*m_order.back()));
        return {slot, true};
    }

    template <class Make>
    Value made(const Key& key, const SlotPointer& slot, const Make& make)
    {
        try {
            Value value = make();
            const std::scoped_lock lock(m_mutex);
            slot->value = value;
            m_changed.notify_all();
            return value;
        } catch (...) {
            const std::scoped_lock lock(m_mutex);
            slot->failed = true;
            if (const auto found = m_places.find(key); found != m_places.end() && found->second.slot == slot)
                forget(found);
            m_changed.notify_all();
            throw;
        }
    }

    /// Nothing where whoever was making the value could not.
    std::optional<Value> awaited(const Slot& slot)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return slot.value || slot.failed; });
        return slot.value;
    }

    void touch(const Place& place) { m_order.splice(m_order.begin(), m_order, place.position); }

    void forget(typename std::map<Key, Place>::iterator found)
    {
        m_order.erase(found->second.position);
        m_places.erase(found);
    }

    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<Key, Place> m_places;
    Order m_order; ///< keys of m_places, the one asked for last first
};

} // namespace tenbin
