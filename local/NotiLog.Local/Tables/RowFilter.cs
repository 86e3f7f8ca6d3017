using System.Buffers.Binary;
using System.Text;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>The conditions of a query, evaluated on encoded rows: one walk, no strings, out at the first that does not hold.</summary>
internal sealed class RowFilter(IReadOnlyList<TableCondition> conditions)
{
    private readonly Condition[] conditions = [.. conditions.Select(condition => new Condition(condition))];

    public bool Matches(ReadOnlySpan<byte> body)
    {
        if (conditions.Length == 0)
            return true;
        var held = 0;
        var cells = new RowCells(body);
        while (cells.MoveNext())
        {
            foreach (var condition in conditions)
            {
                if (!cells.Name.SequenceEqual(condition.Cell))
                    continue;
                if (!condition.Holds(cells.Type, cells.Value))
                    return false;
                if (++held == conditions.Length)
                    return true;
            }
        }

        return false;
    }

    private sealed class Condition(TableCondition condition)
    {
        private readonly TableOp op = condition.Op;
        private readonly Operand[] anyOf = [.. condition.AnyOf.Select(Operand.Of)];

        public byte[] Cell { get; } = Encoding.UTF8.GetBytes(condition.Cell);

        public bool Holds(CellType type, ReadOnlySpan<byte> value)
        {
            foreach (var operand in anyOf)
            {
                if (operand.Compare(type, value) is { } order && Holds(order))
                    return true;
            }

            return false;
        }

        private bool Holds(int order) => op switch
        {
            TableOp.Equal => order == 0,
            TableOp.NotEqual => order != 0,
            TableOp.Less => order < 0,
            TableOp.LessOrEqual => order <= 0,
            TableOp.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private sealed record Operand(byte[]? Text, long Number, bool? Truth)
    {
        public static Operand Of(object value) => value switch
        {
            string text => new(Encoding.UTF8.GetBytes(text), 0, null),
            bool truth => new(null, 0, truth),
            long number => new(null, number, null),
            _ => new(null, (int)value, null),
        };

        /// <summary>The order of the cell's value against this one; null when the types differ.</summary>
        public int? Compare(CellType type, ReadOnlySpan<byte> value) => type switch
        {
            CellType.Text when Text is not null => CompareText(value, Text),
            CellType.True or CellType.False when Truth is not null => (type == CellType.True).CompareTo(Truth.Value),
            CellType.Long when Text is null && Truth is null => BinaryPrimitives.ReadInt64LittleEndian(value).CompareTo(Number),
            _ => null,
        };

        /// <summary>The order of UTF-16 code units: in it, characters beyond U+FFFF (lead byte F0 and up) come before U+E000..U+FFFF (lead byte EE, EF).</summary>
        private static int CompareText(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
        {
            var same = left.CommonPrefixLength(right);
            if (same == left.Length || same == right.Length)
                return left.Length.CompareTo(right.Length);
            return Rank(left[same]).CompareTo(Rank(right[same]));
        }

        private static int Rank(byte lead) => lead is 0xEE or 0xEF ? lead + 0x10 : lead;
    }
}
