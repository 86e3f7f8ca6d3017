using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace NotiLog.Tests.Architecture;

/// <summary>Who may import whom; see CONTRIBUTING.md. Reads the sources, so that also an import nobody compiles today is found.</summary>
public sealed partial class ImportRulesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Common"] = [],
        ["Telemetry"] = [],
        ["Requests"] = ["Common"],
        ["Tables"] = ["Common"],
        ["Schedule"] = ["Common", "Telemetry", "Tables"],
        ["Access"] = ["Common", "Requests", "Tables"],
        ["Events"] = ["Common", "Telemetry", "Requests", "Tables", "Schedule"],
        ["Routing"] = ["Common", "Requests", "Tables", "Schedule", "Events"],
        ["Notifications"] = ["Common", "Telemetry", "Requests", "Tables", "Schedule", "Events", "Routing"],
        ["Notifications/Telegram"] = ["Common", "Requests", "Events", "Notifications"],
        ["Notifications/Email"] = ["Common", "Requests", "Events", "Notifications"],
        ["Notifications/Kafka"] = ["Common", "Requests", "Events", "Notifications"],
        ["Liveness"] = ["Common", "Requests", "Tables", "Schedule", "Events"],
        ["Agents"] = ["Common", "Telemetry", "Requests", "Tables", "Schedule", "Access", "Events", "Liveness"],
        ["Watches"] = ["Common", "Requests", "Tables", "Schedule", "Access", "Events", "Routing", "Liveness"],
        ["Live"] = ["Common", "Tables", "Schedule", "Events", "Notifications", "Liveness", "Agents"],
    };

    [Fact]
    public void Slices_import_only_what_lies_below_them() => Assert.Empty(SourcesOf("functions/NotiLog.Core").SelectMany(FaultsOf));

    [Theory]
    [InlineData("functions/NotiLog.Core/Events/X.cs", "using NotiLog.Notifications;")]
    [InlineData("functions/NotiLog.Core/Routing/X.cs", "NotiLog.Notifications.Channel channel = null;")]
    [InlineData("functions/NotiLog.Core/Common/X.cs", "Tables.TableRow row = null;")]
    [InlineData("functions/NotiLog.Core/Telemetry/X.cs", "using NotiLog.Tables;")]
    [InlineData("functions/NotiLog.Core/Notifications/Email/X.cs", "using NotiLog.Notifications.Telegram;")]
    [InlineData("functions/NotiLog.Core/Notifications/X.cs", "using NotiLog.Notifications.Kafka;")]
    [InlineData("functions/NotiLog.Core/Agents/X.cs", "using NotiLog.Notifications;")]
    [InlineData("functions/NotiLog.Core/Notifications/X.cs", "using NotiLog.Live;")]
    [InlineData("functions/NotiLog.Core/Liveness/X.cs", "using NotiLog.Agents;")]
    [InlineData("functions/NotiLog.Core/Watches/X.cs", "using NotiLog.Agents;")]
    [InlineData("functions/NotiLog.Core/Routing/X.cs", "using NotiLog.Watches;")]
    [InlineData("functions/NotiLog.Core/Events/X.cs", "using Microsoft.Azure.Functions.Worker;")]
    public void The_check_finds_a_violation(string path, string code) => Assert.NotEmpty(FaultsOf((path, code)));

    [Fact]
    public void Only_the_local_host_and_tests_reference_the_app() => Assert.Equal(
        ["NotiLog.Local.csproj"],
        Directory.EnumerateFiles(Root(), "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("NotiLog.Functions.csproj", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)!));

    [Fact]
    public void The_agent_stands_alone() => Assert.DoesNotContain("ProjectReference", File.ReadAllText(Path.Combine(Root(), "agent/NotiLog.Agent/NotiLog.Agent.csproj")), StringComparison.Ordinal);

    [Fact]
    public void Files_stay_small() => Assert.Empty(
        new[] { "functions", "local", "agent", "tests" }.SelectMany(SourcesOf).Where(file => IsTooLong(file.Code)).Select(file => file.Path));

    [Fact]
    public void The_size_check_finds_a_long_file() => Assert.True(IsTooLong(string.Concat(Enumerable.Repeat("x\n", 301))));

    [Fact]
    public void Names_say_what_a_thing_is() => Assert.Empty(
        new[] { "functions", "local/NotiLog.Local", "agent" }.SelectMany(SourcesOf).SelectMany(file => VagueName().Matches(file.Code).Select(match => $"{file.Path}: {match.Value}")));

    [Fact]
    public void The_name_check_finds_a_vague_one() => Assert.Matches(VagueName(), "internal sealed class EventManager");

    private static bool IsTooLong(string code) => code.AsSpan().Count('\n') > 300;

    private static IEnumerable<string> FaultsOf((string Path, string Code) file)
    {
        var slice = SliceOf(file.Path);
        var imported = QualifiedName().Matches(file.Code).Select(match => SliceNamed(match.Groups[1].Value)).OfType<string>().Distinct();
        foreach (var other in imported.Where(other => other != slice && !Allowed[slice].Contains(other)))
            yield return $"{file.Path}: {slice} imports {other}";
        if (file.Code.Contains("Microsoft.Azure.Functions", StringComparison.Ordinal))
            yield return $"{file.Path}: the product does not know Azure Functions";
    }

    private static string SliceOf(string path)
    {
        var folders = path.Split('/')[2..^1];
        return string.Join('/', folders.Take(Allowed.ContainsKey(string.Join('/', folders.Take(2))) ? 2 : 1));
    }

    /// <summary><c>Notifications.Telegram</c> is its own slice, <c>Notifications.Channel</c> is not.</summary>
    private static string? SliceNamed(string name)
    {
        var parts = name.Split('.');
        return parts.Length > 1 && Allowed.ContainsKey($"{parts[0]}/{parts[1]}") ? $"{parts[0]}/{parts[1]}" : Allowed.ContainsKey(parts[0]) ? parts[0] : null;
    }

    private static IEnumerable<(string Path, string Code)> SourcesOf(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root(), file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"(?:\bNotiLog\.|(?<![\w.""])(?=(?:Common|Telemetry|Requests|Tables|Schedule|Access|Events|Routing|Notifications|Liveness|Agents|Live)\.[A-Z]))([A-Z]\w+(?:\.[A-Z]\w+)?)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) \w*(?:Manager|Helper|Util|Utils|Service|Handler|Impl|Info|Misc)\b")]
    private static partial Regex VagueName();
}
