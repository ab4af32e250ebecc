using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A libtorch tensor; it belongs to the dispose scope that was innermost when it was made.</summary>
    public partial class Tensor : IDisposable
    {
        nint _handle;

        internal Tensor(nint handle, bool register = true)
        {
            _handle = handle;
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        // The safety net for tensors that nobody disposed.
        ~Tensor() => Dispose(false);

        public string? name { get; set; }

        public bool IsInvalid => _handle == 0;

        public nint Handle => _handle != 0
            ? _handle
            : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal nint RawHandle => _handle;

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null)
                other?.Attach(this);
            else
                OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        public Tensor alias() => Owner(NativeMethods.AliasTensor(Handle));

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => Aten.Equal.CallScalar(this, target).ToBoolean();

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            if (disposing)
            {
                DisposeScopeManager.ThreadSingleton.Disposing(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }
            NativeMethods.FreeTensor(handle);
        }

        /// <summary>Hands the native tensor to another owner; this one is then invalid.</summary>
        internal nint MoveHandle()
        {
            GC.SuppressFinalize(this);
            return Interlocked.Exchange(ref _handle, 0);
        }

        Tensor Owner(nint handle)
        {
            GC.KeepAlive(this);
            return new(handle);
        }
    }
}
