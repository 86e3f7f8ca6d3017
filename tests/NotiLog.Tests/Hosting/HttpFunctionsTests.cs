using System.Net;
using System.Net.Http.Json;

namespace NotiLog.Tests.Hosting;

public sealed class HttpFunctionsTests
{
    [Fact]
    public async Task Binds_route_values_the_request_and_the_context()
    {
        await using var host = await SampleHost.StartAsync(typeof(HttpSamples));
        var id = Guid.Parse("00000000-0000-0000-0000-000000000007");

        var answer = await host.Client.PostAsync($"/api/echo/{id}/42", new StringContent("héllo"));

        Assert.Equal($"{id:N} 42 héllo Echo True", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.NotNull(answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task An_object_result_is_chunked_json()
    {
        await using var host = await SampleHost.StartAsync(typeof(HttpSamples));

        var answer = await host.Client.GetAsync("/api/things/pen", HttpCompletionOption.ResponseHeadersRead);

        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Equal("{\"name\":\"pen\"}", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/api/echo/00000000-0000-0000-0000-000000000007/42")]
    [InlineData("HEAD", "/api/things/pen")]
    [InlineData("POST", "/api/echo/7/42")]
    [InlineData("POST", "/api/echo/00000000-0000-0000-0000-000000000007/many")]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/things/pen")]
    [InlineData("GET", "/")]
    public async Task What_matches_no_route_is_a_bare_404(string verb, string path)
    {
        await using var host = await SampleHost.StartAsync(typeof(HttpSamples));

        var answer = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Empty(answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_exception_is_an_empty_500()
    {
        await using var host = await SampleHost.StartAsync(typeof(HttpSamples));

        var answer = await host.Client.GetAsync("/api/fail");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(30_000_000, HttpStatusCode.NoContent)]
    [InlineData(30_000_001, HttpStatusCode.InternalServerError)]
    public async Task A_body_over_30_million_bytes_is_an_empty_500(int length, HttpStatusCode expected)
    {
        await using var host = await SampleHost.StartAsync(typeof(HttpSamples));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/read") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.ExpectContinue = true;

        var answer = await host.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Outputs_reach_their_queues_one_message_for_each_item_and_none_for_null()
    {
        await using var host = await SampleHost.StartAsync(typeof(OutputSamples), typeof(QueueSamples));

        var answer = await host.Client.PostAsJsonAsync("/api/orders/7", "");

        Assert.Equal("taken", await answer.Content.ReadAsStringAsync());
        var lines = await host.WaitAsync(lines => lines.Count == 4);
        Assert.Equal(["one", "order 7 done", "order 7 pen attempt 1", "two"], lines.Order());
    }

    [Fact]
    public async Task A_failed_output_leaves_an_answer_with_content_length_alone()
    {
        await using var host = await SampleHost.StartAsync(typeof(OutputSamples), typeof(QueueSamples));

        var answer = await host.Client.GetAsync("/api/broken/content");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("done", await answer.Content.ReadAsStringAsync());
        await host.WaitAsync(lines => lines.Contains("dead not an order MaxDeliveryCountExceeded ORDERS"));
    }

    [Fact]
    public async Task A_failed_output_turns_an_empty_answer_into_a_500()
    {
        await using var host = await SampleHost.StartAsync(typeof(OutputSamples), typeof(QueueSamples));

        var answer = await host.Client.GetAsync("/api/broken/empty");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_failed_output_cuts_a_chunked_answer()
    {
        await using var host = await SampleHost.StartAsync(typeof(OutputSamples), typeof(QueueSamples));

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetStringAsync("/api/broken/object"));
    }

    [Fact]
    public async Task A_call_in_hand_is_answered_while_the_host_stops()
    {
        await using var host = await SampleHost.StartAsync(typeof(HttpSamples));
        var call = host.Client.GetStringAsync("/api/slow");
        await host.WaitAsync(lines => lines.Count == 1);

        var stop = host.StopAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            while (true)
            {
                using var other = new HttpClient(new SocketsHttpHandler());
                await other.GetAsync(new Uri(host.Client.BaseAddress!, "/api/nothing"));
            }
        });
        Assert.False(stop.IsCompleted);
        host.Journal.Gate.Release();

        Assert.Equal("late", await call);
        await stop;
    }
}
