using NotiLog.Events;
using NotiLog.Notifications;

namespace NotiLog.Tests.Notifications;

/// <summary>The notifications whose texts golden files keep.</summary>
internal static class Samples
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var sample in (string[])["one", "many", "recovery", "test", "hostile", "gone"])
            {
                all.Add(sample, "en");
                all.Add(sample, "ru");
            }

            return all;
        }
    }

    public static NotificationContent Of(string sample) => sample switch
    {
        "one" => SomeNotification.Content(Full()),
        "many" => SomeNotification.Content([.. Enumerable.Range(0, 15).Select(Varied)], 123),
        "recovery" => SomeNotification.Content(SomeNotification.Event() with
        {
            Level = Level.Info,
            Recovers = true,
            Kind = "agent",
            Message = "agent web-1 is up again",
        }),
        "test" => SomeNotification.Content([SomeNotification.Event()], 1, isTest: true),
        "hostile" => SomeNotification.Content(Hostile()),
        "gone" => SomeNotification.Content([], 3, link: false),
        _ => throw new ArgumentOutOfRangeException(nameof(sample)),
    };

    public static LogEvent Hostile() => SomeNotification.Event() with
    {
        Service = "pay\r\nBcc: everybody@example.org\r\n<script>",
        Host = "../../etc/passwd",
        Message = "<script>alert(\"1\")</script> & 'quotes' 💥\0\u001b[31m \u202Eevil\u2069 \u2067open\r\nпривет\u2028שלום 10:15",
        StackTrace = "at <Main>$(String[] args)\n   at \"x\" && y",
        Context = """{"html":"<b>&amp;</b>"}""",
    };

    private static LogEvent Full() => SomeNotification.Event() with
    {
        RequestId = "r-1",
        CorrelationId = "c-9",
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = "b7ad6b7169203331",
        StackTrace = "System.InvalidOperationException: no\n   at Payments.Charge()",
        Context = """{"orderId":4711,"anything":["json"]}""",
        AgentId = new Guid("019ab000-0000-7000-8000-00000000000a"),
    };

    private static LogEvent Varied(int number) => SomeNotification.Event(number) with
    {
        Level = number == 3 ? Level.Critical : Level.Warning,
        Service = $"payments-{number % 5}",
        Message = $"оплата {number} не прошла\nвторая строка",
    };
}
