using System.Diagnostics;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>Waits for what nobody announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">It did not hold within the deadline, 30 s when null.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> holds, Func<string> what, TimeSpan? deadline = null, TimeSpan? poll = null)
    {
        for (var since = Stopwatch.StartNew(); !await holds(); await Task.Delay(poll ?? Poll))
        {
            if (since.Elapsed > (deadline ?? Usual))
                throw new TimeoutException(what());
        }
    }

    public static Task HoldsAsync(Func<bool> holds, Func<string> what, TimeSpan? deadline = null, TimeSpan? poll = null) =>
        HoldsAsync(() => Task.FromResult(holds()), what, deadline, poll);
}
