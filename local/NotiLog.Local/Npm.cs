using System.ComponentModel;
using System.Diagnostics;

namespace NotiLog.Local;

/// <summary>Runs npm with its progress visible.</summary>
internal static class Npm
{
    /// <returns>False when there is no npm on this machine.</returns>
    /// <exception cref="StartFailedException">npm ended with an error.</exception>
    public static async Task<bool> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var windows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(windows ? "cmd.exe" : "npm") { WorkingDirectory = folder, UseShellExecute = false };
        foreach (var argument in windows ? ["/c", "npm", .. arguments] : arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var npm = Process.Start(start)!;
            try
            {
                await npm.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                throw;
            }

            return npm.ExitCode == 0
                ? true
                : throw new StartFailedException($"npm {string.Join(' ', arguments)} failed in {folder} (exit code {npm.ExitCode}).");
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
