using System.CommandLine;

namespace NotiLog.Local;

/// <summary>The options of the command.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Func<LocalHostOptions, CancellationToken, Task<int>> run)
    {
        var defaults = new LocalHostOptions();
        var port = new Option<int>("--port") { Description = "Port on localhost", DefaultValueFactory = _ => defaults.Port, HelpName = "number" };
        var data = new Option<string>("--data") { Description = "Folder for everything that is written: database, owner key, logs", DefaultValueFactory = _ => defaults.Data, HelpName = "folder" };
        var azurite = new Option<bool>("--azurite") { Description = "Start Azurite (from npm) and use its Table storage instead of SQLite" };
        var storage = new Option<string?>("--storage") { Description = "Use this Table storage (a running Azurite or an account) instead of SQLite", HelpName = "connection string" };
        var noSite = new Option<bool>("--no-site") { Description = "Do not build or serve the site" };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value is < 0 or > 65535)
                result.AddError("--port is a number from 1 to 65535, or 0 for any free port.");
        });

        var root = new RootCommand("Runs NotiLog on this machine. Settings come from environment variables (Auth__OwnerKey=...) and local.settings.json.")
        {
            port, data, azurite, storage, noSite,
        };
        root.Validators.Add(result =>
        {
            if (result.GetValue(azurite) && result.GetValue(storage) is not null)
                result.AddError("--azurite and --storage exclude each other.");
        });
        root.SetAction((parsed, cancellationToken) => run(
            new LocalHostOptions
            {
                Port = parsed.GetValue(port),
                Data = parsed.GetValue(data)!,
                Azurite = parsed.GetValue(azurite),
                Storage = parsed.GetValue(storage),
                Site = !parsed.GetValue(noSite),
                HandleSignals = true,
                Output = Console.Out,
            },
            cancellationToken));
        return root;
    }
}
