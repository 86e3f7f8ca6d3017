using Microsoft.Data.Sqlite;
using NotiLog.Agent.Following;

namespace NotiLog.Agent.Buffering;

/// <summary>Positions of files as rows.</summary>
internal static class PositionRows
{
    private const string Columns = "row, key, generation, identity, path, target, offset, head, tail, skipping, ended, clock, seen";

    public static List<FilePosition> Read(BufferDatabase database) => database.Rows($"SELECT {Columns} FROM files ORDER BY row", Read);

    /// <summary>Gives new ones their row.</summary>
    public static long Write(BufferDatabase database, FilePosition position) => (long)database.Scalar(
        $"INSERT INTO files ({Columns}) VALUES ($row, $key, $generation, $identity, $path, $target, $offset, $head, $tail, $skipping, $ended, $clock, $seen) "
        + "ON CONFLICT (row) DO UPDATE SET generation = excluded.generation, identity = excluded.identity, path = excluded.path, target = excluded.target, offset = excluded.offset, head = excluded.head, "
        + "tail = excluded.tail, skipping = excluded.skipping, ended = excluded.ended, clock = excluded.clock, seen = excluded.seen RETURNING row",
        ("$row", position.Row == 0 ? DBNull.Value : position.Row),
        ("$key", position.Key),
        ("$generation", position.Generation),
        ("$identity", position.Identity.ToString()),
        ("$path", position.Path),
        ("$target", position.Target),
        ("$offset", position.Offset),
        ("$head", position.Head),
        ("$tail", position.Tail),
        ("$skipping", position.Skipping),
        ("$ended", position.Ended),
        ("$clock", position.Clock.ToBytes()),
        ("$seen", position.SeenAt.UtcTicks))!;

    /// <summary>Forgets files that nobody has seen since.</summary>
    public static void Forget(BufferDatabase database, DateTimeOffset before) => database.Execute("DELETE FROM files WHERE seen < $before", ("$before", before.UtcTicks));

    private static FilePosition Read(SqliteDataReader row) => new(row.GetString(1), row.GetInt32(2), FileIdentity.Parse(row.GetString(3)), row.GetString(4), row.GetString(5))
    {
        Row = row.GetInt64(0),
        Offset = row.GetInt64(6),
        Head = (byte[])row[7],
        Tail = (byte[])row[8],
        Skipping = row.GetBoolean(9),
        Ended = row.GetBoolean(10),
        Clock = LineClock.FromBytes((byte[])row[11]),
        SeenAt = new DateTimeOffset(row.GetInt64(12), TimeSpan.Zero),
    };
}
