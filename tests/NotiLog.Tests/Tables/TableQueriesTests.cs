using NotiLog.Tables;

namespace NotiLog.Tests.Tables;

public sealed class TableQueriesTests
{
    [Fact]
    public async Task An_empty_page_with_a_continuation_is_not_the_end()
    {
        var table = new PagedTable([["a", "b"], [], [], ["c"], []]);
        var keys = new List<string>();
        await foreach (var row in table.QueryAllAsync(new TableQuery("p") { Limit = 2 }))
            keys.Add(row.RowKey);
        Assert.Equal(["a", "b", "c"], keys);
        Assert.Equal([null, "1", "2", "3", "4"], table.Continuations);
    }

    [Fact]
    public async Task Reading_begins_at_the_continuation_of_the_query()
    {
        var table = new PagedTable([["a"], ["b"], ["c"]]);
        var keys = new List<string>();
        await foreach (var row in table.QueryAllAsync(new TableQuery("p") { Continuation = "1" }))
            keys.Add(row.RowKey);
        Assert.Equal(["b", "c"], keys);
    }

    /// <summary>A table that answers with the pages it was given; the continuation is the number of the next.</summary>
    private sealed class PagedTable(string[][] pages) : ITable
    {
        public List<string?> Continuations { get; } = [];

        public string Name => "paged";

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            Continuations.Add(query.Continuation);
            var page = int.Parse(query.Continuation ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var rows = pages[page].Select(key => new TableRow(query.PartitionKey, key)).ToList();
            return Task.FromResult(new TablePage(rows, page + 1 < pages.Length ? $"{page + 1}" : null, rows.Count));
        }

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
