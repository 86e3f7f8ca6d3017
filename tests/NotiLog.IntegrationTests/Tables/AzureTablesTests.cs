using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

/// <summary>On Azurite, or on the storage account whose connection string the environment variable <c>NOTILOG_TEST_STORAGE</c> holds.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureTablesTests(Azurite azurite) : TablesContract
{
    protected override ITables Tables { get; } = new AzureTables(new TableServiceClient(ConnectionString(azurite), AzureRequests.Options()));

    private static string ConnectionString(Azurite azurite) =>
        new ConfigurationBuilder().AddEnvironmentVariables().Build()["NOTILOG_TEST_STORAGE"] ?? azurite.ConnectionString;
}
