using System.Text.Json;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Routing;

/// <summary>Silences in table <c>routing</c>, partition <c>silence</c>, a row by the complement of the id: newest first.</summary>
public sealed class SilenceStore(ITables tables)
{
    internal const string Partition = "silence";

    /// <summary>Behind the hex digits of every key.</summary>
    private const string AfterIds = "g";

    private readonly ITable table = tables.Open(RoutingStore.TableName);

    /// <summary>The silence and its ETag, or null when there is none (any more).</summary>
    public async Task<StoredSilence?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await table.GetAsync(Partition, Uuid7.NewestFirst(id), cancellationToken) is { } row ? new(Read(row, null), row.ETag!) : null;

    /// <summary>All that are kept, newest first.</summary>
    /// <param name="known">Silences read before, whose matchers need not be compiled again.</param>
    public async Task<IReadOnlyList<Silence>> AllAsync(IReadOnlyDictionary<Guid, Silence> known, CancellationToken cancellationToken)
    {
        var silences = new List<Silence>();
        await foreach (var row in From(null, cancellationToken))
            silences.Add(Read(row, known));
        return silences;
    }

    /// <summary>Newest first, those made before <paramref name="after"/>, or all.</summary>
    public async IAsyncEnumerable<Silence> OlderThanAsync(
        Guid? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in From(after, cancellationToken))
            yield return Read(row, null);
    }

    /// <param name="audit">Committed with it.</param>
    internal Task InsertAsync(Silence silence, TableWrite audit, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Insert(RowOf(silence)), audit], cancellationToken);

    /// <summary>False when the silence has changed since the ETag was read.</summary>
    /// <param name="audit">Committed with it.</param>
    internal async Task<bool> TryUpdateAsync(StoredSilence changed, TableWrite audit, CancellationToken cancellationToken) =>
        (await table.CommitAsync([TableWrite.Update(RowOf(changed.Silence), changed.ETag), audit], cancellationToken)).Committed;

    /// <summary>For retention; a user's deletion ends a silence and keeps it.</summary>
    internal Task RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Delete(Partition, Uuid7.NewestFirst(id))], cancellationToken);

    private IAsyncEnumerable<TableRow> From(Guid? after, CancellationToken cancellationToken)
    {
        var from = after is { } id ? Uuid7.NewestFirst(id) + "~" : null;
        return table.QueryAllAsync(new TableQuery(Partition) { From = from, To = AfterIds }, cancellationToken);
    }

    private static TableRow RowOf(Silence silence) => new TableRow(Partition, Uuid7.NewestFirst(silence.Id))
        .SetText("match", JsonSerializer.Serialize(silence.Match.Select(matcher => matcher.Text)))
        .Set("startsAt", silence.StartsAt)
        .Set("endsAt", silence.EndsAt)
        .Set("comment", silence.Comment)
        .Set("createdAt", silence.CreatedAt)
        .Set("by", silence.By)
        .Set("deletedAt", silence.DeletedAt)
        .Set("deletedBy", silence.DeletedBy);

    private static Silence Read(TableRow row, IReadOnlyDictionary<Guid, Silence>? known)
    {
        var id = Uuid7.FromNewestFirst(row.RowKey);
        var match = known?.GetValueOrDefault(id)?.Match ?? MatchersOf(row.GetText("match")!);
        return new(
            id, match, row.GetTime("startsAt")!.Value, row.GetTime("endsAt")!.Value, row.GetString("comment"),
            row.GetTime("createdAt")!.Value, row.GetString("by")!)
        {
            DeletedAt = row.GetTime("deletedAt"),
            DeletedBy = row.GetString("deletedBy"),
        };
    }

    /// <exception cref="InvalidOperationException">It was not written by this.</exception>
    private static List<Matcher> MatchersOf(string json)
    {
        var faults = new Faults();
        return [.. JsonSerializer.Deserialize<string[]>(json)!.Select(text =>
            Matcher.Parse(text, "match", faults) ?? throw new InvalidOperationException($"The stored matcher {text} cannot be read."))];
    }
}

public sealed record StoredSilence(Silence Silence, string ETag);
