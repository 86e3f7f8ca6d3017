using NotiLog.Common;

namespace NotiLog.Notifications;

/// <summary>Lets what this process does with one group at once, in a storm, happen one after the other instead of racing for its head.</summary>
public sealed class GroupTurns
{
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The turn, which ends when it is disposed of.</summary>
    public async Task<IDisposable> TakeAsync(string groupId, CancellationToken cancellationToken)
    {
        var lane = lanes[Uuid7.Hash62(groupId) % (ulong)lanes.Length];
        await lane.WaitAsync(cancellationToken);
        return new Turn(lane);
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
