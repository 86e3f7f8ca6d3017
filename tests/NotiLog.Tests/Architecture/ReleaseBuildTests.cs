using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using NotiLog.Functions;

namespace NotiLog.Tests.Architecture;

/// <summary>What <c>dotnet publish functions/NotiLog.Functions -c Release</c> builds, as far as it can be told without the packages.</summary>
public sealed class ReleaseBuildTests
{
    private const string App = "functions/NotiLog.Functions/NotiLog.Functions.csproj";
    private const string Asked = "FunctionsWorker,AzureFunctionsVersion,OutputType,TargetFramework,RuntimeIdentifier,SelfContained,PublishReadyToRun,PublishDocumentationFiles";
    private const string AskedItems = "PackageReference,ProjectReference,PackageVersion,None";
    private const string Packages = "Microsoft.Azure.Functions.Worker";

    [Fact]
    public async Task It_is_the_real_worker_compiled_ahead_for_linux()
    {
        var release = await ReleaseAsync();

        Assert.Equal(
            ("azure", "v4", "Exe", "net10.0", "linux-x64", "false", "true", "false"),
            (release.Property("FunctionsWorker"), release.Property("AzureFunctionsVersion"), release.Property("OutputType"), release.Property("TargetFramework"),
                release.Property("RuntimeIdentifier"), release.Property("SelfContained"), release.Property("PublishReadyToRun"), release.Property("PublishDocumentationFiles")));
        Assert.Contains(Packages, release.Names("PackageReference"));
        Assert.Contains($"{Packages}.Sdk", release.Names("PackageReference"));
    }

    [Fact]
    public async Task Nothing_of_the_local_host_is_in_it()
    {
        var release = await ReleaseAsync();
        var local = await ProjectEvaluation.OfAsync(App, Asked, AskedItems, "Configuration=Debug");

        Assert.Equal(["../NotiLog.Core/NotiLog.Core.csproj"], release.Names("ProjectReference").Select(Slashes));
        Assert.Contains(local.Names("ProjectReference").Select(Slashes), reference => reference.Contains("/local/", StringComparison.Ordinal));
        Assert.DoesNotContain(local.Names("PackageReference"), package => package.StartsWith(Packages, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_host_json_lies_at_the_root()
    {
        var host = Assert.Single((await ReleaseAsync()).Items("None"), item => Slashes(item.GetProperty("Identity").GetString()!).EndsWith("/host.json", StringComparison.Ordinal));

        Assert.Equal(("host.json", "PreserveNewest"), (host.GetProperty("Link").GetString(), host.GetProperty("CopyToPublishDirectory").GetString()));
    }

    [Fact]
    public async Task Every_package_has_a_version()
    {
        var release = await ReleaseAsync();

        Assert.Empty(release.Names("PackageReference").Except(release.Names("PackageVersion")));
    }

    [Fact]
    public async Task Every_binding_has_its_extension()
    {
        var packages = (await ReleaseAsync()).Names("PackageReference");

        Assert.NotEmpty(Extensions);
        Assert.All(Extensions, extension => Assert.Contains($"{Packages}.Extensions.{extension}", packages));
        Assert.Throws<ArgumentException>(() => ExtensionOf(typeof(UnknownBindingAttribute)));
    }

    [Fact]
    public void The_code_generator_finds_every_function()
    {
        Assert.All(Functions, function => Assert.True(IsFound(function), $"{function.DeclaringType}.{function.Name}"));
        Assert.False(IsFound(typeof(HiddenFunction).GetMethod(nameof(HiddenFunction.Run))!));
    }

    [Fact]
    public async Task The_web_application_comes_before_the_middleware_and_the_services()
    {
        var program = await File.ReadAllTextAsync(Path.Combine(ProjectEvaluation.Root(), "functions/NotiLog.Functions/Program.cs"));

        Assert.True(IsInOrder(program));
        Assert.False(IsInOrder("builder.UseNotiLog(); builder.ConfigureFunctionsWebApplication(); AddAzureStorage AddNotiLog builder.Build().Run()"));
    }

    private static bool IsFound(MethodInfo function) => function.IsPublic && function.DeclaringType is { IsPublic: true, IsNested: false };

    private static IEnumerable<MethodInfo> Functions => typeof(Composition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)));

    /// <summary>Of every trigger, input and output that a function has.</summary>
    private static IReadOnlyList<string> Extensions => [.. Functions
        .SelectMany(function => function.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<BindingAttribute>())
            .Concat(function.GetCustomAttributes<BindingAttribute>())
            .Concat(ResultOf(function).GetProperties().SelectMany(property => property.GetCustomAttributes<BindingAttribute>())))
        .Select(binding => ExtensionOf(binding.GetType()))
        .Distinct()];

    private static Type ResultOf(MethodInfo function) =>
        function.ReturnType.IsGenericType ? function.ReturnType.GetGenericArguments()[0] : function.ReturnType;

    private static string ExtensionOf(Type binding) =>
        new[] { "Http", "ServiceBus", "Kafka", "SignalR", "Timer" }.SingleOrDefault(kind => binding.Name.StartsWith(kind, StringComparison.Ordinal)) switch
        {
            "SignalR" => "SignalRService",
            { } kind => kind,
            null => throw new ArgumentException($"{binding} is of no extension that is known here"),
        };

    private static bool IsInOrder(string program)
    {
        var places = new[] { "ConfigureFunctionsWebApplication()", "UseNotiLog()", "AddAzureStorage", "AddNotiLog", "Build().Run()" }
            .Select(call => program.IndexOf(call, StringComparison.Ordinal)).ToList();
        return places[0] >= 0 && places.SequenceEqual(places.Order());
    }

    /// <summary>As <c>dotnet publish</c> evaluates it.</summary>
    private static Task<ProjectEvaluation> ReleaseAsync() => ProjectEvaluation.OfAsync(App, Asked, AskedItems, "Configuration=Release", "_IsPublishing=true");

    private static string Slashes(string path) => path.Replace('\\', '/').Replace("../../local", "/local", StringComparison.Ordinal);

    private sealed class UnknownBindingAttribute : BindingAttribute;

    private static class HiddenFunction
    {
        public static void Run()
        {
        }
    }
}
