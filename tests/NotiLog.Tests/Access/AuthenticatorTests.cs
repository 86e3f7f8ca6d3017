using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Access;
using NotiLog.Tables;

namespace NotiLog.Tests.Access;

public sealed class AuthenticatorTests : IAsyncDisposable
{
    private readonly AccessParts parts = new();

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    [Fact]
    public async Task Knows_the_owner_key() => Assert.Equal(AccessParts.Owner, await parts.AuthenticateAsync(AccessParts.OwnerKey));

    [Fact]
    public async Task Knows_a_token_by_name_and_role()
    {
        var issued = await parts.CreateTokenAsync(Role.Reader);
        Assert.StartsWith("nlt_", issued.Key, StringComparison.Ordinal);
        Assert.Equal(new Caller(CallerKind.Token, issued.Holder.Id.ToString(), "deploy", Role.Reader), await parts.AuthenticateAsync(issued.Key));
    }

    [Fact]
    public async Task Knows_an_agent_by_name_and_gives_it_no_role()
    {
        var issued = await parts.CreateAgentAsync();
        var id = issued.Holder.Id;
        Assert.StartsWith("nla_", issued.Key, StringComparison.Ordinal);
        Assert.Equal(new Caller(CallerKind.Agent, id.ToString(), "web-1", Role.None, id), await parts.AuthenticateAsync(issued.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic " + AccessParts.OwnerKey)]
    [InlineData(AccessParts.OwnerKey)]
    [InlineData("Bearer " + AccessParts.OwnerKey + "x")]
    [InlineData("Bearer nlo_0123456789abcdef0123456789abcdeF")]
    [InlineData("Bearer nlt_")]
    [InlineData("Bearer nlt_AAAA")]
    [InlineData("Bearer nla_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    public async Task Knows_nobody_without_a_whole_valid_credential(string? header) =>
        Assert.Null(await parts.Authenticator.AuthenticateAsync(header, CancellationToken.None));

    [Fact]
    public async Task Takes_the_scheme_in_any_case() =>
        Assert.NotNull(await parts.Authenticator.AuthenticateAsync($"bearer {AccessParts.OwnerKey}", CancellationToken.None));

    [Fact]
    public async Task Refuses_a_known_id_with_another_secret_or_another_prefix()
    {
        var token = (await parts.CreateTokenAsync()).Key;
        var other = (await parts.CreateTokenAsync()).Key;
        Assert.Null(await parts.AuthenticateAsync(string.Concat(token.AsSpan(0, 26), other.AsSpan(26))));
        Assert.Null(await parts.AuthenticateAsync(string.Concat("nla_", token.AsSpan(4))));
    }

    [Fact]
    public async Task Stores_no_secret()
    {
        var keys = new[] { (await parts.CreateTokenAsync()).Key, (await parts.CreateAgentAsync()).Key };
        var stored = parts.StoredBytes().AsSpan();
        Assert.True(stored.IndexOf("web-1"u8) >= 0);
        foreach (var key in keys)
        {
            var secret = key[26..];
            Assert.Equal(-1, stored.IndexOf(Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, stored.IndexOf(Encoding.Unicode.GetBytes(secret)));
            Assert.Equal(-1, stored.IndexOf(System.Buffers.Text.Base64Url.DecodeFromChars(secret)));
        }
    }

    [Fact]
    public async Task Refuses_a_revoked_token_at_once_here_and_within_ten_seconds_elsewhere()
    {
        var issued = await parts.CreateTokenAsync();
        await using var elsewhere = parts.NewInstance();
        var there = elsewhere.GetRequiredService<Authenticator>();
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        Assert.NotNull(await there.AuthenticateAsync($"Bearer {issued.Key}", CancellationToken.None));

        Assert.True(await parts.Tokens.RevokeAsync(issued.Holder.Id, CancellationToken.None));
        Assert.Null(await parts.AuthenticateAsync(issued.Key));
        Assert.False(await parts.Tokens.RevokeAsync(issued.Holder.Id, CancellationToken.None));
        parts.Time.Advance(KeyCache.Lifetime);
        Assert.Null(await there.AuthenticateAsync($"Bearer {issued.Key}", CancellationToken.None));
    }

    [Fact]
    public async Task Refuses_a_token_from_its_expiry_on_even_when_just_seen()
    {
        var issued = await parts.CreateTokenAsync(expiresAt: parts.Time.GetUtcNow().AddSeconds(5));
        parts.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.NotNull(await parts.AuthenticateAsync(issued.Key));
        parts.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(await parts.AuthenticateAsync(issued.Key));
    }

    [Fact]
    public async Task Reads_a_key_once_in_ten_seconds()
    {
        var key = (await parts.CreateTokenAsync()).Key;
        var before = parts.Tables.Reads;
        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull(await parts.AuthenticateAsync(key));
            parts.Time.Advance(TimeSpan.FromSeconds(0.9));
        }

        Assert.Equal(before + 1, parts.Tables.Reads);
        parts.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await parts.AuthenticateAsync(key));
        Assert.Equal(before + 2, parts.Tables.Reads);
    }

    [Fact]
    public async Task Reads_an_unknown_key_once_and_a_malformed_one_never()
    {
        var unknown = AccessKey.New(AccessKey.TokenPrefix, Guid.NewGuid(), out _);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await parts.AuthenticateAsync(unknown));
            Assert.Null(await parts.AuthenticateAsync("nlt_malformed"));
        }

        Assert.Equal(1, parts.Tables.Reads);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_does_not_push_out_the_known_one()
    {
        var key = (await parts.CreateTokenAsync()).Key;
        Assert.NotNull(await parts.AuthenticateAsync(key));
        for (var i = 0; i < KeyCache.Capacity + 1; i++)
            Assert.Null(await parts.AuthenticateAsync(AccessKey.New(AccessKey.TokenPrefix, Guid.NewGuid(), out _)));
        var before = parts.Tables.Reads;
        Assert.NotNull(await parts.AuthenticateAsync(key));
        Assert.Equal(before, parts.Tables.Reads);
    }

    [Fact]
    public void A_verification_that_a_revocation_overtook_is_not_remembered()
    {
        var cache = new KeyCache(parts.Time);
        var holder = Guid.NewGuid();
        var digest = CredentialDigest.Of("credential");
        var seen = cache.Generation;
        cache.Forget(holder);
        cache.Remember(digest, new(holder, AccessParts.Owner, null), seen);
        Assert.False(cache.TryGet(digest, out _));
    }

    [Fact]
    public async Task Passes_on_that_storage_does_not_answer_and_does_not_remember_it()
    {
        var key = (await parts.CreateTokenAsync()).Key;
        parts.Tables.Down = true;
        await Assert.ThrowsAsync<TablesUnavailableException>(() => parts.AuthenticateAsync(key));
        Assert.NotNull(await parts.AuthenticateAsync(AccessParts.OwnerKey));
        parts.Tables.Down = false;
        Assert.NotNull(await parts.AuthenticateAsync(key));
    }
}
