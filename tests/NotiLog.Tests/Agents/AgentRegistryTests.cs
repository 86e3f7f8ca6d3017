using System.Text.Json;
using NotiLog.Agents;
using NotiLog.Requests;
using NotiLog.Tables;
using NotiLog.Tests.Access;

namespace NotiLog.Tests.Agents;

public sealed class AgentRegistryTests : IAsyncDisposable
{
    private readonly AccessParts parts = new();

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    [Fact]
    public async Task Stores_an_agent_as_new()
    {
        var agent = (await parts.CreateAgentAsync()).Holder;
        Assert.Equal(agent, await parts.Agents.GetAsync(agent.Id, CancellationToken.None));
        Assert.Equal((AgentState.New, "owner", TimeSpan.FromMinutes(5)), (agent.State, agent.CreatedBy, agent.Grace));
        Assert.Equal(agent, Assert.Single((await parts.Agents.ListAsync(new(), CancellationToken.None)).Items));
        Assert.Null(await parts.Agents.GetAsync(Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken_until_its_agent_is_deleted()
    {
        var agent = (await parts.CreateAgentAsync("Сервер-1")).Holder;
        var request = new AgentRequest("сервер-1", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Equal(ProblemKind.Conflict, (await parts.Agents.CreateAsync(request, AccessParts.Owner, CancellationToken.None)).Problem!.Kind);
        Assert.Null(await parts.Agents.DeleteAsync(agent.Id, CancellationToken.None));
        Assert.True((await parts.Agents.CreateAsync(request, AccessParts.Owner, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task One_of_many_that_race_for_a_name_gets_it()
    {
        var request = new AgentRequest("web-1", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => parts.Agents.CreateAsync(request, AccessParts.Owner, CancellationToken.None)));
        Assert.Single(results, result => result.Succeeded);
        Assert.Single((await parts.Agents.ListAsync(new(), CancellationToken.None)).Items);
    }

    [Fact]
    public async Task Accepts_the_key_before_for_one_hour_after_a_new_one_was_made()
    {
        var issued = await parts.CreateAgentAsync();
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        var rotated = (await parts.Agents.RotateKeyAsync(issued.Holder.Id, CancellationToken.None)).Value;
        Assert.Equal(parts.Time.GetUtcNow().AddHours(1), rotated.Holder.PreviousKeyUntil);

        parts.Time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        Assert.NotNull(await parts.AuthenticateAsync(rotated.Key));
        parts.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await parts.AuthenticateAsync(issued.Key));
        Assert.NotNull(await parts.AuthenticateAsync(rotated.Key));
    }

    [Fact]
    public async Task Two_new_keys_in_an_hour_end_the_first_at_once()
    {
        var first = await parts.CreateAgentAsync();
        var second = (await parts.Agents.RotateKeyAsync(first.Holder.Id, CancellationToken.None)).Value;
        Assert.NotNull(await parts.AuthenticateAsync(first.Key));
        var third = (await parts.Agents.RotateKeyAsync(first.Holder.Id, CancellationToken.None)).Value;
        Assert.Null(await parts.AuthenticateAsync(first.Key));
        Assert.NotNull(await parts.AuthenticateAsync(second.Key));
        Assert.NotNull(await parts.AuthenticateAsync(third.Key));
    }

    [Fact]
    public async Task Refuses_the_keys_of_a_deleted_agent_at_once()
    {
        var issued = await parts.CreateAgentAsync();
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        Assert.Null(await parts.Agents.DeleteAsync(issued.Holder.Id, CancellationToken.None));
        Assert.Null(await parts.AuthenticateAsync(issued.Key));
        Assert.Equal(ProblemKind.NotFound, (await parts.Agents.DeleteAsync(issued.Holder.Id, CancellationToken.None))!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await parts.Agents.RotateKeyAsync(issued.Holder.Id, CancellationToken.None)).Problem!.Kind);
    }

    [Fact]
    public async Task A_new_key_keeps_what_another_writer_stored_meanwhile()
    {
        var issued = await parts.CreateAgentAsync();
        var table = parts.Tables.Open(AgentRows.Table);
        parts.Tables.BeforeCommit = async () =>
        {
            var row = await table.GetAsync(AgentRows.Partition, AgentRows.KeyOf(issued.Holder.Id), CancellationToken.None);
            Assert.True((await table.CommitAsync([TableWrite.Update(row!.Set("lastSeen", 7L), row.ETag!)], CancellationToken.None)).Committed);
        };

        var rotated = (await parts.Agents.RotateKeyAsync(issued.Holder.Id, CancellationToken.None)).Value;
        var stored = await table.GetAsync(AgentRows.Partition, AgentRows.KeyOf(issued.Holder.Id), CancellationToken.None);
        Assert.Equal(7L, stored!.GetLong("lastSeen"));
        Assert.NotNull(await parts.AuthenticateAsync(rotated.Key));
    }

    [Theory]
    [InlineData("""{"name":"web-1"}""", 60, 60)]
    [InlineData("""{"name":"web-1","heartbeatInterval":"1s","grace":"365d"}""", 1, 365 * 86400)]
    public void Reads_a_request(string json, long interval, long grace) =>
        Assert.Equal(new AgentRequest("web-1", TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(grace)), Read(json).Value);

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a\u0000b"}""", "name")]
    [InlineData("""{"name":"web-1","heartbeatInterval":"0s"}""", "heartbeatInterval")]
    [InlineData("""{"name":"web-1","grace":"366d"}""", "grace")]
    [InlineData("""{"name":"web-1","grace":60}""", "grace")]
    [InlineData("""{"name":"web-1","schedule":"0 2 * * *"}""", "schedule")]
    public void Names_the_field_at_fault(string json, string field) => Assert.Equal([field], Read(json).Problem!.Faults!.ByField.Keys);

    private static Result<AgentRequest> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AgentRequest.Read(document.RootElement);
    }
}
