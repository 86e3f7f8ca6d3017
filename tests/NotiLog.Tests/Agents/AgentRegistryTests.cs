using System.Text.Json;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Liveness;
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
        Assert.Equal((LifeState.New, "owner", TimeSpan.FromMinutes(5)), (agent.Life.State, agent.CreatedBy, agent.Expected.Grace));
        Assert.Equal(agent, Assert.Single((await parts.Agents.ListAsync(new(), CancellationToken.None)).Items));
        Assert.Null(await parts.Agents.GetAsync(Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken_until_its_agent_is_deleted()
    {
        var agent = (await parts.CreateAgentAsync("Сервер-1")).Holder;
        var request = AccessParts.Request("сервер-1");
        Assert.Equal(ProblemKind.Conflict, (await parts.Editor.CreateAsync(request, AccessParts.Owner, new(), CancellationToken.None)).Problem!.Kind);
        Assert.Null(await parts.Editor.DeleteAsync(agent.Id, AccessParts.Owner, CancellationToken.None));
        Assert.True((await parts.Editor.CreateAsync(request, AccessParts.Owner, new(), CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task One_of_many_that_race_for_a_name_gets_it()
    {
        var request = AccessParts.Request("web-1");
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => parts.Editor.CreateAsync(request, AccessParts.Owner, new(), CancellationToken.None)));
        Assert.Single(results, result => result.Succeeded);
        Assert.Single((await parts.Agents.ListAsync(new(), CancellationToken.None)).Items);
    }

    [Fact]
    public async Task Accepts_the_key_before_for_one_hour_after_a_new_one_was_made()
    {
        var issued = await parts.CreateAgentAsync();
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        var rotated = await RotateAsync(issued.Holder.Id);
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
        var second = await RotateAsync(first.Holder.Id);
        Assert.NotNull(await parts.AuthenticateAsync(first.Key));
        var third = await RotateAsync(first.Holder.Id);
        Assert.Null(await parts.AuthenticateAsync(first.Key));
        Assert.NotNull(await parts.AuthenticateAsync(second.Key));
        Assert.NotNull(await parts.AuthenticateAsync(third.Key));
    }

    [Fact]
    public async Task Refuses_the_keys_of_a_deleted_agent_at_once()
    {
        var issued = await parts.CreateAgentAsync();
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        Assert.Null(await parts.Editor.DeleteAsync(issued.Holder.Id, AccessParts.Owner, CancellationToken.None));
        Assert.Null(await parts.AuthenticateAsync(issued.Key));
        Assert.Equal(ProblemKind.NotFound, (await parts.Editor.DeleteAsync(issued.Holder.Id, AccessParts.Owner, CancellationToken.None))!.Kind);
        Assert.Null(await parts.Editor.RotateKeyAsync(issued.Holder.Id, AccessParts.Owner, new(), CancellationToken.None));
    }

    [Fact]
    public async Task A_new_key_keeps_what_another_writer_stored_meanwhile()
    {
        var issued = await parts.CreateAgentAsync();
        var table = parts.Tables.Open(AgentRows.Table);
        parts.Tables.BeforeCommit = async () =>
        {
            var row = await table.GetAsync(AgentRows.Partition, AgentRows.KeyOf(issued.Holder.Id), CancellationToken.None);
            Assert.True((await table.CommitAsync([TableWrite.Update(row!.Set("other", 7L), row.ETag!)], CancellationToken.None)).Committed);
        };

        var rotated = await RotateAsync(issued.Holder.Id);
        var stored = await table.GetAsync(AgentRows.Partition, AgentRows.KeyOf(issued.Holder.Id), CancellationToken.None);
        Assert.Equal(7L, stored!.GetLong("other"));
        Assert.NotNull(await parts.AuthenticateAsync(rotated.Key));
    }

    [Theory]
    [InlineData("""{"name":"web-1"}""", 60, 60)]
    [InlineData("""{"name":"web-1","heartbeatInterval":"1s","grace":"365d"}""", 1, 365 * 86400)]
    public void Reads_a_request(string json, long interval, long grace) =>
        Assert.Equal(new AgentRequest("web-1", new Expectation(TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(grace), null)), Read(json).Value);

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a\u0000b"}""", "name")]
    [InlineData("""{"name":"web-1","heartbeatInterval":"0s"}""", "heartbeatInterval")]
    [InlineData("""{"name":"web-1","grace":"366d"}""", "grace")]
    [InlineData("""{"name":"web-1","grace":60}""", "grace")]
    [InlineData("""{"name":"web-1","schedule":"0 25 * * *"}""", "schedule")]
    [InlineData("""{"name":"web-1","schedule":"0 2 * * * *"}""", "schedule")]
    [InlineData("""{"name":"web-1","schedule":"0 0 30 2 *"}""", "schedule")]
    [InlineData("""{"name":"web-1","schedule":"0 2 * * *","timeZone":"Moscow"}""", "timeZone")]
    [InlineData("""{"name":"web-1","timeZone":"Europe/Moscow"}""", "timeZone")]
    public void Names_the_field_at_fault(string json, string field) => Assert.Equal([field], Read(json).Problem!.Faults!.ByField.Keys);

    [Fact]
    public void A_schedule_excludes_an_interval() => Assert.Equal(
        ["heartbeatInterval", "schedule"],
        Read("""{"name":"web-1","schedule":"0 2 * * *","heartbeatInterval":"1m"}""").Problem!.Faults!.ByField.Keys.Order());

    private async Task<Issued<Agent>> RotateAsync(Guid id) => (await parts.Editor.RotateKeyAsync(id, AccessParts.Owner, new(), CancellationToken.None))!.Value.Value;

    private static Result<AgentRequest> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AgentRequest.Read(document.RootElement);
    }
}
