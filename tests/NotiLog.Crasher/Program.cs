using NotiLog.Local.Tables;
using NotiLog.Tables;

// Commits to a database until it is killed and prints the key of each commit that was acknowledged.
// Arguments: the database file, a name for this run, rows per commit.
const int Writers = 8;
var run = args[1];
var rowsPerCommit = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
await using var tables = new SqliteTables(args[0]);
var table = tables.Open("crash");
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => CommitForeverAsync(writer))));

async Task CommitForeverAsync(int writer)
{
    for (var n = 0; ; n++)
    {
        var key = $"{run}-{writer}-{n}";
        var writes = Enumerable.Range(0, rowsPerCommit).Select(i => TableWrite.Insert(
            new TableRow("p", $"{key}-{i}").Set("commit", key).SetText("text", new string('x', i % 2 == 0 ? 20 : 2000))));
        await table.CommitAsync([.. writes], CancellationToken.None);
        Console.WriteLine(key);
    }
}
