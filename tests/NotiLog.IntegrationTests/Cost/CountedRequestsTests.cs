using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Tables;
using NotiLog.Tests.Cost;

namespace NotiLog.IntegrationTests.Cost;

/// <summary>What docs/cost.md counts at the port of the tables is what storage is asked: every read, page and commit is one request.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class CountedRequestsTests(Azurite azurite)
{
    [Fact]
    public async Task A_transaction_of_the_port_is_one_request_to_storage()
    {
        var requests = new RequestCount();
        var options = AzureRequests.Options();
        options.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        await using var meter = await CostMeter.StartAsync(new OwnTables(new AzureTables(new TableServiceClient(azurite.ConnectionString, options))));
        await TellAsync(meter);
        await meter.PassAsync(12);

        var before = requests.Sent;
        var spent = await meter.MeasureAsync(async () =>
        {
            await TellAsync(meter);
            await meter.IngestAsync(Enumerable.Repeat("""{"level":"info","message":"m"}""", 100));
            await meter.PassAsync(24);
        });

        Assert.Equal(spent.Transactions, requests.Sent - before);
        Assert.True(spent.Transactions > 100, $"{spent}");
    }

    private static async Task TellAsync(CostMeter meter) =>
        await meter.DeliverAsync(await meter.RouteAsync(await meter.IngestAsync("""{"level":"error","message":"m","service":"s"}""")));

    private sealed class RequestCount : HttpPipelineSynchronousPolicy
    {
        private int sent;

        public int Sent => sent;

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref sent);
    }

    /// <summary>Tables of this test alone on an Azurite that others use too.</summary>
    private sealed class OwnTables(ITables inner) : ITables
    {
        private readonly string own = $"c{Guid.NewGuid():N}"[..8];

        public ITable Open(string name) => new Renamed(inner.Open(own + name), name);

        public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
            [.. (await inner.ListAsync(own + prefix, cancellationToken)).Select(name => name[own.Length..])];

        public Task CreateAsync(string name, CancellationToken cancellationToken) => inner.CreateAsync(own + name, cancellationToken);

        public Task DropAsync(string name, CancellationToken cancellationToken) => inner.DropAsync(own + name, cancellationToken);
    }

    private sealed class Renamed(ITable inner, string name) : ITable
    {
        public string Name => name;

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

        public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) => inner.CommitAsync(writes, cancellationToken);

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);
    }
}
