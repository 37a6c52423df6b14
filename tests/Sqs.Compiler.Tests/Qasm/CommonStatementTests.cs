using System.Collections;
using System.Reflection;
using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Parsing;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>The short way for common statements makes the same syntax, spans included, as the generated parser.</summary>
[TestFixture]
public sealed class CommonStatementTests
{
    [TestCase("x q; cx q[0], r[12]; rx(0.5) q; g(1, -2.5, pi/2*a - b + 3) q[0], $3;")]
    [TestCase("c = measure q; c[1] = measure q[0]; c = measure $2; c[0] = 1; c = d;")]
    [TestCase("rx(-pi) q; rx(2*-x) q; f(x); f(a)[2]; x q[i]; x q[0][1]; x q[0:1]; g() q; x q,; x[10ns] q; rx((1)) q; rx(sin(2)) q; rx(2 ** 3) q;")]
    [TestCase("x q\ny q; cx q r; rx(1 q; rx() q; = measure q; c[ = measure q; x $99999999999; rx(1 + * 2) q;")]
    public void Both_ways_agree(string text) => Assert.That(Dump(text, false), Is.EqualTo(Dump(text, true)));

    [Test]
    public void Both_ways_agree_on_the_conformance_programs()
    {
        foreach (ConformanceCase program in ConformanceCase.All())
            Assert.That(Dump(program.Program, false), Is.EqualTo(Dump(program.Program, true)), program.Name);
    }

    [Test]
    public void Every_node_lies_in_the_text_and_in_its_parent()
    {
        foreach (ConformanceCase program in ConformanceCase.All())
        {
            foreach (SyntaxNode node in new QasmParser(new SourceText(program.Program, "case.qasm"), []).Statements())
                AssertSpans(node, new TextSpan(0, program.Program.Length), program.Name);
        }
    }

    private static void AssertSpans(SyntaxNode node, TextSpan parent, string name)
    {
        Assert.That(node.Span.Length, Is.Positive, $"{name} {node}");
        Assert.That(node.Span.Start >= parent.Start && node.Span.End <= parent.End, $"{name} {node}");
        foreach (SyntaxNode child in Children(node))
            AssertSpans(child, node.Span, name);
    }

    private static IEnumerable<SyntaxNode> Children(SyntaxNode node)
    {
        foreach (PropertyInfo property in node.GetType().GetProperties().Where(p => p.Name != "Annotations"))
        {
            object? value = property.GetValue(node);
            if (value is SyntaxNode child)
                yield return child;
            if (value is IEnumerable list and not string)
            {
                foreach (SyntaxNode item in list.OfType<SyntaxNode>())
                    yield return item;
            }
        }
    }

    private static string Dump(string text, bool generatedOnly)
    {
        var diagnostics = new DiagnosticBag();
        var parser = new QasmParser(new SourceText(text, "case.qasm"), diagnostics) { UsesGeneratedParserOnly = generatedOnly };
        var output = new StringBuilder();
        foreach (SyntaxNode statement in parser.Statements())
            Dump(statement, output);
        foreach (Diagnostic diagnostic in diagnostics)
            output.Append(diagnostic).Append('\n');
        return output.ToString();
    }

    private static void Dump(object? value, StringBuilder output)
    {
        switch (value)
        {
            case SyntaxNode node:
                output.Append(node.GetType().Name).Append('{');
                foreach (PropertyInfo property in node.GetType().GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    output.Append(property.Name).Append('=');
                    Dump(property.GetValue(node), output);
                    output.Append(' ');
                }

                output.Append("}\n");
                break;
            case IEnumerable list and not string:
                foreach (object item in list)
                    Dump(item, output);
                break;
            default:
                output.Append(value);
                break;
        }
    }
}
