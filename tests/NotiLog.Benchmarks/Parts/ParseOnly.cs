using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace NotiLog.Benchmarks.Parts;

/// <summary>What Kestrel alone can take here: it parses the JSON, counts the events and answers; it stores nothing. Runs in a child process by <see cref="Command"/>.</summary>
internal static class ParseOnly
{
    public const string Command = "parse-only";

    public static Task<ChildProcess> StartAsync() => ChildProcess.StartAsync("NotiLog.Benchmarks.dll", [Command], new Dictionary<string, string>());

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Console.WriteLine($"Parsing at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        using var json = await JsonDocument.ParseAsync(http.Request.Body);
        var count = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.GetArrayLength() : 1;
        var answer = JsonSerializer.SerializeToUtf8Bytes(new { accepted = count, rejected = Array.Empty<int>() });
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer);
    }
}
