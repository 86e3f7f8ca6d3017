using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Access;

/// <summary>API tokens: table <c>tokens</c>, partition <c>api</c>, row = id in hex. Revoked at once here, within <see cref="KeyCache.Lifetime"/> on other instances.</summary>
public sealed class ApiTokens(ITables tables, KeyCache cache, TimeProvider time) : IKeyHolders
{
    private const string Partition = "api";

    private readonly ITable table = tables.Open("tokens");

    public string Prefix => AccessKey.TokenPrefix;

    public async Task<Issued<ApiToken>> CreateAsync(TokenRequest request, Caller by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var token = new ApiToken(Uuid7.New(now), request.Name, request.Role, now, by.Name, request.ExpiresAt);
        var key = AccessKey.New(Prefix, token.Id, out var hash);
        await table.CommitAsync([TableWrite.Insert(ToRow(token, hash))], cancellationToken);
        return new(token, key);
    }

    /// <summary>In the order they were made.</summary>
    public async Task<Page<ApiToken>> ListAsync(PageRequest request, CancellationToken cancellationToken) =>
        (await IdPages.ReadAsync(table, Partition, request, cancellationToken)).Map(FromRow);

    /// <summary>False when there is no such token.</summary>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(id, cancellationToken) is not { } row)
            return false;
        try
        {
            await table.CommitAsync([TableWrite.Delete(Partition, row.RowKey)], cancellationToken);
        }
        finally
        {
            cache.Forget(id);
        }

        return true;
    }

    public async Task<KeyHolder?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(id, cancellationToken) is not { } row || KeyHash.From(row.GetBytes("key")) is not { } hash)
            return null;
        var token = FromRow(row);
        return new(id, new Caller(CallerKind.Token, id.ToString(), token.Name, token.Role), [new HeldKey(hash, token.ExpiresAt)]);
    }

    private Task<TableRow?> FindRowAsync(Guid id, CancellationToken cancellationToken) => table.GetAsync(Partition, id.ToString("N"), cancellationToken);

    private static TableRow ToRow(ApiToken token, KeyHash hash) => new TableRow(Partition, token.Id.ToString("N"))
        .Set("name", token.Name)
        .Set("role", Roles.Format(token.Role))
        .Set("createdAt", token.CreatedAt)
        .Set("createdBy", token.CreatedBy)
        .Set("expiresAt", token.ExpiresAt)
        .Set("key", hash.ToBytes());

    private static ApiToken FromRow(TableRow row) => new(
        Guid.ParseExact(row.RowKey, "N"),
        row.GetString("name") ?? "",
        Roles.Parse(row.GetString("role")),
        row.GetTime("createdAt") ?? default,
        row.GetString("createdBy") ?? "",
        row.GetTime("expiresAt"));
}
