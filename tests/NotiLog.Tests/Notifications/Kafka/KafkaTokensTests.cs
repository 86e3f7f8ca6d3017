using Azure.Core;
using Azure.Identity;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using NotiLog.Notifications.Kafka;

namespace NotiLog.Tests.Notifications.Kafka;

public sealed class KafkaTokensTests
{
    private const string Server = "notilog-eh.servicebus.windows.net:9093";
    private const string Scope = "https://notilog-eh.servicebus.windows.net/.default";

    [Fact]
    public void A_token_of_the_namespace_is_asked_for_at_every_refresh()
    {
        var identity = new Identity();
        var tokens = new KafkaTokens(identity, Scope, NullLogger.Instance);

        Assert.Equal("token-1", tokens.Ask(out _)?.Token);
        Assert.Equal("token-2", tokens.Ask(out _)?.Token);
        Assert.Equal([Scope], identity.Scopes);
    }

    [Fact]
    public void A_failure_is_told_in_one_line()
    {
        var identity = new Identity { Failure = new CredentialUnavailableException("No identity is assigned.\nManagedIdentityCredential: " + new string('x', 1000)) };

        Assert.Null(new KafkaTokens(identity, Scope, NullLogger.Instance).Ask(out var failure));

        Assert.Equal("No identity is assigned.", failure);
    }

    [Fact]
    public void An_identity_that_does_not_answer_is_a_failure_too()
    {
        Assert.Null(new KafkaTokens(new Identity { Failure = new OperationCanceledException() }, Scope, NullLogger.Instance).Ask(out var failure));

        Assert.Equal("no answer within 10 s", failure);
    }

    [Theory]
    [InlineData(Server, "https://notilog-eh.servicebus.windows.net/.default")]
    [InlineData(" NotiLog-EH.servicebus.windows.net:9093 ", "https://notilog-eh.servicebus.windows.net/.default")]
    [InlineData("n.servicebus.usgovcloudapi.net:9093", "https://n.servicebus.usgovcloudapi.net/.default")]
    [InlineData("broker.example.org:9093", null)]
    [InlineData(Server + ",b.servicebus.windows.net:9093", null)]
    [InlineData("servicebus.windows.net.evil.example:9093", null)]
    [InlineData(null, null)]
    public void The_scope_follows_from_the_server(string? servers, string? scope) =>
        Assert.Equal(scope, new KafkaOptions { BootstrapServers = servers }.TokenScope);

    [Theory]
    [InlineData("SaslSsl", Server, null)]
    [InlineData("SASL_SSL", Server, null)]
    [InlineData("SaslPlaintext", Server, "Kafka:SecurityProtocol")]
    [InlineData("", Server, "Kafka:SecurityProtocol")]
    [InlineData("SaslSsl", "broker.example.org:9093", "Kafka:BootstrapServers")]
    public void A_setting_that_does_not_go_with_tokens_is_named(string protocol, string servers, string? fault)
    {
        var options = new KafkaOptions { SecurityProtocol = protocol, SaslMechanism = "OAuthBearer", BootstrapServers = servers };

        Assert.Equal(fault is null ? [] : [fault], options.Faults().Select(one => one.Split(' ')[0]));
    }

    [Theory]
    [InlineData("OAuthBearer")]
    [InlineData("OAUTHBEARER")]
    public void Name_and_password_are_left_to_the_trigger(string mechanism)
    {
        var options = new KafkaOptions
        {
            SecurityProtocol = "SaslSsl",
            SaslMechanism = mechanism,
            BootstrapServers = Server,
            SaslUsername = "$ConnectionString",
            SaslPassword = "@Microsoft.KeyVault(SecretUri=https://v/secrets/s)",
        };
        var config = new ProducerConfig();

        options.ApplyTo(config);

        Assert.Empty(options.Faults());
        Assert.Equal((SaslMechanism.OAuthBearer, SecurityProtocol.SaslSsl), (config.SaslMechanism, config.SecurityProtocol));
        Assert.Null(config.SaslUsername);
        Assert.Null(config.SaslPassword);
        Assert.NotNull(options.Tokens(NullLogger.Instance));
    }

    [Fact]
    public void Nobody_asks_for_tokens_otherwise() =>
        Assert.Null(new KafkaOptions { SecurityProtocol = "SaslSsl", BootstrapServers = Server, SaslUsername = "u", SaslPassword = "p" }.Tokens(NullLogger.Instance));

    /// <summary>The real client, which asks by itself.</summary>
    [Fact]
    public async Task A_producer_asks_at_its_start()
    {
        var identity = new Identity();

        using var producer = Producer(identity, _ => { });

        await identity.Asked.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_producer_reports_why_it_has_no_token()
    {
        var reported = new TaskCompletionSource<Error>(TaskCreationOptions.RunContinuationsAsynchronously);

        using var producer = Producer(new Identity { Failure = new CredentialUnavailableException("No identity is assigned.") }, error => reported.TrySetResult(error));

        var error = await reported.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(ErrorCode.Local_Authentication, error.Code);
        Assert.Contains("No identity is assigned.", error.Reason, StringComparison.Ordinal);
    }

    private static IProducer<string, byte[]> Producer(Identity identity, Action<Error> report)
    {
        var config = new ProducerConfig();
        new KafkaOptions { SecurityProtocol = "SaslSsl", SaslMechanism = "OAuthBearer", BootstrapServers = Server }.ApplyTo(config);
        config.BootstrapServers = "127.0.0.1:1";
        var tokens = new KafkaTokens(identity, Scope, NullLogger.Instance);
        return new ProducerBuilder<string, byte[]>(config)
            .SetOAuthBearerTokenRefreshHandler((client, _) => tokens.Refresh(client))
            .SetErrorHandler((_, error) =>
            {
                if (error.Code == ErrorCode.Local_Authentication)
                    report(error);
            })
            .Build();
    }

    private sealed class Identity : TokenCredential
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int given;

        public Exception? Failure { get; init; }

        public Task Asked => asked.Task;

        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            asked.TrySetResult();
            return Failure is { } failure ? throw failure : new AccessToken($"token-{++given}", TimeProvider.System.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
