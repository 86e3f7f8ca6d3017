using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;

namespace NotiLog.Tests.Access;

public sealed class EndpointPolicyTests
{
    private static readonly Assembly App = typeof(AccessMiddleware).Assembly;

    [Fact]
    public void Every_http_function_names_its_policy()
    {
        Assert.NotEmpty(HttpFunctionsOf(App.GetTypes()));
        Assert.Empty(FaultsOf(App.GetTypes()));
    }

    [Fact]
    public void The_check_finds_a_function_without_a_policy_and_one_with_a_key_of_the_host() =>
        Assert.Equal(["Violation.Keyed", "Violation.Unmarked"], FaultsOf([typeof(Violation)]).Order());

    [Fact]
    public void The_middleware_finds_the_policy_by_the_entry_point()
    {
        var endpoints = new Endpoints(App);
        Assert.All(HttpFunctionsOf(App.GetTypes()), function => Assert.NotNull(endpoints.Find($"{function.DeclaringType!.FullName}.{function.Name}")));
    }

    [Fact]
    public void Only_health_the_api_description_and_pings_are_open_to_everybody() =>
        Assert.Subset(new HashSet<string> { "GetHealth", "GetOpenApi", "TakePing", "TakePingStart", "TakePingFailure", "TakePingExitCode" }, HttpFunctionsOf(App.GetTypes())
            .Where(function => function.GetCustomAttribute<EndpointAttribute>() is { Anonymous: true })
            .Select(function => function.DeclaringType!.Name)
            .ToHashSet());

    private static IEnumerable<string> FaultsOf(IEnumerable<Type> types) => HttpFunctionsOf(types)
        .Where(function => function.GetCustomAttribute<EndpointAttribute>() is null || TriggerOf(function)!.AuthLevel != AuthorizationLevel.Anonymous)
        .Select(function => $"{function.DeclaringType!.Name}.{function.Name}");

    private static IEnumerable<MethodInfo> HttpFunctionsOf(IEnumerable<Type> types) => types
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => TriggerOf(method) is not null);

    private static HttpTriggerAttribute? TriggerOf(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);

    private static class Violation
    {
        public static void Unmarked([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => _ = request;

        [Endpoint(Role.Admin)]
        public static void Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => _ = request;

        [Endpoint(Role.Admin)]
        public static void Marked([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => _ = request;
    }
}
