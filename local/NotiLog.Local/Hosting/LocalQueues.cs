using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace NotiLog.Local.Hosting;

/// <summary>The queues of this process by name, case ignored. They live as long as the process: what a crash forgets the outbox brings back.</summary>
internal sealed class LocalQueues(FunctionSet functions, TimeProvider time, ILogger<LocalQueues> logger)
{
    public const string DeadLetterSuffix = "/$DeadLetterQueue";

    private readonly ConcurrentDictionary<string, LocalQueue> queues = new(
        functions.All.Select(function => function.Entry.Trigger).OfType<QueueFunctionTrigger>()
            .DistinctBy(trigger => trigger.Queue, StringComparer.OrdinalIgnoreCase)
            .Select(trigger => KeyValuePair.Create(trigger.Queue, new LocalQueue(trigger.Queue, time))),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The queue, or null when no function reads it.</summary>
    public LocalQueue? Find(string name) => queues.GetValueOrDefault(name);

    /// <summary>Sends to the queue. What goes to a queue that no function reads is dropped, since nothing could ever take it out.</summary>
    /// <exception cref="InvalidOperationException">The queue is full.</exception>
    public void Send(string name, string body)
    {
        if (Find(name) is { } queue)
            queue.Send(body);
        else
            logger.LogDebug("No function reads the queue {Queue}; a message was dropped", name);
    }
}

/// <summary>One queue that a function reads.</summary>
internal sealed class LocalQueue(string name, TimeProvider time)
{
    /// <summary>Messages waiting at most; more would only delay the sweep that brings them back.</summary>
    private const int Capacity = 100_000;

    private readonly Channel<QueueMessage> messages = Channel.CreateBounded<QueueMessage>(Capacity);
    private long sent;

    public string Name { get; } = name;

    public ChannelReader<QueueMessage> Reader => messages.Reader;

    /// <exception cref="InvalidOperationException">The queue is full.</exception>
    public void Send(string body) => Send(new QueueMessage(body, Interlocked.Increment(ref sent), time.GetUtcNow()));

    /// <inheritdoc cref="Send(string)"/>
    public void Send(QueueMessage message)
    {
        if (!messages.Writer.TryWrite(message))
            throw new InvalidOperationException($"The queue {Name} is full ({Capacity} messages).");
    }
}
