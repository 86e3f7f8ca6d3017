namespace NotiLog.Tables;

/// <summary>The limits of real Azure tables, kept by every engine.</summary>
public static class TableLimits
{
    public const int RowsPerCommit = 100;
}
