using System.CommandLine;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Commands;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    public static RootCommand Create(AgentCommands commands) => new("Follows log files and watches processes for NotiLog.")
    {
        Init(commands), Run(commands), Check(commands), Send(commands), DryRun(commands), Version(commands),
    };

    private static Option<string> Config() => new("--config", "-c")
    {
        Description = "The configuration",
        HelpName = "agent.yaml",
        DefaultValueFactory = _ => ConfigPath.Default(),
    };

    private static Command Init(AgentCommands commands)
    {
        var server = new Option<string>("--server") { Description = "The server's address", HelpName = "https://notilog.example.org", Required = true };
        var key = new Option<string>("--key") { Description = "The agent's key, as shown when the agent was made", HelpName = "nla_...", Required = true };
        var files = new Option<string[]>("--file") { Description = "Files to follow, a glob; may be given several times (quote it)", HelpName = "glob", AllowMultipleArgumentsPerToken = true };
        var buffer = new Option<string?>("--buffer") { Description = "Folder for unsent events and positions", HelpName = "folder" };
        var force = new Option<bool>("--force") { Description = "Replace a configuration that is there" };
        var noProof = new Option<bool>("--no-proof") { Description = "Write it without asking the server" };
        var config = Config();
        var command = new Command("init", "Write a configuration and prove it with one heartbeat") { server, key, files, config, buffer, force, noProof };
        command.SetAction((parsed, cancellationToken) => commands.InitAsync(
            new InitRequest(
                parsed.GetValue(server)!, parsed.GetValue(key)!, parsed.GetValue(files) ?? [], parsed.GetValue(config)!, parsed.GetValue(buffer), parsed.GetValue(force), !parsed.GetValue(noProof)),
            cancellationToken));
        return command;
    }

    private static Command Run(AgentCommands commands)
    {
        var config = Config();
        var command = new Command("run", "Follow, watch and send until stopped") { config };
        command.SetAction((parsed, cancellationToken) => commands.RunAsync(parsed.GetValue(config)!, cancellationToken));
        return command;
    }

    private static Command Check(AgentCommands commands)
    {
        var config = Config();
        var command = new Command("check", "Say what is wrong with a configuration, and what it follows") { config };
        command.SetAction(parsed => commands.Check(parsed.GetValue(config)!));
        return command;
    }

    private static Command Send(AgentCommands commands)
    {
        var message = new Argument<string>("message") { Description = "What happened" };
        var level = new Option<string>("--level") { Description = "Its level", DefaultValueFactory = _ => "info", HelpName = string.Join('|', Levels.All) };
        level.AcceptOnlyFromAmong([.. Levels.All]);
        var service = new Option<string?>("--service") { Description = "The service it is about", HelpName = "name" };
        var server = new Option<string?>("--server") { Description = "Instead of the configuration's", HelpName = "https://notilog.example.org" };
        var key = new Option<string?>("--key") { Description = "Instead of the configuration's", HelpName = "nla_..." };
        var config = Config();
        var command = new Command("send", "Send one event now") { message, level, service, server, key, config };
        command.SetAction((parsed, cancellationToken) => commands.SendAsync(
            new SendRequest(
                parsed.GetValue(message)!, parsed.GetValue(level)!, parsed.GetValue(service), parsed.GetValue(server), parsed.GetValue(key), parsed.GetValue(config)!),
            cancellationToken));
        return command;
    }

    private static Command DryRun(AgentCommands commands)
    {
        var lines = new Option<int>("--lines") { Description = "Events of each file, its last ones", DefaultValueFactory = _ => 100, HelpName = "number" };
        var config = Config();
        var command = new Command("dry-run", "Print what would be sent, as NDJSON; sends and stores nothing") { lines, config };
        command.SetAction(parsed => commands.DryRun(parsed.GetValue(config)!, parsed.GetValue(lines)));
        return command;
    }

    private static Command Version(AgentCommands commands)
    {
        var command = new Command("version", "Print the version");
        command.SetAction(_ => commands.Version());
        return command;
    }
}
