using System.Diagnostics;

namespace NotiLog.IntegrationTests;

/// <summary>The npm tree of the real servers that tests talk to.</summary>
internal static class Parts
{
    private static readonly Lazy<Task<string>> Installed = new(InstallOnceAsync);

    /// <summary>The folder that holds <c>node_modules</c>; installs it when it is not there.</summary>
    public static Task<string> InstallAsync() => Installed.Value;

    private static async Task<string> InstallOnceAsync()
    {
        var folder = Folder();
        if (Directory.Exists(Path.Combine(folder, "node_modules", "smtp-server")))
            return folder;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm ci in {folder} ended with {npm.ExitCode}");
    }

    private static string Folder()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var folder = Path.Combine(above.FullName, "parts");
            if (File.Exists(Path.Combine(folder, "package.json")))
                return folder;
        }

        throw new InvalidOperationException("The folder parts with package.json is not above the tests");
    }
}
