using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

/// <summary>What the ping URLs have in common: they read whatever body there is and answer <c>OK</c>, or a bare 404 for a key that opens nothing.</summary>
public sealed class PingCalls(AgentPings pings, LiveFeed live)
{
    private const int LongestUserAgent = 256;

    public async Task<AgentOutput> TakeAsync(
        HttpRequest request, string pingKey, Func<string?, string?, AgentPing> pingOf, CancellationToken cancellationToken)
    {
        var ping = pingOf(await BodyAsync(request, cancellationToken), UserAgent(request));
        var outgoing = new Outgoing();
        var taken = await pings.TakeAsync(pingKey, ping, outgoing, cancellationToken);
        if (taken.Problem is { } problem)
            return AgentOutput.Of(new ProblemAnswer(problem));
        return taken.Value
            ? await AgentOutput.OfAsync(new ContentResult { Content = "OK", ContentType = "text/plain; charset=utf-8" }, outgoing, live)
            : AgentOutput.Of(new NotFoundResult());
    }

    /// <summary>The first 10 kB as text, whatever they are; what comes after is not read.</summary>
    private static async Task<string?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = new byte[AgentPing.LongestBody];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0)
            return null;
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[length];
        // A character that was cut in two at the end is left out.
        decoder.Convert(bytes.AsSpan(0, length), text, flush: length < bytes.Length, out _, out var written, out _);
        return new string(text, 0, written).Replace('\0', '\ufffd');
    }

    private static string? UserAgent(HttpRequest request)
    {
        var agent = request.Headers[HeaderNames.UserAgent].ToString();
        if (agent.Length == 0)
            return null;
        var clean = string.Concat(agent.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return clean.Length > LongestUserAgent ? clean[..LongestUserAgent] : clean;
    }
}
