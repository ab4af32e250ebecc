// Memory for tensors on the processor. In a heap, the holes that tensors of many sizes leave stay resident: a tenth and
// more of what a pass takes. Given back to the kernel at once, every page would be fetched anew for the next tensor.
// This pool keeps the pages of freed tensors for the next ones, and gives some back as soon as more would be resident
// than the tensors ever took at one time.

#include "shim.h"

#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <mutex>
#include <new>
#include <utility>

namespace {

// A smaller tensor comes from the heap: in whole pages it would take more.
constexpr size_t least_pooled = 64 << 10;

// What is asked of the kernel, or given back to it, at one time, at least.
constexpr size_t least_mapped = 16 << 20;
constexpr size_t least_purged = 1 << 20;

struct Span {
  size_t size;
  bool is_resident;
};

// By address, without overlaps.
using Spans = std::map<char*, Span>;

bool touch(Spans::iterator left, Spans::iterator right) { return left->first + left->second.size == right->first; }

class Pool {
 public:
  // Null where the kernel has no more.
  void* take(size_t bytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    bytes = round_up(bytes, page_);
    auto place = best(bytes);
    if (place == free_.end()) place = grow(bytes);
    if (place == free_.end()) {
      release();
      place = grow(bytes);
    }
    if (place == free_.end()) return nullptr;

    auto start = occupy(place, bytes);
    live_ += bytes;
    most_live_ = std::max(most_live_, live_);
    try {
      if (resident_ > most_live_) purge(std::max(resident_ - most_live_, least_purged));
    } catch (const std::bad_alloc&) {
      // No room to note where a span was divided: it stays resident.
    }
    return start;
  }

  // False where the memory is not of this pool.
  bool give(void* data) {
    if (reinterpret_cast<uintptr_t>(data) % page_ != 0) return false;
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = used_.find(static_cast<char*>(data));
    if (found == used_.end()) return false;
    live_ -= found->second.size;
    // The node moves, since nothing may be allocated here: a tensor is often freed because memory is wanting.
    merge(free_.insert(used_.extract(found)).position);
    // With the last tensor a network is gone, and the next one may be small.
    if (live_ == 0 && resident_ > least_mapped) {
      release();
      most_live_ = 0;
    }
    return true;
  }

 private:
  static size_t round_up(size_t value, size_t unit) { return (value + unit - 1) / unit * unit; }

  // The first span of the gap that needs the fewest pages of the kernel; of those the smallest.
  Spans::iterator best(size_t bytes) {
    auto result = free_.end();
    size_t fewest = SIZE_MAX, smallest = SIZE_MAX;
    for (auto next = free_.begin(); next != free_.end();) {
      auto first = next, last = next;
      size_t size = 0, absent = 0;
      do {
        last = next++;
        if (!last->second.is_resident && size < bytes) absent += std::min(last->second.size, bytes - size);
        size += last->second.size;
      } while (next != free_.end() && touch(last, next));
      if (size < bytes || absent > fewest || (absent == fewest && size >= smallest)) continue;
      result = first;
      fewest = absent;
      smallest = size;
    }
    return result;
  }

  Spans::iterator grow(size_t bytes) {
    auto size = round_up(bytes, least_mapped);
    auto data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (data == MAP_FAILED) return free_.end();
    try {
      return free_.emplace(static_cast<char*>(data), Span{size, false}).first;
    } catch (const std::bad_alloc&) {
      munmap(data, size);
      return free_.end();
    }
  }

  // What may throw comes before anything is changed: a span that were both used and free would be given twice.
  char* occupy(Spans::iterator first, size_t bytes) {
    auto last = first;
    auto left = bytes;
    for (; left > last->second.size; ++last) left -= last->second.size;
    if (left < last->second.size) {
      free_.emplace(last->first + left, Span{last->second.size - left, last->second.is_resident});
      last->second.size = left;
    }
    for (auto place = first; place != std::next(last); ++place)
      if (!place->second.is_resident) resident_ += place->second.size;
    free_.erase(std::next(first), std::next(last));
    auto start = first->first;
    first->second = {bytes, true};
    used_.insert(free_.extract(first));
    return start;
  }

  // With its neighbours of the same kind; the result is the whole.
  Spans::iterator merge(Spans::iterator place) {
    auto joins = [](Spans::iterator left, Spans::iterator right) {
      return left->second.is_resident == right->second.is_resident && touch(left, right);
    };
    auto next = std::next(place);
    if (next != free_.end() && joins(place, next)) {
      place->second.size += next->second.size;
      free_.erase(next);
    }
    if (place == free_.begin() || !joins(std::prev(place), place)) return place;
    auto whole = std::prev(place);
    whole->second.size += place->second.size;
    free_.erase(place);
    return whole;
  }

  void purge(size_t bytes) {
    for (auto place = free_.begin(); place != free_.end() && bytes > 0; ++place) {
      if (!place->second.is_resident) continue;
      auto taken = std::min(bytes, place->second.size);
      auto start = place->first + (place->second.size - taken);
      if (taken < place->second.size) {
        auto rest = free_.emplace(start, Span{taken, true}).first;
        place->second.size -= taken;
        place = rest;
      }
      madvise(start, taken, MADV_DONTNEED);
      place->second.is_resident = false;
      place = merge(place);
      resident_ -= taken;
      bytes -= taken;
    }
  }

  void release() {
    for (auto place = free_.begin(); place != free_.end();) {
      // The kernel refuses where it has no room to note the hole.
      if (munmap(place->first, place->second.size) != 0) {
        ++place;
        continue;
      }
      if (place->second.is_resident) resident_ -= place->second.size;
      place = free_.erase(place);
    }
  }

  const size_t page_ = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  std::mutex mutex_;
  Spans used_;
  Spans free_;
  size_t live_ = 0;
  size_t most_live_ = 0;
  size_t resident_ = 0;
};

// Never destroyed: tensors outlive whatever the process ends first.
Pool& pool() {
  static auto instance = new Pool;
  return *instance;
}

// libtorch's base class asks for one form of allocate or for the other, and for copy_data or not, by its version.
struct PoolAllocator final : c10::Allocator {
  c10::DataPtr allocate(size_t bytes) const {
    auto data = bytes < least_pooled ? c10::alloc_cpu(bytes) : pool().take(bytes);
    TORCH_CHECK(data != nullptr || bytes == 0, "can't allocate memory: a tensor asks for ", bytes, " bytes");
    return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
  }

  c10::DataPtr allocate(size_t bytes) { return std::as_const(*this).allocate(bytes); }

  c10::DeleterFnPtr raw_deleter() const override { return &release; }

  void copy_data(void* target, const void* source, size_t bytes) const { std::memcpy(target, source, bytes); }

  static void release(void* data) {
    if (data != nullptr && !pool().give(data)) c10::free_cpu(data);
  }
};

const bool is_installed = [] {
  c10::SetCPUAllocator(new PoolAllocator, 1);
  return true;
}();

}  // namespace
