using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NotiLog.Schedule;

namespace NotiLog.Tests.Schedule;

public sealed class WatchdogOptionsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://hc-ping.com/4711?create=1")]
    [InlineData("http://127.0.0.1:8080")]
    public void Takes_a_url_or_none(string? text) => Assert.Equal(string.IsNullOrEmpty(text) ? null : new Uri(text), Read(text).PingUrl);

    [Theory]
    [InlineData("hc-ping.com/secret")]
    [InlineData("/secret")]
    [InlineData("ftp://hc-ping.com/secret")]
    [InlineData("file:///secret")]
    [InlineData("https://")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v/secrets/secret)")]
    public void Names_the_setting_and_keeps_its_value_to_itself(string text)
    {
        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(() => Read(text)).Failures);
        Assert.StartsWith("Watchdog:PingUrl ", fault);
        Assert.DoesNotContain("secret", fault);
    }

    private static WatchdogOptions Read(string? text) =>
        WatchdogOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Watchdog:PingUrl"] = text }).Build());
}
