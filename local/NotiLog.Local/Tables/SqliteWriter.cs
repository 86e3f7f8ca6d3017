using Microsoft.Extensions.Logging;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>
/// The one writer: a thread that takes all jobs that wait and applies them one after the other inside one SQLite transaction,
/// so that they share its fsync. A job sees what the jobs before it wrote; its task completes after the transaction is on disk.
/// </summary>
internal sealed class SqliteWriter
{
    private const int MostJobs = 4096;
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly SqliteDatabase database;
    private readonly SqliteCatalogue catalogue;
    private readonly SqliteETags etags;
    private readonly ILogger logger;
    private readonly Queue<SqliteJob> waiting = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool closing;

    public SqliteWriter(SqliteDatabase database, SqliteCatalogue catalogue, ILogger logger)
    {
        this.database = database;
        this.catalogue = catalogue;
        this.logger = logger;
        etags = new SqliteETags(database);
        new Thread(Loop) { Name = "SQLite writer", IsBackground = true }.Start();
    }

    /// <exception cref="ObjectDisposedException">The writer is closing.</exception>
    public Task<CommitResult> EnqueueAsync(SqliteJob job)
    {
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(closing, typeof(SqliteTables));
            waiting.Enqueue(job);
            Monitor.Pulse(waiting);
        }

        return job.Answer;
    }

    /// <summary>Takes nothing more and completes when all that waited is answered.</summary>
    public Task CloseAsync()
    {
        lock (waiting)
        {
            closing = true;
            Monitor.Pulse(waiting);
        }

        return ended.Task;
    }

    private void Loop()
    {
        var jobs = new List<SqliteJob>();
        while (Take(jobs))
        {
            Transact(jobs);
            jobs.Clear();
        }

        ended.SetResult();
    }

    /// <summary>Waits for jobs and takes those that wait, as many as one transaction should carry; false when closing and nothing is left.</summary>
    private bool Take(List<SqliteJob> jobs)
    {
        lock (waiting)
        {
            while (waiting.Count == 0 && !closing)
                Monitor.Wait(waiting);
            for (var bytes = 0; jobs.Count < MostJobs && bytes < MostBytes && waiting.TryDequeue(out var job);)
            {
                if (job.IsCancelled)
                {
                    job.Cancel();
                    continue;
                }

                bytes += job.Weight;
                jobs.Add(job);
            }

            return jobs.Count > 0 || !closing || waiting.Count > 0;
        }
    }

    private void Transact(List<SqliteJob> jobs)
    {
        if (jobs.Count == 0)
            return;
        try
        {
            database.Trim();
            database.Statement(SqliteText.BeginImmediate).Run();
            foreach (var job in jobs)
                job.Apply(database, catalogue, etags);
            database.Statement(SqliteText.Commit).Run();
            catalogue.Publish();
        }
        // Whatever went wrong: the thread goes on, and every caller learns that nothing is known of its commit.
        catch (Exception exception)
        {
            logger.LogError(exception, "{Count} commits failed", jobs.Count);
            Undo();
            var unavailable = exception as TablesUnavailableException ?? new TablesUnavailableException(exception.Message, exception);
            foreach (var job in jobs)
                job.Fail(unavailable);
            return;
        }

        foreach (var job in jobs)
            job.Succeed();
    }

    private void Undo()
    {
        catalogue.Discard();
        etags.Discard();
        database.Forget();
        try
        {
            if (database.InTransaction)
                database.Execute("rollback");
        }
        catch (TablesUnavailableException exception)
        {
            logger.LogError(exception, "The rollback failed");
        }
    }
}
