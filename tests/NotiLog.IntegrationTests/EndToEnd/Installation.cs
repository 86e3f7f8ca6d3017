using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>A running NotiLog with its providers; what a service named <c>told-...</c> says is told by all three channels.</summary>
public abstract class Installation(string? storage) : IAsyncLifetime
{
    internal App App { get; private set; } = null!;

    internal Providers Providers { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Providers = await Providers.StartAsync();
        App = await App.StartAsync(Providers.Settings, storage);
        await App.PutChannelsAsync();
        await App.RouteAsync(new { name = "told", match = new[] { "service=~\"told-.*\"" }, channels = new[] { "chat", "mail", "topic" }, groupBy = new[] { "service" }, groupInterval = "1s" });
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Providers.DisposeAsync();
    }
}

public sealed class SqliteInstallation() : Installation(storage: null);

public sealed class AzuriteInstallation(Azurite azurite) : Installation(azurite.ConnectionString);

/// <summary>Tests that share one installation.</summary>
[CollectionDefinition(Name)]
public sealed class InstallationCollection : ICollectionFixture<SqliteInstallation>
{
    public const string Name = "End to end";
}

/// <summary>Tests that start, kill and starve installations of their own, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class CrashCollection
{
    public const string Name = "End to end, crashes";
}
