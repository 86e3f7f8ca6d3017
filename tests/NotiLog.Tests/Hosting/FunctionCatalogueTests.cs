using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NotiLog.Local.Hosting;

namespace NotiLog.Tests.Hosting;

public sealed class FunctionCatalogueTests
{
    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var faults = Assert.Throws<FunctionFaultsException>(() => Read([], typeof(Faulty))).Faults;

        Assert.Equal(
            [
                "Twice: 2 functions have this name",
                "AdminDoor: names that begin with admin or runtime are refused",
                "BadSchedule: \"every day\" is neither an NCRONTAB expression nor an interval",
                "Hidden: routes that begin with admin or runtime are refused",
                "Lost: nothing takes its Int32: return an IActionResult, or name an output",
                "NoSetting: the setting Missing:Queue is missing",
                "TwoTriggers: has 2 triggers instead of one",
                "Unbound: nothing binds its parameter String name",
                "Unmarked: Answer is an IActionResult without [HttpResult]",
            ],
            faults);
    }

    [Theory]
    [InlineData("a/{id}", "a/b", true)]
    [InlineData("a/{id:guid}", "a/b", false)]
    [InlineData("a/{id:guid}", "a/{version:int}", false)]
    [InlineData("a/{id:int}", "a/7", true)]
    [InlineData("a/{id:int}", "a/me", false)]
    [InlineData("a/{id}", "a/{name}/b", false)]
    [InlineData("a/{id}/b", "a/{name}/B", true)]
    [InlineData("a/{id?}", "a", true)]
    [InlineData("a/{*rest}", "a/b/c", true)]
    [InlineData("a/{id:length(3)}", "a/four", false)]
    [InlineData("A/b", "a/B", true)]
    public void Two_routes_that_can_match_one_request_are_found(string one, string other, bool overlap)
    {
        FunctionEntry[] functions = [Http("One", one, "GET"), Http("Other", other, "GET", "POST")];

        Assert.Equal(overlap, RouteOverlap.Find(functions).Any());
        Assert.Empty(RouteOverlap.Find([functions[0], Http("Other", other, "POST")]));
    }

    [Theory]
    [InlineData("AzureWebJobs.BadSchedule.Disabled", "true")]
    [InlineData("AzureWebJobs_BadSchedule_Disabled", "1")]
    public void A_disabled_function_is_left_out(string key, string value)
    {
        var faults = Assert.Throws<FunctionFaultsException>(() => Read(new() { [key] = value }, typeof(Faulty))).Faults;

        Assert.DoesNotContain(faults, fault => fault.StartsWith("BadSchedule", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_in_attributes_are_resolved()
    {
        var functions = Read(new() { ["Tick"] = "00:00:05" }, typeof(TimerSamples));

        var tick = Assert.IsType<TimerFunctionTrigger>(Assert.Single(functions, function => function.Name == "Tick").Trigger);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 5), tick.Schedule.Next(new DateTime(2026, 1, 1)));
    }

    private static IReadOnlyList<FunctionEntry> Read(Dictionary<string, string?> settings, params Type[] types) =>
        new FunctionCatalogue(new FunctionSettings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), "api").Read(types);

    private static FunctionEntry Http(string name, string route, params string[] verbs)
    {
        var method = typeof(HttpSamples).GetMethod(nameof(HttpSamples.Fail))!;
        return new FunctionEntry(name, method, method.GetParameters()[0], new HttpFunctionTrigger(route, verbs));
    }

    public static class Faulty
    {
        [Function("Twice")]
        public static void One([TimerTrigger("* * * * *")] TimerInfo timer) { }

        [Function("twice")]
        public static void Two([TimerTrigger("* * * * *")] TimerInfo timer) { }

        [Function("AdminDoor")]
        public static void Door([TimerTrigger("* * * * *")] TimerInfo timer) { }

        [Function("Hidden")]
        public static void Hidden([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runtime/x")] HttpRequest request) { }

        [Function("BadSchedule")]
        public static void Bad([TimerTrigger("every day")] TimerInfo timer) { }

        [Function("NoSetting")]
        public static void NoSetting([ServiceBusTrigger("%Missing:Queue%")] string body) { }

        [Function("TwoTriggers")]
        public static void Both([ServiceBusTrigger("q")] string body, [TimerTrigger("* * * * *")] TimerInfo timer) { }

        [Function("Unbound")]
        public static void Unbound([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x/{other}")] HttpRequest request, string name) { }

        [Function("Lost")]
        public static int Lost([TimerTrigger("* * * * *")] TimerInfo timer) => 1;

        [Function("Unmarked")]
        public static UnmarkedOutput Unmarked([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "y")] HttpRequest request) => new();
    }

    public sealed class UnmarkedOutput
    {
        public IActionResult? Answer { get; set; }

        [ServiceBusOutput("q")]
        public string? Body { get; set; }
    }
}
