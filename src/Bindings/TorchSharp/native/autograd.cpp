#include "shim.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

using namespace shim;

namespace {

std::vector<at::Tensor> borrow_all(const Handle* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

}  // namespace

SHIM int32_t ozt_autograd_grad(
    const Handle* outputs, int32_t output_count, const Handle* inputs, int32_t input_count, const Handle* seeds,
    int32_t seed_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, Handle* results) {
  return guarded("torch::autograd::grad", [&] {
    auto gradients = torch::autograd::grad(
        borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(seeds, seed_count),
        retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < gradients.size(); i++) results[i] = give(std::move(gradients[i]));
  });
}

SHIM int32_t ozt_autograd_backward(
    const Handle* outputs, int32_t output_count, const Handle* seeds, int32_t seed_count, int32_t retain_graph,
    int32_t create_graph, const Handle* inputs, int32_t input_count) {
  return guarded("torch::autograd::backward", [&] {
    torch::autograd::backward(
        borrow_all(outputs, output_count), borrow_all(seeds, seed_count), retain_graph != 0, create_graph != 0,
        borrow_all(inputs, input_count));
  });
}

SHIM int32_t ozt_tensor_set_requires_grad(Handle handle, int32_t value) {
  return guarded("requires_grad_", [&] { borrow(handle).requires_grad_(value != 0); });
}

SHIM int32_t ozt_tensor_retain_grad(Handle handle) {
  return guarded("retain_grad", [&] { borrow(handle).retain_grad(); });
}

SHIM int32_t ozt_tensor_grad(Handle handle, Handle* result) {
  return guarded("grad", [&] {
    at::Tensor gradient = borrow(handle).grad();
    *result = give(std::move(gradient));
  });
}

SHIM int32_t ozt_tensor_set_grad(Handle handle, Handle gradient) {
  return guarded("grad", [&] { borrow(handle).mutable_grad() = borrow(gradient); });
}

SHIM int32_t ozt_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }

SHIM void ozt_grad_mode_set(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

SHIM int32_t ozt_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

SHIM void* ozt_inference_mode_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }

SHIM void ozt_inference_mode_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
