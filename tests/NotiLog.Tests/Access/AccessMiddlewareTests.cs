using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Tables;

namespace NotiLog.Tests.Access;

public sealed class AccessMiddlewareTests : IAsyncDisposable
{
    private readonly AccessParts parts = new();
    private readonly LogLines log = new();
    private Caller? seen;
    private bool ran;

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    [Fact]
    public async Task Runs_the_function_for_a_caller_of_the_role_and_hands_over_the_caller()
    {
        var issued = await parts.CreateTokenAsync(Role.Operator);
        var call = await InvokeAsync(Call(nameof(Doors.Operators)).With(issued.Key));
        Assert.Equal((true, "deploy"), (ran, seen?.Name));
        Assert.Equal("no-store", call.Http.Response.Headers.CacheControl);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nlt_unknown")]
    public async Task Answers_401_without_a_known_credential(string? credential)
    {
        var call = Call(nameof(Doors.Operators)).Query(("unknown", ["1"]));
        await InvokeAsync(credential is null ? call : call.With(credential));
        AssertProblem(call, 401);
        Assert.Equal("Bearer", call.Http.Response.Headers.WWWAuthenticate);
        Assert.DoesNotContain("operator", call.ResponseText, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("unknown", call.ResponseText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_401_when_there_are_two_credentials()
    {
        var call = Call(nameof(Doors.Operators));
        call.Http.Request.Headers.Authorization = new(["Bearer " + AccessParts.OwnerKey, "Bearer " + AccessParts.OwnerKey]);
        AssertProblem(await InvokeAsync(call), 401);
    }

    [Theory]
    [InlineData(nameof(Doors.Readers), Role.Reader, true)]
    [InlineData(nameof(Doors.Operators), Role.Reader, false)]
    [InlineData(nameof(Doors.Operators), Role.Admin, true)]
    [InlineData(nameof(Doors.Admins), Role.Operator, false)]
    [InlineData(nameof(Doors.Admins), Role.Admin, true)]
    [InlineData(nameof(Doors.AgentsOnly), Role.Admin, false)]
    public async Task Decides_by_the_role(string function, Role role, bool allowed)
    {
        var call = await InvokeAsync(Call(function).With((await parts.CreateTokenAsync(role)).Key));
        Assert.Equal(allowed, ran);
        if (!allowed)
            AssertProblem(call, 403);
    }

    [Theory]
    [InlineData(nameof(Doors.Readers), false)]
    [InlineData(nameof(Doors.Admins), false)]
    [InlineData(nameof(Doors.OperatorsAndAgents), true)]
    [InlineData(nameof(Doors.AgentsOnly), true)]
    public async Task Lets_agents_in_only_where_they_are_named(string function, bool allowed)
    {
        var call = await InvokeAsync(Call(function).With((await parts.CreateAgentAsync()).Key));
        Assert.Equal(allowed, ran);
        if (!allowed)
            AssertProblem(call, 403);
    }

    [Fact]
    public async Task Runs_an_anonymous_function_without_looking_at_the_credential()
    {
        parts.Tables.Down = true;
        await InvokeAsync(Call(nameof(Doors.Everybody)).With(AccessKey.New(AccessKey.TokenPrefix, Guid.NewGuid(), out _)));
        Assert.True(ran);
    }

    [Fact]
    public async Task Names_unknown_and_repeated_query_parameters()
    {
        var call = Call(nameof(Doors.Operators)).With(AccessParts.OwnerKey).Query(("from", ["1", "2"]), ("form", ["1"]), ("to", ["2"]));
        await InvokeAsync(call);
        AssertProblem(call, 400);
        var errors = call.ResponseJson.GetProperty("errors");
        Assert.Equal("is given more than once", errors.GetProperty("from")[0].GetString());
        Assert.Equal("is unknown; known are from, to", errors.GetProperty("form")[0].GetString());
        Assert.False(errors.TryGetProperty("to", out _));
    }

    [Theory]
    [InlineData(nameof(Doors.Unmarked))]
    [InlineData("NoSuchMethod")]
    public async Task Lets_nobody_into_a_function_without_a_policy(string function) =>
        AssertProblem(await InvokeAsync(Call(function).With(AccessParts.OwnerKey)), 500);

    [Fact]
    public async Task Lets_nobody_in_when_the_worker_gives_no_http_context()
    {
        var call = Call(nameof(Doors.Everybody));
        call.Items.Clear();
        await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync(call));
        Assert.False(ran);
    }

    [Fact]
    public async Task Passes_other_triggers()
    {
        var call = new HttpCall($"{typeof(Doors).FullName}.{nameof(Doors.Unmarked)}", "timerTrigger");
        call.Items.Clear();
        await Middleware().Invoke(call, _ => Task.FromResult(ran = true));
        Assert.True(ran);
    }

    [Fact]
    public async Task Answers_503_when_storage_does_not_answer()
    {
        var key = (await parts.CreateTokenAsync()).Key;
        parts.Tables.Down = true;
        var call = await InvokeAsync(Call(nameof(Doors.Operators)).With(key));
        AssertProblem(call, 503);
        Assert.Equal("5", call.Http.Response.Headers.RetryAfter);
        await AnswersAsync(503, new TablesUnavailableException("thrown by the function"));
        await AnswersAsync(503, new AggregateException(new TablesUnavailableException("wrapped by the worker")));
    }

    [Fact]
    public async Task Answers_503_to_jwts_and_lets_keys_in_when_the_authority_does_not_answer()
    {
        await using var services = parts.NewInstance(("Auth:Authority", $"http://127.0.0.1:{UnusedPort()}"), ("Auth:Audience", "notilog"));
        var call = Call(nameof(Doors.Operators)).With("eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.AAAA");
        await InvokeAsync(call, authenticator: services.GetRequiredService<Authenticator>());
        AssertProblem(call, 503);
        Assert.Equal("5", call.Http.Response.Headers.RetryAfter);
        await InvokeAsync(Call(nameof(Doors.Operators)).With(AccessParts.OwnerKey), authenticator: services.GetRequiredService<Authenticator>());
        Assert.True(ran);
    }

    [Fact]
    public async Task Answers_500_without_internals_and_logs_them_under_the_reference()
    {
        var call = await AnswersAsync(500, new InvalidOperationException("internal secret"));
        Assert.DoesNotContain("secret", call.ResponseText, StringComparison.Ordinal);
        Assert.Contains("invocation-1", call.ResponseText, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains("invocation-1", StringComparison.Ordinal) && line.Contains("internal secret", StringComparison.Ordinal));
    }

    [Fact]
    public Task Answers_with_the_status_of_a_request_that_the_server_cannot_read() => AnswersAsync(413, new BadHttpRequestException("too large", 413));

    [Fact]
    public async Task Says_nothing_to_a_client_that_has_gone()
    {
        var call = Call(nameof(Doors.Everybody));
        call.Http.RequestAborted = new CancellationToken(canceled: true);
        await InvokeAsync(call, fault: new TaskCanceledException());
        Assert.Equal("", call.ResponseText);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Answers_503_without_an_error_in_the_log_when_the_host_ends_the_call()
    {
        var call = Call(nameof(Doors.Everybody));
        call.Ended = new CancellationToken(canceled: true);
        await InvokeAsync(call, fault: new AggregateException(new TaskCanceledException()));
        AssertProblem(call, 503);
        Assert.Equal("5", call.Http.Response.Headers.RetryAfter);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Answers_500_when_something_is_cancelled_that_nobody_ended()
    {
        await AnswersAsync(500, new TaskCanceledException());
        Assert.Single(log.Lines);
    }

    [Fact]
    public async Task Logs_no_credential()
    {
        var keys = new[] { (await parts.CreateTokenAsync()).Key, (await parts.CreateAgentAsync()).Key, AccessParts.OwnerKey };
        parts.Time.Advance(KeyCache.Lifetime);
        foreach (var key in keys)
        {
            await InvokeAsync(Call(nameof(Doors.Operators)).With(key), fault: new InvalidOperationException("fault"));
            parts.Tables.Down = true;
            await InvokeAsync(Call(nameof(Doors.Operators)).With(key[..^1] + "A"));
            parts.Tables.Down = false;
        }

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => keys.Any(key => line.Contains(key[26..^1], StringComparison.Ordinal)));
    }

    private static HttpCall Call(string function) => new($"{typeof(Doors).FullName}.{function}");

    private static void AssertProblem(HttpCall call, int status)
    {
        var response = call.Http.Response;
        Assert.Equal((status, ProblemAnswer.ContentType, "no-store"), (response.StatusCode, response.ContentType, response.Headers.CacheControl.ToString()));
        Assert.Equal(response.Body.Length, response.ContentLength);
        Assert.Equal(status, call.ResponseJson.GetProperty("status").GetInt32());
        Assert.NotEmpty(call.ResponseJson.GetProperty("title").GetString()!);
        Assert.NotEmpty(call.ResponseJson.GetProperty("detail").GetString()!);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private AccessMiddleware Middleware(Authenticator? authenticator = null) =>
        new(authenticator ?? parts.Authenticator, new LoggerFactory([log]).CreateLogger<AccessMiddleware>(), typeof(Doors).Assembly);

    private async Task<HttpCall> InvokeAsync(HttpCall call, Exception? fault = null, Authenticator? authenticator = null)
    {
        await Middleware(authenticator).Invoke(call, _ =>
        {
            ran = true;
            seen = call.Http.Features.Get<Caller>();
            return fault is null ? Task.CompletedTask : Task.FromException(fault);
        });
        return call;
    }

    private async Task<HttpCall> AnswersAsync(int status, Exception fault)
    {
        var call = await InvokeAsync(Call(nameof(Doors.Operators)).With(AccessParts.OwnerKey), fault);
        AssertProblem(call, status);
        return call;
    }

    /// <summary>Functions of every policy; only their attributes matter.</summary>
    internal static class Doors
    {
        [Function(nameof(Readers)), Endpoint(Role.Reader)]
        public static void Readers() { }

        [Function(nameof(Operators)), Endpoint(Role.Operator, Query = "from, to")]
        public static void Operators() { }

        [Function(nameof(Admins)), Endpoint(Role.Admin)]
        public static void Admins() { }

        [Function(nameof(OperatorsAndAgents)), Endpoint(Role.Operator, Agents = true)]
        public static void OperatorsAndAgents() { }

        [Function(nameof(AgentsOnly)), Endpoint(Role.None, Agents = true)]
        public static void AgentsOnly() { }

        [Function(nameof(Everybody)), Endpoint(Role.None, Anonymous = true)]
        public static void Everybody() { }

        [Function(nameof(Unmarked))]
        public static void Unmarked() { }
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
