using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

/// <summary>What every engine of the table port keeps; each test works on a table of its own.</summary>
public abstract partial class TablesContract : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string name = $"t{Guid.NewGuid():N}";

    protected abstract ITables Tables { get; }

    private ITable Table => Tables.Open(name);

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Tables.DropAsync(name, None);

    [Fact]
    public async Task A_table_that_does_not_exist_reads_as_empty()
    {
        Assert.Null(await Table.GetAsync("p", "r", None));
        var page = await Table.QueryAsync(new TableQuery("p"), None);
        Assert.Empty(page.Rows);
        Assert.Null(page.Continuation);
        Assert.Empty((await Table.QueryAsync(new TableQuery("p") { Descending = true }, None)).Rows);
        Assert.Empty(await Tables.ListAsync(name, None));
        await Tables.DropAsync(name, None);
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var row = new TableRow("partition 'one'", "рядок ✓ 😀")
            .Set("text", "Привет, \"мир\" <b>&</b> \u200f😀\n'").Set("empty", "").Set("long", long.MinValue).Set("small", 7).Set("yes", true).Set("no", false)
            .Set("double", 0.1).Set("whole", 5.0).Set("time", new DateTimeOffset(2026, 11, 23, 10, 15, 30, TimeSpan.FromHours(3)).AddTicks(1234567))
            .Set("bytes", [0, 1, 255]).Set("none", (string?)null);
        var committed = await Table.CommitAsync([TableWrite.Insert(row)], None);
        var read = await Table.GetAsync(row.PartitionKey, row.RowKey, None);
        Assert.NotNull(read);
        Assert.Equal(committed.ETags, [read.ETag]);
        AssertSameCells(row, read);
        AssertSameCells(row, Assert.Single((await Table.QueryAsync(new TableQuery(row.PartitionKey), None)).Rows));
    }

    [Fact]
    public async Task A_text_of_any_length_comes_back_whole_also_with_an_emoji_at_the_seam()
    {
        var text = new string('x', 31_999) + "😀" + new string('я', 31_998) + "😀" + new string('z', 36_000);
        await Table.CommitAsync([TableWrite.Insert(new TableRow("p", "r").SetText("text", text).Set("other", 1))], None);
        Assert.Equal(text, (await Table.GetAsync("p", "r", None))!.GetText("text"));
        var selected = Assert.Single((await Table.QueryAsync(new TableQuery("p") { Select = ["text"] }, None)).Rows);
        Assert.Equal(text, selected.GetText("text"));
        Assert.Null(selected.GetLong("other"));
    }

    [Fact]
    public async Task A_commit_of_a_hundred_rows_of_every_size_comes_back_whole()
    {
        var rows = Enumerable.Range(0, 100).Select(i => new TableRow("p", $"r{i:D3}").Set("n", i).Set("text", new string('й', i * 35)).Set("last", true)).ToList();
        await Table.CommitAsync([.. rows.Select(TableWrite.Insert)], None);
        var read = (await Table.QueryAsync(new TableQuery("p"), None)).Rows;
        Assert.Equal(rows.Count, read.Count);
        for (var i = 0; i < rows.Count; i++)
            AssertSameCells(rows[i], read[i]);
    }

    [Fact]
    public async Task A_row_that_changes_its_size_stays_one_row()
    {
        foreach (var size in new[] { 10, 5000, 4000, 20, 30, 6000 })
        {
            await Table.CommitAsync([TableWrite.Upsert(new TableRow("p", "r").Set("text", new string('x', size)))], None);
            Assert.Equal(size, (await Table.GetAsync("p", "r", None))!.GetString("text")!.Length);
            Assert.Equal(size, Assert.Single((await Table.QueryAsync(new TableQuery("p"), None)).Rows).GetString("text")!.Length);
        }

        await Table.CommitAsync([TableWrite.Delete("p", "r")], None);
        Assert.Empty((await Table.QueryAsync(new TableQuery("p"), None)).Rows);
    }

    [Fact]
    public async Task Tables_are_made_listed_by_prefix_and_dropped_with_their_rows()
    {
        var others = new[] { $"{name}B", $"{name}A" };
        foreach (var other in others)
            await Tables.CreateAsync(other, None);
        await Tables.CreateAsync(others[0], None);
        await Table.CommitAsync([TableWrite.Insert(new TableRow("p", "r"))], None);
        Assert.Equal([name, $"{name}A", $"{name}B"], await Tables.ListAsync(name, None));
        foreach (var other in others)
            await Tables.DropAsync(other, None);
        await Tables.DropAsync(name, None);
        Assert.Empty(await Tables.ListAsync(name, None));
        Assert.Null(await Table.GetAsync("p", "r", None));
    }

    private static void AssertSameCells(TableRow expected, TableRow actual)
    {
        Assert.Equal((expected.PartitionKey, expected.RowKey), (actual.PartitionKey, actual.RowKey));
        Assert.Equal(expected.Cells.OrderBy(cell => cell.Key, StringComparer.Ordinal), actual.Cells.OrderBy(cell => cell.Key, StringComparer.Ordinal));
    }

    private async Task<string> InsertAsync(string rowKey, long n = 0) =>
        (await Table.CommitAsync([TableWrite.Insert(new TableRow("p", rowKey).Set("n", n))], None)).ETags[0]!;
}
