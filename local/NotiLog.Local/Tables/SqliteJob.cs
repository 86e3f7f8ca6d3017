using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>Work for the writer: applied inside its transaction, answered after the transaction's end.</summary>
internal abstract class SqliteJob(CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<CommitResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitResult? result;

    public Task<CommitResult> Answer => answer.Task;

    /// <summary>About how many bytes it writes.</summary>
    public virtual int Weight => 0;

    /// <summary>Nobody waits for it any more; it can be left out as long as it has not begun.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public void Apply(SqliteDatabase database, SqliteCatalogue catalogue, SqliteETags etags) =>
        result = Write(database, catalogue, etags);

    public void Succeed()
    {
        Release();
        answer.SetResult(result!);
    }

    public void Fail(Exception exception)
    {
        Release();
        answer.SetException(exception);
    }

    public void Cancel()
    {
        Release();
        answer.SetCanceled(cancellationToken);
    }

    protected abstract CommitResult Write(SqliteDatabase database, SqliteCatalogue catalogue, SqliteETags etags);

    protected virtual void Release() { }
}

internal sealed class SqliteMake(string name, CancellationToken cancellationToken) : SqliteJob(cancellationToken)
{
    protected override CommitResult Write(SqliteDatabase database, SqliteCatalogue catalogue, SqliteETags etags)
    {
        catalogue.Make(database, name);
        return new CommitResult([], []);
    }
}

internal sealed class SqliteDrop(string name, CancellationToken cancellationToken) : SqliteJob(cancellationToken)
{
    protected override CommitResult Write(SqliteDatabase database, SqliteCatalogue catalogue, SqliteETags etags)
    {
        catalogue.Drop(database, name);
        return new CommitResult([], []);
    }
}
