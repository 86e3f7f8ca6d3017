using NotiLog.Tests.Notifications;

namespace NotiLog.Tests.Infra;

/// <summary>The real compiler has nothing to say about infra/, and what it would deploy is on file.</summary>
public sealed class BicepTests
{
    [Fact]
    public async Task Builds_without_a_warning() => Assert.Equal((0, ""), Told(await Templates.Build));

    [Fact]
    public async Task Is_linted_without_a_warning() => Assert.Equal((0, ""), Told(await Templates.Lint));

    [Theory]
    [InlineData("infra/main.bicepparam")]
    [InlineData("infra/main.prod.bicepparam")]
    public void No_secret_stands_in_a_file(string file)
    {
        var secrets = Templates.Read(file).Split("param secrets = {\n")[1].Split("\n}")[0].Split('\n');

        Assert.NotEmpty(secrets);
        Assert.All(secrets, line => Assert.Matches("^  '[a-z-]+': readEnvironmentVariable\\('NOTILOG_[A-Z_]+', ''\\)$", line));
    }

    [Theory]
    [InlineData("param password string = 'secret'", "secure-secrets-in-params")]
    [InlineData("@description('Name.')\nparam name string", "no-unused-params")]
    [InlineData("param name string\n\noutput greeting string = name", "use-description-params")]
    public async Task The_rules_of_the_linter_are_errors(string code, string rule)
    {
        var run = await Templates.InCopyAsync(async folder =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "infra", "faulty.bicep"), code);
            return await Bicep.RunAsync(folder, "lint", "infra/faulty.bicep");
        });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"Error {rule}", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_formatted() => Assert.Empty(await Templates.Unformatted);

    [Fact]
    public async Task What_dev_deploys_is_the_golden_file() => Golden.Holds("dev.json", await Templates.Dev);

    [Fact]
    public async Task What_prod_deploys_is_the_golden_file() => Golden.Holds("prod.json", await Templates.Prod);

    [Fact]
    public async Task What_everything_switched_on_deploys_is_the_golden_file() => Golden.Holds("everything.json", await Templates.Everything);

    [Fact]
    public void Modules_are_composed_in_one_place_and_know_nothing_of_one_another() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Templates.Root, "infra", "modules")), file => Assert.DoesNotContain("\nmodule ", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void Main_gives_modules_names_and_none_of_anothers_outputs() => Assert.All(
        Templates.Read("infra/main.bicep").Split('\n').Where(line => line.Contains(".outputs.", StringComparison.Ordinal)),
        line => Assert.StartsWith("output ", line, StringComparison.Ordinal));

    private static (int ExitCode, string Messages) Told(BicepRun run) => (run.ExitCode, run.Messages);
}
