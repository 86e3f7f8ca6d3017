using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>The local host in a process of its own, on a port and a data folder that it keeps over restarts.</summary>
internal sealed class App : IAsyncDisposable
{
    private const int LowestPort = 20_000;
    private const int HighestPort = 32_000;
    private const int Terminate = 15;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(45);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-app");
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string? storage;
    private readonly StringBuilder output = new();
    private readonly int port;
    private readonly List<HttpClient> clients = [];
    private Process? process;

    private App(IReadOnlyDictionary<string, string> settings, string? storage)
    {
        (this.settings, this.storage) = (settings, storage);
        port = FreePort();
        // What stands in the repository's local.settings.json is not for the tests: the root is found from here first.
        File.WriteAllText(Path.Combine(folder.FullName, "NotiLog.sln"), "");
    }

    public Uri Address => new($"http://127.0.0.1:{port}");

    public int Port => port;

    public string Data => Path.Combine(folder.FullName, "data");

    public string OwnerKey => settings.TryGetValue("Auth:OwnerKey", out var key) ? key : File.ReadAllText(Path.Combine(Data, "owner-key")).Trim();

    /// <summary>With the owner's key.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>All that was printed, of all runs.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <param name="settings">By the keys of the contract, with colons.</param>
    /// <param name="storage">A connection string instead of SQLite.</param>
    public static async Task<App> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? storage = null)
    {
        var app = new App(settings ?? new Dictionary<string, string>(), storage);
        await app.StartAgainAsync();
        app.Http = app.Client(app.OwnerKey);
        return app;
    }

    /// <summary>A client of its own with this key, or with none.</summary>
    public HttpClient Client(string? key)
    {
        var client = new HttpClient(Handlers()) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return client;
    }

    /// <summary>Starts on the same port and folder; returns when requests are answered.</summary>
    public async Task StartAgainAsync()
    {
        var name = OperatingSystem.IsWindows() ? "NotiLog.Local.exe" : "NotiLog.Local";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name), ["--no-site", "--port", $"{port}", "--data", Data])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (storage is not null)
            start.ArgumentList.Add($"--storage={storage}");
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Take(line.Data, ready);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The local host ended: {Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(StartDeadline);
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public void SendTerminate() => Assert.Equal(0, Signal(process!.Id, Terminate));

    /// <summary>The exit code after a SIGTERM.</summary>
    public async Task<int> EndAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(StopDeadline);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        clients.ForEach(client => client.Dispose());
        folder.Delete(recursive: true);
    }

    /// <summary>What every call of every client goes through.</summary>
    private static HttpMessageHandler Handlers() => new OpenApiHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private void Take(string? line, TaskCompletionSource ready)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (line.StartsWith("NotiLog is ready:", StringComparison.Ordinal))
            ready.TrySetResult();
    }

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(LowestPort, HighestPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
