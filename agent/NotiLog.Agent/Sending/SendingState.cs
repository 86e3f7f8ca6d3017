namespace NotiLog.Agent.Sending;

/// <summary>What is known about the server at the moment, for those who do not send.</summary>
internal sealed class SendingState
{
    private volatile bool isOut;

    /// <summary>The server does not take events: it is gone, fails, or does not accept the key. Slowness and rate limits are no outage.</summary>
    public bool IsOut
    {
        get => isOut;
        set => isOut = value;
    }
}
