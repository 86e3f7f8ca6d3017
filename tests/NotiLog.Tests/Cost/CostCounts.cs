namespace NotiLog.Tests.Cost;

/// <summary>
/// What NotiLog spends at most, by what happens; <see cref="CostCountsTests"/> holds the code to it and <see cref="CostTable"/> prices it.
/// Transactions are storage's, each function group has a process of its own, and caches are cold unless it says otherwise.
/// </summary>
internal static class CostCounts
{
    public const int PassesAnHour = 120;

    /// <summary>Transactions of a run of <c>RunDue</c> while nothing has matched for an hour and nobody has an agent.</summary>
    public const int QuietPass = 8;

    /// <summary>Likewise within an hour of an event that matched: today's outbox is looked at in all eight shards.</summary>
    public const int BusyPass = 16;

    /// <summary>Events in a commit, and so in a transaction.</summary>
    public const int EventsACommit = 98;

    /// <summary>Reads of a request beside its commits: the key, the routing version, the watches, the schedule's clock; at most once in five seconds and instance.</summary>
    public const int ColdReads = 4;

    /// <summary>One episode: of ten requests with an event that matches one opens a group and is told at once, nine join it, and the window's end tells them in a digest.</summary>
    public const int EpisodeRequests = 10;

    /// <summary>Two notifications to one recipient.</summary>
    public const int EpisodeDeliveries = 2;

    /// <summary>Executions beside those of the requests and the timer: ten batches routed, two deliveries.</summary>
    public const int EpisodeExecutions = 12;

    /// <summary>Queue messages: ten hints, two deliveries.</summary>
    public const int EpisodeMessages = 12;

    /// <summary>Transactions of an episode beside the requests' own and the quiet work of the timer.</summary>
    public const int EpisodeTransactions = 150;

    /// <summary>Transactions of an agent's heartbeat, once a minute over HTTPS.</summary>
    public const int Heartbeat = 5;

    /// <summary>Transactions of the schedule for an agent that beats once a minute, by the minute.</summary>
    public const int AgentMinute = 6;

    /// <summary>Stored bytes of an event with a message of 100 characters and short labels.</summary>
    public const int EventBytes = 1400;

    /// <summary>Stored bytes of the receipt in each commit.</summary>
    public const int ReceiptBytes = 400;
}
