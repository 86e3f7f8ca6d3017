using System.Globalization;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Keeps the rate limit of a recipient over all processes: table <c>limits</c>, partition = the transport's type, row = a hash of the recipient,
/// changed by ETag.
/// </summary>
public sealed class SendSlots(ITables tables, TimeProvider time)
{
    private const int Tries = 100;
    private const int Lanes = 64;

    private readonly ITable table = tables.Open("limits");

    /// <summary>Within a process one at a time asks for a recipient, so that a storm does not lose races against itself.</summary>
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Asks to send now.</summary>
    /// <param name="held">The slot a former call answered and that has come; null for the first call.</param>
    /// <exception cref="TablesUnavailableException">Storage does not answer, or others were faster each time.</exception>
    public async Task<SendTurn> TakeAsync(string type, string recipient, SendRate rate, DateTimeOffset? held, CancellationToken cancellationToken)
    {
        var hash = Uuid7.Hash62(recipient);
        var lane = lanes[hash % Lanes];
        await lane.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var row = await table.GetAsync(type, hash.ToString("x16", CultureInfo.InvariantCulture), cancellationToken);
                var log = SlotLog.Read(row);
                var turn = log.Take(time.GetUtcNow(), rate, held);
                if (turn.Log == log || await WriteAsync(type, hash, turn.Log, row?.ETag, cancellationToken))
                    return turn;
            }
        }
        finally
        {
            lane.Release();
        }

        throw new TablesUnavailableException($"The rate limit of {type} {recipient} changes faster than it can be written");
    }

    private async Task<bool> WriteAsync(string type, ulong hash, SlotLog log, string? etag, CancellationToken cancellationToken)
    {
        var row = new TableRow(type, hash.ToString("x16", CultureInfo.InvariantCulture))
            .Set("promised", SlotLog.Write(log.Promised))
            .Set("sent", SlotLog.Write(log.Sent));
        var write = etag is null ? TableWrite.Insert(row) : TableWrite.Update(row, etag);
        return (await table.CommitAsync([write], cancellationToken)).Committed;
    }
}
