using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public enum BrokerAuthenticationMode
{
    NotSet = -1,
    Gssapi = 0,
    Plain = 1,
    ScramSha256 = 2,
    ScramSha512 = 3,
    OAuthBearer = 4,
}

public enum BrokerProtocol
{
    NotSet = -1,
    Plaintext = 0,
    Ssl = 1,
    SaslPlaintext = 2,
    SaslSsl = 3,
}

public sealed class KafkaTriggerAttribute(string brokerList, string topic) : TriggerBindingAttribute, ISupportCardinality
{
    private Cardinality cardinality = Cardinality.One;

    public string BrokerList { get; } = brokerList;

    public string Topic { get; } = topic;

    public string ConsumerGroup { get; set; } = null!;

    public BrokerProtocol Protocol { get; set; } = BrokerProtocol.NotSet;

    public BrokerAuthenticationMode AuthenticationMode { get; set; } = BrokerAuthenticationMode.NotSet;

    public string Username { get; set; } = null!;

    public string Password { get; set; } = null!;

    public bool IsBatched
    {
        get => cardinality == Cardinality.Many;
        set => cardinality = value ? Cardinality.Many : Cardinality.One;
    }

    Cardinality ISupportCardinality.Cardinality
    {
        get => cardinality;
        set => cardinality = value;
    }
}
