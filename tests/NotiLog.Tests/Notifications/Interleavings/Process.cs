using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications.Interleavings;

/// <summary>One process of two: the composed app, its way to the storage and what it sent.</summary>
internal sealed class Process : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly ConcurrentQueue<Guid> sending = [];

    /// <param name="answer">What a send comes to.</param>
    public Process(ITables storage, FakeTimeProvider time, Func<SendOutcome> answer, int seed)
    {
        Tables = new CrashingTables(storage, seed);
        var transport = new ScriptedTransport
        {
            Answer = request =>
            {
                var outcome = answer();
                if (outcome is SendOutcome.Delivered)
                    sending.Enqueue(request.DeliveryId);
                return outcome;
            },
        };
        services = AppParts.Compose(Tables, time, transport, alone: false);
    }

    public CrashingTables Tables { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Deliveries that a provider took since this was asked last.</summary>
    public IReadOnlyList<Guid> TakeSent()
    {
        var sent = new List<Guid>();
        while (sending.TryDequeue(out var id))
            sent.Add(id);
        return sent;
    }

    public Task PassAsync(Outgoing outgoing) => Get<DispatchPass>().RunAsync(outgoing, CancellationToken.None);

    public Task HandleAsync(string queue, string message, Outgoing outgoing) => queue == OutboxSweep.Queue
        ? Get<BatchRouter>().RouteAsync(RouteMessage.FromJson(message), outgoing, CancellationToken.None)
        : Get<Deliverer>().DeliverAsync(DeliverMessage.FromJson(message), outgoing, CancellationToken.None);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
