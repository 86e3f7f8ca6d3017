using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NotiLog.Benchmarks.Figures;
using NotiLog.Benchmarks.Micro;
using NotiLog.Benchmarks.Parts;

var only = new Option<string[]>("--only") { Description = "Only these figures", HelpName = string.Join('|', AllFigures.InOrder.Select(figure => figure.Name)), AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. AllFigures.InOrder.Select(figure => figure.Name)]);
var rounds = new Option<int>("--rounds") { Description = "Turns each rival gets; the figure is the median", DefaultValueFactory = _ => 9 };
var check = new Option<bool>("--check") { Description = "End with exit code 1 when a floor does not hold" };
var root = new RootCommand("Measures NotiLog beside its rivals on this machine. Trust the ratios, not the figures.") { only, rounds, check };
root.SetAction((parsed, _) => MeasureAsync(parsed.GetValue(only) ?? [], parsed.GetValue(rounds), parsed.GetValue(check)));

var micro = new Command("micro", "In-process figures by BenchmarkDotNet") { TreatUnmatchedTokensAsErrors = false };
micro.SetAction(parsed => { BenchmarkRunner.Run<EventBenchmarks>(InThisProcess(), [.. parsed.UnmatchedTokens]); });
var parseOnly = new Command(ParseOnly.Command) { Hidden = true };
parseOnly.SetAction((_, _) => ParseOnly.RunAsync());
root.Add(micro);
root.Add(parseOnly);
return await root.Parse(args).InvokeAsync();

// A build of its own would need the choice of the worker that this build was given.
static IConfig InThisProcess() => DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));

static async Task<int> MeasureAsync(string[] only, int rounds, bool check)
{
    using var stage = await Stage.SetAsync(rounds);
    var report = new Report();
    foreach (var (name, run) in AllFigures.InOrder.Where(figure => only.Length == 0 || only.Contains(figure.Name)))
        await run(stage, report);
    return check && !report.AllHold ? 1 : 0;
}
