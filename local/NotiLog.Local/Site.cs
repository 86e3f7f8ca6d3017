namespace NotiLog.Local;

/// <summary>The operators' site: built with npm when its build is missing or older than its sources.</summary>
internal static class Site
{
    /// <returns>The folder to serve, or null without one; then <paramref name="output"/> has been told why.</returns>
    /// <exception cref="StartFailedException">The build failed.</exception>
    public static async Task<string?> BuildAsync(string root, TextWriter output, CancellationToken cancellationToken)
    {
        var web = Path.Combine(root, "web");
        var index = Path.Combine(web, "dist", "index.html");
        if (!File.Exists(Path.Combine(web, "package.json")))
        {
            await output.WriteLineAsync("This version has no site yet; the API is complete without it.");
            return null;
        }

        if (!IsOlder(index, web))
            return Path.GetDirectoryName(index);
        await output.WriteLineAsync("Building the site (npm)...");
        var built = (HasPackages(web) || await Npm.RunAsync(web, ["ci", "--no-audit", "--no-fund"], cancellationToken))
            && await Npm.RunAsync(web, ["run", "build"], cancellationToken);
        if (!built)
            await output.WriteLineAsync("There is no Node.js on this machine, so the site cannot be built; going on without it.");
        return File.Exists(index) ? Path.GetDirectoryName(index) : null;
    }

    /// <summary>Whether npm has installed what the lock file says; it leaves a copy of it among the packages.</summary>
    private static bool HasPackages(string web)
    {
        var installed = Path.Combine(web, "node_modules", ".package-lock.json");
        return File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(web, "package-lock.json"));
    }

    private static bool IsOlder(string index, string web)
    {
        if (!File.Exists(index))
            return true;
        var built = File.GetLastWriteTimeUtc(index);
        return new[] { "src", "public" }
            .Select(folder => Path.Combine(web, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(web))
            .Any(file => File.GetLastWriteTimeUtc(file) > built);
    }
}
