using System.Runtime.ExceptionServices;

namespace OnnxZc.Cli;

/// <summary>Ends the wait for managed code that takes too long; the code cannot be stopped and goes on.</summary>
static class TimeLimit
{
    const int StackBytes = 16 << 20;

    /// <summary>What <paramref name="work"/> gives, or null when the time is over first.</summary>
    public static T? Run<T>(Func<T> work, TimeSpan time)
        where T : class
    {
        T? result = null;
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(Attempt, StackBytes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(time))
            return null;
        error?.Throw();
        return result;

        void Attempt()
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
