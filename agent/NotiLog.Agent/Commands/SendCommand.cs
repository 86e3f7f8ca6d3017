using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Events;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Commands;

/// <summary><c>send</c>: one event, past the buffer; prints its id when the server has it.</summary>
internal static class SendCommand
{
    private const int Tries = 4;

    public static async Task RunAsync(SendRequest request, TextWriter output, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var config = request is { Server: not null, Key: not null } ? null : ConfigFile.Load(request.Config, environment);
        var server = ServerAddresses.Of(request.Server ?? config!.Server.Base.ToString(), request.Key ?? config!.Server.Key);
        using var client = new ServerClient(server);
        var body = ToJson(request, config);
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Random.Shared);
        for (var i = 1; ; i++)
        {
            var (id, fault, isFinal) = await TryAsync(client, body, cancellationToken);
            if (id is not null)
            {
                await output.WriteLineAsync(id);
                return;
            }

            if (isFinal || i == Tries)
                throw new AgentFailure($"Not sent: {fault}");
            await Task.Delay(backoff.Next(), cancellationToken);
        }
    }

    /// <summary>The same id however often it is tried.</summary>
    private static byte[] ToJson(SendRequest request, AgentConfig? config)
    {
        var host = config?.Host ?? Environment.MachineName;
        var service = request.Service ?? "notilog-agent";
        var line = new LogLine { Message = request.Message };
        var json = new ArrayBufferWriter<byte>();
        using var writer = new EventWriter();
        var level = Levels.TryParse(request.Level, out var given) ? given : Level.Info;
        writer.Write(json, new EventIdentity($"send.{Guid.NewGuid():N}", TimeProvider.System.GetUtcNow()), level, line, new EventDefaults("", host, service, "notilog-agent", config?.Environment, []));
        return json.WrittenSpan.ToArray();
    }

    private static async Task<(string? Id, string? Fault, bool IsFinal)> TryAsync(ServerClient client, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            var answer = await client.PostAsync(client.Address.Events, content, cancellationToken);
            if (answer.Status == 202)
            {
                using var accepted = JsonDocument.Parse(answer.Body);
                return (accepted.RootElement.GetProperty("ids")[0].GetString(), null, true);
            }

            return (null, $"the server answers {answer.Reason}", answer.Status is < 500 and not 429);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, $"{client.Address.Base} does not answer: {exception.Message}", false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{client.Address.Base} does not answer in time", false);
        }
    }
}
