using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;

namespace NotiLog.Tables;

/// <summary>What the faults of table storage mean to the port.</summary>
internal static class AzureFaults
{
    /// <summary>Runs a request; storage that does not answer, throttles, refuses the credential or is dropping the table is unavailable.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request();
        }
        catch (Exception exception) when (IsUnavailable(exception, cancellationToken))
        {
            throw new TablesUnavailableException($"Table storage does not answer: {Reason(exception)}", exception);
        }
    }

    public static bool IsMissingTable(RequestFailedException exception) =>
        exception.Status == 404 && exception.ErrorCode == TableErrorCode.TableNotFound;

    /// <summary>The condition of a write, or of one in a transaction, may not hold.</summary>
    public static bool IsConflict(RequestFailedException exception) =>
        exception.Status is 404 or 409 or 412 && exception.ErrorCode != TableErrorCode.TableBeingDeleted;

    private static bool IsUnavailable(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 401 or 403 or 408 or 429 or >= 500 || failed.ErrorCode == TableErrorCode.TableBeingDeleted
            // Whoever reads or writes rows knows what a missing table or row is; any other 404 means that there is no such account.
            || (failed.Status == 404 && !IsMissingTable(failed)),
        AuthenticationFailedException or IOException or AggregateException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    private static string Reason(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => $"{failed.Status} {failed.ErrorCode}",
        AggregateException { InnerExceptions: [.., var last] } => last.Message,
        _ => exception.Message,
    };
}
