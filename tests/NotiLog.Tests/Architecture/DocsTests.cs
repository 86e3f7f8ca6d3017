using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using NotiLog.Telemetry;
using NotiLog.Tests.Infra;

namespace NotiLog.Tests.Architecture;

/// <summary>What the documents name is there: files, calls, settings, metrics.</summary>
public sealed partial class DocsTests
{
    private static readonly string Root = ProjectEvaluation.Root();

    private static readonly IReadOnlyList<string> Pages =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories), .. new[] { "README.md", "README.ru.md", "CONTRIBUTING.md", "CHANGELOG.md" }.Select(page => Path.Combine(Root, page))];

    [Fact]
    public void Links_lead_to_files() => Assert.Empty(Pages.SelectMany(page => BrokenLinks(page, File.ReadAllText(page))));

    [Fact]
    public void A_broken_link_is_found() => Assert.Equal(["README.md: gone.md"], BrokenLinks(Path.Combine(Root, "README.md"), "[here](README.md) [there](https://example.org) [gone](gone.md#part)"));

    [Fact]
    public void Calls_are_those_of_the_api() => Assert.Empty(Pages.SelectMany(page => UnknownCalls(File.ReadAllText(page)).Select(call => $"{Path.GetFileName(page)}: {call}")));

    [Fact]
    public void A_call_that_is_not_there_is_found() =>
        Assert.Equal(["POST /v1/batches/release"], UnknownCalls("`GET /api/v1/events/{id}?q=1`, `POST /api/v1/batches/release`, `POST /api/v1/agents/{id}/key`"));

    [Theory]
    [InlineData("docs/operating.md")]
    [InlineData("docs/scaling.md")]
    [InlineData("docs/cost.md")]
    public void Settings_are_those_of_the_code(string page)
    {
        var known = CodeSettings.Named();

        var named = SettingName().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void The_operating_guide_names_every_metric()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs/operating.md"));
        var metrics = typeof(Measures).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Instrument>().Select(instrument => instrument.Name);

        Assert.Equal(metrics.Order(), MetricNames(page));
    }

    private static IEnumerable<string> BrokenLinks(string page, string text) =>
        from match in Link().Matches(text)
        let target = match.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
        select $"{Path.GetFileName(page)}: {target}";

    private static IEnumerable<string> UnknownCalls(string text)
    {
        using var api = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "functions/NotiLog.Functions/Health/openapi.json")));
        var known = api.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {Parameter().Replace(path.Name, "{}")}"))
            .ToHashSet();
        return Call().Matches(text)
            .Select(match => $"{match.Groups[1].Value} {Parameter().Replace(match.Groups[2].Value, "{}")}")
            .Where(call => !known.Contains(call));
    }

    /// <summary>In full, and the further ones of a list by their ends: <c>`notilog.events.accepted`, `.rejected`</c>.</summary>
    private static SortedSet<string> MetricNames(string page)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Match row in MetricRow().Matches(page))
        {
            var stem = "";
            foreach (Match name in QuotedName().Matches(row.Groups[1].Value))
            {
                var text = name.Groups[1].Value;
                if (text.StartsWith("notilog.", StringComparison.Ordinal))
                    stem = text[..text.LastIndexOf('.')];
                else if (text[0] != '.')
                    continue;
                names.Add(text[0] == '.' ? stem + text : text);
            }
        }

        return names;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(GET|POST|PUT|PATCH|DELETE) /api(/[A-Za-z0-9_{}/.-]*[A-Za-z0-9}])")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"`((?:Auth|Telegram|Email|Kafka|Site|Retention|Ingest|Dispatch|Delivery|Watchdog):[A-Z][A-Za-z]+)")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^\| (`notilog\..*?) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("`([a-z.]+)`")]
    private static partial Regex QuotedName();
}
