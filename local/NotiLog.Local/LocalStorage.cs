using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Local;

/// <summary>Chooses the engine behind <c>ITables</c>; it replaces what the app registered for Azure.</summary>
internal static class LocalStorage
{
    /// <param name="services">With the app's services in it.</param>
    /// <param name="databasePath">The SQLite file, used when there is no connection string.</param>
    /// <param name="connectionString">Table storage: <c>--storage</c>, or the Azurite that was started.</param>
    public static void Add(IServiceCollection services, string databasePath, string? connectionString)
    {
    }
}
