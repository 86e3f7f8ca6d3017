using System.Text.Json;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>Replaces the routing document on request.</summary>
public sealed class RoutingEditor(RoutingStore store, IChannelNames channels, RoutingInterest interest, AuditLog audit)
{
    /// <summary>
    /// Characters of a document as JSON. Table storage counts two bytes a character and ends a row at 1 MiB.
    /// </summary>
    public const int LongestDocument = 500_000;

    /// <summary>
    /// Replaces the whole document by <c>{"routes":[...]}</c>. Fails with <see cref="ProblemKind.PreconditionRequired"/> without
    /// <paramref name="ifMatch"/>, <see cref="ProblemKind.Invalid"/> naming every fault, <see cref="ProblemKind.Stale"/> on a lost race.
    /// </summary>
    /// <param name="ifMatch">The ETag of the version that is replaced.</param>
    /// <param name="by">The name of the credential.</param>
    public async Task<Result<RoutingWritten>> ReplaceAsync(JsonElement body, string? ifMatch, string by, CancellationToken cancellationToken)
    {
        if (CheckIfMatch(ifMatch) is { } refused)
            return refused;
        var names = await channels.AllAsync(cancellationToken).ConfigureAwait(false);
        var parsed = RoutingDocument.Parse(body, "", names);
        if (parsed.Problem is { } problem)
            return problem;
        if (parsed.Value.ToJson().Length > LongestDocument)
            return Problem.Invalid("routes", $"must be at most {LongestDocument} characters of JSON in all");
        var current = await store.CurrentVersionAsync(cancellationToken).ConfigureAwait(false);
        if (ifMatch != RoutingVersion.ETagOf(current))
            return Stale(current);
        return await AppendAsync(current, parsed.Value, by, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Result<RoutingWritten>> AppendAsync(int current, RoutingDocument document, string by, CancellationToken cancellationToken)
    {
        var before = await interest.CompiledAsync(current, cancellationToken).ConfigureAwait(false);
        var ticket = await audit.BeginAsync(RoutingStore.TableName, RoutingStore.Partition, cancellationToken).ConfigureAwait(false);
        var next = new RoutingVersion(current + 1, document, by, ticket.At);
        var entry = RoutingAudit.EntryOf(before.Document, next);
        if (!await store.TryAppendAsync(next, ticket.Write(entry), cancellationToken).ConfigureAwait(false))
            return Stale(await store.CurrentVersionAsync(cancellationToken).ConfigureAwait(false));
        interest.PutInForce(next);
        return new RoutingWritten(next, await audit.TellAsync(ticket, entry).ConfigureAwait(false));
    }

    private static Problem? CheckIfMatch(string? ifMatch) => ifMatch?.Trim() switch
    {
        null or "" => new(ProblemKind.PreconditionRequired, "Send the ETag of the version that you replace in If-Match; GET the routing document to learn it."),
        "*" => Problem.Invalid("If-Match", "must be the ETag of the version that is replaced, such as \"v3\"; * would overwrite another's change"),
        _ => null,
    };

    private static Problem Stale(int current) =>
        new(ProblemKind.Stale, $"The routing document is at version {current}; GET it, make your change again and send its ETag in If-Match.");
}

/// <param name="Hints">Queue messages for the event that tells of the change.</param>
public sealed record RoutingWritten(RoutingVersion Version, IReadOnlyList<RouteMessage> Hints);
