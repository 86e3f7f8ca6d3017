namespace NotiLog.Access;

/// <summary>Stored holders of keys of one kind. Tokens are Access's own, Agents implements it for agents.</summary>
public interface IKeyHolders
{
    /// <summary>What the text of these keys begins with, four characters.</summary>
    string Prefix { get; }

    /// <summary>One point read; null when there is no such holder.</summary>
    /// <exception cref="Tables.TablesUnavailableException">Storage does not answer.</exception>
    Task<KeyHolder?> FindAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>Who a key stands for, and the keys that open: each until its time, null without end.</summary>
public sealed record KeyHolder(Guid Id, Caller Caller, IReadOnlyList<HeldKey> Keys);

public sealed record HeldKey(KeyHash Hash, DateTimeOffset? Until);

/// <summary>A stored holder and the text of the key just made for it, which is shown once. Deliberately no record: its text must not print itself.</summary>
public sealed class Issued<T>(T holder, string key)
{
    public T Holder { get; } = holder;

    public string Key { get; } = key;
}
