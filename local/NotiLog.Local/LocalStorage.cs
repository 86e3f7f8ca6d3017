using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Local.Tables;
using NotiLog.Tables;

namespace NotiLog.Local;

/// <summary>Chooses the engine behind <see cref="ITables"/>; what is registered here wins over the app's.</summary>
internal static class LocalStorage
{
    /// <param name="services">With the app's services in it.</param>
    /// <param name="databasePath">The SQLite file, used when there is no connection string.</param>
    /// <param name="connectionString">Table storage: <c>--storage</c>, or the Azurite that was started.</param>
    public static void Add(IServiceCollection services, string databasePath, string? connectionString)
    {
        services.AddSingleton<ITables>(provider => connectionString is null
            ? new SqliteTables(databasePath, provider.GetService<ILogger<SqliteTables>>())
            : new AzureTables(new TableServiceClient(connectionString, AzureRequests.Options())));
        if (connectionString is null)
            services.AddSingleton(new EventShards(1));
    }

    /// <summary>Opens the store now, and asks it something, rather than at the first call.</summary>
    /// <exception cref="StartFailedException">The file cannot be opened, the connection string is none, or storage refuses it or does not answer.</exception>
    public static async Task OpenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<ITables>().ListAsync(EventKey.TablePrefix, cancellationToken);
        }
        catch (TablesUnavailableException exception)
        {
            throw new StartFailedException($"The store cannot be opened: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            // The value is a secret, so neither it nor a message that may quote it is shown.
            throw new StartFailedException("--storage is not a connection string of Table storage, such as UseDevelopmentStorage=true.", exception);
        }
    }
}
