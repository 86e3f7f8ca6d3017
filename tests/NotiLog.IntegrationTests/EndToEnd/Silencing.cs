using System.Net;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Silences and the events that tell of them, on one engine.</summary>
public abstract class Silencing(Installation installation)
{
    private const string Silences = "/api/v1/silences";

    private App App => installation.App;

    [Fact]
    public async Task What_is_silenced_is_counted_and_not_told_until_the_silence_is_deleted()
    {
        var service = $"told-{Guid.NewGuid():N}";
        var match = new[] { $"service=~\"{service}.*\"", "level<critical" };
        var made = await App.PostAsync(Silences, new { match, endsAt = TimeProvider.System.GetUtcNow().AddHours(1), comment = "работы" });
        var path = $"{Silences}/{Calls.Text(made, "id")}";
        Assert.Equal(("active", "owner"), (Calls.Text(made, "state"), Calls.Text(made, "by")));

        var ids = await App.IngestAsync([.. Enumerable.Range(0, 7).Select(n => new { level = n < 6 ? "error" : "critical", message = $"m{n}", service })]);
        await ToldAsync(service, [ids[6]]);
        Assert.Equal(6, (await App.GetAsync(path)).GetProperty("muted").GetInt32());
        Assert.Equal(7, (await App.AllAsync($"{Calls.Events}?service={service}")).Count);

        using (var deleted = await App.Http.DeleteAsync(path))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var after = await App.IngestAsync(new { level = "error", message = "after", service = $"{service}-b" });
        await ToldAsync(service, [ids[6], after[0]]);
        var ended = Assert.Single(await App.AllAsync($"{Silences}?state=expired"), silence => Calls.Text(silence, "id") == Calls.Text(made, "id"));
        Assert.Equal((6, "owner"), (ended.GetProperty("muted").GetInt32(), Calls.Text(ended, "deletedBy")));

        var audits = await App.AllAsync($"{Calls.Events}?kind=audit&q={service}&order=asc");
        Assert.Equal(["created", "deleted"], audits.Select(audit => Calls.Text(audit.GetProperty("context"), "change")));
        Assert.All(audits, audit => Assert.Equal(Calls.Text(made, "id"), Calls.Text(audit.GetProperty("context"), "silenceId")));
    }

    private Task ToldAsync(string service, IReadOnlyList<Guid> expected)
    {
        List<Guid> told = [];
        return Eventually.HoldsAsync(
            async () => (told = await ToldOfAsync(service)).Order().SequenceEqual(expected.Order()),
            () => $"told {string.Join(", ", told)} instead of {string.Join(", ", expected)}");
    }

    private async Task<List<Guid>> ToldOfAsync(string service) =>
        [.. (await App.AllAsync("/api/v1/notifications?route=told&limit=1000"))
            .Where(notification => Calls.Text(notification.GetProperty("groupKey"), "service")!.StartsWith(service, StringComparison.Ordinal))
            .SelectMany(notification => notification.GetProperty("eventIds").EnumerateArray()).Select(id => id.GetGuid())];
}

[Collection(InstallationCollection.Name)]
public sealed class SilencingOnSqliteTests(SqliteInstallation installation) : Silencing(installation);

[Collection(AzuriteCollection.Name)]
public sealed class SilencingOnAzuriteTests(AzuriteInstallation installation) : Silencing(installation), IClassFixture<AzuriteInstallation>;
