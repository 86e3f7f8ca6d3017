using System.Globalization;
using System.Text;
using NotiLog.Benchmarks.Load;

namespace NotiLog.Benchmarks.Parts;

/// <summary>The local host as a user runs it, on SQLite in a folder of its own.</summary>
internal sealed class Host : IDisposable
{
    public const string Key = "nlo_benchmark_benchmark_benchmark_benchmark";

    private readonly ChildProcess process;

    private Host(ChildProcess process) => this.process = process;

    public Uri Address => process.Address;

    public TimeSpan Cpu => process.Cpu;

    public double WorkingSetMiB => process.WorkingSetMiB;

    public static async Task<Host> StartAsync(string folder, string name, string? telegram = null)
    {
        var settings = new Dictionary<string, string> { ["Auth__OwnerKey"] = Key };
        if (telegram is not null)
            (settings["Telegram__BotToken"], settings["Telegram__ApiBaseUrl"]) = ("1:benchmark", telegram);
        return new Host(await ChildProcess.StartAsync("NotiLog.Local.dll", ["--port", "0", "--no-site", "--data", Path.Combine(folder, name)], settings));
    }

    /// <returns>The value of the answer's ETag, empty without one.</returns>
    public async Task<string> CallAsync(string method, string path, string json = "", string headers = "")
    {
        using var connection = await HttpConnection.OpenAsync(Address);
        var body = Encoding.UTF8.GetBytes(json);
        var status = await connection.CallAsync((byte[])[.. HttpConnection.HeadOf(method, path, Key, body.Length, headers), .. body]);
        if (status >= 300)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {status} {Encoding.UTF8.GetString(connection.Body)}"));
        return connection.Head.Split("\r\n").FirstOrDefault(line => line.StartsWith("ETag: ", StringComparison.OrdinalIgnoreCase))?[6..] ?? "";
    }

    public void Dispose() => process.Dispose();
}
