using System.Text;
using Microsoft.AspNetCore.Http;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Functions.Routing;
using NotiLog.Notifications;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Routing;

public sealed class TestRoutingTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("""[{"level":"error","message":"m"}]""")]
    [InlineData("\"error\"")]
    [InlineData("7")]
    [InlineData("true")]
    public async Task An_event_that_is_no_object_is_a_fault_of_event(string wanted)
    {
        var http = new DefaultHttpContext();
        http.Response.Body = new MemoryStream();
        http.Features.Set(AppParts.Operator);
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"event":{{wanted}}}"""));

        var answer = await new TestRouting(app.Get<RoutingTester>(), app.Get<EventIngest>()).RunAsync(http.Request, CancellationToken.None);

        var problem = Assert.IsType<ProblemAnswer>(answer);
        await problem.WriteAsync(http);
        Assert.Equal(400, problem.Status);
        Assert.Contains("\"errors\":{\"event\":[\"must be a JSON object", Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()), StringComparison.Ordinal);
    }
}
