using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace NotiLog.IntegrationTests.Tables;

/// <summary>An HTTP proxy in front of table storage that passes everything on, but can lose replies after storage has done the work, or answer in its place.</summary>
public sealed class LossyProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker upstream = new(new SocketsHttpHandler());
    private int repliesToLose;
    private (int Status, string Code)? answer;

    private LossyProxy(string target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(context => PassAsync(context, target));
    }

    public int Port => new Uri(app.Urls.First()).Port;

    public static async Task<LossyProxy> StartAsync(string target)
    {
        var proxy = new LossyProxy(target);
        await proxy.app.StartAsync();
        return proxy;
    }

    public void LoseReplies(int count) => repliesToLose = count;

    public void AnswerWith(int status, string code) => answer = (status, code);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        upstream.Dispose();
    }

    private async Task PassAsync(HttpContext context, string target)
    {
        if (answer is var (status, code))
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-ms-error-code"] = code;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsJsonAsync(new Dictionary<string, object> { ["odata.error"] = new { code, message = new { lang = "en-US", value = code } } });
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target + context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var header in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        using var response = await upstream.SendAsync(request, context.RequestAborted);
        var reply = await response.Content.ReadAsByteArrayAsync();
        if (Interlocked.Decrement(ref repliesToLose) >= 0)
        {
            context.Abort();
            return;
        }

        repliesToLose = 0;
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Content-Length")))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        if (reply.Length > 0)
            await context.Response.Body.WriteAsync(reply);
    }
}
