using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using NotiLog.Tests.Architecture;

namespace NotiLog.Tests.Cost;

/// <summary>The figures of docs/cost.md follow from <see cref="CostCounts"/>; <c>NOTILOG_REFRESH_GOLDEN=1</c> writes them.</summary>
public sealed partial class CostPageTests
{
    private static readonly bool Refresh = new ConfigurationBuilder().AddEnvironmentVariables().Build()["NOTILOG_REFRESH_GOLDEN"] == "1";

    private static string Page => Path.Combine(ProjectEvaluation.Root(), "docs/cost.md");

    [Fact]
    public void The_tables_are_those_that_the_counts_give()
    {
        if (Refresh)
            File.WriteAllText(Page, Figures().Replace(File.ReadAllText(Page), match => $"<!-- {match.Groups[1].Value} -->\n{TableOf(match.Groups[1].Value)}\n<!-- end -->"));

        var tables = Figures().Matches(File.ReadAllText(Page));

        Assert.Equal(["counts", "dollars"], tables.Select(table => table.Groups[1].Value));
        Assert.All(tables, table => Assert.Equal(TableOf(table.Groups[1].Value), table.Groups[2].Value.Trim()));
    }

    /// <summary>Every count that the page quotes as <c>8 (QuietPass)</c>.</summary>
    [Fact]
    public void The_counts_are_those_of_the_tests()
    {
        var quoted = Quoted().Matches(File.ReadAllText(Page)).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal));

        Assert.Equal(
            typeof(CostCounts).GetFields().ToDictionary(field => field.Name, field => field.GetRawConstantValue()!.ToString()!).OrderBy(count => count.Key),
            quoted.OrderBy(count => count.Key));
    }

    [Fact]
    public void A_month_follows_from_its_traffic()
    {
        var idle = Month.All[0];
        var singles = Month.All[2];

        Assert.Equal((87_600, 87_600 * CostCounts.QuietPass, 0), (idle.Executions, idle.Transactions, idle.Messages));
        Assert.Equal(1_000_000 + 87_600 + (1000 * CostCounts.EpisodeExecutions), singles.Executions);
        Assert.Equal(9.86 + (3.0 * 0.80), Prices.MessagesOnStandard(16_000_000 / 3), 1);
        Assert.Equal(9.86 + (87 * 0.80) + (2400 * 0.50) + (500 * 0.20), Prices.MessagesOnStandard(1_000_000_000), 1);
    }

    private static string TableOf(string name) => name == "counts" ? CostTable.Counts() : CostTable.Dollars();

    [GeneratedRegex(@"<!-- (counts|dollars) -->\n(.*?)<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Figures();

    [GeneratedRegex(@"([0-9,]+) \(`([A-Z]\w+)`\)")]
    private static partial Regex Quoted();
}
