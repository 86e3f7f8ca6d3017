using System.Text.RegularExpressions;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>How the lines of a file are read.</summary>
internal interface ILineFormat
{
    /// <summary>What a line looks like that begins an entry, for formats whose entries have several; null when every line is an entry.</summary>
    Regex? EntryStart => null;

    /// <summary>The service when neither the file's settings nor the line name one; null for the file's name.</summary>
    string? Service => null;

    /// <summary>Fills <paramref name="into"/>, which is clear, with what the line says.</summary>
    /// <returns>False when the line is not of this format; what was filled in does not count then.</returns>
    bool TryRead(string line, TimeContext times, LogLine into);
}
