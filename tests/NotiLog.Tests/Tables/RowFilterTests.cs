using NotiLog.Local.Tables;
using NotiLog.Tables;

namespace NotiLog.Tests.Tables;

public sealed class RowFilterTests
{
    [Fact]
    public void Strings_compare_as_UTF_16_does()
    {
        string[] texts = ["", "a", "ab", "b", "я", "\ud7ff", "\ue000", "\uffff", "😀", "a😀", "a\uffff", "aя"];
        foreach (var left in texts)
        {
            foreach (var right in texts)
            {
                var order = string.CompareOrdinal(left, right);
                Assert.Equal(order < 0, Matches(left, TableOp.Less, right));
                Assert.Equal(order <= 0, Matches(left, TableOp.LessOrEqual, right));
                Assert.Equal(order == 0, Matches(left, TableOp.Equal, right));
                Assert.Equal(order > 0, Matches(left, TableOp.Greater, right));
            }
        }
    }

    private static bool Matches(string cell, TableOp op, string value)
    {
        var bytes = new RowBytes(16);
        bytes.Append(new TableRow("p", "r").Set("other", 1).Set("cell", cell));
        var matches = new RowFilter([new TableCondition("cell", op, value)]).Matches(bytes.Slice(0, bytes.Length));
        bytes.Release();
        return matches;
    }
}
