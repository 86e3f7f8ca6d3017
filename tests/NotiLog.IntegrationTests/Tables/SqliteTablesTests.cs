using NotiLog.Local.Tables;
using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

public sealed class SqliteTablesTests : TablesContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("notilog-sqlite").FullName;
    private readonly SqliteTables tables;

    public SqliteTablesTests() => tables = OpenFile();

    protected override ITables Tables => tables;

    public override async Task DisposeAsync()
    {
        await tables.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_closed_database_opens_again_with_its_rows_and_goes_on_with_new_etags()
    {
        var first = (await tables.Open("kept").CommitAsync([TableWrite.Insert(new TableRow("p", "r").Set("n", 1))], CancellationToken.None)).ETags[0]!;
        await tables.DisposeAsync();
        await using var again = OpenFile();
        Assert.Equal(["kept"], await again.ListAsync("", CancellationToken.None));
        var table = again.Open("kept");
        Assert.Equal(first, (await table.GetAsync("p", "r", CancellationToken.None))!.ETag);
        var second = (await table.CommitAsync([TableWrite.Update(new TableRow("p", "r"), first)], CancellationToken.None)).ETags[0]!;
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Closing_finishes_the_commits_that_wait()
    {
        var table = tables.Open("closing");
        var commits = Enumerable.Range(0, 200).Select(i => table.CommitAsync([TableWrite.Insert(new TableRow("p", $"{i}"))], CancellationToken.None)).ToList();
        await tables.DisposeAsync();
        Assert.All(await Task.WhenAll(commits), result => Assert.True(result.Committed));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => table.CommitAsync([TableWrite.Insert(new TableRow("p", "late"))], CancellationToken.None));
    }

    [Fact]
    public async Task Commits_that_share_a_transaction_see_one_another_and_fail_alone()
    {
        var table = tables.Open("shared");
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
            table.CommitAsync([TableWrite.Insert(new TableRow("p", $"{i % 100}").Set("n", i)), TableWrite.Insert(new TableRow("p", $"own{i}"))], CancellationToken.None)));
        Assert.Equal(100, results.Count(result => result.Committed));
        Assert.All(results.Skip(100), result => Assert.Equal([0], result.Conflicts));
        var rows = await table.QueryAsync(new TableQuery("p"), CancellationToken.None);
        Assert.Equal(200, rows.Rows.Count);
    }

    [Fact]
    public async Task A_page_ends_exactly_at_its_scan_limit()
    {
        var table = tables.Open("scanned");
        await table.CommitAsync([.. Enumerable.Range(0, 100).Select(i => TableWrite.Insert(new TableRow("p", $"{i:D2}").Set("n", i)))], CancellationToken.None);
        var page = await table.QueryAsync(new TableQuery("p") { ScanLimit = 40, Where = [new("n", TableOp.Equal, 50L)] }, CancellationToken.None);
        Assert.Equal((0, 40, "39"), (page.Rows.Count, page.Scanned, page.Continuation));
        var last = await table.QueryAsync(new TableQuery("p") { From = "60", ScanLimit = 40 }, CancellationToken.None);
        Assert.Equal((40, 40, (string?)null), (last.Rows.Count, last.Scanned, last.Continuation));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        var path = Path.Combine(folder, "text.db");
        File.WriteAllText(path, new string('x', 10_000));
        Assert.Throws<TablesUnavailableException>(() => new SqliteTables(path));
        Assert.Throws<TablesUnavailableException>(() => new SqliteTables(Path.Combine(folder, "missing", "a.db")));
    }

    [Fact]
    public async Task A_failing_transaction_fails_its_commits_and_the_next_one_works()
    {
        await tables.CreateAsync("broken", CancellationToken.None);
        using (var intruder = new SqliteDatabase(Path.Combine(folder, "tables.db"), readOnly: false))
        {
            intruder.Execute("drop table l1");
            await Assert.ThrowsAsync<TablesUnavailableException>(() => tables.Open("broken").CommitAsync([TableWrite.Insert(new TableRow("p", "r"))], CancellationToken.None));
            await Assert.ThrowsAsync<TablesUnavailableException>(() => tables.Open("broken").GetAsync("p", "r", CancellationToken.None));
        }

        Assert.True((await tables.Open("whole").CommitAsync([TableWrite.Insert(new TableRow("p", "r"))], CancellationToken.None)).Committed);
    }

    private SqliteTables OpenFile() => new(Path.Combine(folder, "tables.db"));
}
