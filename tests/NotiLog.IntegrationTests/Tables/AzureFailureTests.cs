using Azure.Data.Tables;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzureFailureTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string name = $"t{Guid.NewGuid():N}";
    private readonly AzureTables direct = new(new TableServiceClient(azurite.ConnectionString, AzureRequests.Options()));
    private LossyProxy proxy = null!;
    private ITable table = null!;

    public async Task InitializeAsync()
    {
        proxy = await LossyProxy.StartAsync($"http://127.0.0.1:{azurite.TablePort}");
        table = new AzureTables(new TableServiceClient(Azurite.ConnectionStringTo(proxy.Port), AzureRequests.Options())).Open(name);
        await direct.CreateAsync(name, None);
    }

    public async Task DisposeAsync()
    {
        await proxy.DisposeAsync();
        await direct.DropAsync(name, None);
    }

    [Fact]
    public async Task A_transaction_whose_reply_was_lost_answers_as_committed()
    {
        var kept = (await table.CommitAsync([TableWrite.Insert(Row("b"))], None)).ETags[0]!;
        var gone = (await table.CommitAsync([TableWrite.Insert(Row("c"))], None)).ETags[0]!;
        proxy.LoseReplies(1);
        var result = await table.CommitAsync([TableWrite.Insert(Row("a")), TableWrite.Update(Row("b", 2), kept), TableWrite.Delete("p", "c", gone)], None);
        await AssertCommittedAsync(result, ["a", "b"]);
        Assert.Null(result.ETags[2]);
    }

    [Fact]
    public async Task Single_writes_whose_replies_were_lost_answer_as_committed()
    {
        proxy.LoseReplies(1);
        var inserted = await table.CommitAsync([TableWrite.Insert(Row("a").Set("bytes", [1, 2]))], None);
        await AssertCommittedAsync(inserted, ["a"]);
        proxy.LoseReplies(1);
        var updated = await table.CommitAsync([TableWrite.Update(Row("a", 2), inserted.ETags[0]!)], None);
        await AssertCommittedAsync(updated, ["a"]);
        proxy.LoseReplies(1);
        Assert.True((await table.CommitAsync([TableWrite.Delete("p", "a", updated.ETags[0])], None)).Committed);
    }

    [Theory]
    [InlineData("AccountName=devstoreaccount1", "AccountName=nobodysaccount")]
    [InlineData("AccountKey=", "AccountKey=AAAA")]
    public async Task A_wrong_account_or_key_is_told_and_is_no_conflict(string right, string wrong)
    {
        var connection = Azurite.ConnectionStringTo(azurite.TablePort);
        Assert.Contains(right, connection, StringComparison.Ordinal);
        var lost = new AzureTables(new TableServiceClient(connection.Replace(right, wrong, StringComparison.Ordinal), AzureRequests.Options()));

        await Assert.ThrowsAsync<TablesUnavailableException>(() => lost.ListAsync("events", None));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => lost.Open(name).QueryAsync(new TableQuery("p"), None));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => lost.Open(name).CommitAsync([TableWrite.Upsert(Row("a"))], None));
    }

    [Fact]
    public async Task A_conflict_stays_a_conflict_when_a_reply_was_lost()
    {
        await direct.Open(name).CommitAsync([TableWrite.Insert(Row("a", 1))], None);
        proxy.LoseReplies(1);
        var result = await table.CommitAsync([TableWrite.Insert(Row("a", 2)), TableWrite.Insert(Row("b", 2))], None);
        Assert.Equal([0], result.Conflicts);
    }

    [Fact]
    public async Task A_conflict_with_an_equal_row_is_a_conflict_when_nothing_was_sent_twice()
    {
        await direct.Open(name).CommitAsync([TableWrite.Insert(Row("a", 1))], None);
        Assert.Equal([0], (await table.CommitAsync([TableWrite.Insert(Row("a", 1))], None)).Conflicts);
    }

    [Fact]
    public async Task Storage_that_loses_every_reply_is_unavailable_and_comes_back()
    {
        proxy.LoseReplies(int.MaxValue);
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.GetAsync("p", "a", None));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.CommitAsync([TableWrite.Insert(Row("a"))], None));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.QueryAsync(new TableQuery("p"), None));
        proxy.LoseReplies(0);
        Assert.NotNull(await table.GetAsync("p", "a", None));
    }

    [Theory]
    [InlineData(409, "TableBeingDeleted")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "OperationTimedOut")]
    [InlineData(503, "ServerBusy")]
    [InlineData(403, "AuthenticationFailed")]
    public async Task Storage_that_refuses_to_work_is_unavailable(int status, string code)
    {
        proxy.AnswerWith(status, code);
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.GetAsync("p", "a", None));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.CommitAsync([TableWrite.Insert(Row("a"))], None));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.CommitAsync([TableWrite.Insert(Row("a")), TableWrite.Upsert(Row("b"))], None));
    }

    [Fact]
    public async Task Storage_that_nobody_runs_is_unavailable()
    {
        await proxy.DisposeAsync();
        await Assert.ThrowsAsync<TablesUnavailableException>(() => table.CommitAsync([TableWrite.Insert(Row("a"))], None));
    }

    private async Task AssertCommittedAsync(CommitResult result, string[] rowKeys)
    {
        Assert.True(result.Committed);
        var rows = (await direct.Open(name).QueryAsync(new TableQuery("p"), None)).Rows;
        Assert.Equal(rowKeys, rows.Select(row => row.RowKey));
        Assert.Equal(rows.Select(row => row.ETag), result.ETags.Take(rows.Count));
    }

    private static TableRow Row(string rowKey, long n = 0) => new TableRow("p", rowKey).Set("n", n);
}
