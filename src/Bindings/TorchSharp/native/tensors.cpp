#include "shim.h"

#include <ATen/ATen.h>

#include <cstring>

using namespace shim;

namespace {

struct Info {
  const int64_t* sizes;
  const int64_t* strides;
  int64_t numel;
  int32_t dim;
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
  uint8_t requires_grad;
  uint8_t is_leaf;
  uint8_t is_contiguous;
  uint8_t is_sparse;
};

size_t bytes_of(const at::Tensor& tensor) { return static_cast<size_t>(tensor.numel()) * tensor.element_size(); }

}  // namespace

SHIM void ozt_tensor_free(Handle handle) {
  if (handle != nullptr) c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle);
}

// Another owner of the same tensor.
SHIM Handle ozt_tensor_alias(Handle handle) { return give(borrow(handle)); }

// The pointers in *info stay valid while the tensor lives and is not resized.
SHIM int32_t ozt_tensor_info(Handle handle, Info* info) {
  return guarded("tensor info", [&] {
    auto tensor = borrow(handle);
    auto dense = tensor.layout() == at::kStrided;
    auto device = tensor.device();
    *info = {
        tensor.sizes().data(), dense ? tensor.strides().data() : nullptr, tensor.numel(),
        static_cast<int32_t>(tensor.dim()), static_cast<int32_t>(tensor.scalar_type()),
        static_cast<int32_t>(device.type()), device.index(), tensor.requires_grad(), tensor.is_leaf(),
        dense && tensor.is_contiguous(), !dense};
  });
}

SHIM int32_t ozt_tensor_data(Handle handle, void** data) {
  return guarded("data_ptr", [&] { *data = borrow(handle).data_ptr(); });
}

// Copies dense row-major elements of host memory into a new tensor.
SHIM int32_t ozt_tensor_from(
    const void* data, const int64_t* sizes, int32_t dim, int32_t dtype, int32_t device_type, int32_t device_index,
    Handle* result) {
  return guarded("tensor", [&] {
    auto tensor = at::empty({sizes, static_cast<size_t>(dim)}, at::dtype(static_cast<at::ScalarType>(dtype)));
    if (auto bytes = bytes_of(tensor)) std::memcpy(tensor.data_ptr(), data, bytes);
    auto device = c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    *result = give(device.is_cpu() ? tensor : tensor.to(device));
  });
}

// Copies the elements, in row-major order, into host memory of exactly their size.
SHIM int32_t ozt_tensor_read(Handle handle, void* target, int64_t bytes) {
  return guarded("tensor read", [&] {
    auto tensor = borrow(handle).detach().cpu().contiguous();
    auto held = static_cast<int64_t>(bytes_of(tensor));
    TORCH_CHECK(held == bytes, "the tensor holds ", held, " bytes, not ", bytes);
    if (held != 0) std::memcpy(target, tensor.data_ptr(), held);
  });
}
