using System.Globalization;
using System.Text;
using System.Xml;

namespace Sqs.Runtime.Plots;

/// <summary>Writes an SVG picture element by element; the text is deterministic. Colours follow the viewer's light or dark scheme.</summary>
internal sealed class SvgCanvas : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private const string Style =
        "text{font:12px system-ui,sans-serif;fill:#222}.axis{stroke:#666;fill:none}.grid{stroke:#ddd}.back{fill:#fff}"
        + ".s0{stroke:#0b62a4;fill:#0b62a4}.s1{stroke:#c2410c;fill:#c2410c}.s2{stroke:#15803d;fill:#15803d}.s3{stroke:#7e22ce;fill:#7e22ce}"
        + ".line{fill:none;stroke-width:2}"
        + ".same{fill:#e2e2e2}.more1{fill:#f5b38d}.more2{fill:#e06a35}.more3{fill:#9c2f06}.less1{fill:#9cc7e8}.less2{fill:#3b8ac4}.less3{fill:#0a4876}"
        + "@media(prefers-color-scheme:dark){text{fill:#ddd}.axis{stroke:#999}.grid{stroke:#444}.back{fill:#161616}.same{fill:#3a3a3a}}";

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _writer;

    public SvgCanvas(int width, int height, string title)
    {
        _writer = XmlWriter.Create(_text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" });
        _writer.WriteStartElement("svg", Namespace);
        Attributes(("viewBox", $"0 0 {width} {height}"), ("width", width), ("height", height), ("role", "img"));
        _writer.WriteElementString("title", Namespace, title);
        _writer.WriteElementString("style", Namespace, Style);
        Rectangle(0, 0, width, height, "back");
    }

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Element("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", style));

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Element("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", style));

    /// <summary>A rectangle that says what it stands for when it is pointed at, and to screen readers.</summary>
    public void Cell(double x, double y, double width, double height, string style, string title)
    {
        _writer.WriteStartElement("rect", Namespace);
        Attributes(("x", x), ("y", y), ("width", width), ("height", height), ("class", style));
        _writer.WriteElementString("title", Namespace, title);
        _writer.WriteEndElement();
    }

    public void Circle(double x, double y, double radius, string style) =>
        Element("circle", ("cx", x), ("cy", y), ("r", radius), ("class", style));

    public void Polyline(IEnumerable<(double X, double Y)> points, string style) =>
        Element("polyline", ("points", string.Join(' ', points.Select(p => $"{Format(p.X)},{Format(p.Y)}"))), ("class", style));

    public void Text(double x, double y, string text, string anchor = "start", double rotation = 0)
    {
        _writer.WriteStartElement("text", Namespace);
        Attributes(("x", x), ("y", y), ("text-anchor", anchor));
        if (rotation != 0)
            Attributes(("transform", $"rotate({Format(rotation)} {Format(x)} {Format(y)})"));
        _writer.WriteString(text);
        _writer.WriteEndElement();
    }

    public string Finish()
    {
        _writer.WriteEndElement();
        _writer.Flush();
        return _text.Append('\n').ToString();
    }

    public void Dispose() => _writer.Dispose();

    private static string Format(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private void Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _writer.WriteStartElement(name, Namespace);
        Attributes(attributes);
        _writer.WriteEndElement();
    }

    private void Attributes(params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        foreach ((string name, object value) in attributes)
            _writer.WriteAttributeString(name, value is double number ? Format(number) : Convert.ToString(value, CultureInfo.InvariantCulture));
    }
}
