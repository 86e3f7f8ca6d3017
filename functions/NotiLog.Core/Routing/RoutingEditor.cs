using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>Replaces the routing document on request.</summary>
public sealed class RoutingEditor(RoutingStore store, IChannelNames channels, RoutingInterest interest, TimeProvider time)
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
    public async Task<Result<RoutingVersion>> ReplaceAsync(JsonElement body, string? ifMatch, string by, CancellationToken cancellationToken)
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
        var next = new RoutingVersion(current + 1, parsed.Value, by, time.GetUtcNow());
        if (!await store.TryAppendAsync(next, cancellationToken).ConfigureAwait(false))
            return Stale(await store.CurrentVersionAsync(cancellationToken).ConfigureAwait(false));
        interest.PutInForce(next);
        return next;
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
