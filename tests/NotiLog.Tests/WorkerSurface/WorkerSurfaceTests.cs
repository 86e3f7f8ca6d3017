using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace NotiLog.Tests.WorkerSurface;

/// <summary>
/// <c>worker-surface.txt</c> is a copy of those lines of the real packages' public surface that NotiLog uses.
/// On the stand-in both must be equal; on the real packages (<c>FunctionsWorker=azure</c>) every line of the copy must exist.
/// </summary>
public sealed class WorkerSurfaceTests
{
    private static readonly Assembly[] Worker =
    [
        typeof(FunctionContext).Assembly,
        typeof(FunctionsApplication).Assembly,
        typeof(FunctionAttribute).Assembly,
        typeof(HttpTriggerAttribute).Assembly,
        typeof(FunctionContextExtensions).Assembly,
        typeof(KafkaTriggerAttribute).Assembly,
        typeof(ServiceBusTriggerAttribute).Assembly,
        typeof(SignalRTriggerAttribute).Assembly,
        typeof(TimerTriggerAttribute).Assembly,
    ];

    private static bool OnStandIn => typeof(FunctionContext).Assembly.GetName().Name == "NotiLog.Local.Worker";

    [Fact]
    public void Every_line_of_the_copy_exists_in_the_worker()
    {
        var missing = Copy().Except(SurfaceText.Qualified(SurfaceText.Of(Worker)));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_stand_in_declares_nothing_that_the_real_packages_do_not()
    {
        if (!OnStandIn)
            return;

        Assert.Empty(SurfaceText.Qualified(SurfaceText.Of(Worker)).Except(Copy()));
    }

    [Theory]
    [InlineData("prop string? Route { get; set; }", "prop string Route { get; set; }")]
    [InlineData("Admin = 4", "Admin = 5")]
    [InlineData("sealed class HttpResultAttribute : OutputBindingAttribute {usage: Property,", "sealed class HttpResultAttribute : OutputBindingAttribute {usage: Method,")]
    [InlineData("entityType = ServiceBusEntityType.Queue)", "entityType = ServiceBusEntityType.Topic)")]
    [InlineData("default TimerTriggerAttribute.UseMonitor = true", "default TimerTriggerAttribute.RunOnStartup = true")]
    [InlineData("where T : class, IFunctionsWorkerMiddleware", "where T : IFunctionsWorkerMiddleware")]
    [InlineData("interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>", "interface IInvocationFeatures")]
    public void A_wrong_line_is_caught(string real, string wrong)
    {
        var lines = CopyLines();
        Assert.Contains(lines, line => line.Contains(real, StringComparison.Ordinal));

        var broken = SurfaceText.Qualified(lines.Select(line => line.Replace(real, wrong, StringComparison.Ordinal)));

        Assert.NotEmpty(broken.Except(SurfaceText.Qualified(SurfaceText.Of(Worker))));
    }

    [Theory]
    [InlineData(typeof(RefusesEmptyText))]
    [InlineData(typeof(MadeByOthers))]
    public void An_attribute_that_cannot_be_made_from_nothing_has_no_defaults(Type attribute)
    {
        var lines = SurfaceText.Of(attribute).ToList();

        Assert.Contains(lines, line => line.EndsWith("prop int Tries { get; set; }", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("default", StringComparison.Ordinal));
    }

    private static IReadOnlySet<string> Copy() => SurfaceText.Qualified(CopyLines());

    private static string[] CopyLines()
    {
        using var stream = typeof(WorkerSurfaceTests).Assembly.GetManifestResourceStream("worker-surface.txt")!;
        return new StreamReader(stream).ReadToEnd().Split('\n');
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class RefusesEmptyText : Attribute
    {
        public RefusesEmptyText(string interval) => ArgumentException.ThrowIfNullOrEmpty(interval);

        public int Tries { get; set; } = 5;
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class MadeByOthers : Attribute
    {
        private MadeByOthers() { }

        public int Tries { get; set; } = 5;
    }
}
