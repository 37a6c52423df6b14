using System.Globalization;
using System.Text;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.NumPy;

/// <summary>
/// The header of an <c>.npy</c> file: a Python dictionary with the keys <c>descr</c>, <c>fortran_order</c> and <c>shape</c> (NumPy Enhancement
/// Proposal 1, "A simple file format for NumPy arrays").
/// </summary>
/// <param name="ElementType">Type of the elements.</param>
/// <param name="IsBigEndian">Whether the most significant byte of an element comes first.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest.</param>
/// <param name="Shape">Sizes, outermost first.</param>
internal sealed record NpyHeader(NpyElementType ElementType, bool IsBigEndian, bool IsFortranOrder, EquatableArray<int> Shape)
{
    private static readonly Dictionary<string, NpyElementType> Types = new(StringComparer.Ordinal)
    {
        ["b1"] = NpyElementType.Bool,
        ["i1"] = NpyElementType.Int8,
        ["i2"] = NpyElementType.Int16,
        ["i4"] = NpyElementType.Int32,
        ["i8"] = NpyElementType.Int64,
        ["u1"] = NpyElementType.UInt8,
        ["u2"] = NpyElementType.UInt16,
        ["u4"] = NpyElementType.UInt32,
        ["u8"] = NpyElementType.UInt64,
        ["f2"] = NpyElementType.Float16,
        ["f4"] = NpyElementType.Float32,
        ["f8"] = NpyElementType.Float64,
    };

    /// <summary>Reads the dictionary.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The header.</returns>
    /// <exception cref="InvalidDataException">The text is no header, or one of an array that is not read.</exception>
    public static NpyHeader Parse(string text)
    {
        var scan = new Scanner(text);
        string? descr = null;
        bool? fortran = null;
        EquatableArray<int>? shape = null;
        scan.Expect('{');
        while (!scan.Accept('}'))
        {
            string key = scan.String();
            scan.Expect(':');
            switch (key)
            {
                case "descr":
                    descr = scan.String();
                    break;
                case "fortran_order":
                    fortran = scan.Word() switch
                    {
                        "True" => true,
                        "False" => false,
                        var other => throw Bad($"fortran_order is '{other}'; it must be True or False"),
                    };
                    break;
                case "shape":
                    shape = scan.Tuple();
                    break;
                default:
                    throw Bad($"the header has an unknown key '{key}'");
            }

            if (!scan.Accept(','))
            {
                scan.Expect('}');
                break;
            }
        }

        if (descr is null || fortran is null || shape is null)
            throw Bad("the header lacks descr, fortran_order or shape");
        if (descr.Length < 2 || descr[0] is not ('<' or '>' or '|' or '=') || !Types.TryGetValue(descr[1..], out NpyElementType type))
            throw Bad($"its element type '{descr}' is not supported; use floats, integers or bools");
        return new NpyHeader(type, descr[0] == '>', fortran.Value, shape.Value);
    }

    /// <summary>The dictionary, padded so that the elements start at a multiple of 64 bytes.</summary>
    /// <param name="prefix">Bytes before the dictionary.</param>
    /// <returns>ASCII text that ends in a line break.</returns>
    public string Format(int prefix)
    {
        string type = Types.First(t => t.Value == ElementType).Key;
        char order = NpyArray.SizeOf(ElementType) == 1 ? '|' : IsBigEndian ? '>' : '<';
        string shape = Shape.Count == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        var text = new StringBuilder($"{{'descr': '{order}{type}', 'fortran_order': {(IsFortranOrder ? "True" : "False")}, 'shape': {shape}, }}");
        text.Append(' ', 63 - ((prefix + text.Length) % 64)).Append('\n');
        return text.ToString();
    }

    private static InvalidDataException Bad(string message) => new(message);

    private ref struct Scanner(string text)
    {
        private int _at;

        public bool Accept(char wanted)
        {
            SkipSpace();
            if (_at >= text.Length || text[_at] != wanted)
                return false;
            _at++;
            return true;
        }

        public void Expect(char wanted)
        {
            if (!Accept(wanted))
                throw Bad($"the header is damaged at character {_at + 1}: '{wanted}' is missing");
        }

        public string String()
        {
            SkipSpace();
            char quote = _at < text.Length ? text[_at] : '\0';
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (end < 0)
                throw Bad($"the header is damaged at character {_at + 1}: a string is missing");
            string value = text[(_at + 1)..end];
            _at = end + 1;
            return value;
        }

        public string Word()
        {
            SkipSpace();
            int start = _at;
            while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
                _at++;
            return text[start.._at];
        }

        public EquatableArray<int> Tuple()
        {
            var sizes = new List<int>();
            Expect('(');
            while (!Accept(')'))
            {
                string word = Word();
                if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int size))
                    throw Bad($"its shape has a size '{word}' that is not supported");
                sizes.Add(size);
                if (!Accept(','))
                {
                    Expect(')');
                    break;
                }
            }

            return [.. sizes];
        }

        private void SkipSpace()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
        }
    }
}
