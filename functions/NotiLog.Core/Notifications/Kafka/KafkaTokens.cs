using Azure.Core;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace NotiLog.Notifications.Kafka;

/// <summary>
/// Tokens of an Azure identity for SASL OAUTHBEARER, as Event Hubs wants it. The Kafka client asks for one at its start and when four fifths of the last one's life are over;
/// after a failure it asks again in ten seconds.
/// </summary>
public sealed class KafkaTokens(TokenCredential credential, string scope, ILogger logger)
{
    /// <summary>Event Hubs takes the identity from the token; the name is only required.</summary>
    private const string Principal = "notilog";
    private const int LongestReason = 300;

    /// <summary>The client's own thread waits meanwhile, the one that reports deliveries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Never throws: what goes wrong is the client's to report, and the next send fails with it.</summary>
    public void Refresh(IClient client)
    {
        if (Ask(out var failure) is { } token)
            client.OAuthBearerSetToken(token.Token, token.ExpiresOn.ToUnixTimeMilliseconds(), Principal);
        else
            client.OAuthBearerSetTokenFailure(failure);
    }

    /// <summary>A token, or null and why not.</summary>
    internal AccessToken? Ask(out string failure)
    {
        failure = "";
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            return credential.GetToken(new TokenRequestContext([scope]), patience.Token);
        }
        catch (Exception exception)
        {
            failure = Reason(exception);
            logger.LogWarning("No token for {Scope}: {Reason}", scope, failure);
            return null;
        }
    }

    /// <summary>One line: Azure.Identity tells of every credential it has tried.</summary>
    private static string Reason(Exception failure)
    {
        var line = failure is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : failure.Message.Split('\n', 2)[0].Trim();
        return line.Length > LongestReason ? line[..LongestReason] : line;
    }
}
