using CsCheck;
using NotiLog.Tables;

namespace NotiLog.Tests.Tables;

public sealed class KeyRangeTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.String[Gen.Char["0123456789abcdef"], 0, 6], Gen.String[Gen.Char["ab ~"], 0, 4], Gen.String[Gen.Char[' ', 'я'], 0, 4].Where(IsKey));

    [Fact]
    public void The_middle_lies_between_the_key_and_the_end_of_the_range() =>
        Gen.Select(Keys, Keys.Null(), Gen.OneOf(Gen.Const(""), Gen.Const("0123456789abcdef"), Gen.Const("ab"))).Sample((low, to, alphabet) =>
        {
            if (to is not null && string.CompareOrdinal(KeyRange.After(low), to) >= 0)
                return;
            var middle = new KeyRange(null, to).MiddleAbove(low, alphabet);
            Assert.True(string.CompareOrdinal(low, middle) < 0, $"{low} < {middle}");
            Assert.True(to is null || string.CompareOrdinal(middle, to) < 0, $"{middle} < {to}");
        });

    [Fact]
    public void The_middle_halves_a_range_of_hexadecimal_keys()
    {
        const string Hexadecimal = "0123456789abcdef";
        Assert.Equal("e8", new KeyRange(null, "f").MiddleAbove("e00a1", Hexadecimal));
        Assert.Equal("e6", new KeyRange(null, "e8").MiddleAbove("e40a1", Hexadecimal));
        Assert.Equal("f", new KeyRange(null, null).MiddleAbove("e00a1", Hexadecimal));
    }

    private static bool IsKey(string key) => !key.Any(c => char.IsControl(c) || c is '/' or '\\' or '#' or '?');
}
