using System.Collections.Concurrent;
using System.Text;

namespace NotiLog.Local.Tables;

/// <summary>
/// Which logical tables exist, by name (case ignored, as on Azure), each with a number that is never used again.
/// The writer changes it inside its transaction; readers see a change when the transaction is committed.
/// </summary>
internal sealed class SqliteCatalogue
{
    private readonly ConcurrentDictionary<string, long> published = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long?> pending = new(StringComparer.OrdinalIgnoreCase);

    public SqliteCatalogue(SqliteDatabase database)
    {
        var all = database.Statement(SqliteText.AllTables);
        while (all.Step())
            published[Encoding.UTF8.GetString(all.Bytes(0))] = all.Long(1);
        all.Reset();
    }

    /// <summary>The number of a committed table, or null.</summary>
    public long? Find(string name) => published.TryGetValue(name, out var number) ? number : null;

    public IReadOnlyList<string> List(string prefix)
    {
        var names = new List<string>();
        foreach (var (name, _) in published)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                names.Add(name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>The number of a table as the writer's open transaction sees it.</summary>
    public long? FindInTransaction(string name) => pending.TryGetValue(name, out var number) ? number : Find(name);

    public long Make(SqliteDatabase database, string name)
    {
        if (FindInTransaction(name) is { } known)
            return known;
        var add = database.Statement(SqliteText.AddTable);
        long number;
        try
        {
            add.BindText(1, name);
            add.Step();
            number = add.Long(0);
        }
        finally
        {
            add.Reset();
        }

        database.Execute(SqliteTexts.Of(SqliteText.MakeLarge, number));
        database.Execute(SqliteTexts.Of(SqliteText.MakeSmall, number));
        pending[name] = number;
        return number;
    }

    public void Drop(SqliteDatabase database, string name)
    {
        if (FindInTransaction(name) is not { } number)
            return;
        database.Execute(SqliteTexts.Of(SqliteText.DropLarge, number));
        database.Execute(SqliteTexts.Of(SqliteText.DropSmall, number));
        var remove = database.Statement(SqliteText.RemoveTable);
        remove.BindLong(1, number);
        remove.Run();
        pending[name] = null;
    }

    public void Publish()
    {
        foreach (var (name, number) in pending)
        {
            if (number is { } made)
                published[name] = made;
            else
                published.TryRemove(name, out _);
        }

        pending.Clear();
    }

    public void Discard() => pending.Clear();
}
