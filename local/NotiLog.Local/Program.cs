using System.CommandLine;
using NotiLog.Local;

// The host handles the signals itself and takes its time to stop.
return await CommandLine.Create(RunAsync).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> RunAsync(LocalHostOptions options, CancellationToken cancellationToken)
{
    try
    {
        await using var host = await LocalHost.BuildAsync(options, cancellationToken);
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync();
        await options.Output.WriteLineAsync("NotiLog has stopped.");
        return 0;
    }
    catch (StartFailedException failure)
    {
        await Console.Error.WriteLineAsync(failure.Message);
        return 1;
    }
}
