using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary><c>NOTILOG_STORM_SECONDS</c> asks for a longer load, <c>NOTILOG_STORM_SEED</c> for the random choices of an earlier run.</summary>
[Collection(CrashCollection.Name)]
public sealed class StormAndFailureTests(ITestOutputHelper output)
{
    [Fact]
    public Task Nothing_is_lost_or_doubled_when_providers_fail_and_the_app_is_killed() => Storm.RunAsync(
        new StormPlan(StormPlan.Seconds(60), 5, TimeSpan.FromMilliseconds(200), 40, ProvidersFail: true, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(30)),
        storage: null,
        apps: 1,
        output);

    [Fact]
    public Task Nothing_is_lost_or_doubled_on_Azurite_when_the_app_is_killed() => OnAzuriteAsync(apps: 1);

    [Fact]
    public Task Nothing_is_lost_or_doubled_when_one_of_two_apps_on_Azurite_is_killed() => OnAzuriteAsync(apps: 2);

    /// <summary>Azurite looks at every row for every query, so it takes little.</summary>
    private async Task OnAzuriteAsync(int apps)
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        try
        {
            await Storm.RunAsync(
                new StormPlan(StormPlan.Seconds(20), 3, TimeSpan.FromSeconds(2), 10, ProvidersFail: false, TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(45)),
                azurite.ConnectionString,
                apps,
                output);
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
