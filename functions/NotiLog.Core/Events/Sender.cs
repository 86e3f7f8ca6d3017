namespace NotiLog.Events;

/// <summary>Who sent a request, as far as its events are concerned.</summary>
/// <param name="Id">Part of an event's identity: the same (id, time) from another sender is another event.</param>
/// <param name="Name">What <c>source</c> and <c>host</c> default to.</param>
public sealed record Sender(string Id, string Name, Guid? AgentId = null);
