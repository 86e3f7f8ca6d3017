using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace NotiLog.Tests.Infra;

/// <param name="ExitCode">0 when it did its work.</param>
/// <param name="Messages">What it wrote to its error output: warnings and errors, nothing else.</param>
internal sealed record BicepRun(int ExitCode, string Output, string Messages);

/// <summary>
/// The Bicep compiler, of the package Azure.Bicep.CommandLine.linux-x64 where that runs; elsewhere the one that <c>NOTILOG_BICEP</c> names (0.49.2,
/// since its snapshots are compared).
/// </summary>
internal static class Bicep
{
    private const string Setting = "NOTILOG_BICEP";

    private static readonly Lazy<string> Program = new(Locate);

    /// <summary>Runs it in <paramref name="folder"/>, blind to the settings of whoever runs the tests.</summary>
    public static async Task<BicepRun> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program.Value, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("NOTILOG_", StringComparison.Ordinal) || name.StartsWith("AZURE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var messages = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BicepRun(process.ExitCode, await output, (await messages).Trim());
    }

    private static string Locate()
    {
        if (new ConfigurationBuilder().AddEnvironmentVariables().Build()[Setting] is { Length: > 0 } named)
            return named;
        var package = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "BicepPackage")?.Value;
        if (string.IsNullOrEmpty(package) || !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
            throw new PlatformNotSupportedException($"The tests of infra/ need the Bicep CLI 0.49.2. On Linux x64 it comes with the packages; here set {Setting} to the path of the program.");
        var program = Path.Combine(package, "tools", "bicep");
        // Packages do not carry the permission to run on every system.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        return program;
    }
}
