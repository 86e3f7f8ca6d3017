using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>Silences as the API answers them.</summary>
public sealed class SilenceReader(SilenceStore store, MutedCounts counts, TimeProvider time)
{
    private const int ReadsAtOnce = 16;

    /// <summary>The states that the query parameter <c>state</c> asks for; empty when absent.</summary>
    public static IReadOnlyList<SilenceState> StatesIn(QueryFields fields, Faults faults)
    {
        var words = Enum.GetValues<SilenceState>().ToDictionary(state => state.ToString().ToLowerInvariant());
        var asked = fields.AnyOf("state") ?? [];
        if (asked.Any(word => !words.ContainsKey(word)))
            faults.Add("state", $"must be of {string.Join(", ", words.Keys)}");
        return [.. asked.Where(words.ContainsKey).Select(word => words[word]).Distinct().Order()];
    }

    public async Task<SilenceJson?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } stored ? await OfAsync(stored.Silence, cancellationToken) : null;

    /// <summary>Newest first; an <see cref="ProblemKind.Invalid"/> problem when the cursor is not one of this query.</summary>
    /// <param name="states">Any of these; all when empty.</param>
    public async Task<Result<SilencePage>> ListAsync(
        IReadOnlyList<SilenceState> states, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var fingerprint = $"silences {string.Join(',', states)}";
        Guid? after = null;
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(Cursor.Read(cursor, fingerprint), "N", out var last))
                return Problem.Invalid("cursor", "is not one that this query answered; start again without a cursor");
            after = last;
        }

        var found = new List<Silence>();
        await foreach (var silence in store.OlderThanAsync(after, cancellationToken))
        {
            if (states.Count > 0 && !states.Contains(silence.StateAt(time.GetUtcNow())))
                continue;
            found.Add(silence);
            if (found.Count > limit)
                break;
        }

        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id.ToString("N"), fingerprint) : null;
        return new SilencePage(await OfAsync(found.Take(limit).ToList(), cancellationToken), next);
    }

    private async Task<SilenceJson> OfAsync(Silence silence, CancellationToken cancellationToken) =>
        SilenceJson.Of(silence, time.GetUtcNow(), await counts.OfAsync(silence.Id, cancellationToken));

    private async Task<IReadOnlyList<SilenceJson>> OfAsync(List<Silence> silences, CancellationToken cancellationToken)
    {
        var items = new SilenceJson[silences.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Length, options, async (i, token) => items[i] = await OfAsync(silences[i], token));
        return items;
    }
}

public sealed record SilencePage(IReadOnlyList<SilenceJson> Items, string? NextCursor);

/// <param name="Muted">Events that would have been told without it.</param>
public sealed record SilenceJson(
    Guid Id,
    IReadOnlyList<string> Match,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Comment,
    SilenceState State,
    DateTimeOffset CreatedAt,
    string By,
    DateTimeOffset? DeletedAt,
    string? DeletedBy,
    long Muted)
{
    public static SilenceJson Of(Silence silence, DateTimeOffset now, long muted) => new(
        silence.Id,
        [.. silence.Match.Select(matcher => matcher.Text)],
        silence.StartsAt,
        silence.EndsAt,
        silence.Comment,
        silence.StateAt(now),
        silence.CreatedAt,
        silence.By,
        silence.DeletedAt,
        silence.DeletedBy,
        muted);
}
