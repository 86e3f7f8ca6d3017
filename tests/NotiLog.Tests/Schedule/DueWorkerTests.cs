using Microsoft.Extensions.DependencyInjection;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Schedule;

public sealed class DueWorkerTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly AppParts app = new();
    private readonly OwnerWork work;

    public DueWorkerTests() => work = new OwnerWork(app.Tables);

    private DueTable Due => app.Get<DueTable>();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Two_instances_at_thousands_of_rows_do_the_work_of_each_once()
    {
        await work.AddAsync(Due, AppParts.Start, 4000);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await using var other = app.NewInstance();

        await Task.WhenAll(Task.Run(() => RunAsync()), Task.Run(() => RunAsync(other)));

        Assert.Equal(4000, work.Done.Count);
        Assert.Equal(4000, work.Done.Distinct().Count());
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Rows_that_fail_on_two_instances_stay_as_many_and_wait_longer_each_time()
    {
        work.Before = (_, _) => throw new InvalidOperationException("broken \uD800 " + new string('x', 100_000));
        await work.AddAsync(Due, AppParts.Start, 50);
        await using var other = app.NewInstance();
        for (var i = 0; i < 6; i++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(30));
            await Task.WhenAll(Task.Run(() => RunAsync()), Task.Run(() => RunAsync(other)));
        }

        var rows = await RowsAsync();
        Assert.Equal(50, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.GetLong("failures")!.Value, 6, 12));
        Assert.All(rows, row => Assert.StartsWith("broken \uFFFD xxx", row.GetText("error")));
        work.Before = (_, _) => Task.CompletedTask;
        app.Time.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        Assert.Equal(50, work.Done.Count);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_pass_ends_at_its_bound_and_the_next_goes_on_with_the_oldest()
    {
        await work.AddAsync(Due, AppParts.Start, 1000);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var passes = 0;
        for (var before = -1; before < work.Done.Count; passes++)
        {
            before = work.Done.Count;
            await Worker().RunAsync(new PassBound(TimeSpan.FromSeconds(20), 100, MayStart: false), new Outgoing(), None);
            // What was left in any partition is younger than all that was done there.
            foreach (var left in (await RowsAsync()).GroupBy(row => row.PartitionKey, row => DueRow.Read(row)!.Reference))
                Assert.All(work.Done.Where(done => new DueRow(default, "", done).PartitionKey == left.Key), done => Assert.True(string.CompareOrdinal(done, left.Min()) < 0));
        }

        Assert.InRange(passes, 9, 14);
        Assert.Equal(1000, work.Done.Count);
    }

    [Fact]
    public async Task A_pass_ends_when_its_time_is_up()
    {
        work.Before = (_, _) =>
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        await work.AddAsync(Due, AppParts.Start.AddSeconds(-1), 300);
        await RunAsync();

        Assert.InRange(work.Done.Count, 19, 60);
        Assert.Equal(300, work.Done.Count + (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Work_that_never_ends_is_moved_on_and_the_rest_is_done()
    {
        var hanging = new TaskCompletionSource();
        work.Before = (row, _) => row.Reference == "o00007" ? hanging.Task : Task.CompletedTask;
        await work.AddAsync(Due, AppParts.Start.AddSeconds(-1), 100);
        var pass = Task.Run(() => RunAsync());
        await UntilAsync(() => work.Done.Count == 99);
        app.Time.Advance(TimeSpan.FromSeconds(31));
        await pass;

        var row = Assert.Single(await RowsAsync());
        Assert.Equal((1, "did not end within 30s of its pass"), (row.GetLong("failures"), row.GetText("error")));
        hanging.SetResult();
    }

    [Fact]
    public async Task Rows_of_an_unknown_kind_wait_for_the_version_that_knows_it()
    {
        await work.AddAsync(Due, AppParts.Start.AddSeconds(-1), 600);
        for (var i = 0; i < 5; i++)
        {
            await new DueWorker(Due, [], app.Get<DispatchContext>()).RunAsync(PassBound.OfTimer, new Outgoing(), None);
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.All(await RowsAsync(), row => Assert.Equal(0, row.GetLong("failures")));
        await RunAsync();
        Assert.Equal(600, work.Done.Count);
    }

    [Fact]
    public async Task Postponed_rows_do_not_stand_in_the_way_of_others()
    {
        work.Before = (row, _) => row.At < AppParts.Start ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        await work.AddAsync(Due, AppParts.Start.AddSeconds(-1), 3000);
        await RunAsync();
        await Due.AddAsync(new DueRow(AppParts.Start, "owner", "late"), None);

        foreach (var partition in DueRow.AllPartitions)
        {
            var page = await app.Tables.Open("due").QueryAsync(new TableQuery(partition) { From = "0", To = DueRow.KeyOf(app.Time.GetUtcNow()) + "~" }, None);
            Assert.InRange(page.Scanned, 0, 1);
        }

        await RunAsync();
        Assert.DoesNotContain(await RowsAsync(), row => row.RowKey.EndsWith("late", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0nonsense")]
    [InlineData("0638000000000000000|owner")]
    [InlineData("9999999999999999999|owner|o")]
    [InlineData("0638000000000000000-x|owner|o")]
    public async Task A_row_that_nobody_can_read_is_set_aside(string key)
    {
        await app.Tables.Open("due").CommitAsync([TableWrite.Insert(new TableRow("0", key).Set("failures", 1L))], None);
        await work.AddAsync(Due, AppParts.Start.AddSeconds(-1), 20);
        app.Time.Advance(TimeSpan.FromDays(365 * 7000));
        await RunAsync();

        Assert.Equal(20, work.Done.Count);
        if (key[0] == '0')
            Assert.Equal("unreadable|" + key, Assert.Single(await RowsAsync()).RowKey);
    }

    private Task RunAsync(ServiceProvider? instance = null) => Worker(instance).RunAsync(PassBound.OfTimer, new Outgoing(), None);

    private DueWorker Worker(ServiceProvider? instance = null) =>
        new(instance?.GetRequiredService<DueTable>() ?? Due, [work], instance?.GetRequiredService<DispatchContext>() ?? app.Get<DispatchContext>());

    private async Task<List<TableRow>> RowsAsync()
    {
        var rows = new List<TableRow>();
        foreach (var partition in DueRow.AllPartitions)
        {
            await foreach (var row in app.Tables.Open("due").QueryAllAsync(new TableQuery(partition), None))
                rows.Add(row);
        }

        return [.. rows.Where(row => row.RowKey != "clock")];
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
            await Task.Delay(5, deadline.Token);
    }
}
