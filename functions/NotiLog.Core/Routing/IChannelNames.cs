namespace NotiLog.Routing;

/// <summary>Which channels exist, so that a route can only name one of them.</summary>
public interface IChannelNames
{
    /// <summary>The names of all channels, read from storage now.</summary>
    Task<IReadOnlySet<string>> AllAsync(CancellationToken cancellationToken);
}
