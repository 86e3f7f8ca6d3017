using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NotiLog.Tests.Infra;

/// <summary>The scripts of infra/ against a stand-in of the Azure CLI that writes down how it was called.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Key = "wH0JustTheKey_that-nobody-may-see==";

    private readonly string folder = Directory.CreateTempSubdirectory("notilog-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_upstreams_key_goes_from_the_app_to_the_deployment_and_is_never_shown()
    {
        Azure($$"""
            *"resource list"*) echo the-name ;;
            *"functionapp show"*) echo app.example.org ;;
            *"keys list"*) [ -e "$here/woken" ] && echo '{{Key}}' || touch "$here/woken" ;;
            *"deployment group create"*) cat > "$here/parameters.json" ;;
            """);

        var run = await ScriptAsync("signalr-upstream.sh", "notilog-dev");

        Assert.Equal((0, "the-name reports to the-name"), (run.ExitCode, run.Output));
        var parameters = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "parameters.json")))!;
        Assert.Equal(Key, (string?)parameters["systemKey"]!["value"]);
        Assert.Equal(await ParametersAsync("signalRUpstream.bicep"), parameters.AsObject().Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Key, run.Output + run.Messages + Calls(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_the_upstream_is_left_alone()
    {
        Azure("""*"resource list"* | *"functionapp show"*) echo the-name ;;""");

        var run = await ScriptAsync("signalr-upstream.sh", "notilog-dev");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("deploy the code", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("deployment", Calls(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_environments_in_one_group_must_be_told_apart()
    {
        Azure("""*"resource list"*) printf 'func-one\nfunc-two\n' ;;""");

        var run = await ScriptAsync("signalr-upstream.sh", "notilog-dev");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("name the environment", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_keeps_the_upstream_that_is_there()
    {
        Azure("""
            *"resource list"*) echo the-signalr ;;
            *"signalr show"*) echo 1 ;;
            *"group create"*) echo "upstream=$NOTILOG_SIGNALR_UPSTREAM" >> "$here/calls" ;;
            *"group show"*) echo "a value" ;;
            """);

        var run = await ScriptAsync("deploy.sh", "notilog-dev", "dev");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("upstream=true", Calls(), StringComparison.Ordinal);
        Assert.Contains("NOTILOG_API_URL=a value", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.Contains($"output {line.Split('=')[0]} ", Templates.Read("infra/main.bicep"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_if_changes_nothing()
    {
        Azure("""*"what-if"*) echo "no change" ;;""");

        Assert.Equal("no change", (await ScriptAsync("deploy.sh", "notilog-prod", "prod", "--what-if")).Output);
        Assert.DoesNotContain("create", Calls(), StringComparison.Ordinal);
        Assert.Contains("main.prod.bicepparam", Calls(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_registration_adds_nothing()
    {
        Azure("""
            *"app list"*) [ -e "$here/app" ] && echo the-app || true ;;
            *"app create"*) touch "$here/app" && echo the-app ;;
            *"app show"*"spa.redirectUris"*) echo https://earlier.example.org/sign-in ;;
            *"app show"*) echo the-object ;;
            *"sp show"*) [ -e "$here/principal" ] && echo the-principal ;;
            *"sp create"*) touch "$here/principal" && echo the-principal ;;
            *"user show"*) echo the-user ;;
            *"--method GET"*) [ -e "$here/assigned" ] && echo the-assignment || true ;;
            *"--method POST"*) touch "$here/assigned" ;;
            *"account show"*) echo the-tenant ;;
            """);
        string[] arguments = ["--site", "https://notilog.example.org", "--assign", "anna@example.org=Admin"];

        var first = await ScriptAsync("entra.sh", arguments);
        var made = Calls();
        File.Delete(Path.Combine(folder, "calls"));
        var second = await ScriptAsync("entra.sh", arguments);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(first.Output, second.Output);
        Assert.Contains("audience: 'the-app'", first.Output, StringComparison.Ordinal);
        Assert.Contains("app create", made, StringComparison.Ordinal);
        Assert.DoesNotContain("create", Calls(), StringComparison.Ordinal);
        Assert.DoesNotContain("--method POST", Calls(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_has_the_roles_and_the_addresses_that_the_app_and_the_site_know()
    {
        Azure("""
            *"spa.redirectUris"*) echo https://earlier.example.org/sign-in ;;
            *"--method PATCH"*) echo "${@: -1}" > "$here/body.json" ;;
            *) echo the-app ;;
            """);

        await ScriptAsync("entra.sh", "--site", "https://notilog.example.org", "--site", "http://localhost:7071");

        var body = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "body.json")))!;
        Assert.Equal(["NotiLog.Reader", "NotiLog.Operator", "NotiLog.Admin"], body["appRoles"]!.AsArray().Select(role => (string)role!["value"]!));
        Assert.Equal(
            ["http://localhost:7071/sign-in", "https://earlier.example.org/sign-in", "https://notilog.example.org/sign-in"],
            body["spa"]!["redirectUris"]!.AsArray().Select(address => (string)address!));
        Assert.Equal(2, (int)body["api"]!["requestedAccessTokenVersion"]!);
    }

    [Theory]
    [InlineData("--site", "http://notilog.example.org")]
    [InlineData("--site", "https://notilog.example.org/")]
    [InlineData("--site", "https://notilog.example.org", "--assign", "anna=Owner")]
    [InlineData("--name", "NotiLog")]
    public async Task A_registration_that_makes_no_sense_is_refused_before_anything_is_done(params string[] arguments)
    {
        Azure("*) ;;");

        var run = await ScriptAsync("entra.sh", arguments);

        Assert.NotEqual(0, run.ExitCode);
        Assert.NotEmpty(run.Messages);
        Assert.Equal("", Calls());
    }

    [Fact]
    public async Task A_built_site_is_told_where_its_API_is_and_may_go_nowhere_else()
    {
        var hosting = Path.Combine(folder, "staticwebapp.config.json");
        File.Copy(Path.Combine(Templates.Root, "web/public/staticwebapp.config.json"), hosting);

        var run = await RunAsync(
            "node", Path.Combine(Templates.Root, "infra/site-config.mjs"), folder, "--api", "https://app.example.org/", "--signalr", "https://live.example.org",
            "--authority", "https://login.example.org/tenant/v2.0", "--client-id", "the-app", "--scope", "openid api://the-app/access");

        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        var config = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "config.json")))!;
        Assert.Equal("https://app.example.org", (string?)config["apiBase"]);
        Assert.Equal(("https://login.example.org/tenant/v2.0", "the-app"), ((string?)config["oidc"]!["authority"], (string?)config["oidc"]!["clientId"]));
        var policy = (string)JsonNode.Parse(await File.ReadAllTextAsync(hosting))!["globalHeaders"]!["content-security-policy"]!;
        Assert.Contains("connect-src 'self' https://app.example.org https://live.example.org wss://live.example.org https://login.example.org;", policy, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ParametersAsync(string template)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Templates.Root, "infra", template));
        return text.Split('\n').Where(line => line.StartsWith("param ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).Order(StringComparer.Ordinal);
    }

    private string Calls() => File.Exists(Path.Combine(folder, "calls")) ? File.ReadAllText(Path.Combine(folder, "calls")) : "";

    /// <summary>Stand-ins of az and curl; <paramref name="cases"/> answer by the command line, anything else is answered by nothing.</summary>
    private void Azure(string cases)
    {
        Executable("az", $"""
            #!/usr/bin/env bash
            here={folder}
            echo "$*" >> "$here/calls"
            case "$*" in
            {cases}
            esac
            """);
        Executable("curl", "#!/bin/sh\nexit 0");
    }

    private void Executable(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<BicepRun> ScriptAsync(string script, params string[] arguments) =>
        await RunAsync("bash", [Path.Combine(Templates.Root, "infra", script), .. arguments]);

    private async Task<BicepRun> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
        start.Environment["NOTILOG_ATTEMPTS"] = "3";
        start.Environment["NOTILOG_PAUSE"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var messages = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BicepRun(process.ExitCode, (await output).Trim(), (await messages).Trim());
    }
}
