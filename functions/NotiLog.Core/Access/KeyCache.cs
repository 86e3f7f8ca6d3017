namespace NotiLog.Access;

/// <summary>
/// What the last seconds proved about keys, so that a busy sender costs one point read in ten seconds. Bounded: the oldest verdict makes room.
/// Whoever revokes or replaces a key calls <see cref="Forget"/> after its write; a verification that read before it can then no longer be remembered.
/// </summary>
public sealed class KeyCache(TimeProvider time)
{
    /// <summary>How long a verdict is believed, and so how late other instances learn of a revocation.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    internal const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly Verdicts known = new();
    private readonly Verdicts unknown = new();
    private long generation;

    /// <summary>To be read before the holder is, and handed to <see cref="Remember"/>.</summary>
    internal long Generation => Interlocked.Read(ref generation);

    /// <summary>Ends every remembered verdict on the holder's keys.</summary>
    public void Forget(Guid holderId)
    {
        lock (gate)
        {
            generation++;
            known.RemoveAll(holderId);
        }
    }

    /// <summary>True when there is a verdict; a null <paramref name="key"/> is one of refusal.</summary>
    internal bool TryGet(CredentialDigest digest, out VerifiedKey? key)
    {
        var oldest = time.GetTimestamp() - (long)(Lifetime.TotalSeconds * time.TimestampFrequency);
        lock (gate)
            return known.TryGet(digest, oldest, out key) || unknown.TryGet(digest, oldest, out key);
    }

    internal void Remember(CredentialDigest digest, VerifiedKey? key, long seenGeneration)
    {
        lock (gate)
        {
            if (seenGeneration == generation)
                (key is null ? unknown : known).Put(digest, key, time.GetTimestamp());
        }
    }

    /// <summary>Apart for accepted and refused credentials, so that a flood of wrong ones cannot push out the right ones.</summary>
    private sealed class Verdicts
    {
        private readonly Dictionary<CredentialDigest, (VerifiedKey? Key, long At)> entries = [];
        private readonly Queue<(CredentialDigest Digest, long At)> byAge = new();

        public bool TryGet(CredentialDigest digest, long oldest, out VerifiedKey? key)
        {
            var found = entries.TryGetValue(digest, out var entry) && entry.At > oldest;
            key = found ? entry.Key : null;
            return found;
        }

        public void Put(CredentialDigest digest, VerifiedKey? key, long at)
        {
            while (byAge.Count >= Capacity)
            {
                var old = byAge.Dequeue();
                if (entries.TryGetValue(old.Digest, out var entry) && entry.At == old.At)
                    entries.Remove(old.Digest);
            }

            entries[digest] = (key, at);
            byAge.Enqueue((digest, at));
        }

        public void RemoveAll(Guid holderId)
        {
            foreach (var (digest, entry) in entries)
            {
                if (entry.Key?.HolderId == holderId)
                    entries.Remove(digest);
            }
        }
    }
}

/// <param name="Until">End of the key that was presented, null without end; looked at on every use.</param>
internal sealed record VerifiedKey(Guid HolderId, Caller Caller, DateTimeOffset? Until);
