using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotiLog.Tests.Infra;

/// <summary>What the compiler makes of infra/; each run is made once for all tests.</summary>
internal static class Templates
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private const string Tenant = "11111111-1111-1111-1111-111111111111";

    private static readonly Lazy<Task<BicepRun>> LintRun = new(() => InCopyAsync(LintAsync));
    private static readonly Lazy<Task<BicepRun>> BuildRun = new(() => InCopyAsync(folder => Bicep.RunAsync(folder, "build", "--pattern", "infra/**/*.bicep")));
    private static readonly Lazy<Task<IReadOnlyList<string>>> FormatRun = new(() => InCopyAsync(FormatAsync));
    private static readonly Lazy<Task<string>> DevRun = new(() => SnapshotAsync("infra/main.bicepparam"));
    private static readonly Lazy<Task<string>> ProdRun = new(() => SnapshotAsync("infra/main.prod.bicepparam"));
    private static readonly Lazy<Task<string>> EverythingRun = new(() => SnapshotAsync("infra/everything.bicepparam"));

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Root { get; } = Find();

    public static Task<BicepRun> Lint => LintRun.Value;

    public static Task<BicepRun> Build => BuildRun.Value;

    /// <summary>Files that <c>bicep format</c> would change.</summary>
    public static Task<IReadOnlyList<string>> Unformatted => FormatRun.Value;

    /// <summary>What main.bicepparam would deploy, as far as it is known before.</summary>
    public static Task<string> Dev => DevRun.Value;

    public static Task<string> Prod => ProdRun.Value;

    /// <summary>Everything that can be switched on: Event Hubs with ingest, e-mail, Entra ID, the upstream.</summary>
    public static Task<string> Everything => EverythingRun.Value;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<JsonObject> ResourcesOf(string snapshot) =>
        JsonNode.Parse(snapshot)!["predictedResources"]!.AsArray().Select(resource => resource!.AsObject());

    public static IEnumerable<JsonObject> ResourcesOf(string snapshot, string type) =>
        ResourcesOf(snapshot).Where(resource => (string?)resource["type"] == type);

    /// <summary>Runs in a copy of infra/ beside the parameters of the tests.</summary>
    public static async Task<T> InCopyAsync<T>(Func<string, Task<T>> run)
    {
        var folder = Path.Combine(Path.GetTempPath(), "notilog-tests", Path.GetRandomFileName());
        try
        {
            foreach (var file in Files())
                Copy(file, Path.Combine(folder, Path.GetRelativePath(Root, file)));
            Copy(Path.Combine(Root, "tests/NotiLog.Tests/Infra/everything.bicepparam"), Path.Combine(folder, "infra", "everything.bicepparam"));
            return await run(folder);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BicepRun> LintAsync(string folder)
    {
        var modules = await Bicep.RunAsync(folder, "lint", "--pattern", "infra/**/*.bicep");
        var parameters = await Bicep.RunAsync(folder, "build-params", "--pattern", "infra/**/*.bicepparam");
        return new BicepRun(modules.ExitCode + parameters.ExitCode, modules.Output + parameters.Output, modules.Messages + parameters.Messages);
    }

    private static async Task<string> SnapshotAsync(string parameters) => await InCopyAsync(async folder =>
    {
        var run = await Bicep.RunAsync(
            folder, "snapshot", parameters, "--mode", "overwrite", "--tenant-id", Tenant, "--subscription-id", Subscription,
            "--resource-group", "notilog", "--location", "westeurope");
        Assert.Equal("", run.Messages);
        return InOrder(await File.ReadAllTextAsync(Path.Combine(folder, Path.ChangeExtension(parameters, ".snapshot.json"))));
    });

    /// <summary>The compiler writes the outputs in another order each time.</summary>
    private static string InOrder(string snapshot)
    {
        var document = JsonNode.Parse(snapshot)!;
        document["outputs"] = new JsonObject(document["outputs"]!.AsObject().OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => KeyValuePair.Create(output.Key, output.Value?.DeepClone())));
        return document.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static async Task<IReadOnlyList<string>> FormatAsync(string folder)
    {
        foreach (var pattern in (string[])["infra/**/*.bicep", "infra/**/*.bicepparam"])
            Assert.Equal("", (await Bicep.RunAsync(folder, "format", "--pattern", pattern)).Messages);
        return [.. Files().Select(file => Path.GetRelativePath(Root, file)).Where(file => File.ReadAllText(Path.Combine(folder, file)) != Read(file))];
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(Root, "infra"), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam" || Path.GetFileName(file) == "bicepconfig.json");

    private static void Copy(string file, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(file, to);
    }

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
