using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format;

namespace Sqs.Compiler.Tests.Graph;

/// <summary>Whatever the text, the reader answers with diagnostics.</summary>
public sealed class GraphReaderFuzzTests
{
    private static readonly string[] Snippets =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "1e999", "NaN", "\"x\"", "\"npz\":\"w\"", "\\", "//", "/*", "[]", "{}", "0.5", "99999999999999999999", "\u0000", "é", "'a'", "\"weights\":", "\n",
    ];

    [Test]
    public void Damaged_documents_are_reported_and_never_thrown_at([Range(0, 3)] int block)
    {
        string text = GraphWriter.ToText(GraphDocument.Of(SmallGraphs.Skip()));
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            var random = new Random((block * 500) + i);
            string damaged = text;
            for (int edit = random.Next(1, 5); edit > 0; edit--)
                damaged = Damage(damaged, random);
            GraphReadResult result = GraphReader.Read(damaged, "fuzz.sqs.json", directory: null);
            Assert.That(result.Document is null, Is.EqualTo(result.Diagnostics.HasErrors));
            foreach (Diagnostic diagnostic in result.Diagnostics)
            {
                Assert.That(diagnostic.Span.Line, Is.InRange(1, damaged.Count(c => c is '\n' or '\r') + 1), diagnostic.ToString());
                Assert.That(diagnostic.Span.Column, Is.Positive, diagnostic.ToString());
            }

            refused += result.Document is null ? 1 : 0;
            if (result.Document is { NeedsSampler: false } document)
                Assert.That(document.Resolve(sampler: null).Steps, Is.Positive);
        }

        Assert.That(refused, Is.InRange(250, 500), "most damage matters");
    }

    private static string Damage(string text, Random random)
    {
        int at = random.Next(text.Length);
        int length = Math.Min(random.Next(12), text.Length - at);
        string snippet = Snippets[random.Next(Snippets.Length)];
        return random.Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, snippet),
            2 => text.Remove(at, length).Insert(at, snippet),
            _ => text.Insert(random.Next(text.Length), text.Substring(at, length)),
        };
    }
}
