using System.Numerics;

namespace Sqs.Simulation.Batched;

/// <summary>Lists of events, one a row: the lines that spike. Built once a batch and used by every tile.</summary>
public sealed class EventLists
{
    private int[] _starts = new int[1];
    private int[] _items = [];
    private int[] _next = [];

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of events.</summary>
    public int Count => _starts[Rows];

    /// <summary>Where the list of each row starts in <see cref="Items"/>, with the end of the last one behind.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Rows + 1);

    /// <summary>All events.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>Starts over without rows.</summary>
    public void Clear() => Rows = 0;

    /// <summary>Adds a row.</summary>
    /// <param name="bits">Bit i of word w is line <c>64 w + i</c>; none for a silent row.</param>
    public void Add(ReadOnlySpan<ulong> bits)
    {
        int count = Count;
        int events = 0;
        foreach (ulong word in bits)
            events += BitOperations.PopCount(word);
        Reserve(Rows + 1, count + events);
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong left = bits[word]; left != 0; left &= left - 1)
                _items[count++] = (word << 6) + BitOperations.TrailingZeroCount(left);
        }

        _starts[++Rows] = count;
    }

    /// <summary>Becomes the transpose of other lists: a row a line, with the rows in which the line spikes in rising order.</summary>
    /// <param name="source">The lists.</param>
    /// <param name="lines">Number of lines.</param>
    public void Transpose(EventLists source, int lines)
    {
        ArgumentNullException.ThrowIfNull(source);
        Reserve(lines, source.Count);
        Array.Clear(_starts, 0, lines + 1);
        foreach (int line in source.Items)
            _starts[line + 1]++;
        for (int line = 0; line < lines; line++)
            _starts[line + 1] += _starts[line];
        if (_next.Length < lines)
            _next = new int[lines];
        _starts.AsSpan(0, lines).CopyTo(_next);
        ReadOnlySpan<int> starts = source.Starts;
        ReadOnlySpan<int> items = source.Items;
        for (int row = 0; row < source.Rows; row++)
        {
            foreach (int line in items[starts[row]..starts[row + 1]])
                _items[_next[line]++] = row;
        }

        Rows = lines;
    }

    private void Reserve(int rows, int items)
    {
        if (_starts.Length <= rows)
            Array.Resize(ref _starts, Math.Max(rows + 1, 2 * _starts.Length));
        if (_items.Length < items)
            Array.Resize(ref _items, Math.Max(items, _items.Length + (_items.Length / 2)));
    }
}
