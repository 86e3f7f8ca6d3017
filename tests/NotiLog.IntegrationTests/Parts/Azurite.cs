using System.Diagnostics;
using System.Net.Sockets;
using Azure.Data.Tables;
using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>An Azurite of the tests' own, on free ports, with a data folder that goes with it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    /// <summary>Below the ports that the system hands out to clients.</summary>
    private const int LowestPort = 20_000;
    private const int HighestPort = 32_000;
    private const int MostStarts = 5;
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly string folder = Directory.CreateTempSubdirectory("notilog-azurite").FullName;
    private Process? process;

    public int TablePort { get; private set; }

    public string ConnectionString => ConnectionStringTo(TablePort);

    /// <summary>For the tables of this Azurite as they are seen through another port, such as a proxy's.</summary>
    public static string ConnectionStringTo(int tablePort) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{tablePort}/devstoreaccount1;";

    public async Task InitializeAsync()
    {
        var modules = await Parts.InstallAsync();
        for (var start = 1; !await StartAsync(modules, Random.Shared.Next(LowestPort, HighestPort)); start++)
        {
            if (start == MostStarts)
                throw new InvalidOperationException($"Azurite does not start: {await process!.StandardError.ReadToEndAsync()}");
        }
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ends it in good order: what it has answered is on disk.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"]);
        await process.WaitForExitAsync().WaitAsync(StartDeadline);
    }

    /// <summary>On the same ports, with the same data.</summary>
    public async Task StartAgainAsync() => Assert.True(await StartAsync(await Parts.InstallAsync(), TablePort - 2), "Azurite does not come back");

    /// <summary>False when the child has ended, as it does when a port is taken.</summary>
    private async Task<bool> StartAsync(string modules, int port)
    {
        await StopAsync();
        string[] arguments =
        [
            Path.Combine(modules, "azurite", "dist", "src", "azurite.js"), "--location", folder, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobPort", $"{port}", "--queuePort", $"{port + 1}", "--tablePort", $"{port + 2}",
        ];
        process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        TablePort = port + 2;
        for (var since = Stopwatch.StartNew(); since.Elapsed < StartDeadline; await Task.Delay(Poll))
        {
            if (process.HasExited)
                return false;
            if (await AnswersAsync())
                return !process.HasExited;
        }

        return false;
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", TablePort);
        }
        catch (SocketException)
        {
            return false;
        }

        var tables = new AzureTables(new TableServiceClient(ConnectionString, AzureRequests.Options()));
        await tables.ListAsync("", CancellationToken.None);
        return true;
    }

    private async Task StopAsync()
    {
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}
