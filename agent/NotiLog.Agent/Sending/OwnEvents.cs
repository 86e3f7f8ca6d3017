using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Sending;

/// <summary>Events that the agent raises about itself, with the service <c>notilog-agent</c>.</summary>
internal sealed class OwnEvents(ServerClient server, EventOrigin origin, TimeProvider time, ILogger<OwnEvents> log)
{
    private const string Name = "notilog-agent";

    private readonly EventDefaults defaults = new("", origin.Host, Name, Name, origin.Environment, []);

    /// <summary>For the buffer; of the highest rank, so that it is not dropped itself.</summary>
    public Segment ToSegment(string id, Level level, Action<LogLine> fill)
    {
        var now = time.GetUtcNow();
        using var builder = new SegmentBuilder(Rank.Error);
        builder.Add(ToJson(id, now, level, fill), now);
        return builder.Take()[0];
    }

    /// <summary>Past the buffer, when that is what is wrong: tried once, in the background.</summary>
    public void SayNow(Level level, string message) => _ = TrySayAsync(level, message);

    private async Task TrySayAsync(Level level, string message)
    {
        try
        {
            var content = new ByteArrayContent(ToJson($"own.{Guid.NewGuid():N}", time.GetUtcNow(), level, line => line.Message = message));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            await server.PostAsync(server.Address.Events, content, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            log.LogWarning("The server could not be told of it: {Reason}", exception.Message);
        }
    }

    private byte[] ToJson(string id, DateTimeOffset at, Level level, Action<LogLine> fill)
    {
        var line = new LogLine();
        fill(line);
        line.Add("agentVersion", AgentVersion.Text);
        line.Add("processId", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var json = new ArrayBufferWriter<byte>();
        using var writer = new EventWriter();
        writer.Write(json, new EventIdentity(id, new DateTimeOffset(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero)), level, line, defaults);
        return json.WrittenSpan.ToArray();
    }
}
