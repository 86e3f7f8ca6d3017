using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

public abstract partial class TablesContract
{
    [Fact]
    public async Task What_real_tables_refuse_is_refused_before_it_is_sent()
    {
        Assert.Throws<ArgumentException>(() => Tables.Open("a-b"));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.CreateAsync("1ab", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.DropAsync("ab", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.GetAsync("p", "a/b", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.QueryAsync(new TableQuery("p") { Limit = 1001 }, None));
        await RefusesAsync(TableWrite.Insert(new TableRow("p", "a#b")));
        await RefusesAsync(TableWrite.Insert(new TableRow("p", "r").Set("text", new string('x', TableLimits.CharactersPerCell + 1))));
        await RefusesAsync([.. Enumerable.Range(0, 101).Select(i => TableWrite.Insert(new TableRow("p", $"{i}")))]);
        await RefusesAsync(TableWrite.Insert(new TableRow("p", "r")), TableWrite.Insert(new TableRow("q", "r")));
        await RefusesAsync(TableWrite.Insert(new TableRow("p", "r")), TableWrite.Delete("p", "r"));
        Assert.Empty(await Tables.ListAsync(name, None));
    }

    [Fact]
    public async Task What_the_limits_allow_is_stored()
    {
        var wide = new TableRow("p", new string('k', TableLimits.CharactersPerKey));
        for (var i = 0; i < TableLimits.CellsPerRow; i++)
            wide.Set($"c{i}", i);
        var large = new TableRow("p", "large").Set("bytes", new byte[TableLimits.BytesPerCell]);
        for (var i = 0; i < 14; i++)
            large.Set($"text{i}", new string('x', TableLimits.CharactersPerCell));
        Assert.True((await Table.CommitAsync([TableWrite.Insert(wide), TableWrite.Insert(large)], None)).Committed);
        AssertSameCells(wide, (await Table.GetAsync("p", wide.RowKey, None))!);
        AssertSameCells(large, (await Table.GetAsync("p", "large", None))!);
    }

    [Fact]
    public async Task A_commit_of_four_mebibytes_as_they_are_counted_is_accepted()
    {
        var rows = new List<TableRow>();
        for (var payload = 0L; ; rows.Add(new TableRow("p", $"{rows.Count}").SetText("text", new string('ж', 20_000))))
        {
            payload += rows.Count == 0 ? 0 : TableLimits.PayloadOf(rows[^1]);
            if (payload > TableLimits.PayloadPerCommit)
                break;
        }

        rows.RemoveAt(rows.Count - 1);
        Assert.True((await Table.CommitAsync([.. rows.Select(TableWrite.Insert)], None)).Committed);
    }

    private async Task RefusesAsync(params TableWrite[] writes) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.CommitAsync(writes, None));
}
