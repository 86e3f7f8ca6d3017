using System.Text.RegularExpressions;

namespace NotiLog.Tests.Infra;

/// <summary>What must be known is watched, by measures that the code takes.</summary>
public sealed partial class AlertTests
{
    [Theory]
    [InlineData("dead-letters", "notilog.messages.dead", "GreaterThan", 0)]
    [InlineData("failed-deliveries", "notilog.deliveries.failed", "GreaterThanOrEqual", 1)]
    [InlineData("no-timer-run", "notilog.schedule.passes", "LessThan", 1)]
    public async Task It_is_told_within_five_minutes(string alert, string measure, string comparison, int threshold)
    {
        var rule = Assert.Single(
            Templates.ResourcesOf(await Templates.Prod, "Microsoft.Insights/scheduledQueryRules"), rule => ((string)rule["name"]!).EndsWith(alert, StringComparison.Ordinal))["properties"]!;
        var criterion = Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!;

        Assert.Equal(("PT5M", "PT5M"), ((string?)rule["windowSize"], (string?)rule["evaluationFrequency"]));
        Assert.Contains($"\"{measure}\"", (string)criterion["query"]!, StringComparison.Ordinal);
        Assert.Equal((comparison, threshold), ((string?)criterion["operator"], (int)criterion["threshold"]!));
        Assert.Contains("actionGroups", rule["actions"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(measure, MeasuredIn(Templates.Read("functions/NotiLog.Core/Telemetry/Measures.cs")));
    }

    [Fact]
    public void A_measure_that_the_code_does_not_take_is_found() => Assert.DoesNotContain("notilog.messages.ded", MeasuredIn(Templates.Read("functions/NotiLog.Core/Telemetry/Measures.cs")));

    [Fact]
    public async Task Dead_letters_that_nobody_takes_note_of_are_told() => Assert.Contains(
        "DeadletteredMessages",
        Assert.Single(Templates.ResourcesOf(await Templates.Prod, "Microsoft.Insights/metricAlerts")).ToJsonString(),
        StringComparison.Ordinal);

    [Fact]
    public async Task Spending_is_told_before_it_is_too_much()
    {
        var budget = Assert.Single(Templates.ResourcesOf(await Templates.Everything, "Microsoft.Consumption/budgets"))["properties"]!;

        Assert.Equal((100, "Monthly"), ((int)budget["amount"]!, (string?)budget["timeGrain"]));
        Assert.Contains("Forecasted", budget["notifications"]!.AsObject().Select(notification => (string?)notification.Value!["thresholdType"]));
        Assert.All(budget["notifications"]!.AsObject(), notification => Assert.Equal("ops@example.org", (string?)Assert.Single(notification.Value!["contactEmails"]!.AsArray())));
    }

    [Fact]
    public async Task People_are_told_by_mail() => Assert.Equal(
        "ops@example.org",
        (string?)Assert.Single(Assert.Single(Templates.ResourcesOf(await Templates.Everything, "Microsoft.Insights/actionGroups"))["properties"]!["emailReceivers"]!.AsArray())!["emailAddress"]);

    private static IEnumerable<string> MeasuredIn(string code) => Measure().Matches(code).Select(match => match.Groups[1].Value);

    [GeneratedRegex("Meter\\.Create[^(]+\\(\\s*\"([a-z.]+)\"")]
    private static partial Regex Measure();
}
