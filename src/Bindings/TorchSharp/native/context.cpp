#include "shim.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <dlfcn.h>
#include <torch/version.h>

#include <mutex>

using namespace shim;

namespace {

thread_local std::string last_error;

at::Generator generator_on(c10::DeviceType type, int32_t index) {
  if (type == c10::DeviceType::CPU) return at::detail::createCPUGenerator();
  return at::globalContext().defaultGenerator(c10::Device(type, static_cast<c10::DeviceIndex>(index))).clone();
}

void seed(at::Generator generator, int64_t value) {
  std::lock_guard<std::mutex> lock(generator.mutex());
  generator.set_current_seed(static_cast<uint64_t>(value));
}

}  // namespace

void shim::set_error(std::string message) { last_error = std::move(message); }

SHIM const char* ozt_last_error() { return last_error.c_str(); }

SHIM const char* ozt_version() { return TORCH_VERSION; }

SHIM int32_t ozt_manual_seed(int64_t value) {
  return guarded("manual_seed", [&] { at::manual_seed(static_cast<uint64_t>(value)); });
}

SHIM int32_t ozt_cuda_manual_seed(int64_t value, int32_t all) {
  return guarded("cuda.manual_seed", [&] {
    if (!at::hasCUDA()) return;
    c10::impl::VirtualGuardImpl guard(c10::kCUDA);
    int32_t device = all != 0 ? 0 : guard.getDevice().index();
    for (int32_t end = all != 0 ? guard.deviceCount() : device + 1; device < end; device++)
      seed(at::globalContext().defaultGenerator({c10::kCUDA, static_cast<c10::DeviceIndex>(device)}), value);
  });
}

SHIM int32_t ozt_cuda_count() {
  return at::hasCUDA() ? c10::impl::VirtualGuardImpl(c10::kCUDA).deviceCount() : 0;
}

SHIM int32_t ozt_cuda_synchronize(int32_t index) {
  return guarded("cuda.synchronize", [&] {
    c10::impl::VirtualGuardImpl guard(c10::DeviceType::CUDA);
    auto device = index < 0 ? guard.getDevice() : c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
    guard.getStream(device).synchronize();
  });
}

// which: 0 cuBLAS, 1 cuDNN. value: 0 or 1 sets, anything else only reads.
SHIM int32_t ozt_allow_tf32(int32_t which, int32_t value) {
  auto& context = at::globalContext();
  if (value == 0 || value == 1) {
    if (which == 0) context.setAllowTF32CuBLAS(value != 0);
    else context.setAllowTF32CuDNN(value != 0);
  }
  return (which == 0 ? context.allowTF32CuBLAS() : context.allowTF32CuDNN()) ? 1 : 0;
}

SHIM int32_t ozt_generator_default(at::Generator** result) {
  return guarded("default_generator", [&] { *result = new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

SHIM int32_t ozt_generator_new(int64_t value, int32_t device_type, int32_t device_index, at::Generator** result) {
  return guarded("Generator", [&] {
    auto generator = generator_on(static_cast<c10::DeviceType>(device_type), device_index);
    seed(generator, value);
    *result = new at::Generator(std::move(generator));
  });
}

SHIM void ozt_generator_free(at::Generator* generator) { delete generator; }

SHIM int32_t ozt_generator_seed(at::Generator* generator, int64_t value) {
  return guarded("Generator.manual_seed", [&] { seed(*generator, value); });
}

SHIM int64_t ozt_generator_initial_seed(at::Generator* generator) {
  return static_cast<int64_t>(generator->current_seed());
}

SHIM int32_t ozt_generator_state(at::Generator* generator, Handle* result) {
  return guarded("Generator.get_state", [&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *result = give(generator->get_state());
  });
}

SHIM int32_t ozt_generator_set_state(at::Generator* generator, Handle state) {
  return guarded("Generator.set_state", [&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(borrow(state));
  });
}

SHIM int32_t ozt_threads() { return at::get_num_threads(); }

SHIM int32_t ozt_threads_set(int32_t count) {
  return guarded("set_num_threads", [&] {
    at::set_num_threads(count);
    // An OpenBLAS with threads of its own does not follow ATen's count.
    if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) set(count);
  });
}

SHIM int32_t ozt_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

SHIM int32_t ozt_interop_threads_set(int32_t count) {
  return guarded("set_num_interop_threads", [&] { at::set_num_interop_threads(count); });
}
