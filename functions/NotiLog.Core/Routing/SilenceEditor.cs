using System.Text.Json;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>Makes and ends silences on request.</summary>
public sealed class SilenceEditor(SilenceStore store, SilenceBook book, AuditLog audit, TimeProvider time)
{
    /// <summary>Silences that have not expired; every batch is held against those in force.</summary>
    public const int Most = 1000;

    private const int LongestSpoken = 300;

    /// <summary>Fails with <see cref="ProblemKind.Invalid"/> naming every fault.</summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Result<SilenceWritten>> CreateAsync(JsonElement body, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parsed = SilenceRequest.Read(body, now);
        if (parsed.Problem is { } problem)
            return problem;
        var kept = await book.CurrentAsync(cancellationToken);
        if (kept.All.Count(silence => silence.StateAt(now) != SilenceState.Expired) >= Most)
            return Problem.Invalid("body", $"would be one silence more than the {Most} that may be pending or active; delete some first");
        var wanted = parsed.Value;
        var ticket = await BeginAsync(cancellationToken);
        var silence = new Silence(ticket.Id, wanted.Match, wanted.StartsAt, wanted.EndsAt, wanted.Comment, ticket.At, by);
        var entry = EntryOf(silence, "created", by);
        try
        {
            await store.InsertAsync(silence, ticket.Write(entry), cancellationToken);
        }
        finally
        {
            book.Invalidate();
        }

        return new SilenceWritten(silence, await audit.TellAsync(ticket, entry));
    }

    /// <summary>Ends a silence now; nothing when it has expired already. Null when done, else <see cref="ProblemKind.NotFound"/>.</summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Problem?> DeleteAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        // Only another deletion can come between: the next look finds the silence expired or gone.
        while (await store.FindAsync(id, cancellationToken) is { } stored)
        {
            if (stored.Silence.StateAt(time.GetUtcNow()) == SilenceState.Expired || await TryEndAsync(stored, by, cancellationToken))
                return null;
        }

        return NotFound;
    }

    public static Problem NotFound => Problem.NotFound("There is no such silence (any more).");

    private async Task<bool> TryEndAsync(StoredSilence stored, string by, CancellationToken cancellationToken)
    {
        var ticket = await BeginAsync(cancellationToken);
        var ended = stored with { Silence = stored.Silence with { DeletedAt = ticket.At, DeletedBy = by } };
        var entry = EntryOf(ended.Silence, "deleted", by);
        try
        {
            if (!await store.TryUpdateAsync(ended, ticket.Write(entry), cancellationToken))
                return false;
        }
        finally
        {
            book.Invalidate();
        }

        await audit.TellAsync(ticket, entry);
        return true;
    }

    private Task<AuditTicket> BeginAsync(CancellationToken cancellationToken) =>
        audit.BeginAsync(RoutingStore.TableName, SilenceStore.Partition, cancellationToken);

    private static AuditEntry EntryOf(Silence silence, string change, string by)
    {
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteString("silenceId", silence.Id);
        json.WriteString("change", change);
        json.WriteString("by", by);
        json.WriteStartArray("match");
        foreach (var matcher in silence.Match)
            json.WriteStringValue(matcher.Text);
        json.WriteEndArray();
        json.WriteString("startsAt", silence.StartsAt.UtcDateTime);
        json.WriteString("endsAt", silence.EndsAt.UtcDateTime);
        json.WriteString("comment", silence.Comment);
        json.WriteEndObject();
        return new(by, $"silence {change} by {by}: {Spoken(silence)}", text.ToText());
    }

    private static string Spoken(Silence silence)
    {
        var match = string.Join(", ", silence.Match.Select(matcher => matcher.Text));
        if (match.Length > LongestSpoken)
            match = $"{match[..(char.IsHighSurrogate(match[LongestSpoken - 1]) ? LongestSpoken - 1 : LongestSpoken)]}…";
        return $"{match} from {silence.StartsAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} to {silence.EndsAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
    }
}

/// <param name="Hints">Queue messages for the event that tells of the change.</param>
public sealed record SilenceWritten(Silence Silence, IReadOnlyList<RouteMessage> Hints);
