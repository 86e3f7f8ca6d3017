using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace NotiLog.Tables;

/// <summary>How requests to table storage are sent: few and quick retries, each try counted.</summary>
public static class AzureRequests
{
    private const string TriesProperty = "NotiLog.Tries";

    /// <summary>Options every <see cref="TableServiceClient"/> given to <see cref="AzureTables"/> is made with: storage that refuses answers within 2 s, one that is silent within 32 s.</summary>
    public static TableClientOptions Options()
    {
        var options = new TableClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = 2,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(1),
                NetworkTimeout = TimeSpan.FromSeconds(10),
            },
        };
        options.AddPolicy(new TryCounting(), HttpPipelinePosition.PerRetry);
        return options;
    }

    /// <summary>Counts the tries of the requests that are made until <paramref name="scope"/> is disposed.</summary>
    internal static Tries Count(out IDisposable scope)
    {
        var tries = new Tries();
        scope = HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [TriesProperty] = tries });
        return tries;
    }

    internal sealed class Tries
    {
        private string? request;

        /// <summary>Some request was sent more than once: an earlier try may have done its work and lost its reply.</summary>
        public bool Repeated { get; private set; }

        public void Add(string requestId)
        {
            Repeated |= requestId == request;
            request = requestId;
        }
    }

    private sealed class TryCounting : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.TryGetProperty(TriesProperty, out var tries))
                (tries as Tries)?.Add(message.Request.ClientRequestId);
        }
    }
}
