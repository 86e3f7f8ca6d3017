using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Functions;
using NotiLog.Functions.Http;
using NotiLog.Tables;

namespace NotiLog.Tests.Hosting;

public sealed class CompositionTests
{
    [Fact]
    public void Everything_that_the_app_on_Azure_asks_for_is_there()
    {
        using var services = Compose(_ => { }).BuildServiceProvider(Strict);

        Assert.NotEmpty(Functions);
        Assert.All(Functions, function => Assert.NotNull(services.GetRequiredService(function)));
    }

    [Fact]
    public void A_part_without_what_it_needs_is_caught() =>
        Assert.Throws<AggregateException>(() => Compose(services => services.AddSingleton<NeedsMore>()).BuildServiceProvider(Strict));

    private static ServiceProviderOptions Strict => new() { ValidateOnBuild = true, ValidateScopes = true };

    private static IReadOnlyList<Type> Functions { get; } =
        [.. typeof(Composition).Assembly.GetTypes().Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), inherit: false)))];

    private static ServiceCollection Compose(Action<IServiceCollection> more)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Auth:OwnerKey"] = "nlo_0123456789abcdef0123456789abcdef",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddAzureStorage(configuration).AddNotiLog(configuration).AddSingleton<AccessMiddleware>();
        foreach (var function in Functions)
            services.AddTransient(function);
        more(services);
        return services;
    }

    private sealed class NeedsMore(CompositionTests missing)
    {
        public CompositionTests Missing { get; } = missing;
    }
}
