using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Following;

/// <summary>Reads until the agent stops. A disk without room stops the reading, not the agent: positions stay, and it goes on when there is room.</summary>
internal sealed class FollowingLoop(Follower follower, OwnEvents own, TimeProvider time, ILogger<FollowingLoop> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RoomAgain = TimeSpan.FromSeconds(2);

    private DateTimeOffset? noRoomSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Step();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Step();
    }

    public override void Dispose()
    {
        follower.Dispose();
        base.Dispose();
    }

    /// <returns>How long to wait before the next one.</returns>
    private TimeSpan Step()
    {
        try
        {
            if (follower.Wait() is { } pause)
                return pause;
            var isMore = follower.Pass();
            if (noRoomSince is { } since)
                SayRoom(since);
            return isMore ? TimeSpan.Zero : Look;
        }
        catch (SqliteException exception) when (BufferDatabase.IsNoRoom(exception))
        {
            if (noRoomSince is null)
                SayNoRoom(exception);
            return RoomAgain;
        }
        catch (Exception exception)
        {
            // Whatever it is, positions stay where they were.
            log.LogError(exception, "Reading failed and is tried again");
            return RoomAgain;
        }
    }

    private void SayNoRoom(SqliteException exception)
    {
        noRoomSince = time.GetUtcNow();
        log.LogError("The buffer cannot be written ({Reason}): reading stands still until there is room. Lines wait in their files", exception.Message);
        own.SayNow(Events.Level.Error, $"The agent's buffer cannot be written ({exception.Message}): reading stands still until there is room. Lines wait in their files.");
    }

    private void SayRoom(DateTimeOffset since)
    {
        noRoomSince = null;
        log.LogInformation("The buffer can be written again: reading goes on");
        own.SayNow(Events.Level.Info, $"The agent's buffer can be written again: reading goes on after standing still since {since.UtcDateTime:O}.");
    }
}
