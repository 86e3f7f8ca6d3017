using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotiLog.Common;

namespace NotiLog.Tables;

public static class AzureTablesRegistration
{
    private const string Section = "AzureWebJobsStorage";

    /// <summary>
    /// Tables in the account of <c>AzureWebJobsStorage</c>: a connection string, or by identity <c>AzureWebJobsStorage:tableServiceUri</c>
    /// or <c>:accountName</c>, with <c>:clientId</c> for a user-assigned one.
    /// </summary>
    /// <exception cref="OptionsValidationException">None of them is set.</exception>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<ITables>(new AzureTables(ClientOf(configuration)));

    private static TableServiceClient ClientOf(IConfiguration configuration)
    {
        if (configuration[Section] is { Length: > 0 } connectionString)
            return new TableServiceClient(connectionString, AzureRequests.Options());
        var settings = configuration.GetSection(Section);
        var address = settings["tableServiceUri"] ?? (settings["accountName"] is { Length: > 0 } account ? $"https://{account}.table.core.windows.net" : null);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw new OptionsValidationException(Section, typeof(AzureTables), ["AzureWebJobsStorage must be a connection string, or AzureWebJobsStorage:tableServiceUri or :accountName must name the account."]);
        return new TableServiceClient(uri, AzureCredential.Of(settings["clientId"]), AzureRequests.Options());
    }
}
