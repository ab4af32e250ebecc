#include "shim.h"

#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <torch/version.h>

#include <cstring>
#include <optional>
#include <vector>

using namespace shim;

namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
using OptionalTensor = std::optional<at::Tensor>;
#else
using OptionalTensor = c10::optional<at::Tensor>;
#endif

struct Operator {
  c10::OperatorHandle handle;
  const c10::FunctionSchema& schema;
  std::string name;
};

template <class T>
c10::IValue list_of(const Value& value) {
  auto source = reinterpret_cast<const T*>(value.data);
  c10::List<T> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) list.push_back(source[i]);
  return list;
}

c10::IValue bools_of(const Value& value) {
  auto source = reinterpret_cast<const uint8_t*>(value.data);
  c10::List<bool> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) list.push_back(source[i] != 0);
  return list;
}

c10::IValue tensors_of(const Value& value) {
  auto source = reinterpret_cast<const Handle*>(value.data);
  c10::List<at::Tensor> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) list.push_back(borrow(source[i]));
  return list;
}

c10::IValue optional_tensors_of(const Value& value) {
  auto source = reinterpret_cast<const Handle*>(value.data);
  c10::List<OptionalTensor> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++)
    list.push_back(source[i] == nullptr ? OptionalTensor() : OptionalTensor(borrow(source[i])));
  return list;
}

c10::IValue default_of(const c10::Argument& argument) {
  if (argument.default_value()) return *argument.default_value();
  TORCH_CHECK(argument.type()->kind() == c10::TypeKind::OptionalType, "argument '", argument.name(), "' is missing");
  return {};
}

c10::IValue to_ivalue(const Value& value, const c10::Argument& argument) {
  switch (value.tag) {
    case Tag::None: return {};
    case Tag::Tensor: return borrow(reinterpret_cast<Handle>(value.data));
    case Tag::Int: return value.data;
    case Tag::Double: {
      double number;
      std::memcpy(&number, &value.data, sizeof number);
      return number;
    }
    case Tag::Bool: return value.data != 0;
    case Tag::IntList: return list_of<int64_t>(value);
    case Tag::DoubleList: return list_of<double>(value);
    case Tag::BoolList: return bools_of(value);
    case Tag::TensorList: return tensors_of(value);
    case Tag::OptionalTensorList: return optional_tensors_of(value);
    case Tag::Device:
      return c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.data));
    case Tag::String: return std::string(reinterpret_cast<const char*>(value.data), value.count);
    case Tag::Generator: return *reinterpret_cast<at::Generator*>(value.data);
    case Tag::Default: return default_of(argument);
  }
  TORCH_CHECK(false, "unknown argument tag ", static_cast<int32_t>(value.tag));
}

// Lists of results live here until the thread's next call; the caller takes over their references at once.
thread_local std::vector<std::vector<int64_t>> result_lists;

template <class List, class Convert>
Value give_list(Tag tag, const List& source, Convert&& convert) {
  auto& list = result_lists.emplace_back();
  list.reserve(source.size());
  for (const auto& item : source) list.push_back(convert(item));
  return {tag, static_cast<int32_t>(list.size()), reinterpret_cast<int64_t>(list.data())};
}

int64_t bits_of(double number) {
  int64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

Value from_ivalue(c10::IValue&& value) {
  auto handle = [](at::Tensor tensor) { return reinterpret_cast<int64_t>(give(std::move(tensor))); };
  if (value.isTensor()) return {Tag::Tensor, 0, handle(std::move(value).toTensor())};
  if (value.isTensorList()) return give_list(Tag::TensorList, value.toTensorVector(), handle);
  if (value.isNone()) return {Tag::None, 0, 0};
  if (value.isInt()) return {Tag::Int, 0, value.toInt()};
  if (value.isDouble()) return {Tag::Double, 0, bits_of(value.toDouble())};
  if (value.isBool()) return {Tag::Bool, 0, value.toBool() ? 1 : 0};
  if (value.isIntList())
    return give_list(Tag::IntList, value.toIntVector(), [](int64_t item) { return item; });
  TORCH_CHECK(false, "returns a ", value.tagKind(), ", which this binding does not carry");
}

}  // namespace

SHIM int32_t ozt_operator_find(const char* name, const char* overload, Operator** result, int32_t* arity) {
  return guarded(name, [&] {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    auto& schema = handle.schema();
    *result = new Operator{handle, schema, *overload == 0 ? name : std::string(name) + "." + overload};
    *arity = static_cast<int32_t>(schema.arguments().size());
  });
}

// Calls the operator boxed. results holds `capacity` values; *result_count says how many came back.
SHIM int32_t ozt_operator_call(
    Operator* op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* result_count) {
  return guarded(op->name.c_str(), [&] {
    auto& formal = op->schema.arguments();
    TORCH_CHECK(static_cast<size_t>(count) <= formal.size(), "takes ", formal.size(), " arguments, not ", count);
    std::vector<c10::IValue> stack;
    stack.reserve(formal.size());
    for (int32_t i = 0; i < count; i++) stack.push_back(to_ivalue(arguments[i], formal[i]));
    for (size_t i = count; i < formal.size(); i++) stack.push_back(default_of(formal[i]));
    op->handle.callBoxed(&stack);
    TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), "returns ", stack.size(), " values");
    result_lists.clear();
    for (size_t i = 0; i < stack.size(); i++) results[i] = from_ivalue(std::move(stack[i]));
    *result_count = static_cast<int32_t>(stack.size());
  });
}
