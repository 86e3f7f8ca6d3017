using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Tests.Hosting;

/// <summary>What the sample functions saw and what they wait for; one per host.</summary>
public sealed class Journal
{
    private readonly List<string> lines = [];

    public SemaphoreSlim Gate { get; } = new(0);

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public void Add(string line)
    {
        lock (lines)
            lines.Add(line);
    }
}

public sealed record Order(int Number, string Title);

public sealed class HttpSamples(Journal journal)
{
    [Function("Echo")]
    public static async Task<IActionResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo/{id:guid}/{count:int}")] HttpRequest request, Guid id, int count, FunctionContext context)
    {
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        return new ContentResult { Content = $"{id:N} {count} {body} {context.FunctionDefinition.Name} {context.GetHttpContext() is not null}" };
    }

    [Function("GetThing")]
    public static IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}")] HttpRequest request, string name) =>
        new ObjectResult(new { name });

    [Function("Fail")]
    public static IActionResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request) => throw new InvalidOperationException("secret");

    [Function("Read")]
    public static async Task<IActionResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "read")] HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        return new StatusCodeResult(204);
    }

    [Function("Slow")]
    public async Task<IActionResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request)
    {
        journal.Add("slow begins");
        await journal.Gate.WaitAsync();
        return new ContentResult { Content = "late" };
    }
}

public sealed class OutputSamples
{
    [Function("PutOrder")]
    public static OrderOutput Put([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{number:int}")] HttpRequest request, int number) =>
        new() { Answer = new ContentResult { Content = "taken" }, Order = new Order(number, "pen"), Notes = ["one", "two"] };

    /// <summary>One answer of each kind; the bad output throws while it is sent.</summary>
    [Function("Broken")]
    public static BrokenOutput Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken/{kind}")] HttpRequest request, string kind) => new()
    {
        Answer = kind switch { "content" => new ContentResult { Content = "done" }, "object" => new ObjectResult(new { kind }), _ => new StatusCodeResult(202) },
    };
}

public sealed class OrderOutput
{
    [HttpResult]
    public required IActionResult Answer { get; init; }

    [ServiceBusOutput("orders")]
    public Order? Order { get; init; }

    [ServiceBusOutput("notes")]
    public string[]? Notes { get; init; }

    [ServiceBusOutput("notes")]
    public string? Nothing { get; init; }
}

public sealed class BrokenOutput
{
    [HttpResult]
    public required IActionResult Answer { get; init; }

    [ServiceBusOutput("orders")]
    public IEnumerable<string> Order
    {
        get
        {
            yield return "not an order";
            throw new InvalidOperationException($"the output beside {Answer} failed");
        }
    }
}

public sealed class QueueSamples(Journal journal)
{
    [Function("TakeOrder")]
    [ServiceBusOutput("notes")]
    public string Take([ServiceBusTrigger("ORDERS")] Order order, int deliveryCount)
    {
        journal.Add($"order {order.Number} {order.Title} attempt {deliveryCount}");
        return order.Number switch
        {
            13 => throw new InvalidOperationException("never"),
            3 when deliveryCount < 3 => throw new InvalidOperationException("not yet"),
            _ => $"order {order.Number} done",
        };
    }

    [Function("TakeDeadOrder")]
    public void Dead([ServiceBusTrigger("orders/$deadletterqueue")] string body, string deadLetterReason, FunctionContext context) =>
        journal.Add($"dead {body} {deadLetterReason} {context.BindingContext.BindingData["DeadLetterSource"]}");

    [Function("TakeNote")]
    public ValueTask Note([ServiceBusTrigger("notes")] string note)
    {
        journal.Add(note);
        return ValueTask.CompletedTask;
    }
}

public sealed class TimerSamples(Journal journal)
{
    [Function("Tick")]
    public async Task Tick([TimerTrigger("%Tick%")] TimerInfo timer)
    {
        journal.Add($"tick begins {timer.ScheduleStatus!.Last:mm:ss}{(timer.IsPastDue ? " past due" : "")}");
        await journal.Gate.WaitAsync();
        journal.Add("tick ends");
    }

    [Function("AtStart")]
    public void AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => journal.Add("at start");
}
