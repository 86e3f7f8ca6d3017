using Azure;
using Azure.Data.Tables;

namespace NotiLog.Tables;

/// <summary>Tables in an Azure storage account or Azurite.</summary>
/// <param name="client">Made with <see cref="AzureRequests.Options"/>; without them a retry of the SDK that meets its own rows is taken for a conflict.</param>
public sealed class AzureTables(TableServiceClient client) : ITables
{
    public ITable Open(string name)
    {
        TableLimits.CheckName(name);
        return new AzureTable(client.GetTableClient(name));
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        AzureFaults.RunAsync<IReadOnlyList<string>>(
            async () =>
            {
                var names = new List<string>();
                var tables = prefix.Length == 0 ? client.QueryAsync((string?)null, null, cancellationToken) : client.QueryAsync(AzureFilter.NameOf(prefix), null, cancellationToken);
                await foreach (var table in tables)
                {
                    if (table.Name.StartsWith(prefix, StringComparison.Ordinal))
                        names.Add(table.Name);
                }

                names.Sort(StringComparer.Ordinal);
                return names;
            },
            cancellationToken);

    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        TableLimits.CheckName(name);
        return AzureFaults.RunAsync(() => client.CreateTableIfNotExistsAsync(name, cancellationToken), cancellationToken);
    }

    public Task DropAsync(string name, CancellationToken cancellationToken)
    {
        TableLimits.CheckName(name);
        return AzureFaults.RunAsync<Response?>(
            async () =>
            {
                try
                {
                    return await client.DeleteTableAsync(name, cancellationToken);
                }
                catch (RequestFailedException missing) when (missing.Status == 404 || missing.ErrorCode == "TableBeingDeleted")
                {
                    return null;
                }
            },
            cancellationToken);
    }
}
