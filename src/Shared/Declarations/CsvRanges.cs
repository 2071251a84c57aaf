namespace ClientIpAnalyzers.Declarations;

/// <summary>Finds the range in each line of a CSV file: one field of every line, in the same column.</summary>
internal sealed class CsvRanges
{
    private int _column = -1;
    private bool _hasHeading;

    /// <summary>Reads a line with commas in it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isFirst">Whether no range was found before; the first such line without one is the heading.</param>
    /// <param name="range">The text of the range; null for the heading.</param>
    /// <returns>What is wrong with the line; null where nothing is.</returns>
    public string? Read(string line, bool isFirst, out string? range)
    {
        range = null;
        var column = -1;
        var fields = line.Split(',');
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i].Trim().Trim('"').Trim();
            if (!RangeText.TryParse(field.AsSpan(), out _))
            {
                continue;
            }

            if (range is not null)
            {
                range = null;
                return $"'{line}' holds two ranges: write one a line";
            }

            (range, column) = (field, i);
        }

        if (range is null && isFirst && !_hasHeading)
        {
            _hasHeading = true;
            return null;
        }

        if (range is null || (_column >= 0 && column != _column))
        {
            range = null;
            return _column < 0
                ? $"'{line}' has no field that is a range"
                : $"'{line}' has no range in the field where the lines before have theirs";
        }

        _column = column;
        return null;
    }
}
