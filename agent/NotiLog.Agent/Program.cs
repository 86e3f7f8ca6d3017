using System.Collections;
using System.CommandLine;
using NotiLog.Agent.Commands;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string?)one.Value, StringComparer.Ordinal);
var commands = new AgentCommands(Console.Out, Console.Error, environment.GetValueOrDefault);

// The host of run handles the signals itself and takes its time to stop.
return await CommandLine.Create(commands).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
