using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

public abstract partial class TablesContract
{
    [Fact]
    public async Task An_insert_of_a_row_that_exists_conflicts_and_leaves_it()
    {
        await InsertAsync("r", 1);
        var second = await Table.CommitAsync([TableWrite.Insert(new TableRow("p", "r").Set("n", 2))], None);
        Assert.False(second.Committed);
        Assert.Equal([0], second.Conflicts);
        Assert.Empty(second.ETags);
        Assert.Equal(1, (await Table.GetAsync("p", "r", None))!.GetLong("n"));
    }

    [Fact]
    public async Task A_commit_with_conflicts_names_them_all_and_writes_nothing()
    {
        await InsertAsync("b");
        var stale = await InsertAsync("d");
        var current = (await Table.CommitAsync([TableWrite.Update(new TableRow("p", "d").Set("n", 1), stale)], None)).ETags[0]!;
        var result = await Table.CommitAsync(
            [
                TableWrite.Insert(Row("a")), TableWrite.Insert(Row("b")), TableWrite.Upsert(Row("c")), TableWrite.Update(Row("d"), stale),
                TableWrite.Delete("p", "e", stale), TableWrite.Delete("p", "f"), TableWrite.Update(Row("g"), current),
            ],
            None);
        Assert.Equal([1, 3, 4, 6], result.Conflicts);
        var rows = (await Table.QueryAsync(new TableQuery("p"), None)).Rows;
        Assert.Equal(["b", "d"], rows.Select(row => row.RowKey));
        Assert.Equal(current, rows[1].ETag);
    }

    [Fact]
    public async Task A_commit_without_conflicts_does_all_its_writes()
    {
        var replaced = await InsertAsync("b", 1);
        var deleted = await InsertAsync("d", 1);
        await InsertAsync("e", 1);
        var result = await Table.CommitAsync(
            [
                TableWrite.Insert(Row("a", 2)), TableWrite.Update(Row("b", 2), replaced), TableWrite.Upsert(Row("c", 2)), TableWrite.Delete("p", "d", deleted),
                TableWrite.Delete("p", "missing"), TableWrite.Upsert(Row("e", 2)),
            ],
            None);
        Assert.True(result.Committed);
        var rows = (await Table.QueryAsync(new TableQuery("p"), None)).Rows;
        Assert.Equal(["a", "b", "c", "e"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal(2, row.GetLong("n")));
        Assert.Equal([rows[0].ETag, rows[1].ETag, rows[2].ETag, null, null, rows[3].ETag], result.ETags);
    }

    [Fact]
    public async Task Twenty_writers_with_one_etag_have_one_winner()
    {
        var etag = await InsertAsync("r");
        for (var round = 1; round <= 5; round++)
        {
            var seen = etag;
            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Table.CommitAsync([TableWrite.Update(Row("r", i), seen)], None))));
            var winner = Assert.Single(results, result => result.Committed);
            etag = winner.ETags[0]!;
            var row = (await Table.GetAsync("p", "r", None))!;
            Assert.Equal(etag, row.ETag);
            Assert.Equal(Array.IndexOf(results, winner), row.GetLong("n"));
        }
    }

    [Fact]
    public async Task Twenty_writers_that_insert_one_row_among_others_have_one_winner()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => Table.CommitAsync([TableWrite.Insert(Row($"own{i}")), TableWrite.Insert(Row("shared", i))], None))));
        var winner = Array.IndexOf(results, Assert.Single(results, result => result.Committed));
        Assert.All(results.Where(result => !result.Committed), result => Assert.Equal([1], result.Conflicts));
        Assert.Equal([$"own{winner}", "shared"], (await Table.QueryAsync(new TableQuery("p"), None)).Rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task An_update_demands_the_row_and_its_etag()
    {
        Assert.Equal([0], (await Table.CommitAsync([TableWrite.Update(Row("r"), "stale")], None)).Conflicts);
        var first = await InsertAsync("r", 1);
        var second = (await Table.CommitAsync([TableWrite.Update(Row("r", 2), first)], None)).ETags[0]!;
        Assert.NotEqual(first, second);
        Assert.Equal([0], (await Table.CommitAsync([TableWrite.Update(Row("r", 3), first)], None)).Conflicts);
        Assert.Equal([0], (await Table.CommitAsync([TableWrite.Update(Row("other", 3), first)], None)).Conflicts);
        Assert.Equal(2, (await Table.GetAsync("p", "r", None))!.GetLong("n"));
    }

    [Fact]
    public async Task A_delete_demands_the_etag_it_was_given_and_nothing_without_one()
    {
        Assert.True((await Table.CommitAsync([TableWrite.Delete("p", "missing")], None)).Committed);
        Assert.Equal([0], (await Table.CommitAsync([TableWrite.Delete("p", "missing", "stale")], None)).Conflicts);
        var first = await InsertAsync("r");
        Assert.True((await Table.CommitAsync([TableWrite.Delete("p", "missing")], None)).Committed);
        Assert.Equal([0], (await Table.CommitAsync([TableWrite.Delete("p", "missing", first)], None)).Conflicts);
        var second = (await Table.CommitAsync([TableWrite.Upsert(Row("r"))], None)).ETags[0]!;
        Assert.Equal([0], (await Table.CommitAsync([TableWrite.Delete("p", "r", first)], None)).Conflicts);
        Assert.True((await Table.CommitAsync([TableWrite.Delete("p", "r", second)], None)).Committed);
        Assert.Null(await Table.GetAsync("p", "r", None));
    }

    [Fact]
    public async Task A_replaced_row_loses_the_cells_it_had()
    {
        var etag = (await Table.CommitAsync([TableWrite.Insert(Row("r").Set("old", "x"))], None)).ETags[0]!;
        await Table.CommitAsync([TableWrite.Update(Row("r").Set("new", "y"), etag)], None);
        var row = (await Table.GetAsync("p", "r", None))!;
        Assert.Null(row.GetString("old"));
        Assert.Equal("y", row.GetString("new"));
    }

    private static TableRow Row(string rowKey, long n = 0) => new TableRow("p", rowKey).Set("n", n);
}
