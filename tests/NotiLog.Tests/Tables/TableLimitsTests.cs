using NotiLog.Tables;

namespace NotiLog.Tests.Tables;

public sealed class TableLimitsTests
{
    [Theory]
    [InlineData("abc", true)]
    [InlineData("events20261123", true)]
    [InlineData("ab", false)]
    [InlineData("1abc", false)]
    [InlineData("a-bc", false)]
    [InlineData("aяb", false)]
    [InlineData("", false)]
    public void A_table_name_is_letters_and_digits(string name, bool allowed) =>
        AssertRefused(!allowed, "table name", () => TableLimits.CheckName(name));

    [Fact]
    public void A_table_name_has_at_most_63_characters()
    {
        TableLimits.CheckName(new string('a', 63));
        AssertRefused(true, "table name", () => TableLimits.CheckName(new string('a', 64)));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001fb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u009fb")]
    public void A_key_has_no_character_that_tables_refuse(string key)
    {
        AssertRefused(true, "A key", () => Check(new TableRow(key, "r")));
        AssertRefused(true, "A key", () => Check(new TableRow("p", key)));
    }

    [Fact]
    public void A_key_has_at_most_512_characters()
    {
        Check(new TableRow(new string('p', 512), new string('r', 512)), new TableRow(new string('p', 512), " 'é\u00a0|~"));
        AssertRefused(true, "512", () => Check(new TableRow("p", new string('r', 513))));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("_a1", true)]
    [InlineData("имя", true)]
    [InlineData("1a", false)]
    [InlineData("a-b", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("PartitionKey", false)]
    [InlineData("RowKey", false)]
    [InlineData("Timestamp", false)]
    public void A_cell_name_is_an_identifier(string name, bool allowed)
    {
        AssertRefused(!allowed, "cell", () => Check(new TableRow("p", "r").Set(name, 1)));
        AssertRefused(!allowed, "cell", () => TableLimits.CheckQuery(new TableQuery("p") { Where = [new(name, TableOp.Equal, "x")] }));
        AssertRefused(!allowed, "cell", () => TableLimits.CheckQuery(new TableQuery("p") { Select = [name] }));
    }

    [Fact]
    public void A_cell_name_has_at_most_255_characters()
    {
        Check(new TableRow("p", "r").Set(new string('a', 255), 1));
        AssertRefused(true, "255", () => Check(new TableRow("p", "r").Set(new string('a', 256), 1)));
    }

    [Fact]
    public void Cells_have_the_sizes_of_real_tables()
    {
        Check(new TableRow("p", "r").Set("s", new string('я', 32_768)).Set("b", new byte[65_536]).Set("t", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        AssertRefused(true, "32,768", () => Check(new TableRow("p", "r").Set("s", new string('я', 32_769))));
        AssertRefused(true, "64 KiB", () => Check(new TableRow("p", "r").Set("b", new byte[65_537])));
        AssertRefused(true, "1601", () => Check(new TableRow("p", "r").Set("t", DateTimeOffset.MinValue)));
    }

    [Fact]
    public void Text_has_no_lone_surrogates()
    {
        foreach (var text in new[] { "\ud83d", "a\ude00b", "\ud83d\ude00\ud83d" })
        {
            AssertRefused(true, "surrogates", () => Check(new TableRow("p", "r").Set("s", text)));
            AssertRefused(true, "surrogates", () => Check(new TableRow("p", text)));
        }

        Check(new TableRow("p", "😀").Set("s", "😀😀x😀"));
    }

    [Fact]
    public void A_row_has_at_most_252_cells_and_1_MiB()
    {
        var wide = new TableRow("p", "r");
        for (var i = 0; i < 252; i++)
            wide.Set($"c{i}", i);
        Check(wide);
        AssertRefused(true, "252", () => Check(wide.Set("more", 1)));
        var large = new TableRow("p", "r");
        for (var i = 0; i < 15; i++)
            large.Set($"c{i:D2}", new string('x', 32_768));
        Check(large);
        AssertRefused(true, "1 MiB", () => Check(large.Set("c15", new string('x', 32_768))));
    }

    [Fact]
    public void A_commit_has_1_to_100_rows_of_one_partition_each_once()
    {
        AssertRefused(true, "1..100", () => TableLimits.CheckCommit([]));
        Check([.. Enumerable.Range(0, 100).Select(i => new TableRow("p", $"{i}"))]);
        AssertRefused(true, "1..100", () => Check([.. Enumerable.Range(0, 101).Select(i => new TableRow("p", $"{i}"))]));
        AssertRefused(true, "partition", () => Check(new TableRow("p", "a"), new TableRow("q", "b")));
        AssertRefused(true, "once", () => Check(new TableRow("p", "a"), new TableRow("p", "a")));
    }

    [Fact]
    public void A_commit_has_at_most_4_MiB_on_the_wire()
    {
        TableRow Large(int i) => new TableRow("p", $"{i}").SetText("text", new string('x', 200_000));
        Check([.. Enumerable.Range(0, 20).Select(Large)]);
        AssertRefused(true, "4 MiB", () => Check([.. Enumerable.Range(0, 21).Select(Large)]));
    }

    [Fact]
    public void An_update_demands_an_etag_that_was_read()
    {
        AssertRefused(true, "ETag", () => TableLimits.CheckCommit([TableWrite.Update(new TableRow("p", "r"), null!)]));
        AssertRefused(true, "ETag", () => TableLimits.CheckCommit([TableWrite.Update(new TableRow("p", "r"), "*")]));
        AssertRefused(true, "ETag", () => TableLimits.CheckCommit([TableWrite.Delete("p", "r", "*")]));
    }

    [Fact]
    public void A_query_has_a_page_size_and_comparisons_that_tables_know()
    {
        TableLimits.CheckQuery(new TableQuery("p") { Limit = 1000, Where = [new("a", TableOp.Less, "x", 1, 2L), new("b", TableOp.NotEqual, true)] });
        AssertRefused(true, "1000", () => TableLimits.CheckQuery(new TableQuery("p") { Limit = 0 }));
        AssertRefused(true, "1000", () => TableLimits.CheckQuery(new TableQuery("p") { Limit = 1001 }));
        AssertRefused(true, "scan", () => TableLimits.CheckQuery(new TableQuery("p") { ScanLimit = 0 }));
        AssertRefused(true, "compares", () => TableLimits.CheckQuery(new TableQuery("p") { Where = [new("a", TableOp.Equal, 1.5)] }));
        AssertRefused(true, "boolean", () => TableLimits.CheckQuery(new TableQuery("p") { Where = [new("a", TableOp.Less, true)] }));
    }

    [Fact]
    public void The_payload_counts_what_JSON_escapes_and_follows_the_row()
    {
        var row = new TableRow("p", "r").Set("text", new string('x', 1000));
        var plain = TableLimits.PayloadOf(row);
        Assert.InRange(plain, 1000, 3000);
        Assert.Equal(plain + 5000, TableLimits.PayloadOf(row.Set("text", new string('я', 1000))));
        Assert.Equal(plain + 5000, TableLimits.PayloadOf(row.Set("text", new string('"', 1000))));
        Assert.InRange(TableLimits.PayloadOf(row.Set("bytes", new byte[3000])), plain + 9000, plain + 9200);
    }

    private static void Check(params TableRow[] rows) => TableLimits.CheckCommit([.. rows.Select(TableWrite.Upsert)]);

    private static void AssertRefused(bool refused, string limit, Action check)
    {
        if (refused)
            Assert.Contains(limit, Assert.Throws<ArgumentException>(check).Message, StringComparison.OrdinalIgnoreCase);
        else
            check();
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void A_query_compares_with_at_most_12_values(int values, bool taken)
    {
        var query = new TableQuery("p") { Where = [new TableCondition("a", TableOp.Equal, [.. Enumerable.Range(0, values).Select(i => (object)(long)i)])] };

        Assert.Equal(taken, Record.Exception(() => TableLimits.CheckQuery(query)) is null);
    }
}
