using System.CommandLine;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Local;
using NotiLog.Local.Hosting;

namespace NotiLog.Tests.Hosting;

public sealed class LocalHostTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "notilog-tests", Path.GetRandomFileName());
    private readonly StringWriter output = new();

    public void Dispose()
    {
        output.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Says_in_one_line_that_it_is_ready_and_then_answers()
    {
        await using var host = await LocalHost.BuildAsync(Options(), CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        using var client = new HttpClient(new SocketsHttpHandler());

        var answer = await client.GetAsync(new Uri(host.BaseAddress, "/api/no-such-route"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(output.ToString().Split('\n'), $"NotiLog is ready: http://localhost:{host.BaseAddress.Port}{Environment.NewLine.TrimEnd('\n')}");
    }

    [Fact]
    public async Task A_second_run_on_the_same_folder_is_refused_until_the_first_has_ended()
    {
        await using (await LocalHost.BuildAsync(Options(), CancellationToken.None))
        {
            var failure = await Assert.ThrowsAsync<StartFailedException>(() => LocalHost.BuildAsync(Options(), CancellationToken.None));
            Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId}", failure.Message, StringComparison.Ordinal);
        }

        await using var next = await LocalHost.BuildAsync(Options(), CancellationToken.None);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var first = await LocalHost.BuildAsync(Options(), CancellationToken.None);
        await first.StartAsync(CancellationToken.None);
        await using var second = await LocalHost.BuildAsync(
            Options() with { Port = first.BaseAddress.Port, Data = Path.Combine(folder, "other") },
            CancellationToken.None);

        var failure = await Assert.ThrowsAsync<StartFailedException>(() => second.StartAsync(CancellationToken.None));

        Assert.StartsWith($"Port {first.BaseAddress.Port} is in use", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_named_without_its_secret()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "notilog.db"), new string('x', 10_000));
        var file = await Assert.ThrowsAsync<StartFailedException>(() => LocalHost.BuildAsync(Options(), CancellationToken.None));
        var account = await Assert.ThrowsAsync<StartFailedException>(() =>
            LocalHost.BuildAsync(Options() with { Storage = "AccountKey=hush" }, CancellationToken.None));

        Assert.StartsWith("The store cannot be opened", file.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", account.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_settings_are_named_at_once_those_of_channels_too()
    {
        var wrong = Options() with
        {
            Settings = new Dictionary<string, string?>
            {
                ["Auth:OwnerKey"] = "short",
                ["Delivery:MaxAttempts"] = "many",
                ["Telegram:BotToken"] = "@Microsoft.KeyVault(SecretUri=https://notilog.vault.azure.net/secrets/bot)",
                ["Email:Port"] = "0",
                ["Kafka:SaslMechanism"] = "GSSAPI",
            },
        };
        await using var host = await LocalHost.BuildAsync(wrong, CancellationToken.None);

        var failure = await Assert.ThrowsAsync<StartFailedException>(() => host.StartAsync(CancellationToken.None));

        var lines = failure.Message.Split(Environment.NewLine);
        Assert.Equal("These settings are wrong:", lines[0]);
        Assert.Equal(
            ["  Auth:OwnerKey", "  Delivery:MaxAttempts", "  Email:Port", "  Kafka:SaslMechanism", "  Telegram:BotToken"],
            lines[1..].Select(line => line[..line.IndexOf(' ', 2)]).Order(StringComparer.Ordinal));
        Assert.Equal("", output.ToString());
    }

    [Theory]
    [InlineData("", "", null, false)]
    [InlineData("app-logs", "localhost:1", null, true)]
    [InlineData("app-logs", "localhost:1", "true", false)]
    [InlineData("app-logs", "", "true", false)]
    [InlineData("app-logs", "localhost:1", "false", true)]
    [InlineData("app-logs", "", null, false, "Kafka:BootstrapServers")]
    [InlineData("app logs", "localhost:1", null, false, "Kafka:IngestTopic")]
    [InlineData("..", "localhost", "0", true, "Kafka:BootstrapServers", "Kafka:IngestTopic")]
    public async Task Kafka_is_read_where_a_topic_and_brokers_are_set_unless_disabled(string topic, string brokers, string? disabled, bool isRead, params string[] faults)
    {
        var settings = new Dictionary<string, string?> { ["Kafka:IngestTopic"] = topic, ["Kafka:BootstrapServers"] = brokers, ["AzureWebJobs_IngestFromKafka_Disabled"] = disabled };
        await using var host = await LocalHost.BuildAsync(Options() with { Settings = settings }, CancellationToken.None);

        Assert.Equal(isRead, host.Services.GetRequiredService<FunctionSet>().All.Any(function => function.Entry.Trigger is KafkaFunctionTrigger { ConsumerGroup: "notilog" }));
        if (faults.Length == 0)
            return;
        var failure = await Assert.ThrowsAsync<StartFailedException>(() => host.StartAsync(CancellationToken.None));
        Assert.Equal(faults, failure.Message.Split(Environment.NewLine)[1..].Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public async Task A_kafka_function_that_is_switched_on_without_settings_is_named()
    {
        var settings = new Dictionary<string, string?> { ["Kafka:BootstrapServers"] = "", ["AzureWebJobs.IngestFromKafka.Disabled"] = "false" };

        var failure = await Assert.ThrowsAsync<StartFailedException>(() => LocalHost.BuildAsync(Options() with { Settings = settings }, CancellationToken.None));

        Assert.Contains("IngestFromKafka: the setting Kafka:IngestTopic is missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_owner_key_is_made_once_and_only_its_owner_may_read_it()
    {
        string key;
        using (var data = DataFolder.Open(folder))
            key = data.OwnerKey();
        using var again = DataFolder.Open(folder);

        Assert.Equal(key, again.OwnerKey());
        Assert.Matches("^nlo_[A-Za-z0-9_-]{43}$", key);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(again.OwnerKeyFile));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--azurite", "--storage", "UseDevelopmentStorage=true")]
    public async Task Wrong_options_end_with_an_error_and_run_nothing(params string[] args)
    {
        var command = CommandLine.Create((_, _) => throw new InvalidOperationException("It ran."));
        using var errors = new StringWriter();

        var code = await command.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });

        Assert.Equal(1, code);
        Assert.NotEmpty(errors.ToString());
    }

    [Fact]
    public async Task Options_have_the_defaults_of_the_contract()
    {
        LocalHostOptions? given = null;
        var command = CommandLine.Create((options, _) =>
        {
            given = options;
            return Task.FromResult(0);
        });

        Assert.Equal(0, await command.Parse([]).InvokeAsync());

        Assert.Equal((7071, ".notilog", false, null, true), (given!.Port, given.Data, given.Azurite, given.Storage, given.Site));
    }

    private LocalHostOptions Options() => new() { Port = 0, Data = folder, Site = false, Output = output };
}
