using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

public abstract partial class TablesContract
{
    [Theory]
    [InlineData(null, null, "abcdef")]
    [InlineData("b", null, "bcdef")]
    [InlineData(null, "d", "abc")]
    [InlineData("b", "e", "bcd")]
    [InlineData("bb", "ee", "cde")]
    [InlineData("x", null, "")]
    public async Task A_range_is_read_in_order_both_ways(string? from, string? to, string expected)
    {
        foreach (var (key, i) in "fbdace".Select((key, i) => (key.ToString(), i)))
            await Table.CommitAsync([TableWrite.Insert(new TableRow("p", key).Set("text", new string('x', i % 2 * 2000)))], None);
        await Table.CommitAsync([TableWrite.Insert(new TableRow("q", "c"))], None);
        var query = new TableQuery("p") { From = from, To = to };
        var reversed = string.Concat(Enumerable.Reverse(expected));
        Assert.Equal(expected, string.Concat(await KeysAsync(query)));
        Assert.Equal(reversed, string.Concat(await KeysAsync(query with { Descending = true })));
        Assert.Equal(expected, string.Concat(await KeysAsync(query with { Limit = 2 })));
        Assert.Equal(reversed, string.Concat(await KeysAsync(query with { Limit = 2, Descending = true })));
    }

    [Fact]
    public async Task Keys_that_extend_one_another_are_ordered_and_paged()
    {
        string[] keys = ["", "a", "a ", "a b", "a!", "a0", "aa", "aa0", "a~", "b", "~~", "é", "я"];
        await Table.CommitAsync([.. keys.Select(key => TableWrite.Insert(new TableRow("p", key)))], None);
        var expected = keys.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, await KeysAsync(new TableQuery("p") { Limit = 1 }));
        expected.Reverse();
        Assert.Equal(expected, await KeysAsync(new TableQuery("p") { Limit = 1, Descending = true }));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(300)]
    public async Task A_long_range_is_read_page_by_page_both_ways_without_gaps_or_doubles(int limit)
    {
        var keys = await FillAsync(2500);
        Assert.Equal(keys, await KeysAsync(new TableQuery("p") { Limit = limit }));
        keys.Reverse();
        Assert.Equal(keys, await KeysAsync(new TableQuery("p") { Limit = limit, Descending = true }));
        Assert.Equal(keys.Take(10), (await Table.QueryAsync(new TableQuery("p") { Limit = 10, Descending = true }, None)).Rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_filter_that_matches_little_is_followed_to_the_end_both_ways()
    {
        var keys = await FillAsync(2500);
        var query = new TableQuery("p") { Where = [new("n", TableOp.GreaterOrEqual, 1249L), new("n", TableOp.Less, 1252L)], Limit = 2, ScanLimit = 200 };
        Assert.Equal(keys.Skip(1249).Take(3), await KeysAsync(query));
        Assert.Equal(keys.Skip(1249).Take(3).Reverse(), await KeysAsync(query with { Descending = true }));
    }

    [Fact]
    public async Task Filters_compare_cells_of_their_type_and_never_match_a_missing_one()
    {
        await Table.CommitAsync(
            [
                TableWrite.Insert(new TableRow("p", "1").Set("s", "a'b").Set("n", 1).Set("b", true)),
                TableWrite.Insert(new TableRow("p", "2").Set("s", "b").Set("n", 2).Set("b", false)),
                TableWrite.Insert(new TableRow("p", "3").Set("s", "я").Set("n", 3_000_000_000).Set("b", true)),
                TableWrite.Insert(new TableRow("p", "4").Set("other", "a")),
            ],
            None);
        await AssertMatchesAsync("1", new TableCondition("s", TableOp.Equal, "a'b"));
        await AssertMatchesAsync("23", new TableCondition("s", TableOp.NotEqual, "a'b"));
        await AssertMatchesAsync("1", new TableCondition("s", TableOp.Less, "b"));
        await AssertMatchesAsync("12", new TableCondition("s", TableOp.LessOrEqual, "b"));
        await AssertMatchesAsync("3", new TableCondition("s", TableOp.Greater, "b"));
        await AssertMatchesAsync("23", new TableCondition("s", TableOp.GreaterOrEqual, "b"));
        await AssertMatchesAsync("2", new TableCondition("n", TableOp.Equal, 2L));
        await AssertMatchesAsync("13", new TableCondition("n", TableOp.NotEqual, 2));
        await AssertMatchesAsync("1", new TableCondition("n", TableOp.Less, 2L));
        await AssertMatchesAsync("12", new TableCondition("n", TableOp.LessOrEqual, 2));
        await AssertMatchesAsync("3", new TableCondition("n", TableOp.Greater, 2L));
        await AssertMatchesAsync("23", new TableCondition("n", TableOp.GreaterOrEqual, 2L));
        await AssertMatchesAsync("13", new TableCondition("b", TableOp.Equal, true));
        await AssertMatchesAsync("2", new TableCondition("b", TableOp.NotEqual, true));
        await AssertMatchesAsync("13", new TableCondition("s", TableOp.Equal, "a'b", "я", "none"));
        await AssertMatchesAsync("3", new TableCondition("s", TableOp.Equal, "a'b", "я"), new TableCondition("n", TableOp.Greater, 1L), new TableCondition("b", TableOp.Equal, true));
        await AssertMatchesAsync("", new TableCondition("absent", TableOp.NotEqual, "x"));
        await AssertMatchesAsync("", new TableCondition("s", TableOp.Equal));
    }

    [Fact]
    public async Task Only_selected_cells_are_read()
    {
        var row = new TableRow("p", "r").Set("a", "1").Set("b", 2).Set("ab", "3");
        var etag = (await Table.CommitAsync([TableWrite.Insert(row)], None)).ETags[0];
        var read = Assert.Single((await Table.QueryAsync(new TableQuery("p") { Select = ["a", "absent"], Where = [new("b", TableOp.Equal, 2L)] }, None)).Rows);
        Assert.Equal("a", Assert.Single(read.Cells).Key);
        Assert.Equal(etag, read.ETag);
        Assert.Empty(Assert.Single((await Table.QueryAsync(new TableQuery("p") { Select = [] }, None)).Rows).Cells);
    }

    private async Task AssertMatchesAsync(string expected, params TableCondition[] where) =>
        Assert.Equal(expected, string.Concat(await KeysAsync(new TableQuery("p") { Where = where })));

    /// <summary>Rows with hexadecimal keys, every third of them large, <c>n</c> counting up.</summary>
    private async Task<List<string>> FillAsync(int count)
    {
        var random = new Random(count);
        var keys = Enumerable.Range(0, count).Select(_ => $"e{random.NextInt64():x16}").Order(StringComparer.Ordinal).ToList();
        foreach (var chunk in keys.Select((key, n) => TableWrite.Insert(Row(key, n).Set("text", new string('x', n % 3 == 0 ? 700 : 7)))).Chunk(100))
            Assert.True((await Table.CommitAsync(chunk, None)).Committed);
        return keys;
    }

    private async Task<List<string>> KeysAsync(TableQuery query)
    {
        var keys = new List<string>();
        await foreach (var row in Table.QueryAllAsync(query, None))
            keys.Add(row.RowKey);
        return keys;
    }
}
