using System.Text.RegularExpressions;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using NotiLog.Common;

namespace NotiLog.Notifications.Kafka;

/// <summary>Section <c>Kafka</c>: the brokers that take our records and give us events. Values are text as configured, so that all faults can be named at once.</summary>
public sealed partial class KafkaOptions
{
    public const string Section = "Kafka";

    /// <summary><c>host:port</c>, several with commas. Without it Kafka is not configured.</summary>
    public string? BootstrapServers { get; set; }

    /// <summary><c>Plaintext</c> (default), <c>Ssl</c>, <c>SaslPlaintext</c> or <c>SaslSsl</c>; <c>SASL_SSL</c> is read too.</summary>
    public string? SecurityProtocol { get; set; }

    /// <summary>
    /// <c>Plain</c> (default), <c>ScramSha256</c> or <c>ScramSha512</c>; <c>SCRAM-SHA-256</c> is read too. <c>OAuthBearer</c> takes tokens of the app's
    /// Azure identity for Event Hubs; name and password are then for the Kafka trigger alone, which knows no tokens.
    /// </summary>
    public string? SaslMechanism { get; set; }

    /// <summary>For Event Hubs literally <c>$ConnectionString</c>, and the connection string as password.</summary>
    public string? SaslUsername { get; set; }

    public string? SaslPassword { get; set; }

    /// <summary>The client id of a user-assigned identity, for <c>OAuthBearer</c>; null or empty for the one that the environment names.</summary>
    public string? ClientId { get; set; }

    /// <summary>Whose records are taken in as events; none without it.</summary>
    public string? IngestTopic { get; set; }

    /// <summary>Who takes them in: instances of one group share the partitions.</summary>
    public string? ConsumerGroup { get; set; }

    internal SecurityProtocol Protocol => Plain(SecurityProtocol) switch
    {
        "SSL" => Confluent.Kafka.SecurityProtocol.Ssl,
        "SASLPLAINTEXT" => Confluent.Kafka.SecurityProtocol.SaslPlaintext,
        "SASLSSL" => Confluent.Kafka.SecurityProtocol.SaslSsl,
        _ => Confluent.Kafka.SecurityProtocol.Plaintext,
    };

    internal bool UsesSasl => Protocol is Confluent.Kafka.SecurityProtocol.SaslPlaintext or Confluent.Kafka.SecurityProtocol.SaslSsl;

    internal SaslMechanism Mechanism => Plain(SaslMechanism) switch
    {
        "SCRAMSHA256" => Confluent.Kafka.SaslMechanism.ScramSha256,
        "SCRAMSHA512" => Confluent.Kafka.SaslMechanism.ScramSha512,
        "OAUTHBEARER" => Confluent.Kafka.SaslMechanism.OAuthBearer,
        _ => Confluent.Kafka.SaslMechanism.Plain,
    };

    internal bool UsesTokens => Mechanism == Confluent.Kafka.SaslMechanism.OAuthBearer;

    /// <summary>What a token is for: the Event Hubs namespace that <see cref="BootstrapServers"/> names; null when it names none, or several servers.</summary>
    internal string? TokenScope => EventHubsServer().Match(BootstrapServers?.Trim() ?? "") is { Success: true } server ? $"https://{server.Groups[1].Value.ToLowerInvariant()}/.default" : null;

    /// <summary>Of all settings at once, each named.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!string.IsNullOrEmpty(BootstrapServers) && !BootstrapServers.Split(',').All(IsServer))
            yield return "Kafka:BootstrapServers must be host:port, several with commas";
        if (Plain(SecurityProtocol) is not ("" or "PLAINTEXT" or "SSL" or "SASLPLAINTEXT" or "SASLSSL"))
            yield return "Kafka:SecurityProtocol must be Plaintext, Ssl, SaslPlaintext or SaslSsl";
        if (Plain(SaslMechanism) is not ("" or "PLAIN" or "SCRAMSHA256" or "SCRAMSHA512" or "OAUTHBEARER"))
            yield return "Kafka:SaslMechanism must be Plain, ScramSha256, ScramSha512 or OAuthBearer";
        foreach (var fault in UsesTokens ? TokenFaults() : PasswordFaults())
            yield return fault;
    }

    private IEnumerable<string> TokenFaults()
    {
        if (Protocol != Confluent.Kafka.SecurityProtocol.SaslSsl)
            yield return "Kafka:SecurityProtocol must be SaslSsl with Kafka:SaslMechanism OAuthBearer";
        if (!string.IsNullOrEmpty(BootstrapServers) && TokenScope is null)
            yield return "Kafka:BootstrapServers must be <namespace>.servicebus.windows.net:9093 with Kafka:SaslMechanism OAuthBearer";
    }

    private IEnumerable<string> PasswordFaults()
    {
        if (UsesSasl && string.IsNullOrEmpty(SaslUsername))
            yield return "Kafka:SaslUsername is required with this Kafka:SecurityProtocol";
        if (UsesSasl && string.IsNullOrEmpty(SaslPassword))
            yield return "Kafka:SaslPassword is required with this Kafka:SecurityProtocol";
        if (Settings.IsUnresolvedReference(SaslPassword))
            yield return "Kafka:SaslPassword is a Key Vault reference that was not resolved";
        if (!UsesSasl && !string.IsNullOrEmpty(SaslUsername))
            yield return "Kafka:SaslUsername needs Kafka:SecurityProtocol SaslSsl or SaslPlaintext";
    }

    /// <summary>What keeps events from being taken in, beside <see cref="Faults"/>; none without <see cref="IngestTopic"/>.</summary>
    public IEnumerable<string> IngestFaults()
    {
        if (string.IsNullOrEmpty(IngestTopic))
            yield break;
        if (string.IsNullOrEmpty(BootstrapServers))
            yield return "Kafka:BootstrapServers is required with Kafka:IngestTopic";
        if (!IsTopic(IngestTopic))
            yield return $"Kafka:IngestTopic {TopicRule}";
        if (ConsumerGroup is { Length: 0 or > 255 } || ConsumerGroup?.Any(char.IsControl) == true)
            yield return "Kafka:ConsumerGroup must have 1 to 255 characters, no control characters among them";
    }

    /// <summary>Sets where the brokers are and how they are spoken to.</summary>
    public void ApplyTo(ClientConfig config)
    {
        config.BootstrapServers = BootstrapServers;
        config.SecurityProtocol = Protocol;
        // Azure closes connections that are silent for 240 s.
        config.SocketKeepaliveEnable = true;
        config.MetadataMaxAgeMs = 180_000;
        if (!UsesSasl)
            return;
        config.SaslMechanism = Mechanism;
        if (UsesTokens)
            return;
        config.SaslUsername = SaslUsername;
        config.SaslPassword = SaslPassword;
    }

    /// <summary>The tokens that a client with these settings asks for; null when it asks for none.</summary>
    public KafkaTokens? Tokens(ILogger logger) =>
        UsesTokens && UsesSasl && TokenScope is { } scope ? new KafkaTokens(AzureCredential.Of(ClientId), scope, logger) : null;

    internal const string TopicRule = "must be made of A-Z a-z 0-9 . _ - and be neither . nor ..";

    internal static bool IsTopic(string name) => LegalTopic().IsMatch(name) && name is not ("." or "..");

    private static bool IsServer(string server) =>
        server.Trim().LastIndexOf(':') is > 0 and var colon && ushort.TryParse(server.Trim().AsSpan(colon + 1), out var port) && port > 0;

    private static string Plain(string? name) =>
        (name ?? "").ToUpperInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>Of any Azure cloud.</summary>
    [GeneratedRegex(@"^([a-z0-9-]+\.servicebus\.[a-z0-9.-]+):[0-9]+\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EventHubsServer();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,249}\z", RegexOptions.NonBacktracking)]
    private static partial Regex LegalTopic();
}
