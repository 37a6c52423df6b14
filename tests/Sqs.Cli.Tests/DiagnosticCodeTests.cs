using System.Reflection;
using System.Text.RegularExpressions;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Cli.Tests;

/// <summary>A code means one thing in the whole program.</summary>
[TestFixture]
public sealed partial class DiagnosticCodeTests
{
    [Test]
    public void Every_code_is_used_once()
    {
        // The command refers to every other assembly.
        string folder = Path.GetDirectoryName(typeof(SqsApplication).Assembly.Location)!;
        FieldInfo[] fields =
        [
            .. Directory.EnumerateFiles(folder, "*.dll").Where(f => Path.GetFileName(f) is var name && (name == "sqs.dll" || (name.StartsWith("Sqs.", StringComparison.Ordinal) && !name.Contains("Tests", StringComparison.Ordinal))))
                .Select(Assembly.LoadFrom).SelectMany(a => a.GetTypes()).SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(f => f.FieldType == typeof(DiagnosticDescriptor)),
        ];
        (string Code, string Field)[] codes = [.. fields.Select(f => (((DiagnosticDescriptor)f.GetValue(null)!).Code, $"{f.DeclaringType!.Name}.{f.Name}"))];
        Assert.That(codes, Has.Length.GreaterThan(300));
        Assert.That(codes.GroupBy(c => c.Code).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(c => c.Field))}"), Is.Empty);
        Assert.That(codes.Where(c => !Form().IsMatch(c.Code)), Is.Empty);
    }

    [GeneratedRegex("^SQS[1-69][0-9]{3}$")]
    private static partial Regex Form();
}
