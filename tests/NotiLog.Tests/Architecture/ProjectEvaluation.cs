using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NotiLog.Tests.Architecture;

/// <summary>A project as MSBuild evaluates it, which takes no package.</summary>
internal sealed class ProjectEvaluation
{
    private readonly JsonElement evaluated;

    private ProjectEvaluation(JsonElement evaluated) => this.evaluated = evaluated;

    /// <param name="project">From the root of the repository.</param>
    /// <param name="properties">Comma between the names that are asked for, as in <see cref="Items"/>.</param>
    public static async Task<ProjectEvaluation> OfAsync(string project, string properties, string items, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Root(), project), "-nodeReuse:false", $"-getProperty:{properties}", $"-getItem:{items}", .. settings.Select(setting => $"-p:{setting}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return new(JsonElement.Parse(output));
    }

    public string Property(string name) => evaluated.GetProperty("Properties").GetProperty(name).GetString()!;

    public IReadOnlyList<JsonElement> Items(string name) => [.. evaluated.GetProperty("Items").GetProperty(name).EnumerateArray()];

    public IReadOnlyList<string> Names(string name) => [.. Items(name).Select(item => item.GetProperty("Identity").GetString()!)];

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
