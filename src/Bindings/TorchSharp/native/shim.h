#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <c10/util/intrusive_ptr.h>

#include <cstdint>
#include <exception>
#include <string>

#define SHIM extern "C" __attribute__((visibility("default")))

namespace shim {

// A tensor's handle is its TensorImpl with one reference owned by the holder; 0 is the undefined tensor.
using Handle = c10::TensorImpl*;

enum class Tag : int32_t {
  None, Tensor, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, OptionalTensorList,
  Device, String, Generator, Default
};

// One argument or result. Lists and strings: data is the address, count the length.
struct Value {
  Tag tag;
  int32_t count;
  int64_t data;
};

inline at::Tensor borrow(Handle handle) {
  if (handle == nullptr) return {};
  c10::raw::intrusive_ptr::incref(handle);
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle));
}

inline Handle give(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

void set_error(std::string message);

// Runs the body; what it throws becomes the thread's last error, and the return code 1.
template <class Body>
int32_t guarded(const char* name, Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& error) {
    set_error(std::string(name) + ": " + error.what_without_backtrace());
  } catch (const std::exception& error) {
    set_error(std::string(name) + ": " + error.what());
  } catch (...) {
    set_error(std::string(name) + ": unknown native error");
  }
  return 1;
}

}  // namespace shim
