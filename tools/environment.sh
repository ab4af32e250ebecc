# shellcheck shell=bash
# Sourced by the scripts beside it: settings that must stand before a process starts.

# Idle OpenMP and OpenBLAS threads sleep. Spinning, the threads of two processes starve each other on few cores.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-PASSIVE}
export OPENBLAS_THREAD_TIMEOUT=${OPENBLAS_THREAD_TIMEOUT:-4}

# The compiled program looks for .NET in the system's place only, unless told where dotnet is.
if [[ -z ${DOTNET_ROOT:-} ]] && command -v dotnet >/dev/null; then
  DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
  export DOTNET_ROOT
fi

# No build processes that stay behind, no banners, English summaries.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
