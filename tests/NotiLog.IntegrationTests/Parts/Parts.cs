using System.Diagnostics;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>What the tests start from npm: servers (parts/package.json), and apart from them SignalR's client (live/package.json).</summary>
public static class Parts
{
    private static readonly TimeSpan InstallDeadline = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Installs them below .tools of the repository unless they stand there as the lock file says, and returns the node_modules folder.
    /// Processes that ask at the same time wait for the one that installs.
    /// </summary>
    public static async Task<string> InstallAsync(string tree = "parts")
    {
        var root = RepositoryRoot();
        var source = Path.Combine(root, "tests", "NotiLog.IntegrationTests", tree);
        var target = Path.Combine(root, ".tools", tree);
        var modules = Path.Combine(target, "node_modules");
        Directory.CreateDirectory(target);
        await using var mine = await LockAsync(Path.Combine(target, "install.lock"));
        var wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        var installed = Path.Combine(target, "installed.json");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted)
            return modules;
        File.Copy(Path.Combine(source, "package.json"), Path.Combine(target, "package.json"), overwrite: true);
        File.Copy(Path.Combine(source, "package-lock.json"), Path.Combine(target, "package-lock.json"), overwrite: true);
        await RunNpmAsync(target);
        await File.WriteAllTextAsync(installed, wanted);
        return modules;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NotiLog.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No NotiLog.sln above {AppContext.BaseDirectory}");
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        for (var since = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (since.Elapsed < InstallDeadline)
            {
                await Task.Delay(LockPoll);
            }
        }
    }

    private static async Task RunNpmAsync(string folder)
    {
        var npm = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", "/c npm ci --no-audit --no-fund") : new ProcessStartInfo("npm", "ci --no-audit --no-fund");
        npm.WorkingDirectory = folder;
        npm.RedirectStandardError = npm.RedirectStandardOutput = true;
        using var process = Process.Start(npm)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(InstallDeadline);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed in {folder}: {await output}{errors}");
    }
}
