using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.IntegrationTests.Tables;

/// <summary>The fast tests' engine is one, too.</summary>
public sealed class MemoryTablesTests : TablesContract
{
    protected override ITables Tables { get; } = new MemoryTables();
}
