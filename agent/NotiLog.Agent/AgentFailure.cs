namespace NotiLog.Agent;

/// <summary>Something that the person at the command line can put right; the message says how.</summary>
internal sealed class AgentFailure(string message, Exception? inner = null) : Exception(message, inner);
