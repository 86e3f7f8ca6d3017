using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NotiLog.Functions;
using NotiLog.Local.Hosting;
using NotiLog.Local.Hosting.SignalR;

namespace NotiLog.Tests.Hosting;

public sealed class SignalRBindingTests
{
    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        [
            "BadInput: connection needs a hub, an HTTP trigger, and to be a SignalRConnectionInfo",
            "BadOutput: the local host has no SignalROutputAttribute of this form",
            "BadParameter: nothing binds its parameter String invocation",
            "BadUser: the user {headers.x-user} is no parameter of its route",
        ],
        Faults(typeof(Faulty)));

    [Fact]
    public void Two_triggers_for_one_thing_are_found_also_in_another_case() => Assert.Equal(
        ["One, Other: more than one trigger for talk/messages/say"], Faults(typeof(Twice)));

    [Fact]
    public void What_a_file_of_settings_disables_for_a_host_without_SignalR_runs_here_unless_the_caller_says_so()
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobs.NegotiateLive.Disabled"] = "true" };
        SignalRBinding.Enable(typeof(Composition).Assembly.GetTypes(), settings);

        var read = new FunctionSettings(new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobs_ConnectBrowser_Disabled", "true"), new("AzureWebJobs.ReceiveHeartbeat.Disabled", "1"), new("AzureWebJobs.RunDue.Disabled", "1")])
            .AddInMemoryCollection(settings).Build());
        Assert.False(read.IsDisabled("ConnectBrowser"));
        Assert.False(read.IsDisabled("ReceiveHeartbeat"));
        Assert.True(read.IsDisabled("NegotiateLive"));
        Assert.True(read.IsDisabled("RunDue"));
    }

    private static IReadOnlyList<string> Faults(Type type) => Assert.Throws<FunctionFaultsException>(
        () => new FunctionCatalogue(new FunctionSettings(new ConfigurationBuilder().Build()), "api").Read([type])).Faults;

    public static class Faulty
    {
        [Function("BadInput")]
        public static void Input([TimerTrigger("* * * * *")] TimerInfo timer, [SignalRConnectionInfoInput(HubName = "talk")] SignalRConnectionInfo connection) { }

        [Function("BadOutput")]
        [SignalROutput]
        public static SignalRMessageAction Output([TimerTrigger("* * * * *")] TimerInfo timer) => new("said");

        [Function("BadParameter")]
        public static void Parameter([SignalRTrigger("talk", "messages", "say")] string invocation) { }

        [Function("BadUser")]
        public static void User(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "talk/{user}")] HttpRequest request,
            [SignalRConnectionInfoInput(HubName = "talk", UserId = "{headers.x-user}")] SignalRConnectionInfo connection)
        {
        }
    }

    public static class Twice
    {
        [Function("One")]
        public static void One([SignalRTrigger("talk", "messages", "say")] SignalRInvocationContext invocation) { }

        [Function("Other")]
        public static void Other([SignalRTrigger("Talk", "Messages", "Say")] SignalRInvocationContext invocation) { }
    }
}
