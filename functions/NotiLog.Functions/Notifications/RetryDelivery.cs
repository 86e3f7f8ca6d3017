using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Notifications;

public sealed class RetryDelivery(DeliveryRetry retry)
{
    /// <summary>202 with the new delivery; 409 unless the old one has failed or was superseded.</summary>
    [Function(nameof(RetryDelivery))]
    [Endpoint(Role.Operator)]
    public async Task<RetryOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/deliveries/{id:guid}/retry")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        var retried = await retry.RetryAsync(id, outgoing, cancellationToken);
        if (retried.Problem is { } problem)
            return new RetryOutput { Answer = new ProblemAnswer(problem) };
        return new RetryOutput
        {
            Answer = new JsonAnswer(StatusCodes.Status202Accepted, AnswerJson.Write(DeliveryJson.Of(retried.Value))),
            Telegram = outgoing.For(DeliverMessage.QueueOf("telegram")),
            Email = outgoing.For(DeliverMessage.QueueOf("email")),
            Kafka = outgoing.For(DeliverMessage.QueueOf("kafka")),
        };
    }
}

public sealed class RetryOutput
{
    [HttpResult]
    public IActionResult Answer { get; set; } = null!;

    [ServiceBusOutput("deliver-telegram", Connection = "ServiceBus")]
    public string[]? Telegram { get; set; }

    [ServiceBusOutput("deliver-email", Connection = "ServiceBus")]
    public string[]? Email { get; set; }

    [ServiceBusOutput("deliver-kafka", Connection = "ServiceBus")]
    public string[]? Kafka { get; set; }
}
