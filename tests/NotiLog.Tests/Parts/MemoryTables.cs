using System.Globalization;
using NotiLog.Tables;

namespace NotiLog.Tests.Parts;

/// <summary>The table port in memory, for tests that need thousands of storages; the contract of the engines holds for it too.</summary>
internal sealed class MemoryTables : ITables
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Rows> tables = new(StringComparer.Ordinal);
    private long etags;

    public ITable Open(string name)
    {
        TableLimits.CheckName(name);
        return new Table(this, name);
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<string>>([.. tables.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))]);
    }

    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        TableLimits.CheckName(name);
        lock (gate)
            tables.TryAdd(name, []);
        return Task.CompletedTask;
    }

    public Task DropAsync(string name, CancellationToken cancellationToken)
    {
        TableLimits.CheckName(name);
        lock (gate)
            tables.Remove(name);
        return Task.CompletedTask;
    }

    /// <summary>Row by key, in order, of each partition.</summary>
    private sealed class Rows : Dictionary<string, SortedDictionary<string, TableRow>>
    {
        public SortedDictionary<string, TableRow>? Find(string partition) => this.GetValueOrDefault(partition);
    }

    private sealed class Table(MemoryTables owner, string name) : ITable
    {
        public string Name => name;

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            TableLimits.CheckKey(partitionKey);
            TableLimits.CheckKey(rowKey);
            lock (owner.gate)
                return Task.FromResult(Partition(partitionKey)?.GetValueOrDefault(rowKey));
        }

        public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
        {
            TableLimits.CheckCommit(writes);
            lock (owner.gate)
            {
                owner.tables.TryAdd(name, []);
                var partition = Partition(writes[0].Row.PartitionKey) ?? (owner.tables[name][writes[0].Row.PartitionKey] = new(StringComparer.Ordinal));
                int[] conflicts = [.. Enumerable.Range(0, writes.Count).Where(i => !Holds(writes[i], partition.GetValueOrDefault(writes[i].Row.RowKey)))];
                return Task.FromResult(new CommitResult(conflicts.Length > 0 ? [] : [.. writes.Select(write => Apply(write, partition))], conflicts));
            }
        }

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            TableLimits.CheckQuery(query);
            lock (owner.gate)
            {
                var keys = (Partition(query.PartitionKey)?.Keys ?? Enumerable.Empty<string>())
                    .Where(key => (query.From is null || string.CompareOrdinal(key, query.From) >= 0) && (query.To is null || string.CompareOrdinal(key, query.To) < 0));
                if (query.Descending)
                    keys = keys.Reverse();
                if (query.Continuation is { } after)
                    keys = keys.Where(key => string.CompareOrdinal(key, after) * (query.Descending ? -1 : 1) > 0);
                return Task.FromResult(Page(query, [.. keys]));
            }
        }

        private SortedDictionary<string, TableRow>? Partition(string key) => owner.tables.GetValueOrDefault(name)?.Find(key);

        private static bool Holds(TableWrite write, TableRow? there) => write.Kind switch
        {
            TableWriteKind.Insert => there is null,
            TableWriteKind.Upsert => true,
            TableWriteKind.Update => there is not null && there.ETag == write.ETag,
            _ => write.ETag is null || there?.ETag == write.ETag,
        };

        private string? Apply(TableWrite write, SortedDictionary<string, TableRow> partition)
        {
            if (write.Kind == TableWriteKind.Delete)
            {
                partition.Remove(write.Row.RowKey);
                return null;
            }

            var etag = (++owner.etags).ToString(CultureInfo.InvariantCulture);
            partition[write.Row.RowKey] = write.Row.WithETag(etag);
            return etag;
        }

        private TablePage Page(TableQuery query, IReadOnlyList<string> keys)
        {
            var rows = new List<TableRow>();
            for (var i = 0; i < keys.Count; i++)
            {
                if (rows.Count == query.Limit || i == query.ScanLimit)
                    return new(rows, keys[i - 1], i);
                var row = Partition(query.PartitionKey)![keys[i]];
                if (query.Where.All(condition => Holds(condition, row)))
                    rows.Add(Selected(row, query.Select));
            }

            return new(rows, null, keys.Count);
        }

        private static bool Holds(TableCondition condition, TableRow row) =>
            row.Cells.FirstOrDefault(cell => cell.Key == condition.Cell).Value is { } value && condition.AnyOf.Any(operand => Compare(value, operand) is { } order && (condition.Op switch
            {
                TableOp.Equal => order == 0,
                TableOp.NotEqual => order != 0,
                TableOp.Less => order < 0,
                TableOp.LessOrEqual => order <= 0,
                TableOp.Greater => order > 0,
                _ => order >= 0,
            }));

        private static int? Compare(object value, object operand) => (value, operand) switch
        {
            (string text, string other) => string.CompareOrdinal(text, other),
            (long number, long other) => number.CompareTo(other),
            (long number, int other) => number.CompareTo(other),
            (bool truth, bool other) => truth.CompareTo(other),
            _ => null,
        };

        private static TableRow Selected(TableRow row, IReadOnlyList<string>? select)
        {
            if (select is null)
                return row;
            var selected = new TableRow(row.PartitionKey, row.RowKey, row.ETag);
            foreach (var cell in select)
                selected.CopyText(row, cell);
            return selected;
        }
    }
}
