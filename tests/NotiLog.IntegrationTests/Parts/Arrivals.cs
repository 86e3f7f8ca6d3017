namespace NotiLog.IntegrationTests.Parts;

/// <summary>What a stand-in has received, to look at or to wait for.</summary>
internal sealed class Arrivals<T>
    where T : class
{
    private readonly Lock gate = new();
    private readonly List<T> all = [];
    private readonly List<T> unseen = [];
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<T> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public void Add(T item)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            all.Add(item);
            unseen.Add(item);
            (waiting, more) = (more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.SetResult();
    }

    /// <summary>The first that fits and that no earlier call has answered; waits for it.</summary>
    /// <exception cref="TimeoutException">None came within <paramref name="deadline"/>, 30 s when null.</exception>
    public async Task<T> NextAsync(Func<T, bool>? fits = null, TimeSpan? deadline = null)
    {
        using var end = new CancellationTokenSource(deadline ?? TimeSpan.FromSeconds(30));
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (unseen.Find(item => fits?.Invoke(item) ?? true) is { } found)
                {
                    unseen.Remove(found);
                    return found;
                }

                waiting = more.Task;
            }

            try
            {
                await waiting.WaitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Nothing that fits arrived; {All.Count} arrived at all: {string.Join("; ", All.TakeLast(10))}");
            }
        }
    }
}
