using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Events;
using NotiLog.Local.Tables;
using NotiLog.Tables;

namespace NotiLog.Local;

/// <summary>Chooses the engine behind <see cref="ITables"/>.</summary>
internal static class LocalStorage
{
    /// <param name="services">With the app's services in it; what is added here wins.</param>
    /// <param name="databasePath">The SQLite file, used when there is no connection string.</param>
    /// <param name="connectionString">Table storage: <c>--storage</c>, or the Azurite that was started.</param>
    public static void Add(IServiceCollection services, string databasePath, string? connectionString)
    {
        if (connectionString is null)
        {
            services.AddSingleton<ITables>(_ => new SqliteTables(databasePath));
            services.AddSingleton(new EventShards(1));
            return;
        }

        services.AddSingleton<ITables>(new AzureTables(ClientOf(connectionString)));
    }

    private static TableServiceClient ClientOf(string connectionString)
    {
        try
        {
            return new TableServiceClient(connectionString, AzureRequests.Options());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new StartFailedException("--storage is not a connection string of Table storage, such as UseDevelopmentStorage=true.", e);
        }
    }
}
