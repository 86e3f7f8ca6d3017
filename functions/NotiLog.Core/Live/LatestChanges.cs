namespace NotiLog.Live;

/// <summary>The last word on each of the things that changed last.</summary>
internal sealed class LatestChanges(int most)
{
    private readonly OrderedDictionary<Guid, object> byId = [];

    public bool IsEmpty => byId.Count == 0;

    /// <summary>The one that changed last comes last.</summary>
    public IEnumerable<object> All => byId.Values;

    public void Set(Guid id, object change)
    {
        byId.Remove(id);
        byId.Add(id, change);
        if (byId.Count > most)
            byId.RemoveAt(0);
    }

    public void Clear() => byId.Clear();
}
