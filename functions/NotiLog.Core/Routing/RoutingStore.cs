using System.Globalization;
using NotiLog.Tables;

namespace NotiLog.Routing;

/// <summary>
/// Every version of the routing document, in table <c>routing</c>, partition <c>document</c>: a row <c>v{version:D10}</c> each and the row
/// <c>current</c> that names the one in force. Both are written in one commit, so no version exists that was not in force.
/// </summary>
public sealed class RoutingStore(ITables tables)
{
    internal const string TableName = "routing";
    internal const string Partition = "document";

    private const string CurrentRow = "current";

    private readonly ITable table = tables.Open(TableName);

    /// <summary>The number of the version in force, 0 before the first.</summary>
    public async Task<int> CurrentVersionAsync(CancellationToken cancellationToken) =>
        VersionIn(await table.GetAsync(Partition, CurrentRow, cancellationToken).ConfigureAwait(false));

    public async Task<RoutingVersion> CurrentAsync(CancellationToken cancellationToken)
    {
        var version = await CurrentVersionAsync(cancellationToken).ConfigureAwait(false);
        return await GetAsync(version, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Version {version} of the routing document is in force but not stored.");
    }

    /// <summary>That version, or null when there is none.</summary>
    public async Task<RoutingVersion?> GetAsync(int version, CancellationToken cancellationToken)
    {
        if (version == 0)
            return RoutingVersion.Start;
        if (version < 0 || await table.GetAsync(Partition, RowOf(version), cancellationToken).ConfigureAwait(false) is not { } row)
            return null;
        return new(version, RoutingDocument.FromJson(row.GetText("document")!), row.GetString("by"), row.GetTime("at"));
    }

    /// <summary>Puts <paramref name="next"/> in force; false when its predecessor is not the version in force any more.</summary>
    /// <param name="audit">Committed with it.</param>
    public async Task<bool> TryAppendAsync(RoutingVersion next, TableWrite audit, CancellationToken cancellationToken)
    {
        var current = await table.GetAsync(Partition, CurrentRow, cancellationToken).ConfigureAwait(false);
        if (VersionIn(current) != next.Version - 1)
            return false;
        var version = new TableRow(Partition, RowOf(next.Version))
            .SetText("document", next.Document.ToJson())
            .Set("by", next.By)
            .Set("at", next.At);
        var pointer = new TableRow(Partition, CurrentRow).Set("version", next.Version);
        var result = await table.CommitAsync(
            [TableWrite.Insert(version), current is null ? TableWrite.Insert(pointer) : TableWrite.Update(pointer, current.ETag!), audit],
            cancellationToken).ConfigureAwait(false);
        return result.Committed;
    }

    private static int VersionIn(TableRow? current) => (int)(current?.GetLong("version") ?? 0);

    private static string RowOf(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version:D10}");
}
