using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace NotiLog.Local;

/// <summary>
/// An Azurite of this process, with its data in the data folder. It ends with this process, however that ends: it watches its standard input, and
/// its account key is new at each start, so that nobody else's Azurite can be taken for it.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    private const string Package = "azurite@3.35.0";

    /// <summary>
    /// Ends Azurite in good order, its data saved, when the process that started it is gone. A terminal's Ctrl+C reaches both; Azurite stays until
    /// the calls in hand are done.
    /// </summary>
    private const string ExitWithParent = """
        const once = process.once.bind(process);
        process.once = (event, listener) => event === 'SIGINT' ? process : once(event, listener);
        process.on('SIGINT', () => {});
        process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string pidFile;

    private Azurite(Process process, string pidFile, string connectionString)
    {
        this.process = process;
        this.pidFile = pidFile;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <exception cref="StartFailedException">There is no Node.js, or Azurite does not come up.</exception>
    public static async Task<Azurite> StartAsync(DataFolder data, TextWriter output, CancellationToken cancellationToken)
    {
        var tools = data.File("tools");
        var script = Path.Combine(tools, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            await output.WriteLineAsync($"Installing {Package} into {tools} (npm)...");
            Directory.CreateDirectory(tools);
            if (!await Npm.RunAsync(tools, ["install", "--prefix", ".", "--no-audit", "--no-fund", Package], cancellationToken))
                throw new StartFailedException("--azurite needs Node.js, and there is none on this machine.");
        }

        var pidFile = data.File("azurite.pid");
        await EndOrphanAsync(pidFile, cancellationToken);
        var watch = Path.Combine(tools, "exit-with-parent.cjs");
        await File.WriteAllTextAsync(watch, ExitWithParent, cancellationToken);
        var port = FreePorts();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var process = Start(watch, script, data.File("azurite"), port, key);
        await File.WriteAllTextAsync(pidFile, $"{process.Id} {process.StartTime.Ticks}", cancellationToken);
        var azurite = new Azurite(process, pidFile, string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName=notilog;AccountKey={key};TableEndpoint=http://127.0.0.1:{port + 2}/notilog;"));
        await azurite.WaitAsync(port + 2, cancellationToken);
        return azurite;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
        File.Delete(pidFile);
    }

    private static Process Start(string watch, string script, string location, int port, string key)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "--require", watch, script, "--location", location, "--silent", "--disableTelemetry", "--skipApiVersionCheck" })
            start.ArgumentList.Add(argument);
        foreach (var (option, at) in new[] { ("--blobPort", port), ("--queuePort", port + 1), ("--tablePort", port + 2) })
        {
            start.ArgumentList.Add(option);
            start.ArgumentList.Add(at.ToString(CultureInfo.InvariantCulture));
        }

        start.Environment["AZURITE_ACCOUNTS"] = $"notilog:{key}";
        return Process.Start(start)!;
    }

    /// <summary>The table port opens last.</summary>
    private async Task WaitAsync(int port, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!process.HasExited && !patience.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }

        await DisposeAsync();
        throw new StartFailedException("Azurite did not come up; its own words, if any, stand above.");
    }

    /// <summary>What a killed process left: it is on its way out, and made to go when it takes too long.</summary>
    private static async Task EndOrphanAsync(string pidFile, CancellationToken cancellationToken)
    {
        if (!File.Exists(pidFile) || (await File.ReadAllTextAsync(pidFile, cancellationToken)).Split(' ') is not [var pid, var started])
            return;
        try
        {
            using var orphan = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
            if (orphan.StartTime.Ticks.ToString(CultureInfo.InvariantCulture) != started)
                return;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            await orphan.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            orphan.Kill();
            await orphan.WaitForExitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has gone already.
        }
    }

    /// <summary>Three in a row below the range from which outgoing connections take theirs.</summary>
    private static int FreePorts()
    {
        for (var port = 10100; port < 32000; port += 10)
        {
            if (Enumerable.Range(port, 3).All(IsFree))
                return port;
        }

        throw new StartFailedException("There are no three free ports in a row for Azurite.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
