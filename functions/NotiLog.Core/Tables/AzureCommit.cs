using Azure;
using Azure.Data.Tables;

namespace NotiLog.Tables;

/// <summary>
/// One commit on table storage. Storage names only the first write whose condition failed, so after a refusal the touched rows are read
/// (one point read each) and all conflicts named. It also refuses an unconditional delete of a missing row, which the port allows: such deletes are left out and the rest is sent again.
/// </summary>
internal sealed class AzureCommit(TableClient client, AzureTable table, IReadOnlyList<TableWrite> writes)
{
    private const int ReadsAtOnce = 16;
    private const int MostRounds = 4;

    public async Task<CommitResult> RunAsync(CancellationToken cancellationToken)
    {
        var pending = Enumerable.Range(0, writes.Count).ToList();
        var etags = new string?[writes.Count];
        for (var round = 0; round < MostRounds; round++)
        {
            var tries = AzureRequests.Count(out var scope);
            try
            {
                using (scope)
                    await SendAsync(pending, etags, cancellationToken);
                return new CommitResult(etags, []);
            }
            catch (RequestFailedException missing) when (AzureFaults.IsMissingTable(missing))
            {
                if (ConflictsAmong(new TableRow?[writes.Count]) is { Count: > 0 } conflicts)
                    return new CommitResult([], conflicts);
                if (writes.All(write => write.Kind == TableWriteKind.Delete))
                    return new CommitResult(etags, []);
                await client.CreateIfNotExistsAsync(cancellationToken);
            }
            catch (RequestFailedException refused) when (AzureFaults.IsConflict(refused))
            {
                var found = await ReadAsync(cancellationToken);
                if (tries.Repeated && StandsAsWritten(found))
                    return new CommitResult([.. found.Select(row => row?.ETag)], []);
                if (ConflictsAmong(found) is { Count: > 0 } conflicts)
                    return new CommitResult([], conflicts);
                pending.RemoveAll(i => writes[i].Kind == TableWriteKind.Delete && found[i] is null);
                if (pending.Count == 0)
                    return new CommitResult(etags, []);
            }
        }

        throw new TablesUnavailableException($"The rows of a commit to {client.Name} keep changing under it");
    }

    private async Task SendAsync(List<int> pending, string?[] etags, CancellationToken cancellationToken)
    {
        if (pending.Count == 1)
        {
            etags[pending[0]] = await SendAsync(writes[pending[0]], cancellationToken);
            return;
        }

        var responses = await client.SubmitTransactionAsync(pending.Select(i => AzureRows.ToAction(writes[i])), cancellationToken);
        for (var i = 0; i < pending.Count; i++)
            etags[pending[i]] = writes[pending[i]].Kind == TableWriteKind.Delete ? null : responses.Value[i].Headers.ETag.ToString();
    }

    private async Task<string?> SendAsync(TableWrite write, CancellationToken cancellationToken)
    {
        var entity = AzureRows.ToEntity(write.Row);
        var response = await (write.Kind switch
        {
            TableWriteKind.Insert => client.AddEntityAsync(entity, cancellationToken),
            TableWriteKind.Upsert => client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken),
            TableWriteKind.Update => client.UpdateEntityAsync(entity, AzureRows.ToCondition(write.ETag), TableUpdateMode.Replace, cancellationToken),
            _ => client.DeleteEntityAsync(entity, AzureRows.ToCondition(write.ETag), cancellationToken),
        });
        // The SDK does not throw when what it should delete is missing.
        if (response.Status == 404)
            throw new RequestFailedException(response);
        return write.Kind == TableWriteKind.Delete ? null : response.Headers.ETag.ToString();
    }

    private async Task<TableRow?[]> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new TableRow?[writes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, writes.Count, options, async (i, token) =>
            found[i] = await table.FindAsync(writes[i].Row.PartitionKey, writes[i].Row.RowKey, token));
        return found;
    }

    private List<int> ConflictsAmong(TableRow?[] found)
    {
        var conflicts = new List<int>();
        for (var i = 0; i < writes.Count; i++)
        {
            var holds = writes[i].Kind switch
            {
                TableWriteKind.Insert => found[i] is null,
                TableWriteKind.Upsert => true,
                _ => writes[i].ETag is null || found[i]?.ETag == writes[i].ETag,
            };
            if (!holds)
                conflicts.Add(i);
        }

        return conflicts;
    }

    private bool StandsAsWritten(TableRow?[] found)
    {
        for (var i = 0; i < writes.Count; i++)
        {
            var stands = writes[i].Kind == TableWriteKind.Delete ? found[i] is null : found[i] is { } row && AzureRows.SameCells(writes[i].Row, row);
            if (!stands)
                return false;
        }

        return true;
    }
}
