using System.Net.Http.Headers;
using System.Text;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Heartbeats;

/// <summary>A heartbeat over HTTPS.</summary>
internal static class HeartbeatPost
{
    /// <returns>The settings the server answers with, or what went wrong.</returns>
    public static async Task<(string? Settings, string? Fault)> SendAsync(ServerClient server, HeartbeatBody body, CancellationToken cancellationToken)
    {
        try
        {
            var content = new ByteArrayContent(body.ToJson());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var answer = await server.PostAsync(server.Address.Heartbeat, content, cancellationToken);
            return answer.Status switch
            {
                200 => (Encoding.UTF8.GetString(answer.Body), null),
                401 or 403 => (null, $"the server does not accept the key ({answer.Reason})"),
                404 => (null, $"{server.Address.Heartbeat} is not there; is the address right, and is it NotiLog's?"),
                _ => (null, $"the server answers {answer.Reason}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, $"{server.Address.Base} does not answer: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{server.Address.Base} does not answer within {server.Patience.TotalSeconds:0} s");
        }
    }
}
