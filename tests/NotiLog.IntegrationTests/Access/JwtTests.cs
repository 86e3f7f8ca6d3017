using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using NotiLog.Access;

namespace NotiLog.IntegrationTests.Access;

public sealed class JwtTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-11-23T10:00:00Z", null));
    private Issuer issuer = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        issuer = await Issuer.StartAsync();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Auth:Authority"] = issuer.Url, ["Auth:Audience"] = "notilog" })
            .Build();
        services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddAccess(configuration).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Lets_a_signed_token_in_with_its_role_and_name()
    {
        var caller = await VerifyAsync(Good().Sign());
        Assert.Equal(new Caller(CallerKind.User, $"{issuer.Url}|user-1", "mira", Role.Operator), caller);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public async Task Accepts_every_rsa_algorithm(string algorithm) =>
        Assert.NotNull(await VerifyAsync((Good() with { Algorithm = algorithm }).Sign()));

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Accepts_every_elliptic_algorithm(string algorithm)
    {
        var curve = algorithm switch { "ES256" => ECCurve.NamedCurves.nistP256, "ES384" => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 };
        issuer.Use(Issuer.NewEcdsa("key-e", curve));
        Assert.NotNull(await VerifyAsync((Good() with { Algorithm = algorithm }).Sign()));
    }

    [Fact]
    public async Task Takes_the_highest_role_from_an_array_or_a_string()
    {
        Assert.Equal(Role.Admin, (await VerifyAsync((Good() with { Roles = new[] { "NotiLog.Reader", "NotiLog.Admin", "Other" } }).Sign()))!.Role);
        Assert.Equal(Role.Reader, (await VerifyAsync((Good() with { Roles = "NotiLog.Reader" }).Sign()))!.Role);
    }

    [Fact]
    public async Task Knows_a_user_without_roles_but_gives_no_role()
    {
        Assert.Equal(Role.None, (await VerifyAsync((Good() with { Roles = null }).Sign()))!.Role);
        Assert.Equal(Role.None, (await VerifyAsync((Good() with { Roles = new[] { "notilog.admin", "Admin" } }).Sign()))!.Role);
    }

    [Theory]
    [InlineData(" mi\r\nra\u0000\u0085 ", "mira")]
    [InlineData("\u0007", "user-1")]
    public async Task Names_the_user_without_control_characters(string claim, string name) =>
        Assert.Equal(name, (await VerifyAsync((Good() with { Username = claim }).Sign()))!.Name);

    [Fact]
    public async Task Cuts_a_name_to_128_characters_and_no_character_in_half()
    {
        Assert.Equal(new string('m', 128), (await VerifyAsync((Good() with { Username = new string('m', 5000) }).Sign()))!.Name);
        Assert.Equal(new string('m', 127), (await VerifyAsync((Good() with { Username = new string('m', 127) + "💥" }).Sign()))!.Name);
    }

    [Fact]
    public async Task Refuses_a_token_without_a_subject() => Assert.Null(await VerifyAsync((Good() with { Subject = null }).Sign()));

    [Theory]
    [InlineData("none", true)]
    [InlineData("none", false)]
    [InlineData("None", true)]
    public async Task Refuses_an_unsigned_token(string algorithm, bool dropSignature)
    {
        var parts = Good().Sign().Split('.');
        Assert.Null(await VerifyAsync($"{Header(algorithm)}.{parts[1]}.{(dropSignature ? "" : parts[2])}"));
    }

    [Fact]
    public async Task Refuses_a_signature_by_another_key_of_the_same_id() =>
        Assert.Null(await VerifyAsync((Good() with { Key = Issuer.NewRsa("key-1") }).Sign()));

    [Fact]
    public async Task Refuses_a_token_signed_with_the_public_key_as_a_shared_secret()
    {
        var rsa = ((RsaSecurityKey)issuer.Key).Rsa;
        foreach (var secret in new[] { rsa.ExportRSAPublicKey(), rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()) })
        {
            var signed = $"{Header("HS256")}.{Good().Sign().Split('.')[1]}";
            var signature = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
            Assert.Null(await VerifyAsync($"{signed}.{Base64Url.EncodeToString(signature)}"));
        }
    }

    [Fact]
    public async Task Refuses_a_changed_payload()
    {
        var parts = Good().Sign().Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        payload["roles"] = "NotiLog.Admin";
        Assert.Null(await VerifyAsync($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}.{parts[2]}"));
    }

    [Fact]
    public async Task Refuses_another_audience() => Assert.Null(await VerifyAsync((Good() with { Audience = "other" }).Sign()));

    [Fact]
    public async Task Refuses_another_issuer() => Assert.Null(await VerifyAsync((Good() with { Issuer = "https://login.example.org" }).Sign()));

    [Fact]
    public async Task Refuses_an_expired_token_after_two_minutes_of_skew()
    {
        var token = (Good() with { ExpiresIn = TimeSpan.FromMinutes(1) }).Sign();
        time.Advance(TimeSpan.FromSeconds(179));
        Assert.NotNull(await VerifyAsync(token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await VerifyAsync(token));
    }

    [Fact]
    public async Task Refuses_a_token_of_the_future_up_to_two_minutes_of_skew()
    {
        var token = (Good() with { ValidIn = TimeSpan.FromSeconds(121) }).Sign();
        Assert.Null(await VerifyAsync(token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await VerifyAsync(token));
    }

    [Fact]
    public async Task Refuses_a_token_without_an_expiry()
    {
        var parts = Good().Sign().Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        payload.Remove("exp");
        var signed = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}";
        var signature = ((RsaSecurityKey)issuer.Key).Rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Null(await VerifyAsync($"{signed}.{Base64Url.EncodeToString(signature)}"));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AA")]
    [InlineData("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA")]
    [InlineData("not a token")]
    public async Task Refuses_what_is_no_token(string credential) => Assert.Null(await VerifyAsync(credential));

    [Fact]
    public async Task Learns_a_new_key_at_once_and_forgets_the_old_one()
    {
        var old = Good().Sign();
        Assert.NotNull(await VerifyAsync(old));
        issuer.Use(Issuer.NewRsa("key-2"));
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        Assert.Null(await VerifyAsync(old));
    }

    [Fact]
    public async Task Does_not_ask_the_issuer_for_every_unknown_key()
    {
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        var foreign = Issuer.NewRsa("no-such-key");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => Assert.Null(await VerifyAsync((Good() with { Key = foreign }).Sign()))));
        Assert.Equal(2, issuer.KeysAsked);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await VerifyAsync((Good() with { Key = foreign }).Sign()));
        Assert.Equal(3, issuer.KeysAsked);
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        Assert.Equal(3, issuer.KeysAsked);
    }

    [Fact]
    public async Task Says_that_the_issuer_does_not_answer_until_it_does_again()
    {
        issuer.Answers = false;
        await Assert.ThrowsAsync<AuthorityUnavailableException>(() => VerifyAsync(Good().Sign()));
        issuer.Answers = true;
        await Assert.ThrowsAsync<AuthorityUnavailableException>(() => VerifyAsync(Good().Sign()));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await VerifyAsync(Good().Sign()));
    }

    [Theory]
    [InlineData("<html>sign in</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"issuer\":\"https://login.example.org\"}")]
    [InlineData("{\"issuer\":\"https://login.example.org\",\"jwks_uri\":\"not a url\"}")]
    [InlineData("{\"issuer\":\"https://login.example.org\",\"jwks_uri\":\"http://192.0.2.1/keys\"}")]
    public async Task Takes_an_answer_that_is_no_configuration_for_none(string document)
    {
        issuer.Document = document;
        await Assert.ThrowsAsync<AuthorityUnavailableException>(() => VerifyAsync(Good().Sign()));
    }

    [Fact]
    public async Task Goes_on_with_the_known_keys_while_the_issuer_does_not_answer()
    {
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        issuer.Answers = false;
        time.Advance(TimeSpan.FromHours(13));
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        Assert.Null(await VerifyAsync((Good() with { Key = Issuer.NewRsa("key-2") }).Sign()));
    }

    [Fact]
    public async Task Renews_the_keys_after_half_a_day()
    {
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        time.Advance(TimeSpan.FromHours(12));
        Assert.NotNull(await VerifyAsync(Good().Sign()));
        Assert.Equal(2, issuer.KeysAsked);
    }

    [Fact]
    public async Task Does_not_take_the_key_that_a_token_brings_along()
    {
        var foreign = Issuer.NewRsa("key-1");
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(foreign);
        var header = new JsonObject { ["alg"] = "RS256", ["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = key.N, ["e"] = key.E }, ["jku"] = "https://evil.example/keys" };
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Good().Sign().Split('.')[1]}";
        var signature = foreign.Rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Null(await VerifyAsync($"{signed}.{Base64Url.EncodeToString(signature)}"));
    }

    private Draft Good() => new(issuer.Url, issuer.Key, time.GetUtcNow());

    private static string Header(string algorithm) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"key-1"}"""));

    private Task<Caller?> VerifyAsync(string credential) => services.GetRequiredService<JwtVerifier>().VerifyAsync(credential, CancellationToken.None);
}
